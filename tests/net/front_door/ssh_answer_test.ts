/**
 * The answer to SSH clients, and who hears of strangers at the front door.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { SshAnswer } from "../../../core/net/front_door/ssh_answer.ts";
import { memoryLink } from "../../../testing/memory_link.ts";
import { TestHouse } from "../../../testing/test_house.ts";

Deno.test("a banner of SSH is known from its first four bytes", () => {
  const detect = (text: string) => new SshAnswer().detect(new TextEncoder().encode(text));
  deepStrictEqual(["S", "SSH", "SSH-2.0-x", "SHS"].map(detect), ["more", "more", "yes", "no"]);
});

Deno.test("an SSH client is told to dial with telnet", async () => {
  const { link, peer } = memoryLink();
  await new SshAnswer().serve(link);
  strictEqual(peer.text, "There is no SSH here: dial with telnet.\r\n");
});

Deno.test("the guard hears of browsers, SSH and TLS clients at the front door, and of who says nothing", async () => {
  await using house = await TestHouse.open({ main: { detect_ms: 200 } });
  const hello = Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3);
  for (const sent of ["GET / HTTP/1.1\r\n\r\n", "SSH-2.0-Go\r\n", hello]) {
    const peer = house.dialProgram("front-door");
    peer.send(sent);
    await peer.hearOut();
  }
  const silent = house.dialProgram("front-door");
  silent.end();
  strictEqual(await silent.hearOut(), "");
  const { counts } = house.house.guard.tell();
  deepStrictEqual([counts.http, counts.ssh, counts.tls, counts.silence], [1, 1, 1, 1]);
  strictEqual(house.house.waiting.count, 0);
});
