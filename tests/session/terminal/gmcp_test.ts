/**
 * What MUD clients are told by GMCP beside the text, and what they can do by it.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { TelnetDecoder } from "../../../core/telnet/decoder.ts";
import { concatenate } from "../../../core/telnet/encode.ts";
import { decodeGmcp, gmcpMessage } from "../../../core/telnet/gmcp.ts";
import { eventually } from "../../kit/eventually.ts";
import { recordedLog } from "../../kit/recorded_log.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const GMCP = 201;

/** A message as it has come. */
interface Message {
  readonly name: string;
  readonly data: unknown;
}

/** Every message of GMCP that a caller has got. */
function messages(caller: VirtualCaller): readonly Message[] {
  const found: Message[] = [];
  const decoder = new TelnetDecoder({
    data() {},
    command() {},
    negotiation() {},
    subnegotiation: (option, payload) => {
      if (option === GMCP) found.push(decodeGmcp(payload));
    },
    oversized() {},
  }, { subnegotiationBytes: 65_536 });
  decoder.receive(concatenate(caller.bytes));
  return found;
}

/** What came with the messages of a name. */
function told(caller: VirtualCaller, name: string): readonly unknown[] {
  return messages(caller).filter((message) => message.name === name).map(({ data }) => data);
}

/** Waits for as many messages of a name; gives what came with the last. */
async function heard(caller: VirtualCaller, name: string, count = 1): Promise<unknown> {
  await eventually(`${count} of ${name}`, () => told(caller, name).length >= count);
  return told(caller, name)[count - 1];
}

/** Somebody at the prompt, whose client speaks GMCP and supports some modules. */
async function visitor(house: TestHouse, ...modules: readonly string[]): Promise<VirtualCaller> {
  const caller = await house.visitor({ client: "gmcp" });
  caller.send(gmcpMessage("Core.Hello", { client: "Mudlet", version: "4.17" }));
  caller.send(gmcpMessage("Core.Supports.Set", modules.map((module) => `${module} 1`)));
  await caller.ayt();
  return caller;
}

/** The same in the lobby. */
async function guest(house: TestHouse, name: string, ...modules: readonly string[]) {
  const caller = await visitor(house, ...modules);
  caller.line(name);
  await caller.until(/^Here: /m);
  return caller;
}

// Logging in

Deno.test("a client that supports Char.Login is told that it takes a name and a password, once", async () => {
  await using house = await TestHouse.open();
  const caller = await visitor(house, "Char", "Char.Login");
  deepStrictEqual(told(caller, "Char.Login.Default"), [{ type: ["password-credentials"] }]);
  caller.line("ann");
  await caller.until(/^Here: /m);
  caller.line("/logout");
  await caller.until(/Name: $/);
  strictEqual(told(caller, "Char.Login.Default").length, 1);
});

Deno.test("a login by GMCP leads into the house as a typed one does", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await visitor(house, "Char.Login");
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "Ann", password: PASSWORD }));
  deepStrictEqual(await heard(caller, "Char.Login.Result"), { success: true });
  await caller.until("Welcome to Partyline, ann.");
  await caller.until(/^Here: ann$/m);
  deepStrictEqual(await caller.answerTo("/topic"), ["lobby has no topic."]);
});

Deno.test("a login by GMCP works at the question for a password, too", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  await house.register("bob");
  const caller = await visitor(house, "Char.Login");
  caller.line("bob");
  await caller.until(/Password of bob: $/);
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "ann", password: PASSWORD }));
  await caller.until(/^Here: ann$/m);
  caller.line("this can be seen");
  await caller.roundtrip();
  strictEqual(caller.asked.at(-1) === "WILL ECHO", false);
});

Deno.test("a wrong password is told by GMCP, and the person may go on at the prompt", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await visitor(house, "Char.Login");
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "ann", password: "no" }));
  deepStrictEqual(await heard(caller, "Char.Login.Result"), {
    success: false,
    message: 'Cannot let you in as "ann" as the password is wrong',
  });
  caller.line("carla");
  await caller.until("Welcome to Partyline, carla.");
});

Deno.test("after three wrong passwords the line is closed", async () => {
  await using house = await TestHouse.open();
  const caller = await visitor(house, "Char.Login");
  for (let tries = 1; tries <= 3; tries++) {
    caller.send(gmcpMessage("Char.Login.Credentials", { account: "ann", password: "no" }));
    house.clock.advance(20_000);
    await heard(caller, "Char.Login.Result", tries);
  }
  match(await caller.goodbye(), /Goodbye\.\n$/);
});

