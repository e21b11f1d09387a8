/**
 * What callers send who mean harm, and what reaches the others.
 *
 * @module
 */

import fc from "fast-check";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";
import { hostileText } from "../../terminal/typed_text.ts";

/** What each may look like to a terminal, and how it is read when it has been made safe. */
const HARMS: Record<string, [sent: string | Uint8Array, read: string]> = {
  "an escape sequence": ["a\x1b[31mb", "a[31mb"],
  "a sequence that clears the screen": ["a\x1b[2Jb", "a[2Jb"],
  "a window title": ["a\x1b]0;owned\x07b", "a]0;ownedb"],
  "a C1 control": ["a\u009b31mb", "a31mb"],
  "a bare C1 byte": [bytes("a", 0x9b, "31mb"), "a›31mb"],
  "a bell": ["a\x07b", "ab"],
  "a backspace beyond the line": ["\b\b\b\bab", "ab"],
  "a bidi override": ["a\u202eb", "ab"],
  "a zero-width space": ["a\u200bb", "ab"],
  "a line separator": ["a\u2028b", "a b"],
  "a tab": ["a\tb", "a b"],
  "a vertical tab": ["a\x0bb", "a b"],
  "a telnet command": [bytes("a", 255, 241, "b"), "ab"],
  "a doubled IAC": [bytes("a", 255, 255, "b"), "aÿb"],
  "a byte that is not UTF-8": [bytes("caf", 0xe9), "café"],
  "an unpaired surrogate in UTF-8": [bytes("a", 0xed, 0xa0, 0x80, "b"), "aí\u00a0€b"],
  "our own colour codes": ["^ra^~b {red}", "^ra^~b {red}"],
};

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]
    ),
  );
}

/** The control sequences that we send: colours, and what draws the prompt. */
// deno-lint-ignore no-control-regex
const OURS = /\x1b\[(?:[\d;]*m|K|\d*C|A|2?J|H|\?2004[hl])/g;

/** What may not be left of what a terminal was sent when ours is taken out. */
// deno-lint-ignore no-control-regex
const NOT_OURS = /(?![\r\n\x07\b])[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029]/u;

/** Fails if a caller was sent anything that is not text, or ours. */
function checkSent(caller: VirtualCaller, { colours }: { colours: boolean }): void {
  const sent = withoutNegotiation(caller);
  ok(!sent.includes(255), "no IAC in what is shown");
  const text = new TextDecoder("utf-8", { fatal: true }).decode(sent);
  const found = NOT_OURS.exec(colours ? text.replaceAll(OURS, "") : text);
  ok(!found, `${JSON.stringify(found?.[0])} in ${JSON.stringify(text)}`);
  caller.check();
}

/** All that was sent but `IAC verb option` and `IAC SB TTYPE SEND IAC SE`. */
function withoutNegotiation(caller: VirtualCaller): Uint8Array {
  const all = caller.bytes.flatMap((chunk) => [...chunk]);
  const kept: number[] = [];
  for (let at = 0; at < all.length; at++) {
    if (all[at] !== 255) kept.push(all[at]!);
    else at += all[at + 1] === 250 ? 5 : 2;
  }
  return Uint8Array.from(kept);
}

/** A house with a caller who means harm and three who don't: by nc, in character mode, by a MUD client. */
async function crowd(options = {}): Promise<{
  house: TestHouse;
  mallory: VirtualCaller;
  victims: { plain: VirtualCaller; telnet: VirtualCaller; mud: VirtualCaller };
}> {
  const house = await TestHouse.open({ limits: { lines_burst: 10_000 }, ...options });
  const plain = await house.guest("plain");
  const telnet = await house.guest("telnet", { client: "telnet" });
  const mud = await house.guest("mud", { client: "mud" });
  const mallory = await house.guest("mallory");
  return { house, mallory, victims: { plain, telnet, mud } };
}

function checkAll({ plain, telnet, mud }: Record<"plain" | "telnet" | "mud", VirtualCaller>): void {
  checkSent(plain, { colours: false });
  checkSent(telnet, { colours: true });
  checkSent(mud, { colours: true });
}

for (const [harm, [sent, read]] of Object.entries(HARMS)) {
  Deno.test(`${harm} in a message is text to others, or nothing`, async () => {
    const { house, mallory, victims } = await crowd();
    await using _ = house;
    mallory.send(sent);
    mallory.send("\n");
    for (const victim of Object.values(victims)) await victim.until(`mallory: ${read}\n`);
    checkAll(victims);
  });
}

Deno.test("colours in a message have no effect on the screen of others", async () => {
  const { house, mallory, victims: { telnet } } = await crowd();
  await using _ = house;
  mallory.send("\x1b[31;1mred\n");
  await telnet.until(/mallory: \[31;1mred\n[^]*lobby> $/);
  const row = telnet.screen.cursor.row - 1;
  const column = telnet.screen.lines()[row]!.indexOf("red");
  strictEqual(telnet.screen.styleAt({ row, column }), "");
});

const WHERE: Record<string, string> = {
  "an action": "/me X",
  "a private message": "/tell plain X",
  "the text of who is away": "/away X",
  "a room's name": "/join X",
  "a topic": "/topic X",
  "a reason to be kicked": "/kick plain X",
  "a command that there is not": "/X",
  "somebody's name in a command": "/whois X",
  "a word of help": "/help X",
  "a recap": "X\n/recap",
};

for (const [what, line] of Object.entries(WHERE)) {
  Deno.test(`no control gets through in ${what}`, async () => {
    const { house, mallory, victims } = await crowd();
    await using _ = house;
    await mallory.answerTo("/join den");
    for (const victim of Object.values(victims)) victim.line("/join den");
    await victims.plain.until("Here:");
    for (const [sent] of Object.values(HARMS)) {
      const [before, after] = line.split("X") as [string, string];
      mallory.send(before);
      mallory.send(sent);
      mallory.send(after + "\n");
    }
    await mallory.roundtrip();
    for (const victim of Object.values(victims)) {
      victim.line("/tell mallory what?");
      await victim.until(/what\?|not here/);
      victim.line("/rooms");
      await victim.until(/People/);
      await victim.ayt();
    }
    checkAll(victims);
    checkSent(mallory, { colours: false });
  });
}

Deno.test("no control gets through in a name that is asked for", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  for (const [sent] of Object.values(HARMS)) {
    const mallory = await house.visitor();
    mallory.send(sent);
    mallory.send("\n");
    await mallory.until(/Name: $|Here: .*\n/);
    checkSent(mallory, { colours: false });
    mallory.reset();
  }
  await ann.roundtrip();
  checkSent(ann, { colours: false });
});

Deno.test("whatever is typed in character mode, nothing but text reaches the others", async () => {
  const { house, victims } = await crowd();
  await using _ = house;
  const mallory = await house.guest("mallory2", { client: "telnet" });
  for (const [sent] of Object.values(HARMS)) {
    mallory.send(sent);
    mallory.send("\r\0");
  }
  mallory.send("\r\0");
  mallory.line("the end");
  for (const victim of Object.values(victims)) await victim.until("the end\n");
  checkAll(victims);
  await mallory.until("the end\n");
  checkSent(mallory, { colours: true });
});

Deno.test("any text at all that somebody says is safe for everyone", async () => {
  const { house, mallory, victims } = await crowd();
  await using _ = house;
  let count = 0;
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      // A Ctrl-D that begins a line would end the call.
      mallory.send(`said ${text.replaceAll("\x04", "")}\n/say end-${++count}\n`);
      await victims.telnet.until(`end-${count}\n`);
      await victims.plain.until(`end-${count}\n`);
      if (mallory.isHungUp) throw new Error(`hung up by ${JSON.stringify(text)}`);
    }),
    { numRuns: 150, examples: [["\x1b[2J"], ["\u009b2J"]] },
  );
  await victims.mud.until(`end-${count}\n`);
  checkAll(victims);
});

