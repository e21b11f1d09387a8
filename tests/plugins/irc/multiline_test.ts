/**
 * Messages of several lines (IRCv3 draft/multiline).
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Heard } from "../../kit/irc_client.ts";
import { briefs, tagsOf, TALKER, TalkScene } from "./talk_scene.ts";

const MULTILINE = [...TALKER, "draft/multiline"];
const CONCAT = "draft/multiline-concat";

/** Lines that are a message: `@batch=1` before each but the first and the last. */
function batchOf(target: string, lines: readonly string[], tags = ""): string[] {
  return [
    `${tags === "" ? "" : `@${tags} `}BATCH +1 draft/multiline ${target}`,
    ...lines.map((line) => line.startsWith("@") ? `@batch=1;${line.slice(1)}` : `@batch=1 ${line}`),
    "BATCH -1",
  ];
}

/** The text of a line that is said in the channel. */
function textOf({ params }: Heard): string {
  return params[1]!;
}

// multiline: "implementations MUST .. wait until the full batch has been received before processing"
Deno.test("a message of several lines is a batch for who knows such, and its answer the echo", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: { caps: MULTILINE } });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  const lines = batchOf("#den", [
    "PRIVMSG #den :one ",
    `@${CONCAT} PRIVMSG #DEN :and a half`,
    "PRIVMSG #den :",
    "PRIVMSG #den :three",
  ], "label=x;+a=b");
  for (const line of lines.slice(0, -1)) deepStrictEqual(await ann.say(line), []);
  deepStrictEqual(await bob.overheard(), []);
  const [echo, heard] = [await ann.ask(lines.at(-1)!), await bob.overheard()];
  const reference = heard[0]!.params[0]!.slice(1);
  for (const all of [echo, heard]) {
    deepStrictEqual(briefs(all), [
      `ann BATCH +${reference}|draft/multiline|#den`,
      "ann PRIVMSG #den|one ",
      "ann PRIVMSG #den|and a half",
      "ann PRIVMSG #den|",
      "ann PRIVMSG #den|three",
      `ann BATCH -${reference}`,
    ]);
    deepStrictEqual(all.slice(1, -1).map(tagsOf), [
      { batch: reference },
      { batch: reference, [CONCAT]: "" },
      { batch: reference },
      { batch: reference },
    ]);
  }
  const { label, ...rest } = tagsOf(echo[0]!);
  strictEqual(label, "x");
  deepStrictEqual(rest, tagsOf(heard[0]!));
  deepStrictEqual(Object.keys(rest).sort(), ["+a", "msgid", "time"]);
});

// multiline, "Fallback": "Servers MUST NOT send blank lines to clients that have not negotiated"
// multiline: "Servers MUST only include a message ID on the first message of a batch when sending a fallback"
Deno.test("others hear its lines, but for the blank ones, and the first has the id", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: { caps: TALKER } });
  const lines = ["PRIVMSG #den :", "PRIVMSG #den :one ", `@${CONCAT} PRIVMSG #den :two`];
  scene.of("ann").send(...batchOf("#den", lines, "+a=b"));
  await scene.of("ann").overheard();
  const heard = await scene.of("bob").overheard();
  deepStrictEqual(heard.map(textOf), ["one ", "two"]);
  const [{ msgid, ...first }, second] = heard.map(tagsOf) as [Record<string, string>, unknown];
  strictEqual(msgid, "1");
  deepStrictEqual(first, { "time": "2024-01-01T00:00:00.000Z", "+a": "b" });
  deepStrictEqual(second, first);
});

Deno.test("on a terminal each line stands for itself", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE } });
  const terminal = await scene.house.guest("Tel");
  scene.of("ann").send(...batchOf("Tel", ["PRIVMSG Tel :one", "PRIVMSG Tel :two"]));
  await terminal.until(/one[^]*two/);
});

Deno.test("a message of several lines can be a notice, and to one person", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
  scene.of("ann").send(...batchOf("bob", ["NOTICE bob :one", "NOTICE bob :two"]));
  await scene.of("ann").overheard();
  deepStrictEqual(briefs(await scene.of("bob").overheard()), [
    "ann NOTICE bob|one",
    "ann NOTICE bob|two",
  ]);
});

const LONG = "x".repeat(400);

