/**
 * Bytes that no client should send to the gateway of IRC: each is answered or thrown away, and the next
 * line is served.
 *
 * @module
 */

import fc from "fast-check";
import { deepStrictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { COMMANDS } from "../../../plugins/irc/commands.ts";
import { CLIENT_TAGS_BYTES } from "../../../plugins/irc/wire/message.ts";
import { type Heard, IrcClient } from "../../kit/irc_client.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

const ENCODER = new TextEncoder();

function openHouse({ limits, ...options }: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({
    door: "tcp",
    ...options,
    limits: { exempt: ["127.0.0.0/8"], ...limits },
  });
}

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "number" ? [part] : [...ENCODER.encode(part)]),
  );
}

const NOTHING: readonly string[] = [];
const TOO_LONG = [":irc.partyline 417 ann :Input line was too long"];
const NOT_UTF8 = [
  ":irc.partyline FAIL PING INVALID_UTF8 :Lines are in UTF-8; this one was thrown away",
];

/** What ann sends, and what she reads. */
const LINES: Readonly<
  Record<string, readonly [sent: string | Uint8Array, answer: readonly string[]]>
> = {
  // RFC 2812 2.3.1: "Empty messages are silently ignored".
  "empty lines": ["\r\n\n\r\n\r\r\n\n", NOTHING],
  "spaces": ["     \r\n \r\n", NOTHING],
  "a source and nothing more": [":ann\r\n: \r\n:\r\n", NOTHING],
  "tags and nothing more": ["@a=b\r\n@\r\n@ \r\n@;=;a=;=b \r\n", NOTHING],
  "tags and a source": ["@a=b :ann \r\n", NOTHING],
  "colons everywhere": [":::: :: ::\r\n", [":irc.partyline 421 ann * :Unknown command"]],
  "a command that begins with a colon after its source": [
    ":ann :PING a\r\n",
    [":irc.partyline 421 ann * :Unknown command"],
  ],
  "digits": ["001 ann :Welcome\r\n", [":irc.partyline 421 ann 001 :Unknown command"]],
  "names that objects have": [
    "__proto__\r\nconstructor\r\n",
    [
      ":irc.partyline 421 ann __PROTO__ :Unknown command",
      ":irc.partyline 421 ann CONSTRUCTOR :Unknown command",
    ],
  ],
  "leading spaces": ["   PING   a\r\n", [":irc.partyline PONG irc.partyline a"]],
  "LF alone": ["PING a\nPING b\n", [
    ":irc.partyline PONG irc.partyline a",
    ":irc.partyline PONG irc.partyline b",
  ]],
  "CR alone": ["PING a\rb\r\n", [":irc.partyline PONG irc.partyline ab"]],
  "CR CR LF": ["PING a\r\r\n", [":irc.partyline PONG irc.partyline a"]],
  "NULs": ["\0P\0I\0N\0G\0 a\0b\0\r\n", [":irc.partyline PONG irc.partyline ab"]],
  "100 parameters": [
    `PING ${"a ".repeat(100)}\r\n`,
    [":irc.partyline PONG irc.partyline a"],
  ],
  "a parameter of nothing but colons": [
    "PING ::::\r\n",
    [":irc.partyline PONG irc.partyline ::::"],
  ],
  // RFC 2812 2.3.1: "a maximum length of 512 characters [..] counting all characters including the trailing CR-LF".
  "a line of 512 bytes": [
    `PING ${"x".repeat(505)}\r\n`,
    [`:irc.partyline PONG irc.partyline ${"x".repeat(476)}`],
  ],
  "a line of 513 bytes": [`PING ${"x".repeat(506)}\r\n`, TOO_LONG],
  "a line of 513 bytes that ends in LF alone": [`PING ${"x".repeat(507)}\n`, TOO_LONG],
  "a line of 16 KiB": ["x".repeat(1 << 14) + "\r\n", TOO_LONG],
  // IRCv3 message-tags: "the tag data sent by a client [..] up to 4094 bytes".
  "tags of 4094 bytes": [
    `@${"x".repeat(CLIENT_TAGS_BYTES)} PING a\r\n`,
    [":irc.partyline PONG irc.partyline a"],
  ],
  // Same: "Servers MUST reply with the ERR_INPUTTOOLONG (417) error numeric".
  "tags of 4095 bytes": [`@${"x".repeat(CLIENT_TAGS_BYTES + 1)} PING a\r\n`, TOO_LONG],
  "tags of 8190 bytes": [`@a=${"x".repeat(8188)} PING a\r\n`, TOO_LONG],
  "4000 tags": [`@${"a;".repeat(2000)} PING a\r\n`, [":irc.partyline PONG irc.partyline a"]],
  "tags that end in a backslash": [
    "@a=\\;b=\\ PING a\r\n",
    [":irc.partyline PONG irc.partyline a"],
  ],
  "a tag of a prototype": [
    "@__proto__=x;constructor=y PING a\r\n",
    [":irc.partyline PONG irc.partyline a"],
  ],
  // IRCv3 UTF8ONLY: "Servers [..] MUST NOT relay content [..] containing non-UTF-8 data to clients".
  "bytes that are never in UTF-8": [bytes("PING ", 0xff, 0xfe, "\r\n"), NOT_UTF8],
  "half a character": [bytes("PING ", 0xc3, "\r\n"), NOT_UTF8],
  "a lone surrogate": [bytes("PING ", 0xed, 0xa0, 0x80, "\r\n"), NOT_UTF8],
  "an overlong slash": [bytes("PING ", 0xc0, 0xaf, "\r\n"), NOT_UTF8],
  "beyond U+10FFFF": [bytes("PING ", 0xf4, 0x90, 0x80, 0x80, "\r\n"), NOT_UTF8],
  "a byte order mark": [bytes(0xef, 0xbb, 0xbf, "PING a\r\n"), [
    ":irc.partyline 421 ann \ufeffPING :Unknown command",
  ]],
  "telnet's negotiation": [bytes(255, 251, 31, "PING a\r\n"), [
    ":irc.partyline FAIL * INVALID_UTF8 :Lines are in UTF-8; this one was thrown away",
  ]],
};

