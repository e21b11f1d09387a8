/**
 * What clients are answered that begin TLS where none is spoken.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { TlsAnswer } from "../../../core/net/front_door/tls_answer.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { memoryLink } from "../../../testing/memory_link.ts";

Deno.test("a handshake record of any version 3 is TLS, and nothing else is", () => {
  const detect = (...bytes: number[]) => new TlsAnswer().detect(Uint8Array.from(bytes));
  strictEqual(detect(22), "more");
  for (const minor of [0, 1, 3]) strictEqual(detect(22, 3, minor, 1, 0, 1), "yes");
  strictEqual(detect(22, 3), "yes");
  strictEqual(detect(22, 2), "no");
  strictEqual(detect(22, 13), "no");
  strictEqual(detect(21, 3), "no");
  strictEqual(detect(255, 251), "no");
});

Deno.test("the answer is a fatal alert, handshake_failure", async () => {
  const { link, peer } = memoryLink();
  peer.send(Uint8Array.of(22, 3, 1, 2, 0, 1));
  await new TlsAnswer().serve(link);
  deepStrictEqual(peer.writes.flatMap((bytes) => [...bytes]), [21, 3, 1, 0, 2, 2, 40]);
  peer.end();
  await link.close();
});

Deno.test("a client of TLS is told at once, by the name of the alert", async () => {
  await using house = await TestHouse.open({ door: "tcp", main: { detect_ms: 200 } });
  const { hostname, port } = house.server.addresses[0]!;
  const conn = await Deno.connectTls({ hostname, port });
  try {
    await rejects(conn.handshake(), /HandshakeFailure/);
  } finally {
    conn.close();
  }
});
