/**
 * IRC over WebSocket, on real sockets, with frames that are the test's own.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { OPCODES } from "../../../core/net/websocket/websocket_frame.ts";
import { eventually } from "../../kit/eventually.ts";
import { IrcClient, type IrcClientOptions } from "../../kit/irc_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";
import { WebSocketWire } from "../../kit/websocket_client.ts";

const { TEXT, BINARY, CLOSE, PING, PONG } = OPCODES;
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", irc: { ws_port: 8067 }, limits: { exempt: ["127.0.0.1"] } });
}

function dial({ server }: TestHouse, ...protocols: readonly string[]): Promise<WebSocketWire> {
  return WebSocketWire.dial(server.addresses.find(({ over }) => over === "WebSocket")!, protocols);
}

/** Somebody comes in, and what they talk over. */
async function enter(
  house: TestHouse,
  nick: string,
  { protocol = "text.ircv3.net", ...options }: IrcClientOptions & { protocol?: string } = {},
): Promise<{ client: IrcClient; wire: WebSocketWire }> {
  const wire = await dial(house, protocol);
  return { wire, client: await IrcClient.enter(house, nick, { ...options, wire }) };
}

/** The close that the server has sent: its code, and what came in the frame before it. */
function closeOf({ frames }: WebSocketWire): { code: number; before: string } {
  const at = frames.findIndex(({ opcode }) => opcode === CLOSE);
  const { payload } = frames[at]!;
  strictEqual(at, frames.length - 1, "nothing comes behind a close");
  return {
    code: payload[0]! * 256 + payload[1]!,
    before: at > 0 ? read(frames[at - 1]!.payload) : "",
  };
}

// WebSocket, "WebSocket features and encoding": "If binary.ircv3.net is negotiated, then client and
// server will exchange binary messages; if text.ircv3.net is negotiated, [...] text messages."
for (
  const [offered, protocol, opcode] of [
    [["text.ircv3.net"], "text.ircv3.net", TEXT],
    [["binary.ircv3.net"], "binary.ircv3.net", BINARY],
    [["other.example", "binary.ircv3.net", "text.ircv3.net"], "binary.ircv3.net", BINARY],
    [["other.example"], undefined, TEXT],
    [[], undefined, TEXT],
  ] as const
) {
  Deno.test(`whoever offers ${offered.join(", ") || "no subprotocol"} talks by ${protocol ?? "text"}`, async () => {
    await using house = await openHouse();
    const wire = await dial(house, ...offered);
    strictEqual(wire.protocol, protocol);
    await using ann = await IrcClient.enter(house, "ann", { wire });
    await using bob = await IrcClient.enter(house, "bob");
    for (const client of [ann, bob]) await client.ask("JOIN #den");
    await ann.ask("PRIVMSG #den :grüße");
    strictEqual((await bob.overheard()).at(-1)?.params[1], "grüße");
    await bob.ask("PRIVMSG #den :\x02dank\x02");
    strictEqual((await ann.overheard()).at(-1)?.params[1], "\x02dank\x02");
    ok(wire.frames.length > 10);
    for (const { opcode: one, payload } of wire.frames) {
      strictEqual(one, opcode);
      // "servers and clients MUST NOT include trailing \\r or \\n characters in the message"
      ok(!/[\r\n]/.test(read(payload)) && payload.length > 0);
    }
  });
}

// "each message MUST consist of a single IRC line"
Deno.test("a message is one line, whatever is in it", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  await using _ann = ann;
  wire.sendFrame(TEXT, utf8("PING one\r\nQUIT"));
  wire.sendFrame(TEXT, utf8("PING :two\r\n"));
  wire.sendFrame(TEXT, utf8(""));
  wire.sendFrame(TEXT, utf8("PING :th"), { isLast: false });
  wire.sendFrame(OPCODES.CONTINUATION, utf8("ree"));
  deepStrictEqual((await ann.overheard()).map(({ params }) => params.at(-1)), [
    "one",
    "two",
    "three",
  ]);
});

Deno.test("the capabilities, SASL and what is said come the same way as over TCP", async () => {
  await using house = await openHouse();
  const { client: ann } = await enter(house, "ann", {
    account: "ann",
    caps: ["message-tags", "echo-message", "server-time"],
  });
  await using _ann = ann;
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "ann");
  const [echo] = await ann.ask("@+example=1 PRIVMSG ann :me");
  strictEqual(echo?.tags.get("+example"), "1");
  ok(echo.tags.has("time"));
  // It is no TLS, and nothing vouches for a proxy that says it is.
  const whois = (await ann.ask("WHOIS ann")).map(({ command }) => command);
  ok(!whois.includes("671"), String(whois));
});

Deno.test("EXTERNAL is not for who can show no certificate", async () => {
  await using house = await openHouse();
  await using ann = new IrcClient(await dial(house, "text.ircv3.net"));
  const offered = (await ann.say("CAP LS 302")).join(" ");
  match(offered, / sasl=PLAIN,SCRAM-SHA-256 /);
});