Deno.test("a line of 10,000 characters is refused, and the next one is heard", async () => {
  const { house, mallory, victims: { plain } } = await crowd();
  await using _ = house;
  mallory.send("x".repeat(10_000) + "\nnormal\n");
  strictEqual(
    await mallory.until(/\n/),
    "Cannot take that line as it is too long: at most 4096 bytes\n",
  );
  await plain.until("-> mallory has come in\nmallory: normal\n");
});

Deno.test("a line without an end is refused once, and holds no memory", async () => {
  const { house, mallory, victims: { plain } } = await crowd();
  await using _ = house;
  for (let count = 0; count < 100; count++) mallory.send("x".repeat(10_000));
  mallory.send("\nnormal\n");
  await plain.until("mallory: normal\n");
  strictEqual(mallory.heard.match(/too long/g)?.length, 1);
});

Deno.test("a line that is too long in character mode is cut, not lost", async () => {
  const { house, victims: { plain, telnet } } = await crowd({
    limits: { line_bytes: 512, lines_burst: 100 },
  });
  await using _ = house;
  telnet.line("y".repeat(10_000));
  match(await plain.until(/telnet: y+\n/), /\ntelnet: y{500,512}\n$/);
  ok(telnet.screen.bells > 0);
});

Deno.test("random bytes harm nobody but who sends them, and leave no node taken", async () => {
  const { house, victims } = await crowd();
  await using _ = house;
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    // IACs, subnegotiations and line ends, which chance alone seldom makes.
    fc.array(fc.constantFrom(255, 250, 240, 251, 253, 24, 31, 1, 3, 13, 10, 27, 91, 65), {
      maxLength: 400,
    }).map((list) => Uint8Array.from(list)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { minLength: 1, maxLength: 5 }), async (chunks) => {
      const caller = await house.dial({ address: "192.0.2.66" });
      for (const bytes of chunks) caller.send(bytes);
      caller.end();
      await caller.hungUp;
    }),
    { numRuns: 100 },
  );
  for (const victim of Object.values(victims)) await victim.ayt();
  checkAll(victims);
  strictEqual(house.house.nodes.taken, 4);
  strictEqual(house.house.directory.size, 4);
});

Deno.test("a window size that is absurd breaks nothing", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  for (const [columns, rows] of [[0, 0], [1, 1], [65_535, 65_535], [19, 4], [255, 255]] as const) {
    ann.send(Uint8Array.of(255, 250, 31, ...naws(columns), ...naws(rows), 255, 240));
    ann.send("/topic\r\n");
    await ann.until(/no\s+topic\./);
  }
});

/** A number of a window size: 255 is doubled. */
function naws(cells: number): number[] {
  return [cells >> 8, cells & 255].flatMap((byte) => byte === 255 ? [255, 255] : [byte]);
}

Deno.test("nothing is said by who sends only garbage and hangs up", async () => {
  const { house, mallory, victims: { plain } } = await crowd();
  await using _ = house;
  await plain.until("mallory has come in\n");
  mallory.send("half a line without an end");
  mallory.end();
  await plain.until("mallory has left (hung up)\n");
  deepStrictEqual(await plain.roundtrip(), []);
});