Deno.test("a client without credentials leaves it to the person, and is not answered", async () => {
  await using house = await TestHouse.open();
  const caller = await visitor(house, "Char.Login");
  for (const data of [{}, { account: "" }, { account: 1, password: [] }, null, "ann", undefined]) {
    caller.send(gmcpMessage("Char.Login.Credentials", data));
  }
  caller.line("ann");
  await caller.until("Welcome to Partyline, ann.");
  deepStrictEqual(told(caller, "Char.Login.Result"), []);
});

Deno.test("who is here already can't log in again by GMCP", async () => {
  await using house = await TestHouse.open();
  await house.register("bob");
  const caller = await guest(house, "ann", "Char.Login");
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "bob", password: PASSWORD }));
  deepStrictEqual(await heard(caller, "Char.Login.Result"), {
    success: false,
    message: "Cannot log in as you are here already",
  });
  strictEqual(house.house.world.presenceNamed("bob"), undefined);
});

Deno.test("of a login by GMCP and one at the prompt at the same time, one counts", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await visitor(house, "Char.Login");
  caller.send(concatenate([
    gmcpMessage("Char.Login.Credentials", { account: "ann", password: PASSWORD }),
    new TextEncoder().encode("bob\r\n"),
  ]));
  await caller.until(/^Here: \w+$/m);
  await caller.roundtrip();
  strictEqual([...house.house.world.presences()].length, 1);
});

Deno.test("who is banned from the house is told so by GMCP", async () => {
  await using house = await TestHouse.open();
  const sysop = await house.sysop("root");
  await house.register("ann");
  await sysop.answerTo("/house-ban ann 0 rudeness");
  const caller = await visitor(house, "Char.Login");
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "ann", password: PASSWORD }));
  const { success, message } = await heard(caller, "Char.Login.Result") as Record<string, unknown>;
  strictEqual(success, false);
  match(String(message), /banned from this server/);
});

// Channels

Deno.test("rooms are channels: the client is told them on coming in, and when they change", async () => {
  await using house = await TestHouse.open();
  const caller = await guest(house, "ann", "Comm.Channel");
  const common = [
    { name: "tell", caption: "Private messages", command: "/tell" },
    { name: "shout", caption: "To everyone", command: "/shout" },
  ];
  const lobby = { name: "#lobby", caption: "lobby", command: "/join lobby" };
  deepStrictEqual(await heard(caller, "Comm.Channel.List"), [...common, lobby]);
  caller.line("/join the den");
  const den = { name: "#the den", caption: "the den", command: "/join the den" };
  deepStrictEqual(await heard(caller, "Comm.Channel.List", 2), [...common, lobby, den]);
  caller.line("/part lobby");
  deepStrictEqual(await heard(caller, "Comm.Channel.List", 3), [...common, den]);
});

Deno.test("what is said stands in Comm.Channel.Text, in front of the text", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const caller = await guest(house, "ann", "Comm.Channel");
  bob.line('he said "hi" \u00ff\u{1f600}');
  await caller.until('bob: he said "hi" \u00ff\u{1f600}\n');
  bob.line("/tell ann psst");
  await caller.until("bob tells you: psst\n");
  caller.line("/me waves");
  await bob.until("* ann waves\n");
  caller.line("/tell bob hush");
  await heard(caller, "Comm.Channel.Text", 4);
  deepStrictEqual(told(caller, "Comm.Channel.Text"), [
    { channel: "#lobby", talker: "bob", text: 'bob: he said "hi" \u00ff\u{1f600}' },
    { channel: "tell", talker: "bob", text: "bob tells you: psst" },
    { channel: "#lobby", talker: "ann", text: "* ann waves" },
    { channel: "tell", talker: "ann", destination: "bob", text: "You tell bob: hush" },
  ]);
});

Deno.test("who does not support channels gets the text alone, and one who stops does from then on", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const without = await guest(house, "carl", "Char");
  const caller = await guest(house, "ann", "Comm.Channel");
  caller.send(gmcpMessage("Core.Supports.Remove", ["Comm.Channel"]));
  await caller.ayt();
  bob.line("hello");
  await caller.until("bob: hello\n");
  await without.until("bob: hello\n");
  deepStrictEqual(told(caller, "Comm.Channel.Text"), []);
  deepStrictEqual(told(without, "Comm.Channel.Text"), []);
});

