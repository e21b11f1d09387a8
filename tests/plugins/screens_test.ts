/**
 * The screens that callers see: when they call, come in, ask for one, and leave.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { OPENING_MS } from "../../core/session/terminal/caller_client.ts";
import { PluginFiles } from "../kit/plugin_files.ts";
import { IrcClient } from "../kit/irc_client.ts";
import { TestHouse, type TestHouseOptions } from "../../testing/test_house.ts";

/** A house with the files of a sysop. */
async function houseWith(files: Readonly<Record<string, string>>, options: TestHouseOptions = {}) {
  const own = await PluginFiles.make(files);
  const { main } = options;
  const house = await TestHouse.open({ ...options, main: { screens: own.path, ...main } });
  return {
    house,
    async [Symbol.asyncDispose]() {
      await house[Symbol.asyncDispose]();
      await own[Symbol.asyncDispose]();
    },
  };
}

const WELCOMES = {
  "welcome.80x24.ans": "eighty columns",
  "welcome.40x25.ans": "forty columns",
  "welcome.ascii.txt": "letters",
  "welcome.txt": "text of {{house}}",
};

Deno.test("the welcome is for the terminal that calls, once it has said what it is", async () => {
  await using at = await houseWith(WELCOMES, { greetsKnown: true });
  const callers = {
    "eighty columns": { client: "telnet" },
    "forty columns": { client: "telnet", columns: 40 },
    "letters": { client: "vt220" },
  } as const;
  for (const [welcome, options] of Object.entries(callers)) {
    const caller = await at.house.dial(options);
    match(await caller.until(/Name: $/), new RegExp(`^${welcome}\\s*\nYour name, please`));
  }
});

Deno.test("whoever says nothing of their terminal is welcomed after half a second", async () => {
  await using at = await houseWith(WELCOMES, { greetsKnown: true });
  const caller = await at.house.dial();
  await caller.ayt();
  at.house.clock.advance(OPENING_MS - 1);
  await caller.ayt();
  strictEqual(caller.heard.includes("text"), false);
  at.house.clock.advance(1);
  await caller.until("text of Partyline\nYour name, please");
});

Deno.test("whoever types a name at once is not kept waiting", async () => {
  await using at = await houseWith(WELCOMES, { greetsKnown: true });
  const caller = await at.house.dial();
  caller.line("ann");
  await caller.until(/text of Partyline\n[^]*Welcome to Partyline, ann\./);
});

Deno.test("a welcome that can't be shown to a caller gives way to that of the program", async () => {
  await using at = await houseWith({ "welcome.ans": "picture" });
  const caller = await at.house.visitor();
  match(caller.heard, /^\s*Partyline\nOne party that every terminal can dial\./);
});

Deno.test("a welcome that takes more bytes than a stranger may be sent at once is shown whole", async () => {
  const cell = (index: number) => `\x1b[48;2;${index % 256};2;3;38;2;4;${index % 256};6mx`;
  const row = Array.from({ length: 79 }, (_, index) => cell(index)).join("");
  const picture = `${row}\r\n`.repeat(120) + "\x1b[0mthe end";
  await using at = await houseWith({ "welcome.ans": picture }, { greetsKnown: true });
  const caller = await at.house.visitor({ client: "mud" });
  match(caller.heard, /x{79}\nthe end *\nYour name, please/);
});

Deno.test("an empty welcome is a welcome without words", async () => {
  await using at = await houseWith({ "welcome.txt": "" });
  const caller = await at.house.visitor();
  match(caller.heard, /^Your name, please/);
});

Deno.test("bad files don't keep anybody from coming in", async () => {
  await using at = await houseWith({
    "welcome.txt": "x".repeat(300_000),
    "motd.txt": "x".repeat(300_000),
    "goodbye.txt/no.txt": "",
    "Welcome.ANS": "",
  });
  const ann = await at.house.guest("ann");
  match(ann.heard, /^\s*Partyline\nOne party/);
  ann.line("/quit");
  match(await ann.goodbye(), /Goodbye, ann\.\n$/);
});

