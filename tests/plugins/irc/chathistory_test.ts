/**
 * Reading what was said before (IRCv3 draft/chathistory).
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { Heard, IrcClient } from "../../kit/irc_client.ts";
import { briefs, tagsOf, TALKER, TalkScene } from "./talk_scene.ts";

const READER = [...TALKER, "draft/chathistory"];
const PLAYBACK = [...READER, "draft/event-playback"];

/** One second lies between the messages of a test. */
const SECOND = 1000;

/** The moment of the message of that index, as a client names it. */
function moment(index: number): string {
  const at = Date.UTC(2024, 0, 1) + index * SECOND;
  return `timestamp=${new Date(at).toISOString()}`;
}

/** Says numbers from 0, a second after each other, and gives their ids. */
async function count(scene: TalkScene, client: IrcClient, target: string): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < 8; index++) {
    const [echo] = await client.ask(`PRIVMSG ${target} :${index}`);
    ids.push(echo!.tags.get("msgid")!);
    scene.house.clock.advance(SECOND);
  }
  return ids;
}

/** What is in a batch of that type; the batch itself is checked. */
function inside(lines: readonly Heard[], type: string, ...params: readonly string[]): Heard[] {
  const [start, end] = [lines[0]!, lines.at(-1)!];
  const reference = start.params[0]!.slice(1);
  deepStrictEqual(start.params.slice(1), [type, ...params]);
  deepStrictEqual(end.params, [`-${reference}`]);
  const inner = lines.slice(1, -1);
  for (const { tags } of inner) strictEqual(tags.get("batch"), reference);
  return inner;
}

function textsOf(lines: readonly Heard[]): string {
  return lines.map(({ params }) => params[1]).join("");
}

// chathistory: what each subcommand gives, of the messages 0 to 7
for (
  const [request, texts] of [
    ["LATEST * 100", "01234567"],
    ["LATEST * 3", "567"],
    ["latest id5 100", "67"],
    ["LATEST at2 3", "567"],
    ["BEFORE id3 100", "012"],
    ["BEFORE at3 2", "12"],
    ["AFTER id3 100", "4567"],
    ["AFTER at3 2", "45"],
    ["AROUND id4 1", "4"],
    ["AROUND id4 3", "345"],
    ["AROUND at4 4", "2345"],
    ["AROUND id0 3", "012"],
    ["BETWEEN id1 id6 100", "2345"],
    ["BETWEEN id1 id6 2", "23"],
    ["BETWEEN id6 id1 2", "45"],
    ["BETWEEN at1 at6 2", "23"],
    ["BETWEEN at6 at1 2", "45"],
    ["BETWEEN id1 at6 2", "23"],
    ["BETWEEN at6 id1 2", "45"],
    ["AFTER id7 5", ""],
    ["BEFORE at0 5", ""],
    ["AFTER msgid=999999 5", ""],
  ] as const
) {
  Deno.test(`CHATHISTORY ${request} gives ${JSON.stringify(texts)}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: READER } });
    const ann = scene.of("ann");
    const ids = await count(scene, ann, "#den");
    const [subcommand, ...rest] = request.split(" ");
    const params = rest.map((word) =>
      word.replace(/^id(\d)$/, (_, index) => `msgid=${ids[index]}`)
        .replace(/^at(\d)$/, (_, index) => moment(Number(index)))
    );
    const heard = await ann.ask(`CHATHISTORY ${subcommand} #den ${params.join(" ")}`);
    strictEqual(textsOf(inside(heard, "chathistory", "#den")), texts);
  });
}

Deno.test("messages come as they were, with their ids and times", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: READER, account: "ann" },
    bob: { caps: [...READER, "account-tag"] },
  });
  const ann = scene.of("ann");
  const echoes = [
    ...await ann.ask("@+a=b PRIVMSG #den :hi"),
    ...await ann.ask("NOTICE #den :psst"),
    ...await ann.ask("PRIVMSG #den :\x01ACTION waves\x01"),
  ];
  const heard = await scene.of("bob").ask("CHATHISTORY LATEST #DEN * 10");
  const past = inside(heard.slice(3), "chathistory", "#DEN");
  deepStrictEqual(past.map(({ text }) => text), echoes.map(({ text }) => text));
  for (const [index, line] of past.entries()) {
    const { batch: _, ...tags } = tagsOf(line);
    deepStrictEqual(tags, { ...tagsOf(echoes[index]!), account: "ann" });
  }
});

// labeled-response: "The batch type MUST be one of: An existing type applicable to the entire response"
Deno.test("the batch has the label", async () => {
  await using scene = await TalkScene.open({ ann: { caps: READER } });
  const heard = await scene.of("ann").ask("@label=x CHATHISTORY LATEST #den * 10");
  strictEqual(heard[0]!.tags.get("label"), "x");
  deepStrictEqual(inside(heard, "chathistory", "#den"), []);
});

