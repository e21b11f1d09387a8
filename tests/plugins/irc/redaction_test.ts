/**
 * Taking messages back (IRCv3 draft/message-redaction).
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import type { IrcClient } from "../../kit/irc_client.ts";
import { brief, briefs, TALKER, TalkScene } from "./talk_scene.ts";

const CAPS = [...TALKER, "draft/message-redaction", "draft/chathistory"];

/** Says something, and gives its id. */
async function say(client: IrcClient, line: string): Promise<string> {
  const heard = await client.ask(line);
  return heard.at(-1)!.tags.get("msgid")!;
}

/** What is kept of a conversation, for this client. */
async function past(client: IrcClient, target: string): Promise<string[]> {
  await client.overheard();
  return briefs((await client.ask(`CHATHISTORY LATEST ${target} * 10`)).slice(1, -1));
}

Deno.test("everybody takes back what they have said, and operators what anybody has", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS }, bob: { caps: CAPS } });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  const ids = {
    own: await say(bob, "PRIVMSG #den :oops"),
    other: await say(bob, "NOTICE #den :spam"),
    tags: await say(ann, "@+draft/react=👍 TAGMSG #den"),
  };
  await say(bob, "PRIVMSG #den :fine");
  await ann.overheard();
  deepStrictEqual(briefs(await bob.ask(`REDACT #den ${ids.own}`)), [
    `bob REDACT #den|${ids.own}`,
  ]);
  deepStrictEqual(briefs(await ann.ask(`REDACT #den ${ids.other} :no ads`)), [
    `bob REDACT #den|${ids.own}`,
    `ann REDACT #den|${ids.other}|no ads`,
  ]);
  deepStrictEqual(briefs(await ann.ask(`REDACT #den ${ids.tags}`)), [
    `ann REDACT #den|${ids.tags}`,
  ]);
  deepStrictEqual(briefs(await bob.overheard()), [
    `ann REDACT #den|${ids.other}|no ads`,
    `ann REDACT #den|${ids.tags}`,
  ]);
  // message-redaction, "Chat history": "responses SHOULD .. exclude it entirely"
  deepStrictEqual(await past(ann, "#den"), ["bob PRIVMSG #den|fine"]);
});

// message-redaction: "MUST not forward this REDACT to target recipients that have not negotiated this capability"
Deno.test("clients that do not know it hear nothing of it", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS }, bob: { caps: TALKER } });
  const id = await say(scene.of("ann"), "PRIVMSG #den :oops");
  await scene.of("bob").overheard();
  await scene.of("ann").ask(`REDACT #den ${id}`);
  deepStrictEqual(await scene.of("bob").overheard(), []);
});

Deno.test("what two users told each other its author takes back", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: CAPS, account: "ann" },
    bob: { caps: CAPS, account: "bob" },
    cy: { caps: CAPS, account: "cy" },
  });
  const [ann, bob, cy] = [scene.of("ann"), scene.of("bob"), scene.of("cy")];
  const id = await say(ann, "PRIVMSG bob :oops");
  await bob.overheard();
  deepStrictEqual(await bob.say(`REDACT ann ${id}`), [
    `:irc.partyline FAIL REDACT REDACT_FORBIDDEN ann ${id} :That message is not yours to take back`,
  ]);
  // message-redaction, "Server implementation considerations": errors should not leak that there is a message
  for (const [client, target] of [[cy, "ann"], [cy, "bob"], [ann, "cy"]] as const) {
    deepStrictEqual(await client.say(`REDACT ${target} ${id}`), [
      `:irc.partyline FAIL REDACT UNKNOWN_MSGID ${target} ${id} ` +
      ":There is no such message, or it is not kept",
    ]);
  }
  deepStrictEqual(briefs(await ann.ask(`REDACT BOB ${id} :typo`)), [`ann REDACT bob|${id}|typo`]);
  deepStrictEqual(briefs(await bob.overheard()), [`ann REDACT bob|${id}|typo`]);
  deepStrictEqual(await cy.overheard(), []);
  deepStrictEqual(await past(bob, "ann"), []);
});

