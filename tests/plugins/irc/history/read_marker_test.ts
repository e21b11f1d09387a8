/**
 * Up to when somebody has read (IRCv3 draft/read-marker).
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { TalkScene } from "../talk_scene.ts";

const CAPS = ["draft/read-marker"];
const EARLY = "timestamp=2019-01-04T14:33:26.123Z";
const LATE = "timestamp=2020-01-04T14:33:26.123Z";

function marker(target: string, moment: string): string {
  return `:irc.partyline MARKREAD ${target} ${moment}`;
}

for (const account of [undefined, "ann"]) {
  const who = account === undefined ? "a guest" : "a user";
  const options = { caps: CAPS, ...(account !== undefined && { account }) };

  // read-marker: "If there is no known last message read timestamp, the timestamp parameter is a literal *"
  Deno.test(`${who} who has not read anything yet is told a star`, async () => {
    await using scene = await TalkScene.open({ ann: options });
    for (const target of ["#den", "#nowhere", "nobody", "ann"]) {
      deepStrictEqual(await scene.of("ann").say(`MARKREAD ${target}`), [marker(target, "*")]);
    }
  });

  // read-marker: "If the provided timestamp is older than the server's stored value, the server MUST reply
  // .. carrying the server's stored value"
  Deno.test(`the marker of ${who} never goes back`, async () => {
    await using scene = await TalkScene.open({ ann: options, bob: {} });
    for (const target of ["#den", "bob"]) {
      const ann = scene.of("ann");
      deepStrictEqual(await ann.say(`MARKREAD ${target} ${EARLY}`), [marker(target, EARLY)]);
      deepStrictEqual(await ann.say(`MARKREAD ${target} ${LATE}`), [marker(target, LATE)]);
      deepStrictEqual(await ann.say(`MARKREAD ${target} ${EARLY}`), [marker(target, LATE)]);
      const loud = target.toUpperCase();
      deepStrictEqual(await ann.say(`MARKREAD ${loud}`), [marker(loud, LATE)]);
    }
    deepStrictEqual(await scene.of("bob").overheard(), []);
  });

  // read-marker: "The command MUST be sent before the RPL_ENDOFNAMES reply for that channel following the JOIN"
  Deno.test(`${who} who joins is told the marker before the end of the names`, async () => {
    await using scene = await TalkScene.open({ ann: options });
    const ann = scene.of("ann");
    await ann.ask(`MARKREAD #den ${EARLY}`);
    await ann.ask("PART #den");
    const heard = await ann.ask("JOIN #den");
    const commands = heard.map(({ command }) => command);
    deepStrictEqual(
      ["JOIN", "MARKREAD", "366"].map((command) => commands.indexOf(command)).toSorted(),
      ["JOIN", "MARKREAD", "366"].map((command) => commands.indexOf(command)),
    );
    const told = heard.find(({ command }) => command === "MARKREAD");
    strictEqual(told?.text, marker("#den", EARLY));
  });

  Deno.test(`${who} can't have read what is yet to be said`, async () => {
    await using scene = await TalkScene.open({ ann: options });
    deepStrictEqual(await scene.of("ann").say("MARKREAD #den timestamp=2525-01-01T00:00:00.000Z"), [
      marker("#den", "timestamp=2024-01-01T00:00:00.000Z"),
    ]);
  });
}

Deno.test("without the capability a JOIN tells no marker", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const heard = await scene.of("ann").ask("JOIN #attic");
  strictEqual(heard.some(({ command }) => command === "MARKREAD"), false);
});

// read-marker: "the server SHOULD send a MARKREAD command for that target to all the clients of the user"
Deno.test("all clients of a user who know markers are told, and nobody else", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: CAPS, account: "ann" },
    bob: { caps: CAPS },
  });
  await scene.logIn("ann2", { account: "ann", caps: CAPS });
  await scene.logIn("ann3", { account: "ann" });
  const ann = scene.of("ann");
  for (const [target, shown] of [["#DEN", "#den"], ["BOB", "bob"]] as const) {
    await ann.ask(`MARKREAD ${target} ${EARLY}`);
    await ann.ask(`MARKREAD ${target} ${EARLY}`);
    const heard = await scene.of("ann2").overheard();
    deepStrictEqual(heard.map(({ text }) => text), [marker(shown, EARLY)]);
  }
  deepStrictEqual(await scene.of("ann3").overheard(), []);
  deepStrictEqual(await scene.of("bob").overheard(), []);
});

Deno.test("a user who comes back is told the markers of channels", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS, account: "ann" } });
  await scene.of("ann").ask(`MARKREAD #den ${EARLY}`);
  await scene.of("ann").quit();
  const heard = await scene.logIn("again", { account: "ann", caps: CAPS });
  deepStrictEqual(
    heard.filter(({ command }) => command === "MARKREAD").map(({ text }) => text),
    [marker("#den", EARLY)],
  );
});

// read-marker, "Errors and Warnings"
for (
  const [params, failure] of [
    ["", "NEED_MORE_PARAMS :Missing parameters"],
    [" #den *", "INVALID_PARAMS #den * :That is no moment"],
    [" #den timestamp=soon", "INVALID_PARAMS #den timestamp=soon :That is no moment"],
    [
      " #den 2019-01-04T14:33:26.123Z",
      "INVALID_PARAMS #den 2019-01-04T14:33:26.123Z :That is no moment",
    ],
    [
      " #den timestamp=2019-02-30T14:33:26.123Z",
      "INVALID_PARAMS #den timestamp=2019-02-30T14:33:26.123Z :That is no moment",
    ],
    [` #nowhere ${EARLY}`, "INVALID_PARAMS #nowhere :There is no such channel or nick"],
  ] as const
) {
  Deno.test(`MARKREAD${params} is answered by ${failure}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: CAPS, account: "ann" } });
    deepStrictEqual(await scene.of("ann").say(`MARKREAD${params}`), [
      `:irc.partyline FAIL MARKREAD ${failure}`,
    ]);
  });
}
