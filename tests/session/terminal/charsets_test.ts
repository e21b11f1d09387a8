/**
 * Callers of different charsets in one room: each reads what the others say.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { choiceKey, type ChoiceName } from "../../../core/terminal/terminal_choices.ts";
import type { ClientName } from "../../../testing/telnet_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const SAID = "“Zoë—日本 👍” ┏━┓";

for (
  const [client, reads] of [
    ["telnet", SAID],
    ["nc", SAID],
    ["syncterm", '"Zoë--?? :thumbs up:" ┌─┐'],
    ["vt220", '"Zoe--?? :thumbs up:" +-+'],
  ] as const satisfies readonly (readonly [ClientName, string])[]
) {
  Deno.test(`what is said in UTF-8 can be read with ${client}`, async () => {
    await using house = await TestHouse.open();
    const [ann, bob] = [await house.guest("Ann"), await house.guest("Bob", { client })];
    ann.line(SAID);
    await bob.until(`Ann: ${reads}\n`);
  });
}

/** Ann chooses something about her telnet. */
async function choose({ house }: TestHouse, name: ChoiceName, value: string): Promise<void> {
  const by = house.world.presenceNamed("Ann")!.id;
  const key = choiceKey(name, "XTERM-256COLOR");
  await house.sequencer.submit({ kind: "prefer", by, key, value });
}

/** Says something in one charset, and tells the bytes that were typed. */
async function heardOf(
  client: ClientName,
  text: string,
): Promise<{ heard: string; own: VirtualCaller }> {
  await using house = await TestHouse.open();
  const [ann, bob] = [await house.guest("Ann", { client }), await house.guest("Bob")];
  ann.line(text);
  const heard = await bob.until(/Ann: .*\n/);
  await ann.until(/Ann: .*\n/);
  return { heard: heard.split("Ann: ")[1]!.trimEnd(), own: ann };
}

Deno.test("what is typed in CP437 is read by others as it was meant, and shown to its speaker", async () => {
  const { heard, own } = await heardOf("syncterm", "né ½ ░");
  strictEqual(heard, "né ½ ░");
  strictEqual(own.heard.includes("Ann: né ½ ░"), true);
});

Deno.test("the bytes of CP437 are its own: é is 0x82", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("Ann", { client: "syncterm" });
  const bob = await house.guest("Bob");
  ann.send(Uint8Array.of(0x82, 0x0d, 0x00));
  await bob.until("Ann: é\n");
  await ann.until("Ann: é\n");
  const echo = ann.bytes.flatMap((bytes) => [...bytes]);
  deepStrictEqual([echo.includes(0x82), echo.includes(0xc3)], [true, false]);
});

Deno.test("a byte of 255 that is text is doubled both ways", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("Ann", { client: "telnet", charset: "latin-1" });
  await choose(house, "charset", "latin-1");
  ann.line("ÿes");
  await ann.until("Ann: ÿes\n");
});

Deno.test("what is half typed when the charset changes is neither lost nor broken", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("Ann", { client: "telnet" });
  await choose(house, "charset", "ascii");
  ann.type("né");
  await ann.until("ne");
  ann.line("!");
  await ann.until("Ann: ne!\n");
});

Deno.test("no name of anybody can break a terminal of another charset", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("Bob", { client: "vt220" });
  await house.guest("Žoë日");
  await bob.until("Zoe? has come in\n");
  const who = await bob.answerTo("/who");
  strictEqual(who.some((line) => line.includes("Zoe?")), true);
});

Deno.test("what a member has chosen is there at the next call, and after the house was shut", async () => {
  const dataDir = await Deno.makeTempDir();
  try {
    {
      await using house = await TestHouse.open({ dataDir });
      await house.member("Ann", { client: "telnet", charset: "latin-1" });
      await choose(house, "charset", "latin-1");
    }
    await using house = await TestHouse.open({ dataDir });
    const bob = await house.guest("Bob");
    const ann = await house.member("Ann", { client: "telnet", charset: "latin-1" });
    bob.line("é→");
    await ann.until("Bob: é->\n");
    ann.line("/logout");
    await ann.until(/Name: $/);
    ann.line("Cy");
    await ann.until(/^Here: /m);
    bob.line("é!");
    await ann.until("Bob: Ã©!\n");
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});

Deno.test("a guest's choices are gone with the guest", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("Ann", { client: "telnet" });
  await choose(house, "charset", "ascii");
  ann.line("é");
  await ann.until("Ann: e\n");
  ann.line("/logout");
  await ann.until(/Name: $/);
  ann.line("Ann");
  await ann.until(/^Here: /m);
  await ann.prompt();
  ann.line("é");
  await ann.until("Ann: é\n");
});

Deno.test("with no keep-alive wanted, a quiet line is left quiet", async () => {
  await using house = await TestHouse.open({ main: { keep_alive_minutes: 1 } });
  const ann = await house.guest("Ann", { client: "telnet" });
  house.clock.advance(61_000);
  await ann.ayt();
  strictEqual(ann.asked.filter((asked) => asked === "241").length, 1);
  await choose(house, "keep-alive", "off");
  house.clock.advance(61_000);
  await ann.ayt();
  strictEqual(ann.asked.filter((asked) => asked === "241").length, 1);
});

Deno.test("who edits the line can be chosen, and chosen back, while one is typed", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("Ann", { client: "telnet" });
  strictEqual(ann.sendsKeys, true);
  ann.type("he");
  await ann.until("he");
  await choose(house, "editing", "client");
  await ann.ayt();
  strictEqual(ann.sendsKeys, false);
  match(ann.screen.text(), /^lobby> he\n\[.*\]$/m);
  ann.line("llo");
  await ann.roundtrip();
  strictEqual(house.house.world.presenceNamed("Ann")!.preferences.size, 1);
  await choose(house, "editing", "server");
  await ann.ayt();
  strictEqual(ann.sendsKeys, true);
});

Deno.test("who is read out edits their own line, and nothing is drawn again", async () => {
  await using house = await TestHouse.open();
  const [ann, bob] = [await house.guest("Ann", { client: "telnet" }), await house.guest("Bob")];
  await choose(house, "screen-reader", "on");
  await ann.ayt();
  strictEqual(ann.sendsKeys, false);
  const before = ann.bytes.length;
  bob.line("hello");
  await ann.until("Bob says: hello\n");
  const sent = ann.bytes.slice(before).flatMap((bytes) => [...bytes]);
  strictEqual(sent.includes(0x1b), false);
});
