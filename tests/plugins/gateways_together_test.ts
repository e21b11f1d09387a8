/**
 * Telnet, the line protocol and CSP in one house: the same rooms, accounts and powers.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { CspCaller, cspResponse } from "../kit/csp_caller.ts";
import { LineCaller } from "../kit/line_caller.ts";
import { PASSWORD, TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

/** Somebody on each, in one room that the one on CSP has made. */
async function trio(): Promise<
  { house: TestHouse; tess: VirtualCaller; liz: LineCaller; cy: CspCaller }
> {
  const house = await TestHouse.open({ limits: { lines_burst: 10_000 } });
  const cy = await CspCaller.enter(house, "Cy");
  await cy.ask("CHAT", { chat_name: "Group 1" });
  const tess = await house.guest("Tess");
  await tess.answerTo("/join Group 1");
  const liz = await LineCaller.enter(house, "Liz", { rooms: ["Group\u00a01"] });
  await tess.until("-> Liz has come in to Group 1\n");
  deepStrictEqual(await cy.overheard(), [joined("Tess"), joined("Liz")]);
  return { house, tess, liz, cy };
}

function joined(name: string): string {
  const about = `{"username": "${name}", "chat_name": "Group 1"}`;
  return cspResponse("180", { about, channel: "CC", payload: `${name} has joined the group` });
}

function said(payload: string): string {
  return cspResponse("140", { channel: "DC", payload });
}

Deno.test("each hears the words of each, with names, in the form of their own protocol", async () => {
  const { house, tess, liz, cy } = await trio();
  await using _ = house;
  deepStrictEqual(await tess.answerTo("hello from Tess"), []);
  strictEqual(await liz.overheard(), "GOTROOMMSG Tess #Group\u00a01 hello from Tess\r\n");
  deepStrictEqual(await cy.overheard(), [said("(Tess) hello from Tess")]);

  strictEqual(await liz.answerTo("MSG #group\u00a01 hello from Liz"), "OK\r\n");
  await tess.until("[Group 1] Liz: hello from Liz\n");
  deepStrictEqual(await cy.overheard(), [said("(Liz) hello from Liz")]);

  deepStrictEqual(await cy.ask("MSSG", { chat_name: "group 1", payload: "(Cy) hello from Cy" }), [
    said("(Cy) hello from Cy"),
  ]);
  await tess.until("[Group 1] Cy: hello from Cy\n");
  strictEqual(await liz.overheard(), "GOTROOMMSG Cy #Group\u00a01 hello from Cy\r\n");
});

Deno.test("a group is a room: it is in the list on telnet, by the name that CSP gave it", async () => {
  const { house, tess } = await trio();
  await using _ = house;
  match((await tess.answerTo("/rooms")).join("\n"), /^> Group 1 +3/m);
  match((await tess.answerTo("/room")).join("\n"), /Here: ~Cy, Liz, Tess/);
});

Deno.test("comings and goings are told where the protocol has words for them", async () => {
  const { house, tess, liz, cy } = await trio();
  await using _ = house;
  liz.peer.end();
  await tess.until("<- Liz has left (hung up)\n");
  const left = (name: string) =>
    cspResponse("190", {
      about: `{"username": "${name}"}`,
      payload: `${name} has left the chat room`,
    });
  deepStrictEqual(await cy.overheard(), [left("Liz")]);
  await tess.answerTo("/part");
  deepStrictEqual(await cy.overheard(), [left("Tess")]);
});

Deno.test("the admin of a group puts out whoever is in it, by any protocol", async () => {
  const { house, tess, liz, cy } = await trio();
  await using _ = house;
  await cy.ask("KICK", { chat_name: "Group 1", kicked_user: "Liz" });
  await tess.until("Cy has put Liz out\n");
  strictEqual(
    await liz.answerTo("MSG #Group\u00a01 hi"),
    "ERROR ROOM #Group\u00a01 NOT AVAILABLE\r\n",
  );
  await cy.ask("BANN", { chat_name: "Group 1", banned_user: "Tess" });
  await tess.until("Cy has banned Tess\n");
  deepStrictEqual(await tess.answerTo("/join Group 1"), [
    'Cannot join or speak in "Group 1" as you are banned from it',
  ]);
});

Deno.test("a guest may do here what a guest may do there", async () => {
  const { house, tess, liz } = await trio();
  await using _ = house;
  await tess.answerTo("/join den");
  strictEqual(await liz.answerTo("JOIN #den"), "OK\r\n");
  strictEqual(await liz.answerTo("KICK Tess"), "ERROR NEEDS HALFOP\r\n");
  await tess.answerTo("/op Liz");
  strictEqual(await liz.answerTo("TOPIC by Liz"), "OK\r\n");
  await tess.until("Liz has set the topic: by Liz\n");
});

Deno.test("somebody on all three is one person, hears all on each, and leaves with the last", async () => {
  await using house = await TestHouse.open({ limits: { lines_burst: 10_000 } });
  const ann = await house.guest("Ann");
  const terminal = await house.member("Bob");
  const line = new LineCaller(house);
  strictEqual(await line.answerTo(`LOGIN bob ${PASSWORD}`), "OK\r\n");
  const csp = await CspCaller.enter(house, "Bob");
  const bob = house.house.world.presenceNamed("bob")!;
  deepStrictEqual([bob.sessions.size, house.house.world.presenceCount], [3, 2]);
  strictEqual(await line.answerTo("JOIN #lobby"), "ERROR Bob ALREADY JOINED #lobby\r\n");

  await ann.answerTo("hello");
  await terminal.until("Ann: hello\n");
  strictEqual(await line.overheard(), "GOTROOMMSG Ann #lobby hello\r\n");
  deepStrictEqual(await csp.overheard(), [said("(Ann) hello")]);

  strictEqual(await line.answerTo("MSG #lobby from the line"), "OK\r\n");
  await terminal.until("Bob: from the line\n");
  deepStrictEqual(await csp.overheard(), [said("(Bob) from the line")]);
  deepStrictEqual(await csp.ask("MSSG", { chat_name: "lobby", payload: "from CSP" }), [
    said("(Bob) from CSP"),
  ]);
  strictEqual(await line.overheard(), "GOTROOMMSG Bob #lobby from CSP\r\n");

  await ann.answerTo("/tell bob psst");
  await terminal.until("Ann tells you: psst\n");
  strictEqual(await line.overheard(), "GOTUSERMSG Ann psst\r\n");
  strictEqual((await csp.overheard()).length, 1);

  match((await ann.answerTo("/who")).join("\n"), /Bob/);
  line.send("LOGOUT\r\n");
  await line.peer.hearOut();
  terminal.line("/quit");
  await terminal.goodbye();
  deepStrictEqual(await csp.ask("MSSG", { chat_name: "lobby", payload: "alone" }), [
    said("(Bob) alone"),
  ]);
  const heard = await ann.until("Bob: alone\n");
  ok(!heard.includes("Bob has left"), heard);
  csp.peer.end();
  await ann.until("<- Bob has left (hung up)\n");
});