Deno.test("the message of the day is shown to those who have come in, and by /motd", async () => {
  await using at = await houseWith({ "motd.txt": "Hello, {{name}}. We close at nine." });
  const ann = await at.house.guest("ann");
  match(ann.heard, /Help: .*\nHello, ann\. We close at nine\.\nYou are in lobby\n/);
  deepStrictEqual(await ann.answerTo("/motd"), ["Hello, ann. We close at nine."]);
});

Deno.test("without a message of the day nothing is said of it", async () => {
  await using at = await houseWith({});
  const ann = await at.house.guest("ann");
  match(ann.heard, /Help: .*\nYou are in lobby\n/);
  deepStrictEqual(await ann.answerTo("/motd"), ["There is no message of the day."]);
});

Deno.test("/rules shows the rules of the program, or those of the sysop", async () => {
  await using plainly = await houseWith({});
  const ann = await plainly.house.guest("ann");
  deepStrictEqual((await ann.answerTo("/rules"))[0], "The rules of Partyline");
  await using at = await houseWith({ "rules.txt": "None." });
  const bob = await at.house.guest("bob");
  deepStrictEqual(await bob.answerTo("/rules"), ["None."]);
});

Deno.test("who leaves reads the screen, and goodbye below it", async () => {
  await using at = await houseWith({ "goodbye.txt": "See you, {{name}}!\n\nBring a friend." });
  const ann = await at.house.guest("ann");
  ann.line("/quit");
  match(await ann.goodbye(), /See you, ann!\n\nBring a friend\.\nGoodbye, ann\.\n$/);
});

Deno.test("for whom no node is free, the screen comes after BUSY", async () => {
  await using at = await houseWith({ "busy.txt": "All {{nodes}} lines are taken." }, {
    main: { max_nodes: 1 },
  });
  const early = await at.house.visitor();
  await at.house.guest("ann");
  const late = await at.house.dial();
  strictEqual(await late.goodbye(), "BUSY\nAll 1 lines are taken.\n");
  early.line("bob");
  match(await early.goodbye(), /^BUSY\nAll 1 lines are taken\.\n$/);
});

Deno.test("/help of a topic shows its screen, and what the command of that name does", async () => {
  await using at = await houseWith({ "help/cake.txt": "How to bake.", "help/who.txt": "More." });
  const ann = await at.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/help cake"), ["How to bake."]);
  deepStrictEqual((await ann.answerTo("/help Who")).slice(-1), ["More."]);
  match((await ann.answerTo("/help Who"))[0]!, /^\/who/);
  const [topics = ""] = (await ann.answerTo("/help")).filter((line) => line.includes("one of:"));
  for (const name of ["cake", "who", "getting-started", "irc", "keys", "rooms", "terminals"]) {
    match(topics, new RegExp(`\\b${name}\\b`));
  }
});

Deno.test("IRC clients are sent the message of the day as plain text", async () => {
  await using at = await houseWith({ "motd.txt": "^RHello^~.\nTwo.", "motd.ans": "picture" }, {
    door: "tcp",
  });
  await using ann = await IrcClient.enter(at.house, "ann");
  const texts = (await ann.ask("MOTD")).map(({ params }) => params[1]);
  deepStrictEqual(texts.slice(1, -1), ["- Hello.", "- Two."]);
});

Deno.test("a message of the day of IRC's own comes before that of the house", async () => {
  await using at = await houseWith({ "motd.txt": "For all." }, {
    door: "tcp",
    irc: { motd: "For IRC." },
  });
  await using ann = await IrcClient.enter(at.house, "ann");
  const texts = (await ann.ask("MOTD")).map(({ params }) => params[1]);
  deepStrictEqual(texts.slice(1, -1), ["- For IRC."]);
});

Deno.test("a caller who listens gets no picture", async () => {
  await using at = await houseWith(WELCOMES);
  const ann = await at.house.member("ann", { client: "telnet" });
  await ann.answerTo("/terminal screen-reader on");
  ann.line("/logout");
  const again = await ann.until(/Your name, please/);
  match(again, /text of Partyline\n/);
  doesNotMatch(again, /columns/);
});