Deno.test("callers with the same client read the same bytes, rendered once", async () => {
  await using house = await TestHouse.open();
  await guest(house, "ann", "Comm.Channel");
  await guest(house, "bob", "Comm.Channel");
  const [ann, bob] = [...house.house.directory.sessions()];
  strictEqual(ann!.profile, bob!.profile);
});

Deno.test("an ignored person is not heard by GMCP either", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const caller = await guest(house, "ann", "Comm.Channel");
  await caller.answerTo("/ignore bob");
  bob.line("hello");
  await bob.roundtrip();
  await caller.roundtrip();
  doesNotMatch(JSON.stringify(told(caller, "Comm.Channel.Text")), /hello/);
});

Deno.test("Comm.Channel.Enable goes into a room that there is, and makes none", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  await bob.answerTo("/join den");
  const caller = await guest(house, "ann", "Comm.Channel");
  caller.send(gmcpMessage("Comm.Channel.Enable", "#den"));
  await bob.until("ann has come in to den\n");
  caller.send(gmcpMessage("Comm.Channel.Enable", "#nowhere"));
  caller.send(gmcpMessage("Comm.Channel.Enable", { room: "den" }));
  await caller.roundtrip();
  strictEqual(house.house.world.roomNamed("nowhere"), undefined);
});

Deno.test("what keeps somebody out of a room keeps them out by GMCP, and a hidden room is not there", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  await bob.answerTo("/join den");
  await bob.answerTo("/invite-only on");
  const caller = await guest(house, "ann", "Comm.Channel");
  caller.send(gmcpMessage("Comm.Channel.Enable", "den"));
  await caller.until('Cannot join "den" as one needs an invitation\n');
  await bob.answerTo("/invite-only off");
  await bob.answerTo("/private on");
  caller.send(gmcpMessage("Comm.Channel.Enable", "den"));
  await caller.roundtrip();
  strictEqual(house.house.world.presenceNamed("ann")!.rooms.size, 1);
});

Deno.test("Comm.Channel.Players lists who is here, without rooms that one may not know of", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  await bob.answerTo("/join den");
  await bob.answerTo("/private on");
  const caller = await guest(house, "ann", "Comm.Channel");
  caller.send(gmcpMessage("Comm.Channel.Players"));
  deepStrictEqual(await heard(caller, "Comm.Channel.Players"), [
    { name: "bob", channels: ["#lobby"] },
    { name: "ann", channels: ["#lobby"] },
  ]);
});

Deno.test("nobody is listed to somebody at the prompt", async () => {
  await using house = await TestHouse.open();
  await house.guest("bob");
  const caller = await visitor(house, "Comm.Channel");
  caller.send(gmcpMessage("Comm.Channel.Players"));
  caller.send(gmcpMessage("Comm.Channel.List"));
  caller.send(gmcpMessage("Comm.Channel.Enable", "lobby"));
  await caller.ayt();
  deepStrictEqual(messages(caller), []);
});

// The rest

Deno.test("a call that is over ends with Core.Goodbye", async () => {
  await using house = await TestHouse.open();
  const caller = await guest(house, "ann");
  caller.line("/quit");
  await caller.goodbye();
  deepStrictEqual(messages(caller).at(-1), { name: "Core.Goodbye", data: "Goodbye, ann." });
});

Deno.test("a client that asks for ever is not answered for ever, and still talks", async () => {
  await using house = await TestHouse.open();
  const caller = await guest(house, "ann", "Comm.Channel");
  const questions = ["Core.Ping", "Comm.Channel.Players", "Comm.Channel.List"];
  const all = concatenate(questions.map((name) => gmcpMessage(name)));
  for (let round = 0; round < 10; round++) {
    caller.send(concatenate(Array.from({ length: 200 }, () => all)));
  }
  await caller.roundtrip();
  ok(messages(caller).length < 600, String(messages(caller).length));
});

Deno.test("a bug of ours in a login by GMCP ends that call, and nothing else", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  house.house.entry.logIn = () => Promise.reject(new Error("no such thing"));
  const caller = await visitor(house, "Char.Login");
  caller.send(gmcpMessage("Char.Login.Credentials", { account: "ann", password: PASSWORD }));
  match(await caller.goodbye(), /Something broke on our side/);
  await bob.roundtrip();
  match(log.lines.join("\n"), /GMCP failed[^]*no such thing/);
});