Deno.test("without batches the messages come alone", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  await scene.of("ann").ask("PRIVMSG #den :hi");
  const heard = await scene.of("ann").ask("CHATHISTORY LATEST #den * 10");
  deepStrictEqual(briefs(heard), ["ann PRIVMSG #den|[00:00] hi"]);
});

Deno.test("a message of several lines is a batch in the batch", async () => {
  await using scene = await TalkScene.open({ ann: { caps: [...READER, "draft/multiline"] } });
  const ann = scene.of("ann");
  ann.send("BATCH +1 draft/multiline #den", "@batch=1 PRIVMSG #den :one");
  await ann.ask("@batch=1 PRIVMSG #den :two");
  const echo = await ann.ask("BATCH -1");
  const heard = await ann.ask("CHATHISTORY LATEST #den * 10");
  deepStrictEqual(briefs(heard.slice(1, -1)), briefs(echo));
  const outer = heard[0]!.params[0]!.slice(1);
  const inner = heard[1]!.params[0]!.slice(1);
  deepStrictEqual(heard.slice(1, -1).map(({ tags }) => tags.get("batch")), [
    outer,
    inner,
    inner,
    outer,
  ]);
});

Deno.test("there is a limit to one request", async () => {
  await using scene = await TalkScene.open({ ann: { caps: READER } }, {
    irc: { history_messages: 3 },
  });
  await count(scene, scene.of("ann"), "#den");
  const heard = await scene.of("ann").ask("CHATHISTORY LATEST #den * 100");
  strictEqual(textsOf(inside(heard, "chathistory", "#den")), "567");
});

// chathistory, "event-playback"
Deno.test("tags and topics come back to who wants events, and to nobody else", async () => {
  await using scene = await TalkScene.open({ ann: { caps: PLAYBACK }, bob: { caps: READER } });
  const ann = scene.of("ann");
  const echoes: Heard[] = [];
  for (const line of ["TOPIC #den :tea", "PRIVMSG #den :hi", "@+a=b TAGMSG #den", "TOPIC #den :"]) {
    echoes.push(...await ann.ask(line));
    scene.house.clock.advance(SECOND);
  }
  strictEqual(echoes.length, 4);
  const past = inside(await ann.ask("CHATHISTORY LATEST #den * 10"), "chathistory", "#den");
  deepStrictEqual(past.map(({ text }) => text), echoes.map(({ text }) => text));
  for (const name of ["msgid", "time", "+a"]) {
    deepStrictEqual(
      past.map(({ tags }) => tags.get(name)),
      echoes.map(({ tags }) => tags.get(name)),
    );
  }
  for (
    const [request, commands] of [["LATEST #den * 2", "TAGMSG TOPIC"], [
      "AFTER #den timestamp=2000-01-01T00:00:00Z 3",
      "TOPIC PRIVMSG TAGMSG",
    ]] as const
  ) {
    const some = inside(await ann.ask(`CHATHISTORY ${request}`), "chathistory", "#den");
    strictEqual(some.map(({ command }) => command).join(" "), commands);
  }
  await scene.of("bob").overheard();
  const plain = await scene.of("bob").ask("CHATHISTORY LATEST #den * 10");
  deepStrictEqual(briefs(inside(plain, "chathistory", "#den")), ["ann PRIVMSG #den|hi"]);
});

Deno.test("two users read what they have told each other, and nobody else does", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: READER, account: "ann" },
    bob: { caps: READER, account: "bob" },
    cy: { caps: READER, account: "cy" },
  });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  await ann.ask("PRIVMSG bob :one");
  await bob.ask("PRIVMSG ann :two");
  await scene.of("cy").ask("PRIVMSG ann :psst");
  await ann.overheard();
  for (const [reader, other] of [[ann, "BOB"], [bob, "ann"]] as const) {
    const past = inside(await reader.ask(`CHATHISTORY LATEST ${other} * 10`), "chathistory", other);
    deepStrictEqual(briefs(past), ["ann PRIVMSG bob|one", "bob PRIVMSG ann|two"]);
  }
  const foreign = await scene.of("cy").ask("CHATHISTORY LATEST bob * 10");
  deepStrictEqual(inside(foreign, "chathistory", "bob"), []);
});

Deno.test("a user reads what they have told themself", async () => {
  await using scene = await TalkScene.open({ ann: { caps: READER, account: "ann" } });
  await scene.of("ann").ask("PRIVMSG ann :note");
  const past = await scene.of("ann").ask("CHATHISTORY LATEST ann * 10");
  deepStrictEqual(briefs(inside(past, "chathistory", "ann")), ["ann PRIVMSG ann|note"]);
});