// multiline, "Errors"
for (
  const [what, lines, failure] of [
    ["of no lines", [], "MULTILINE_INVALID|The message has no lines"],
    [
      "of blank lines",
      ["PRIVMSG #den :", "PRIVMSG #den :"],
      "MULTILINE_INVALID|The message has no text to show",
    ],
    [
      "with a line for another target",
      ["PRIVMSG #den :one", "PRIVMSG bob :two"],
      "MULTILINE_INVALID_TARGET|#den|bob|All lines of a message have the target of its batch",
    ],
    [
      "with a blank line that is joined",
      ["PRIVMSG #den :one", `@${CONCAT} PRIVMSG #den :`],
      "MULTILINE_INVALID|A line that is joined to the last is not blank",
    ],
    [
      "with a notice among other lines",
      ["PRIVMSG #den :one", "NOTICE #den :two"],
      "MULTILINE_INVALID|All lines of a message are PRIVMSG, or all are NOTICE",
    ],
    [
      "of tags",
      ["@+a=b TAGMSG #den"],
      "MULTILINE_INVALID|All lines of a message are PRIVMSG, or all are NOTICE",
    ],
    [
      "with a line that would be cut on its way",
      [`PRIVMSG #den :${"x".repeat(490)}`],
      "MULTILINE_INVALID|A line is too long to be passed on",
    ],
    [
      "of too many lines",
      Array.from({ length: 34 }, () => "PRIVMSG #den :x"),
      "MULTILINE_MAX_LINES|32|The message is too long",
    ],
    [
      "of too many bytes",
      Array.from({ length: 12 }, () => `PRIVMSG #den :${LONG}`),
      "MULTILINE_MAX_BYTES|4096|The message is too long",
    ],
  ] as const
) {
  Deno.test(`a message ${what} is refused once, by its label, and nobody hears of it`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
    const ann = scene.of("ann");
    ann.send(...batchOf("#den", lines, "label=x"));
    const heard = await ann.overheard();
    deepStrictEqual(briefs(heard), [`irc.partyline FAIL BATCH|${failure}`]);
    deepStrictEqual(tagsOf(heard[0]!), { label: "x" });
    deepStrictEqual(await scene.of("bob").overheard(), []);
    ann.send(...batchOf("#den", ["PRIVMSG #den :again"]));
    await ann.overheard();
    deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann PRIVMSG #den|again"]);
  });
}

// multiline: "Each line feed used to join line messages contributes one byte towards the max-bytes limit"
Deno.test("lines of just as many bytes as there may be are taken", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
  const last = "x".repeat(4096 - 10 * 401);
  const lines = [...Array.from({ length: 10 }, () => LONG), last].map((text) =>
    `PRIVMSG #den :${text}`
  );
  scene.of("ann").send(...batchOf("#den", lines));
  await scene.of("ann").overheard();
  strictEqual((await scene.of("bob").overheard()).length, 11);
});

const NO_SUCH = "FAIL BATCH MULTILINE_INVALID :There is no batch of that reference";

for (
  const [line, failure] of [
    [
      "BATCH +1 draft/other #den",
      "FAIL BATCH MULTILINE_INVALID :A client can open a batch of draft/multiline alone",
    ],
    ["BATCH +1 draft/multiline", "FAIL BATCH MULTILINE_INVALID :The message has no target"],
    ["BATCH 1", "FAIL BATCH MULTILINE_INVALID :A batch has a reference of letters and digits"],
    [
      "BATCH +a;b draft/multiline #den",
      "FAIL BATCH MULTILINE_INVALID :A batch has a reference of letters and digits",
    ],
    ["BATCH *1", "FAIL BATCH MULTILINE_INVALID :A batch begins with + or ends with -"],
    ["BATCH -1", NO_SUCH],
    ["@batch=1 PRIVMSG #den :hi", NO_SUCH],
    ["BATCH", "461 ann BATCH :Not enough parameters"],
  ] as const
) {
  Deno.test(`${line} is answered by ${failure}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
    deepStrictEqual(await scene.of("ann").say(line), [`:irc.partyline ${failure}`]);
    deepStrictEqual(await scene.of("bob").overheard(), []);
  });
}

for (
  const [what, line] of [
    ["a batch inside it", "BATCH +2 draft/multiline bob"],
    ["a line of another batch", "@batch=2 PRIVMSG #den :hi"],
  ] as const
) {
  Deno.test(`a message ends at ${what}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
    const ann = scene.of("ann");
    ann.send("BATCH +1 draft/multiline #den", "@batch=1 PRIVMSG #den :one");
    const [failure] = await ann.say(line);
    strictEqual(failure!.startsWith(":irc.partyline FAIL BATCH MULTILINE_INVALID :"), true);
    deepStrictEqual(await ann.say("BATCH -1"), []);
    deepStrictEqual(await scene.of("bob").overheard(), []);
  });
}

Deno.test("other commands are answered while a message is being sent", async () => {
  await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
  const ann = scene.of("ann");
  await ann.ask("BATCH +1 draft/multiline #den");
  await ann.ask("PRIVMSG bob :at once");
  deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann PRIVMSG bob|at once"]);
  ann.send("@batch=1 PRIVMSG #den :one", "BATCH -1");
  await ann.overheard();
  deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann PRIVMSG #den|one"]);
});

for (
  const [target, answer] of [
    ["#nowhere", "403 ann #nowhere :No such channel"],
    ["#attic", "404 ann #attic :Cannot send to channel"],
    ["nobody", "401 ann nobody :No such nick"],
  ] as const
) {
  Deno.test(`a message for ${target} is answered as a PRIVMSG is`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: MULTILINE }, bob: {} });
    await scene.of("bob").ask("JOIN #attic");
    scene.of("ann").send(...batchOf(target, [`PRIVMSG ${target} :hi`], "label=x"));
    const [heard] = await scene.of("ann").overheard();
    strictEqual(heard!.text, `:irc.partyline ${answer}`);
    strictEqual(heard!.tags.get("label"), "x");
  });
}

Deno.test("a client that has not asked for it can't send one", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER } });
  deepStrictEqual(await scene.of("ann").say("BATCH +1 draft/multiline #den"), [
    ":irc.partyline 421 ann BATCH :Unknown command",
  ]);
});