Deno.test("a wrong password is 904", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using ann = new IrcClient(await dial(house, "text.ircv3.net"));
  const wrong = btoa(`\0ann\0not ${PASSWORD}`);
  ann.send("CAP REQ sasl", "AUTHENTICATE PLAIN", `AUTHENTICATE ${wrong}`);
  strictEqual((await ann.until(({ command }) => /^90\d$/.test(command))).command, "904");
});

Deno.test("a ping is answered by its own bytes, before and after coming in", async () => {
  await using house = await openHouse();
  const wire = await dial(house, "text.ircv3.net");
  wire.sendFrame(PING, utf8("early"));
  await using ann = await IrcClient.enter(house, "ann", { wire });
  wire.sendFrame(PING, utf8("late"));
  wire.sendFrame(PONG, utf8("unasked"));
  await ann.overheard();
  const pongs = () => wire.frames.filter(({ opcode }) => opcode === PONG);
  await eventually("both pongs are here", () => pongs().length === 2);
  deepStrictEqual(pongs().map(({ payload }) => read(payload)), ["early", "late"]);
});

// RFC 6455, section 8.1: an endpoint that finds "that the byte stream is not, in fact, a valid UTF-8
// stream [...] MUST _Fail the WebSocket Connection_"
Deno.test("text that is not UTF-8 ends the connection: 1007", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  wire.sendFrame(TEXT, Uint8Array.of(...utf8("PRIVMSG #den :"), 0xff));
  await wire.linkEnded;
  strictEqual(closeOf(wire).code, 1007);
  match(await gone(bob), /^:ann!\S+ QUIT :/);
});

/** The line by which somebody is told that another has gone. */
async function gone(client: IrcClient): Promise<string> {
  return (await client.until(({ command }) => command === "QUIT")).text;
}

Deno.test("bytes that are not UTF-8 are told and thrown away by binary", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann", { protocol: "binary.ircv3.net" });
  await using _ann = ann;
  wire.sendFrame(BINARY, Uint8Array.of(...utf8("PRIVMSG ann :"), 0xff));
  const [line] = await ann.overheard();
  match(line!.text, /^:irc\.partyline FAIL PRIVMSG INVALID_UTF8 :/);
});

// "Maximum message size is reduced by two bytes accordingly (ie. to 510 bytes by default ...)"
Deno.test("a line of 510 bytes is taken, one more is 417, and a message over 16 KiB is the last", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  const lineOf = (bytes: number) => "PING ".padEnd(bytes, "x");
  const answers = [...await ann.ask(lineOf(510)), ...await ann.ask(lineOf(511))];
  deepStrictEqual(answers.map(({ command }) => command), ["PONG", "417"]);
  wire.sendFrame(TEXT, utf8(lineOf(16_385)));
  await wire.linkEnded;
  strictEqual(closeOf(wire).code, 1009);
});

Deno.test("the ERROR of who quits is the last message before the close, which says 1000", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  ann.send("QUIT :bye");
  await wire.linkEnded;
  const { code, before } = closeOf(wire);
  strictEqual(code, 1000);
  match(before, /^ERROR :Closing link: 127\.0\.0\.1/);
});

Deno.test("so is that of who is put out, and of everyone when the server stops", async () => {
  const house = await openHouse();
  const { wire } = await enter(house, "ann");
  const { wire: other } = await enter(house, "bob", { protocol: "binary.ircv3.net" });
  await using cas = await IrcClient.enter(house, "cas", { account: "cas" });
  await cas.ask(`CLAIM ${house.house.world.claimCode}`);
  await cas.ask("KILL ann :enough");
  await wire.linkEnded;
  match(closeOf(wire).before, /^ERROR :.*enough/);
  const stopped = house.stop("The house closes.");
  await other.linkEnded;
  match(closeOf(other).before, /^ERROR :.*The house closes\./);
  strictEqual(closeOf(other).code, 1000);
  cas.wire.reset();
  await stopped;
});

Deno.test("a close is answered, and others read that they have gone", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  ann.send("PRIVMSG #den :last words");
  wire.end();
  await wire.linkEnded;
  strictEqual(closeOf(wire).code, 1000);
  strictEqual((await bob.until(({ command }) => command === "PRIVMSG")).params[1], "last words");
  match(await gone(bob), /^:ann!/);
});

Deno.test("who breaks off in the middle of a frame is gone, and said nothing", async () => {
  await using house = await openHouse();
  const { client: ann, wire } = await enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  wire.sendFrame(TEXT, utf8("PRIVMSG #den :half"), { isLast: false });
  wire.sendFrame(PING, utf8("read so far"));
  await eventually("it is read", () => wire.frames.some(({ opcode }) => opcode === PONG));
  wire.reset();
  await wire.linkEnded;
  match(await gone(bob), /^:ann!/);
  await eventually("nobody is left of them", () => !house.house.world.presenceNamed("ann"));
});