Deno.test("what was told to a guest is taken back as long as the guest is here", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: CAPS, account: "ann" },
    bob: { caps: CAPS },
  });
  const id = await say(scene.of("ann"), "PRIVMSG bob :oops");
  await scene.of("ann").ask(`REDACT bob ${id}`);
  deepStrictEqual(briefs(await scene.of("bob").overheard()), [
    "ann PRIVMSG bob|oops",
    `ann REDACT bob|${id}`,
  ]);
});

Deno.test("a guest's messages are not those of the next to wear the name", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: CAPS, account: "ann" },
    bob: { caps: CAPS },
    cy: { caps: CAPS },
  });
  const [bob, cy] = [scene.of("bob"), scene.of("cy")];
  const ids = {
    den: await say(bob, "PRIVMSG #den :mine"),
    ann: await say(bob, "PRIVMSG ann :mine too"),
  };
  await bob.ask("NICK bea");
  await cy.ask("NICK bob");
  for (const [target, id] of [["#den", ids.den], ["ann", ids.ann]]) {
    deepStrictEqual(briefs(await cy.ask(`REDACT ${target} ${id}`)).slice(-1), [
      `irc.partyline FAIL REDACT|REDACT_FORBIDDEN|${target}|${id}|That message is not yours to take back`,
    ]);
  }
});

Deno.test("a moderator takes back what was said in a channel they are not in, and sees it", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS } }, {
    irc: { oper_name: "boss", oper_password: "secret" },
  });
  const boss = await scene.enter("boss", { caps: CAPS });
  await boss.ask("OPER boss secret");
  const id = await say(scene.of("ann"), "PRIVMSG #den :spam");
  deepStrictEqual(briefs(await boss.ask(`REDACT #den ${id}`)), [`boss REDACT #den|${id}`]);
  deepStrictEqual(briefs(await scene.of("ann").overheard()), [`boss REDACT #den|${id}`]);
});

Deno.test("an operator of one channel has no power over messages of another", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS }, bob: { caps: CAPS } });
  const bob = scene.of("bob");
  await bob.ask("JOIN #attic");
  const id = await say(scene.of("ann"), "PRIVMSG #den :hi");
  await bob.overheard();
  deepStrictEqual(briefs(await bob.ask(`REDACT #attic ${id}`)), [
    `irc.partyline FAIL REDACT|UNKNOWN_MSGID|#attic|${id}|There is no such message, or it is not kept`,
  ]);
  deepStrictEqual(briefs(await bob.ask(`REDACT #den ${id}`)), [
    `irc.partyline FAIL REDACT|REDACT_FORBIDDEN|#den|${id}|That message is not yours to take back`,
  ]);
  deepStrictEqual(await scene.of("ann").overheard(), []);
});

// message-redaction, "Errors"
for (
  const [params, failure] of [
    ["#den abc", "UNKNOWN_MSGID|#den|abc|There is no such message, or it is not kept"],
    ["#den 999", "UNKNOWN_MSGID|#den|999|There is no such message, or it is not kept"],
    ["bob 999", "UNKNOWN_MSGID|bob|999|There is no such message, or it is not kept"],
    ["#nowhere 1", "INVALID_TARGET|#nowhere|You cannot take back messages there"],
    ["#attic 1", "INVALID_TARGET|#attic|You cannot take back messages there"],
  ] as const
) {
  Deno.test(`REDACT ${params} is answered by ${failure}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: CAPS }, bob: { caps: CAPS } });
    await scene.of("bob").ask("JOIN #attic");
    await say(scene.of("bob"), "PRIVMSG #attic :hi");
    const [heard] = await scene.of("ann").ask(`REDACT ${params}`);
    deepStrictEqual(brief(heard!), `irc.partyline FAIL REDACT|${failure}`);
  });
}

Deno.test("REDACT takes a message", async () => {
  await using scene = await TalkScene.open({ ann: { caps: CAPS } });
  deepStrictEqual(await scene.of("ann").say("REDACT #den"), [
    ":irc.partyline 461 ann REDACT :Not enough parameters",
  ]);
});
