/**
 * Commands of plugins, as programs run them by the line protocol.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { plugin, UserError } from "partyline";
import { LineCaller } from "../../kit/line_caller.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

const OFTEN = { lines_burst: 10_000 };

/** A house with somebody at a terminal, who owns den and is in it, and with accounts. */
async function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const house = await TestHouse.open({ ...options, limits: { ...OFTEN, ...options.limits } });
  const ann = await house.guest("Ann");
  await ann.answerTo("/join Den");
  await house.register("Member");
  return house;
}

const DICE = plugin({
  name: "dice",
  summary: "For tests.",
  setup(host) {
    host.command({
      usage: "roll <dice>",
      summary: "Roll.",
      aliases: ["r6"],
      run({ args, reply }) {
        reply(`${args.dice}:`);
        reply("3\n4");
      },
    });
    host.command({ usage: "silent", summary: "Say nothing.", run() {} });
    host.command({
      usage: "wrong",
      summary: "Fail.",
      run() {
        throw new UserError("Cannot do that as it is wrong");
      },
    });
    host.command({
      usage: "broken",
      summary: "Break.",
      run() {
        throw new Error("a bug");
      },
    });
    host.command({
      usage: "sum",
      summary: "Add two numbers.",
      async run({ ask, reply }) {
        reply(String(Number(await ask("One: ")) + Number(await ask("Other: "))));
      },
    });
    host.command({ usage: "msg2", summary: "Be near a word.", run: ({ reply }) => reply("near") });
  },
});

/** What bob sends, and what the plugin makes of it. */
const PLUGIN_LINES: Readonly<Record<string, string>> = {
  "ROLL 2d6": "INFO 2d6:\r\nINFO 3\r\nINFO 4\r\nOK\r\n",
  "roll 2d6": "INFO 2d6:\r\nINFO 3\r\nINFO 4\r\nOK\r\n",
  "R6 x": "INFO x:\r\nINFO 3\r\nINFO 4\r\nOK\r\n",
  "ROLL": "ERROR Cannot run /roll as <dice> is missing. Usage: /roll <dice>\r\n",
  "ROLL a b": "ERROR Cannot run /roll as there is a word too many. Usage: /roll <dice>\r\n",
  "ROL 2d6": "ERROR INVALID COMMAND\r\n",
  "SILENT": "OK\r\n",
  "WRONG": "ERROR Cannot do that as it is wrong\r\n",
  "MSG2": "INFO near\r\nOK\r\n",
  "JOIN lobby": "ERROR INVALID COMMAND\r\n", // reserved words are the protocol's own
  "TOPIC news": "ERROR NEEDS HALFOP\r\n",
  "SHOUT hi": "ERROR NEEDS MODERATOR\r\n",
  "FOCUS nowhere": "ERROR ROOM #nowhere NOT AVAILABLE\r\n",
  "FOCUS Group 1": "ERROR ROOM #Group\u00a01 NOT AVAILABLE\r\n",
  "TELL nobody hi": "ERROR nobody NOT FOUND\r\n",
  "INVITE Member": "ERROR Member NOT FOUND\r\n",
  "INVITE ann": "ERROR Ann IS THERE ALREADY\r\n",
  "IGNORE bob": "ERROR NOT TO YOURSELF\r\n",
  "PASSWD": "ERROR NEEDS MEMBER\r\n",
};

for (const [line, answer] of Object.entries(PLUGIN_LINES)) {
  Deno.test(`modern, a command of a plugin: ${line}`, async () => {
    await using house = await openHouse();
    await house.load(DICE);
    const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
    const heard = await bob.answerTo(line);
    if (answer.startsWith("ERROR Cannot run")) {
      ok(heard.startsWith("ERROR Cannot run /roll"), heard);
    } else strictEqual(heard, answer);
    strictEqual(await bob.overheard(), "");
  });
}

Deno.test("modern: a command that asks takes the next lines as its answers", async () => {
  await using house = await openHouse();
  await house.load(DICE);
  const bob = await LineCaller.enter(house, "Bob");
  bob.send("SUM\r\n20\r\n22\r\n");
  strictEqual(await bob.answer(), "INFO One: \r\nINFO Other: \r\nINFO 42\r\nOK\r\n");
});

Deno.test("modern: a line that is too long is no answer to a question", async () => {
  await using house = await openHouse();
  await house.load(DICE);
  const bob = await LineCaller.enter(house, "Bob");
  bob.send(`SUM\r\n${"9".repeat(1025)}\r\n20\r\n22\r\n`);
  strictEqual(await bob.answer(), "INFO One: \r\nERROR LINE TOO LONG\r\n");
  strictEqual(await bob.answer(), "INFO Other: \r\nINFO 42\r\nOK\r\n");
});

Deno.test("modern: whoever hangs up at a question leaves nothing behind", async () => {
  await using house = await openHouse();
  await house.load(DICE);
  const bob = await LineCaller.enter(house, "Bob");
  bob.send("SUM\r\n");
  await bob.hear("INFO One: \r\n");
  bob.peer.end();
  strictEqual(await bob.peer.hearOut(), "");
  strictEqual(house.house.world.presenceNamed("bob"), undefined);
});

Deno.test("modern: a bug of a plugin is one line, and the caller lives", async () => {
  await using house = await openHouse();
  await house.load(DICE);
  const bob = await LineCaller.enter(house, "Bob");
  strictEqual(
    await bob.answerTo("BROKEN"),
    "ERROR Cannot do that as something broke on our side. It has been logged.\r\n",
  );
  strictEqual(await bob.answerTo("SILENT"), "OK\r\n");
});

Deno.test("modern: QUIT says goodbye, OK, and closes", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["lobby"] });
  const dee = await house.guest("dee");
  bob.send("QUIT\r\nWHO\r\n");
  strictEqual(await bob.peer.hearOut(), "INFO Goodbye, Bob.\r\nOK\r\n");
  await dee.until("<- Bob has left (quit)\n");
});
