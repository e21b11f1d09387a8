/**
 * What a sysop reads when a port cannot be opened.
 *
 * @module
 */

import { ok, strictEqual, throws } from "node:assert/strict";
import { listen } from "../../core/net/listener.ts";
import { ListenError } from "../../core/net/listen_error.ts";
import { FakeClock } from "../../testing/fake_clock.ts";

function errorOf(hostname: string, port: number): ListenError {
  let caught: unknown;
  throws(() => {
    listen({
      hostname,
      port,
      serve: () => Promise.resolve(),
      clock: new FakeClock(),
      outboxLimitBytes: 1000,
    });
  }, (error: unknown) => {
    caught = error;
    return true;
  });
  ok(caught instanceof ListenError);
  return caught;
}

Deno.test("a port in use is said to be", () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  const error = errorOf("127.0.0.1", port);
  strictEqual(error.message, `Cannot listen on 127.0.0.1 port ${port} as the port is in use.`);
  ok(error.cause instanceof Deno.errors.AddrInUse);
});

for (
  const [hostname, port, reason] of [
    ["192.0.2.1", 0, "this machine does not have that address"],
    ["no such host", 0, "there is no host of that name"],
    ["", 0, "there is no host of that name"],
    ["127.0.0.1", 65536, "the port is not a number from 0 to 65535"],
  ] as const
) {
  Deno.test(`"${hostname}" port ${port} is refused, as ${reason}`, () => {
    strictEqual(
      errorOf(hostname, port).message,
      `Cannot listen on ${hostname} port ${port} as ${reason}.`,
    );
  });
}

Deno.test({
  name: "a runtime without network access is said to be",
  permissions: { net: false },
  fn: () => {
    strictEqual(
      errorOf("127.0.0.1", 2023).message,
      "Cannot listen on 127.0.0.1 port 2023 as the runtime was not given network access.",
    );
  },
});