for (const [what, [sent, answer]] of Object.entries(LINES)) {
  Deno.test(`${what}, and the next line is served`, async () => {
    await using house = await openHouse();
    await using ann = await IrcClient.enter(house, "ann");
    ann.sendBytes(sent);
    deepStrictEqual((await ann.overheard()).map(({ text }) => text), answer);
    // And once more, a byte at a time.
    if (sent.length > 600) return;
    for (const byte of typeof sent === "string" ? ENCODER.encode(sent) : sent) {
      ann.sendBytes(Uint8Array.of(byte));
    }
    deepStrictEqual((await ann.overheard()).map(({ text }) => text), answer);
  });

  Deno.test(`${what}, from somebody who has not come in`, async () => {
    await using house = await openHouse();
    await using stranger = await IrcClient.dial(house);
    stranger.sendBytes(sent);
    await stranger.overheard();
    stranger.send("NICK ann", "USER ann 0 * :Ann");
    await stranger.until(({ command }) => command === "001");
  });
}

// RFC 2812 2.3: "If the source identified by the prefix [..] the server MUST ignore the message silently" is of
// servers; clients "SHOULD NOT use a prefix", and one that does speaks for itself all the same.
Deno.test("a client speaks for itself, whatever source it writes", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await bob.ask("JOIN #den");
  await ann.ask("JOIN #den");
  await bob.overheard();
  await ann.say(":bob!bob@irc.partyline PRIVMSG #den :I am not bob");
  const [heard] = await bob.overheard();
  deepStrictEqual([heard!.nick, heard!.params], ["ann", ["#den", "I am not bob"]]);
});

Deno.test("nothing that was typed makes a line of its own", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob", { caps: ["message-tags"] });
  await bob.ask("JOIN #den");
  await ann.ask("JOIN #den");
  await bob.overheard();
  for (
    const line of [
      "PRIVMSG #den :one\rQUIT :two",
      "PRIVMSG #den :one\0QUIT :two",
      "PRIVMSG #den :one\u0085QUIT\u2028two",
      "@+a=one\\r\\nQUIT PRIVMSG #den :tagged",
    ]
  ) {
    await ann.say(line);
    const heard = await bob.overheard();
    deepStrictEqual(heard.map(({ command }) => command), ["PRIVMSG"], line);
  }
});