// chathistory, "Security considerations": "secure identification of users"
Deno.test("talk with a guest is the user's to read, and not of who has the name later", async () => {
  await using scene = await TalkScene.open({ ann: { caps: READER, account: "ann" } });
  const ann = scene.of("ann");
  const guest = await scene.enter("Bob", { caps: READER });
  await ann.ask("PRIVMSG Bob :one");
  await guest.ask("PRIVMSG ann :two");
  await ann.overheard();
  const past = inside(await ann.ask("CHATHISTORY LATEST bob * 10"), "chathistory", "bob");
  deepStrictEqual(briefs(past), ["ann PRIVMSG Bob|one", "Bob PRIVMSG ann|two"]);
  const [refusal] = await guest.say("CHATHISTORY LATEST ann * 10");
  match(refusal!, /FAIL CHATHISTORY INVALID_TARGET LATEST ann :/);
  await guest.quit();
  const heard = await scene.logIn("Bob", { account: "Bob", caps: READER });
  strictEqual(heard.some(({ command }) => command === "PRIVMSG"), false);
  const none = await scene.of("Bob").ask("CHATHISTORY LATEST ann * 10");
  deepStrictEqual(inside(none, "chathistory", "ann"), []);
});

for (
  const [request, failure] of [
    ["", "INVALID_PARAMS * :There is no such subcommand"],
    ["NEWEST #den * 10", "INVALID_PARAMS NEWEST :There is no such subcommand"],
    ["LATEST #den *", "INVALID_PARAMS LATEST :Insufficient parameters"],
    ["LATEST #den * 10 10", "INVALID_PARAMS LATEST :Too many parameters"],
    ["BETWEEN #den msgid=1 10", "INVALID_PARAMS BETWEEN :Insufficient parameters"],
    ["LATEST #den * 0", "INVALID_PARAMS LATEST :The limit is a number above 0"],
    ["LATEST #den * -1", "INVALID_PARAMS LATEST :The limit is a number above 0"],
    ["LATEST #den * x", "INVALID_PARAMS LATEST :The limit is a number above 0"],
    ["BEFORE #den * 10", "INVALID_PARAMS BEFORE :A message is msgid=<id> or timestamp=<moment>"],
    [
      "AFTER #den timestamp=now 10",
      "INVALID_PARAMS AFTER :A message is msgid=<id> or timestamp=<moment>",
    ],
    ["AFTER #den seq=3 10", "INVALID_MSGREFTYPE AFTER :That kind of reference is not known"],
    ["AFTER #den msgid=abc 10", "MESSAGE_ERROR AFTER #den :There is no such message"],
    ["LATEST #nowhere * 10", "INVALID_TARGET LATEST #nowhere :Messages could not be retrieved"],
    ["LATEST #attic * 10", "INVALID_TARGET LATEST #attic :Messages could not be retrieved"],
    ["LATEST bob * 10", "INVALID_TARGET LATEST bob :Messages could not be retrieved"],
    ["LATEST : * 10", "INVALID_PARAMS LATEST :Insufficient parameters"],
    ["TARGETS * * 10", "INVALID_PARAMS TARGETS :A moment is timestamp=<moment>"],
    ["TARGETS", "INVALID_PARAMS TARGETS :Insufficient parameters"],
  ] as const
) {
  Deno.test(`CHATHISTORY ${request} is answered by ${failure}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: READER }, bob: {} });
    await scene.of("bob").ask("JOIN #attic");
    deepStrictEqual(await scene.of("ann").say(`CHATHISTORY ${request}`), [
      `:irc.partyline FAIL CHATHISTORY ${failure}`,
    ]);
  });
}

// chathistory, TARGETS: "ordered by the time of the latest message"
Deno.test("TARGETS lists channels and users by when something was said last", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: READER, account: "ann" },
    bob: { caps: READER, account: "bob" },
  });
  const ann = scene.of("ann");
  await ann.ask("JOIN #attic");
  for (const target of ["bob", "#den", "#attic"]) {
    await ann.ask(`PRIVMSG ${target} :hi`);
    scene.house.clock.advance(SECOND);
  }
  const all = ["bob", "#den", "#attic"].map((name, index) =>
    `irc.partyline CHATHISTORY TARGETS|${name}|2024-01-01T00:00:0${index}.000Z`
  );
  for (
    const [request, targets] of [
      [`${moment(-1)} ${moment(9)} 10`, all],
      [`${moment(-1)} ${moment(9)} 2`, all.slice(0, 2)],
      [`${moment(9)} ${moment(-1)} 2`, all.slice(1)],
      [`${moment(0)} ${moment(2)} 10`, all.slice(1, 2)],
    ] as const
  ) {
    const heard = await ann.ask(`CHATHISTORY TARGETS ${request}`);
    deepStrictEqual(briefs(inside(heard, "draft/chathistory-targets")), targets);
  }
});

Deno.test("who sees no more of a channel reads no more of it", async () => {
  await using scene = await TalkScene.open({ ann: { caps: READER } });
  await scene.of("ann").ask("PRIVMSG #den :hi");
  await scene.of("ann").ask("PART #den");
  const heard = await scene.of("ann").ask(`CHATHISTORY TARGETS ${moment(-9)} ${moment(9)} 10`);
  deepStrictEqual(inside(heard, "draft/chathistory-targets"), []);
  const [refusal] = await scene.of("ann").say("CHATHISTORY LATEST #den * 10");
  match(refusal!, /FAIL CHATHISTORY INVALID_TARGET LATEST #den :/);
});
