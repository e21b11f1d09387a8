/**
 * The example plugins, loaded from their folder as a sysop would, and played with.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { TestHouse, type TestHouseOptions } from "../../testing/test_house.ts";

const FOLDER = fileURLToPath(new URL("../../examples/plugins", import.meta.url));

const EXAMPLES = ["dice", "poll", "trivia", "welcome", "word_filter"];

/** Where they run: in the house, or each in a worker of its own. */
for (const [where, isolate] of [["inside", []], ["apart", EXAMPLES]] as const) {
  /** A house with all the examples, and somebody in it who has all plugins there are. */
  const openHouse = (options: TestHouseOptions = {}): Promise<TestHouse> =>
    TestHouse.open({ pluginFolder: FOLDER, isolate, ...options });

  Deno.test(`the examples are loaded, and have what they say, ${where}`, async () => {
    await using house = await openHouse();
    deepStrictEqual(house.server.failures, []);
    const examples = house.house.plugins.list().filter(({ file }) => file !== undefined);
    deepStrictEqual(examples.map(({ name, commands }) => [name, ...commands]).sort(), [
      ["dice", "roll"],
      ["poll", "poll", "vote", "votes"],
      ["trivia", "scores", "trivia"],
      ["welcome"],
      ["word_filter"],
    ]);
  });

  Deno.test(`dice are rolled for all to see, ${where}`, async () => {
    await using house = await openHouse();
    const ann = await house.guest("ann");
    const bob = await house.guest("bob");
    ann.line("/roll");
    await bob.until(/\* ann rolls 2d6: [1-6] \+ [1-6] = \d+\n/);
    ann.line("/roll 1d20");
    await bob.until(/\* ann rolls 1d20: \d+\n/);
    for (const dice of ["0d6", "21d6", "2d1", "2d", "many", "d99999"]) {
      match((await ann.answerTo(`/roll ${dice}`)).join(), /Cannot roll/, dice);
    }
  });

  Deno.test(`a poll is begun, voted in, looked at, and ends in time, ${where}`, async () => {
    await using house = await openHouse();
    const ann = await house.guest("ann");
    const bob = await house.guest("bob");
    ann.line("/poll Tea or coffee?");
    await ann.until("1: ");
    for (const line of ["Tea", "Coffee", "."]) ann.line(line);
    await bob.until("poll: Tea or coffee? (Tea, Coffee) Type /vote\n");
    for (
      const [caller, vote] of [[ann, "tea"], [bob, "tea"], [bob, "coffee"], [ann, "2"]] as const
    ) {
      caller.line("/vote");
      await caller.until("1-2: ");
      caller.line(vote);
      await caller.until("You have voted for");
    }
    const votes = (await ann.answerTo("/votes")).join("\n");
    match(votes, /Coffee +2 votes\nTea +0 votes/);
    ann.line("/poll Another?");
    for (const line of ["a", "b", "."]) ann.line(line);
    await ann.until("Cannot ask that as another poll is under way: /vote\n");
    house.clock.advance(11 * 60_000);
    await bob.until("poll: Tea or coffee? You say: Coffee.\n");
    match((await ann.answerTo("/vote")).join(), /Cannot find a poll in this room/);
  });

  Deno.test(`who knows the answer scores, and scores last, ${where}`, async () => {
    const dataDir = await Deno.makeTempDir();
    try {
      {
        await using house = await openHouse({ dataDir });
        const ann = await house.guest("ann");
        const bob = await house.guest("bob");
        match((await ann.answerTo("/scores")).join(), /Nobody has scored yet/);
        ann.line("/trivia");
        await bob.until("trivia: How many bits are in a byte?\n");
        bob.line("seven");
        await ann.until("bob: seven\n");
        match((await ann.answerTo("/trivia")).join(), /a question is still open/);
        bob.line("Eight");
        await ann.until("trivia: bob is right, and has 1 point.\n");
      }
      await using house = await openHouse({ dataDir });
      const ann = await house.guest("ann");
      match((await ann.answerTo("/scores")).join("\n"), /bob +1 point/);
    } finally {
      await Deno.remove(dataDir, { recursive: true });
    }
  });

  Deno.test(`a question that nobody answers is given up, also after the quiz was loaded anew, ${where}`, async () => {
    await using house = await openHouse();
    const root = await house.sysop("root");
    root.line("/trivia");
    await root.until("trivia: How many bits are in a byte?\n");
    await house.house.plugins.reload("trivia");
    house.clock.advance(30_000);
    await root.until("trivia: Time is up. It is 8.\n");
    strictEqual((await root.roundtrip()).length, 0);
  });

  Deno.test(`who is new is greeted once, ${where}`, async () => {
    await using house = await openHouse();
    const ann = await house.guest("ann");
    await ann.until("Concierge: Welcome, ann! Type /help to see what there is to do.\n");
    await ann.answerTo("/part");
    await ann.answerTo("/join lobby");
    ok(!(await ann.roundtrip()).some((line) => line.includes("Welcome, ann")));
    await house.guest("bob");
    await ann.until("Concierge: Welcome, bob!");
  });

  Deno.test(`words that are not said here are shown as stars, and only they, ${where}`, async () => {
    await using house = await openHouse();
    const ann = await house.guest("ann");
    const bob = await house.guest("bob");
    ann.line("DARN, that darning needle... darn!");
    await bob.until("ann: ****, that darning needle... ****!\n");
  });
}
