import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { plugin, UserError } from "../../../core/mod.ts";
import { answerIn } from "../../../plugins/irc/plugin_commands.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A plugin whose commands answer, fail and ask. */
const DICE = plugin({
  name: "dice",
  summary: "Dice.",
  setup(host) {
    host.command({
      usage: "roll <dice...>",
      summary: "Roll dice.",
      run: ({ args, reply }) => reply(`You roll ${args.dice}:\n4`),
    });
    host.command({
      usage: "cheat",
      summary: "Cheat.",
      run() {
        throw new UserError("Cannot cheat as everybody looks");
      },
    });
    host.command({
      usage: "bet",
      summary: "Bet.",
      async run({ ask, reply }) {
        const stake = await ask("How much?");
        reply(`You bet ${stake}.`);
      },
    });
    host.command({ usage: "ison", summary: "Never run.", run: ({ reply }) => reply("wrong") });
    host.command({
      usage: "load-dice",
      summary: "For the sysop.",
      role: "sysop",
      run: ({ reply }) => reply("Loaded."),
    });
    host.command({
      usage: "leave-table",
      summary: "Leave.",
      run: ({ hangUp }) => hangUp("The house wins."),
    });
  },
});

async function openWithDice(): Promise<TestHouse> {
  const house = await TestHouse.open({ door: "tcp" });
  await house.load(DICE);
  return house;
}

const TO_ANSWER = ":irc.partyline NOTICE ann :To answer: /msg irc.partyline <your answer>";

Deno.test("the command of a plugin answers by notices of the server, a line each", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("ROLL 2d6 and :more of them"), [
    ":irc.partyline NOTICE ann :You roll 2d6 and more of them:",
    ":irc.partyline NOTICE ann :4",
  ]);
  deepStrictEqual(await ann.say("roll 1d6"), await ann.say("Roll 1d6"));
});

Deno.test("words that IRC has are IRC's, and words that nobody has are unknown", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  match((await ann.say("ISON ann"))[0]!, /^:irc\.partyline 303 /);
  deepStrictEqual(await ann.say("ROLLS 2d6"), [
    ":irc.partyline 421 ann ROLLS :Unknown command",
  ]);
});

Deno.test("who has not come in has no commands of plugins", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.dial(house);
  deepStrictEqual(await ann.say("ROLL 2d6"), [
    ":irc.partyline 451 * :You have not registered",
  ]);
});

Deno.test("what a person did wrong is a notice, or a FAIL for clients that know such", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("CHEAT"), [
    ":irc.partyline NOTICE ann :Cannot cheat as everybody looks",
  ]);
  match((await ann.say("ROLL"))[0]!, /^:irc\.partyline NOTICE ann :Cannot run .*roll/);
  await using bob = await IrcClient.enter(house, "bob", { caps: ["standard-replies"] });
  deepStrictEqual(await bob.say("CHEAT"), [
    ":irc.partyline FAIL CHEAT COMMAND_FAILED :Cannot cheat as everybody looks",
  ]);
});

Deno.test("what the world or the role refuses is a numeric", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("LOAD-DICE"), [
    ":irc.partyline 481 ann :Permission denied: that takes a sysop",
  ]);
  deepStrictEqual(await ann.say("TELL nobody :hello"), [
    ":irc.partyline 401 ann nobody :No such nick",
  ]);
});

Deno.test("a question says how to answer it, and all else is done meanwhile", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await ann.say("BET"), [":irc.partyline NOTICE ann :How much?", TO_ANSWER]);
  await ann.say("PRIVMSG bob :what shall I bet?");
  strictEqual((await bob.overheard())[0]?.params[1], "what shall I bet?");
  deepStrictEqual(await ann.say("SCREAM"), [":irc.partyline 421 ann SCREAM :Unknown command"]);
  deepStrictEqual(await ann.say("PRIVMSG IRC.partyline :  all of it"), [
    ":irc.partyline NOTICE ann :You bet   all of it.",
  ]);
});

Deno.test("another command of a plugin calls a question off", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("BET");
  deepStrictEqual(await ann.say("CHEAT"), [
    ":irc.partyline NOTICE ann :Cancelled.",
    ":irc.partyline NOTICE ann :Cannot cheat as everybody looks",
  ]);
  await ann.say("BET");
  deepStrictEqual(await ann.say("BET"), [
    ":irc.partyline NOTICE ann :Cancelled.",
    ":irc.partyline NOTICE ann :How much?",
    TO_ANSWER,
  ]);
});

Deno.test("who quits or hangs up at a question leaves", async () => {
  await using house = await openWithDice();
  await using bob = await IrcClient.enter(house, "bob");
  await bob.say("JOIN #den");
  for (const leave of ["QUIT", "hang up"]) {
    const ann = await IrcClient.enter(house, "ann");
    await ann.say("JOIN #den");
    await ann.say("BET");
    if (leave === "QUIT") ann.send("QUIT :enough");
    else ann.wire.reset();
    await ann.wire.linkEnded;
    const quit = await bob.until(({ command }) => command === "QUIT");
    strictEqual(quit.nick, "ann");
    ann.wire.reset();
  }
});

Deno.test("a label is that of the answer up to the question; the answer to it has its own", async () => {
  await using house = await openWithDice();
  const caps = ["batch", "labeled-response"];
  await using ann = await IrcClient.enter(house, "ann", { caps });
  const asked = await ann.ask("@label=1 BET");
  strictEqual(asked[0]?.tags.get("label"), "1");
  deepStrictEqual(asked.map(({ command }) => command), ["BATCH", "NOTICE", "NOTICE", "BATCH"]);
  const [bet] = await ann.ask("@label=2 PRIVMSG irc.partyline 5");
  deepStrictEqual([bet?.tags.get("label"), bet?.params[1]], ["2", "You bet 5."]);
});

Deno.test("a command that hangs up does so once it has answered", async () => {
  await using house = await openWithDice();
  await using ann = await IrcClient.enter(house, "ann");
  ann.send("LEAVE-TABLE");
  match((await ann.hearOut()).at(-1)!.text, /^ERROR :Closing link: \S+ \(The house wins\.\)$/);
});

Deno.test("only a message to the server answers a question", () => {
  const answers = [
    "PRIVMSG irc.example :yes",
    "privmsg IRC.Example yes",
    "@label=1 PRIVMSG irc.example :yes",
  ];
  for (const line of answers) {
    strictEqual(answerIn({ line }, "irc.example")?.params[1], "yes", line);
  }
  const others = ["PRIVMSG irc.example", "PRIVMSG ann :yes", "NOTICE irc.example :yes", "yes", ""];
  for (const line of others) strictEqual(answerIn({ line }, "irc.example"), undefined, line);
  strictEqual(answerIn({ tooLong: "body" }, "irc.example"), undefined);
});
