/**
 * How many connections an address may hold.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { ConnectionLimits } from "../../core/net/connection_limits.ts";
import { parseNetworks } from "../../core/net/networks.ts";

function limitsOf(perAddress: number, exempt: string[] = []): ConnectionLimits {
  return new ConnectionLimits({ perAddress, exempt: parseNetworks(exempt) });
}

Deno.test("an address is admitted up to the limit, and another is not counted with it", () => {
  const limits = limitsOf(2);
  ok(limits.admit("192.0.2.1"));
  ok(limits.admit("::ffff:192.0.2.1"));
  strictEqual(limits.admit("192.0.2.1"), undefined);
  ok(limits.admit("192.0.2.2"));
});

Deno.test("a place that is given back can be taken again, once", () => {
  const limits = limitsOf(2);
  const release = limits.admit("192.0.2.1");
  ok(limits.admit("192.0.2.1"));
  release?.();
  release?.();
  ok(limits.admit("192.0.2.1"));
  strictEqual(limits.admit("192.0.2.1"), undefined);
});

Deno.test("addresses of one IPv6 network of 64 bits are counted together", () => {
  const limits = limitsOf(1);
  ok(limits.admit("2001:db8::1"));
  strictEqual(limits.admit("2001:db8::2"), undefined);
  ok(limits.admit("2001:db8:0:1::1"));
});

Deno.test("exempt networks are not counted", () => {
  const limits = limitsOf(1, ["127.0.0.0/8"]);
  for (let i = 0; i < 5; i++) ok(limits.admit("127.0.0.1"));
});

Deno.test("an infinite limit admits everybody", () => {
  const limits = limitsOf(Infinity);
  for (let i = 0; i < 5; i++) ok(limits.admit("192.0.2.1"));
});