for (const length of [16 * 1024 + 2, 1 << 20, 8 << 20]) {
  Deno.test(`a line of ${length} bytes is no mistake any more, and ends the connection`, async () => {
    await using house = await openHouse();
    await using ann = await IrcClient.enter(house, "ann");
    await using bob = await IrcClient.enter(house, "bob");
    await bob.ask("JOIN #den");
    await ann.ask("JOIN #den");
    await bob.overheard();
    ann.sendBytes("x".repeat(length));
    deepStrictEqual((await ann.hearOut()).map(({ text }) => text), [
      ...TOO_LONG,
      "ERROR :Closing link: 127.0.0.1 (Input line was too long)",
    ]);
    await bob.until(({ command, nick }) => command === "QUIT" && nick === "ann");
  });
}

/** The pieces that random lines are made of: what protocols mean something by, and what they don't. */
const WORDS = fc.oneof(
  fc.constantFrom("ann", "bob", "#den", "#Den", "##", "#", "*", "0", "-1", "99999999999", "irc.*"),
  fc.constantFrom(
    "+b",
    "-b",
    "+ovk",
    "+l",
    "b",
    "~a:ann",
    "*!*@*",
    "msgid=1",
    "timestamp=2024-01-01T00:00:00Z",
  ),
  fc.constantFrom(
    "",
    ":",
    "::",
    ",",
    "#a,#b,,#c",
    "\x01ACTION x\x01",
    "\x01",
    "=",
    "+",
    "-",
    "@#den",
    "%",
  ),
  fc.constantFrom(
    "LS",
    "REQ",
    "END",
    "LIST",
    "PLAIN",
    "SUB",
    "GET",
    "SET",
    "CLEAR",
    "LATEST",
    "BEFORE",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** Words of IRC that end a connection, or the house, by what they mean. */
const ENDINGS = new Set(["QUIT"]);

const COMMAND = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...Object.keys(COMMANDS).filter((word) => !ENDINGS.has(word))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("WHO", "ROOMS", "HELP", "TIME", "FOCUS", "RECAP", "LAST", "NOTHING"),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }).filter((word) => !/quit/i.test(word)) },
);

const LINE = fc.tuple(
  fc.option(fc.constantFrom("@label=1 ", "@+a=b;label=x ", "@batch=1 ", ":ann ", "@=;= "), {
    freq: 6,
    nil: "",
  }),
  COMMAND,
  fc.array(WORDS, { maxLength: 6 }),
  fc.option(fc.string({ maxLength: 30 }).map((text) => ` :${text}`), { nil: "" }),
).map(([before, command, params, last]) =>
  `${before}${[command, ...params].join(" ")}${last}`.replaceAll(/[\r\n]/g, "")
);

/** So many lines are sent at once, before the answer to a PING is waited for. */
const AT_ONCE = 250;

/** So much time passes with each turn of the event loop: whoever guesses passwords is made to wait. */
const TURN_MS = 1000;

/** Sends lines, and waits until they are served; time flies meanwhile. */
async function serve(
  { clock }: TestHouse,
  client: IrcClient,
  lines: readonly string[],
): Promise<Heard[]> {
  client.send(...lines);
  let isServed = false;
  const served = client.overheard().finally(() => isServed = true);
  while (!isServed) {
    clock.advance(TURN_MS);
    await setImmediate();
  }
  return await served;
}

for (const enters of [false, true]) {
  const when = enters ? "after" : "before";
  Deno.test(`10 000 random lines ${when} coming in, each answered or thrown away`, async () => {
    const never = Number.MAX_SAFE_INTEGER / 60_000;
    await using house = await openHouse({
      limits: { login_minutes: never },
      irc: { ping_seconds: never },
    });
    await using client = enters
      ? await IrcClient.enter(house, "ann", { caps: ["message-tags", "labeled-response", "batch"] })
      : await IrcClient.dial(house);
    const lines = fc.sample(LINE, { seed: 4, numRuns: 10_000 });
    for (let at = 0; at < lines.length; at += AT_ONCE) {
      const heard = await serve(house, client, lines.slice(at, at + AT_ONCE));
      deepStrictEqual(heard.filter(({ text }) => text.includes("broke on our side")), []);
    }
  });
}
