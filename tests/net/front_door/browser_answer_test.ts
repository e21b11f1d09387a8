/**
 * What browsers and tools of the web are answered.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { BrowserAnswer } from "../../../core/net/front_door/browser_answer.ts";
import { memoryLink } from "../../../testing/memory_link.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** What somebody is answered who sends chunks of bytes. */
async function answerTo(request: string, { house = "Night Owls" } = {}): Promise<string> {
  const { link, peer } = memoryLink();
  peer.send(request);
  await new BrowserAnswer({ house }).serve(link);
  link.close();
  const answer = await peer.hearOut();
  peer.end();
  await link.closed;
  return answer;
}

Deno.test("the answer is 426 with the protocol to use, and a page that says how to dial in", async () => {
  const answer = await answerTo("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
  const [head, body] = answer.split("\r\n\r\n", 2) as [string, string];
  const [status, ...fields] = head.split("\r\n");
  strictEqual(status, "HTTP/1.1 426 Upgrade Required");
  deepStrictEqual(fields, [
    "Upgrade: telnet",
    "Connection: Upgrade, close",
    "Content-Type: text/html; charset=utf-8",
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    "Cache-Control: no-store",
  ]);
  match(body, /^<!doctype html>\n<html lang="en">/);
  match(body, /<title>Night Owls<\/title>/);
  match(body, /telnet THIS-HOST 2023/);
});

Deno.test("HEAD is answered by the same head without the page", async () => {
  const [head] = (await answerTo("GET / HTTP/1.1\r\n\r\n")).split("\r\n\r\n");
  strictEqual(await answerTo("HEAD / HTTP/1.1\r\n\r\n"), `${head}\r\n\r\n`);
});

Deno.test("the name of the house is no HTML, and counts in bytes", async () => {
  const answer = await answerTo("GET / HTTP/1.1\r\n\r\n", { house: `<b>"Zoë's" & Co` });
  const [head, body] = answer.split("\r\n\r\n", 2) as [string, string];
  ok(body.includes("<title>&#60;b&#62;&#34;Zoë&#39;s&#34; &#38; Co</title>"), body);
  ok(head.includes(`Content-Length: ${new TextEncoder().encode(body).length}`), head);
});

Deno.test("whoever has ended the connection is answered nothing", async () => {
  const { link, peer } = memoryLink();
  peer.end();
  await new BrowserAnswer({ house: "Night Owls" }).serve(link);
  strictEqual(peer.text, "");
  await link.close();
});

Deno.test("a client of the web reads the page at the front door", async () => {
  await using house = await TestHouse.open({ door: "tcp", main: { detect_ms: 200 } });
  const { hostname, port } = house.server.addresses[0]!;
  const response = await fetch(`http://${hostname}:${port}/who?is=there`);
  strictEqual(response.status, 426);
  match(await response.text(), new RegExp(`telnet THIS-HOST ${port}`));
  const head = await fetch(`http://${hostname}:${port}/`, { method: "HEAD" });
  deepStrictEqual([head.status, await head.text()], [426, ""]);
  const body = "x".repeat(100_000);
  const post = await fetch(`http://${hostname}:${port}/`, { method: "POST", body });
  strictEqual(post.status, 426);
  await post.body?.cancel();
});
