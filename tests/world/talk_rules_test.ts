/**
 * Who hears what, what is kept for whom, and which texts nobody may send.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { EventOf, MessageExtras } from "../../core/world/event.ts";
import type { Rank } from "../../core/world/role.ts";
import type { MaskList, RoomRules } from "../../core/world/room.ts";
import { Scene } from "./scene.ts";

function say(by: string, text = "hello"): Draft {
  return { kind: "say", by, room: "den", text, style: "say" };
}

function tell(by: string, to: string, text = "hello"): Draft {
  return { kind: "tell", by, to, text, style: "say" };
}

function ignore(by: string, name: string, on = true): Draft {
  return { kind: "ignore", by, name, on };
}

/** Tells somebody something that must be accepted. */
function told(scene: Scene, by: string, to: string): EventOf<"told"> {
  return scene.does(tell(by, to))[0] as EventOf<"told">;
}

Deno.test("what is said in a room has the next number of the house", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.does(say(ann));
  scene.does(tell(ann, "Ann"));
  const person = scene.world.presence(ann)!.person;
  const draft: Draft = { ...say(ann, "waves"), session: "s1", style: "action" } as Draft;
  deepStrictEqual(scene.does(draft), [{
    kind: "said",
    at: scene.now,
    session: "s1",
    room: { id: 1, name: "den" },
    id: 3,
    person,
    text: "waves",
    style: "action",
  }]);
});

Deno.test("nobody says anything in a room they are not in, not even a sysop", () => {
  const scene = new Scene();
  scene.join(scene.guest("Ann"), "den");
  for (const by of [scene.guest("Bob"), scene.user("Root", "sysop")]) {
    deepStrictEqual(scene.refusal(say(by)), { code: "not-in-room", room: "den" });
  }
  const draft: Draft = { ...say("p1"), room: "attic" } as Draft;
  deepStrictEqual(scene.refusal(draft), { code: "no-such-room", room: "attic" });
});

Deno.test("a text is one line of valid Unicode with something in it", () => {
  const scene = new Scene({ messageBytes: 12 });
  const ann = scene.user("Ann", "sysop");
  scene.join(ann, "den");
  const drafts: ((text: string) => Draft)[] = [
    (text) => say(ann, text),
    (text) => tell(ann, "Ann", text),
    (text) => ({ kind: "shout", by: ann, text, official: false }),
  ];
  for (const draft of drafts) {
    for (const text of ["", " ", "\t \u3000"]) {
      deepStrictEqual(scene.refusal(draft(text)), { code: "text-empty" });
    }
    for (const text of ["a\nb", "a\rb", "a\0b", "a\ud800", "\udc00a"]) {
      strictEqual(scene.refusal(draft(text)).code, "text-not-allowed");
    }
    for (
      const [text, found] of [["x".repeat(13), 13], ["日本語日本", 15], ["👋👋👋👋", 16]] as const
    ) {
      deepStrictEqual(scene.refusal(draft(text)), { code: "text-too-long", limit: 12, found });
    }
    for (const text of ["x".repeat(12), "日本語日", "👋👋👋", " \x1b[2J\x07"]) {
      scene.does(draft(text));
    }
  }
});

Deno.test("a refused message takes no number", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.refusal(say(ann, ""));
  scene.refusal(tell(ann, "nobody"));
  strictEqual((scene.does(say(ann))[0] as EventOf<"said">).id, 1);
});

Deno.test("what is told to somebody here is heard at once", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  deepStrictEqual(scene.does({ ...tell(ann, "BOB"), session: "s1" } as Draft), [{
    kind: "told",
    at: scene.now,
    session: "s1",
    id: 1,
    from: scene.world.presence(ann)!.person,
    to: scene.world.presence(bob)!.person,
    text: "hello",
    style: "say",
    fate: "here",
  }]);
});

Deno.test("what is told to a user who is not here is kept, and counted until it is read", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.leave(scene.user("Bob"));
  const user = scene.world.userNamed("Bob")!.id;
  const event = told(scene, ann, "bob");
  deepStrictEqual([event.fate, event.to], ["kept", { name: "Bob", user }]);
  told(scene, ann, "bob");
  strictEqual(scene.mailOf("Bob"), 2);
  const bob = scene.back("Bob");
  strictEqual(scene.mailOf("Bob"), 2);
  deepStrictEqual(scene.does({ kind: "read-mail", by: bob }), [
    { kind: "mail-read", at: scene.now, user },
  ]);
  strictEqual(scene.mailOf("Bob"), 0);
});

Deno.test("a mailbox holds no more than the limit", () => {
  const scene = new Scene({ mailPerPerson: 2 });
  const ann = scene.guest("Ann");
  scene.leave(scene.user("Bob"));
  for (let count = 0; count < 2; count++) told(scene, ann, "Bob");
  deepStrictEqual(scene.refusal(tell(ann, "bob")), {
    code: "mailbox-full",
    name: "Bob",
    limit: 2,
  });
});

Deno.test("reading mail empties one's own box only", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.leave(scene.user("Bob"));
  told(scene, ann, "Bob");
  scene.does({ kind: "read-mail", by: ann });
  strictEqual(scene.mailOf("Bob"), 1);
});

Deno.test("a guest has no mail, and gets nobody else's by taking a name", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.leave(scene.user("Bob"));
  told(scene, ann, "Bob");
  deepStrictEqual(scene.refusal({ kind: "read-mail", by: ann }), { code: "members-only" });
  const draft: Draft = { kind: "arrive", session: "s", presence: "p", name: "bob", via: "test" };
  strictEqual(scene.refusal(draft).code, "name-registered");
});

Deno.test("a guest who has gone can't be told anything, nor can nobody", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.leave(scene.guest("Bob"));
  for (const name of ["Bob", "nobody", ""]) {
    deepStrictEqual(scene.refusal(tell(ann, name)), { code: "no-such-user", name });
  }
});

Deno.test("what somebody left for those who tell them something comes back", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.does({ kind: "set-away", by: bob, text: "tea" });
  strictEqual(told(scene, ann, "Bob").away, "tea");
  scene.does({ kind: "set-away", by: bob });
  strictEqual("away" in told(scene, ann, "Bob"), false);
});

Deno.test("what is left for others is a text too, and no longer than a topic", () => {
  const scene = new Scene({ topicBytes: 10 });
  const ann = scene.guest("Ann");
  const away = (text: string): Draft => ({ kind: "set-away", by: ann, text });
  strictEqual(scene.refusal(away("")).code, "text-empty");
  strictEqual(scene.refusal(away("x".repeat(11))).code, "text-too-long");
  strictEqual(scene.refusal(away("a\r\nb")).code, "text-not-allowed");
});

Deno.test("who is ignored is not heard, and is not told so", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.does(ignore(bob, "ANN"));
  strictEqual(told(scene, ann, "Bob").fate, "unheard");
  strictEqual(told(scene, bob, "Ann").fate, "here");
  scene.does(ignore(bob, "ann", false));
  strictEqual(told(scene, ann, "Bob").fate, "here");
});

Deno.test("nothing is kept of one whom the absent user ignores", () => {
  const scene = new Scene({ mailPerPerson: 1 });
  const [ann, bob] = [scene.guest("Ann"), scene.user("Bob")];
  scene.does(ignore(bob, "Ann"));
  scene.leave(bob);
  for (let count = 0; count < 3; count++) strictEqual(told(scene, ann, "Bob").fate, "unheard");
  strictEqual(scene.mailOf("Bob"), 0);
});

Deno.test("what a user ignores is ignored at their next visit too", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.user("Bob")];
  scene.does(ignore(bob, "Ann"));
  scene.leave(bob);
  scene.back("Bob");
  strictEqual(told(scene, ann, "Bob").fate, "unheard");
});

Deno.test("only somebody who is known can be ignored, not oneself, and not too many", () => {
  const scene = new Scene({ ignoredPerPerson: 1 });
  const ann = scene.guest("Ann");
  for (const name of ["Bob", "Cy"]) scene.guest(name);
  deepStrictEqual(scene.refusal(ignore(ann, "nobody")), { code: "no-such-user", name: "nobody" });
  deepStrictEqual(scene.refusal(ignore(ann, "aNN")), { code: "yourself" });
  deepStrictEqual(scene.refusal(ignore(ann, "Bob", false)), { code: "no-such-user", name: "Bob" });
  scene.does(ignore(ann, "Bob"));
  deepStrictEqual(scene.refusal(ignore(ann, "Cy")), { code: "too-many-ignored", limit: 1 });
});

Deno.test("a name that nobody wears any more can be heard again", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.does(ignore(ann, "Bob"));
  scene.leave(bob);
  scene.does(ignore(ann, "BOB", false));
  deepStrictEqual([...scene.world.presence(ann)!.ignored], []);
});

Deno.test("moderators shout, the house and its sysops speak for the house", () => {
  const scene = new Scene();
  const [mod, root] = [scene.user("Mod", "moderator"), scene.user("Root", "sysop")];
  const shout = (by: string | undefined, official: boolean): Draft => {
    return { kind: "shout", by, text: "hear", official };
  };
  for (const by of [scene.guest("Guest"), scene.user("Member")]) {
    deepStrictEqual(scene.refusal(shout(by, false)), { code: "needs-role", role: "moderator" });
    deepStrictEqual(scene.refusal(shout(by, true)), { code: "needs-role", role: "sysop" });
  }
  scene.does(shout(mod, false));
  deepStrictEqual(scene.refusal(shout(mod, true)), { code: "needs-role", role: "sysop" });
  scene.does(shout(root, true));
  const [event] = scene.does(shout(undefined, true)) as [EventOf<"shouted">];
  strictEqual(event.person, undefined);
});

Deno.test("a shout for those who listen to operators says so", () => {
  const scene = new Scene();
  const mod = scene.user("Mod", "moderator");
  const draft: Draft = { kind: "shout", by: mod, text: "hear", official: false, wallops: true };
  strictEqual((scene.does(draft)[0] as EventOf<"shouted">).wallops, true);
  const refused: Draft = { ...draft, by: scene.user("Ann") };
  deepStrictEqual(scene.refusal(refused), { code: "needs-role", role: "moderator" });
});

Deno.test("a shout of the house for some of a role and above says which", () => {
  const draft: Draft = { kind: "shout", text: "hear", official: true, atLeast: "sysop" };
  strictEqual((new Scene().does(draft)[0] as EventOf<"shouted">).atLeast, "sysop");
});

/** A room "den" with such rules, Ann its owner and Bob a member in it. */
function withDen(rules: Partial<RoomRules> = {}): { scene: Scene; ann: string; bob: string } {
  const scene = new Scene();
  const [ann, bob] = [scene.user("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.join(by, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  return { scene, ann, bob };
}

function setMask(by: string, mask: string, list: MaskList): Draft {
  return { kind: "set-mask", by, room: "den", list, mask, reason: "noise" };
}

Deno.test("people outside speak into a room that lets them, and into no hidden one", () => {
  const { scene, ann } = withDen({ outsiders: true });
  const cy = scene.guest("Cy");
  strictEqual((scene.does(say(cy))[0] as EventOf<"said">).person.name, "Cy");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { hidden: true } });
  deepStrictEqual(scene.refusal(say(cy)), { code: "not-in-room", room: "den" });
});

Deno.test("in a moderated room speak those with a voice and those above", () => {
  const { scene, ann, bob } = withDen({ moderated: true, outsiders: true });
  const [mod, cy] = [scene.user("Mod", "moderator"), scene.guest("Cy")];
  for (const by of [bob, cy]) {
    deepStrictEqual(scene.refusal(say(by)), { code: "muted", room: "den" });
  }
  for (const by of [ann, mod]) scene.does(say(by));
  scene.does({ kind: "set-voice", by: ann, room: "den", name: "Bob", on: true });
  scene.does(say(bob));
});

Deno.test("who is banned or muted by mask does not speak, unless exempt or given a voice", () => {
  for (
    const [list, refusal] of [
      ["ban", { code: "banned", room: "den", reason: "noise" }],
      ["mute", { code: "muted", room: "den" }],
    ] as const
  ) {
    const { scene, ann, bob } = withDen();
    scene.does(setMask(ann, "b*", list));
    deepStrictEqual(scene.refusal(say(bob)), refusal);
    scene.does({ kind: "set-voice", by: ann, room: "den", name: "Bob", on: true });
    scene.does(say(bob));
    scene.does({ kind: "set-voice", by: ann, room: "den", name: "Bob", on: false });
    scene.does(setMask(ann, "bob", "exempt"));
    scene.does(say(bob));
  }
});

Deno.test("into a room without CTCP goes none, but actions do", () => {
  const { scene, bob } = withDen({ noCtcp: true });
  deepStrictEqual(scene.refusal(say(bob, "\x01VERSION\x01")), {
    code: "ctcp-refused",
    room: "den",
  });
  scene.does({ ...say(bob, "waves"), style: "action" } as Draft);
  scene.does(tell(bob, "Ann", "\x01VERSION\x01"));
});

Deno.test("what is for a rank is heard by those of it and above, and by who said it", () => {
  const { scene, ann, bob } = withDen({ outsiders: true });
  const [cy, dee, eve] = [scene.guest("Cy"), scene.guest("Dee"), scene.guest("Eve")];
  for (const by of [cy, dee]) scene.join(by, "den");
  scene.does({ kind: "set-voice", by: ann, room: "den", name: "Cy", on: true });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Dee", rank: "halfop" });
  const hearers = (by: string, atLeast: Rank) => {
    const [event] = scene.does({ ...say(by), atLeast } as Draft) as [EventOf<"said">];
    strictEqual(event.atLeast, atLeast);
    return event.hearers;
  };
  deepStrictEqual(hearers(ann, "operator"), [ann]);
  deepStrictEqual(hearers(bob, "voice"), [ann, bob, cy, dee]);
  deepStrictEqual(hearers(cy, "halfop"), [ann, cy, dee]);
  deepStrictEqual(hearers(eve, "owner"), [ann, eve]);
});

Deno.test("where members alone speak, a guest takes a voice for it", () => {
  const { scene, ann, bob } = withDen({ registeredSpeak: true });
  deepStrictEqual(scene.refusal(say(bob)), { code: "members-only" });
  const cy = scene.user("Cy");
  scene.join(cy, "den");
  scene.does(say(cy));
  scene.does({ kind: "set-voice", by: ann, room: "den", name: "Bob", on: true });
  scene.does(say(bob));
});

Deno.test("where operators hear first, what those without a voice say is for halfops and above", () => {
  const { scene, ann, bob } = withDen({ opModerated: true, outsiders: true });
  const [cy, dee, eve] = [scene.guest("Cy"), scene.guest("Dee"), scene.guest("Eve")];
  for (const by of [cy, dee]) scene.join(by, "den");
  scene.does({ kind: "set-voice", by: ann, room: "den", name: "Cy", on: true });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Dee", rank: "halfop" });
  const heard = (by: string, to: { atLeast?: Rank } = {}) => {
    const [event] = scene.does({ ...say(by), ...to } as Draft) as [EventOf<"said">];
    strictEqual(event.atLeast, to.atLeast);
    return event.hearers;
  };
  deepStrictEqual(heard(bob), [ann, bob, dee]);
  deepStrictEqual(heard(eve), [ann, dee, eve]);
  deepStrictEqual(heard(bob, { atLeast: "voice" }), [ann, bob, dee]);
  deepStrictEqual(heard(bob, { atLeast: "owner" }), [ann, bob]);
  deepStrictEqual(heard(cy, { atLeast: "voice" }), [ann, cy, dee]);
  for (const by of [ann, cy, dee]) strictEqual(heard(by), undefined);
});

Deno.test("tags of clients go with a message, or alone", () => {
  const { scene, ann, bob } = withDen();
  const extras = { tags: { "+typing": "active", "+draft/react": "\u{1f44d}\n" } };
  for (const draft of [say(ann), tell(ann, "Bob")]) {
    const event = scene.does({ ...draft, extras } as Draft)[0] as EventOf<"said">;
    deepStrictEqual(event.extras, extras);
  }
  const alone = { text: "", style: "tags", extras };
  strictEqual((scene.does({ ...say(bob), ...alone } as Draft)[0] as EventOf<"said">).text, "");
  const event = scene.does({ ...tell(bob, "Ann"), ...alone } as Draft)[0] as EventOf<"told">;
  deepStrictEqual([event.style, event.fate], ["tags", "here"]);
  strictEqual(scene.world.presence(ann)?.toldBy, undefined);
});

Deno.test("a message of tags has tags and nothing else", () => {
  const { scene, ann } = withDen();
  const tags = (text: string, extras: MessageExtras): Draft => {
    return { kind: "say", by: ann, room: "den", text, style: "tags", extras };
  };
  deepStrictEqual(scene.refusal(tags("", {})), { code: "text-empty" });
  strictEqual(scene.refusal(tags("hello", { tags: { "+a": "" } })).code, "text-not-allowed");
  const lines = [{ text: "", joined: false }];
  strictEqual(scene.refusal(tags("", { tags: { "+a": "" }, lines })).code, "text-not-allowed");
});

Deno.test("tags that are not of clients, or that nobody could send, are refused", () => {
  const { scene, ann } = withDen();
  const refusal = (tags: Record<string, string>) =>
    scene.refusal({ ...say(ann), extras: { tags } } as Draft);
  for (const name of ["msgid", "+", "", "+a b", "+a=b", "+a;b", "+a\n"]) {
    strictEqual(refusal({ [name]: "" }).code, "text-not-allowed", name);
  }
  for (const value of ["\0", "\ud800"]) {
    strictEqual(refusal({ "+a": value }).code, "text-not-allowed");
  }
  // "Clients MUST NOT send messages with tag data exceeding 4094 bytes" (IRCv3 message-tags).
  deepStrictEqual(refusal({ "+a": "é".repeat(2047) }), {
    code: "text-too-long",
    limit: 4094,
    found: 4096,
  });
  scene.does({ ...say(ann), extras: { tags: { "+a": "é".repeat(2046) } } } as Draft);
});

Deno.test("nothing but tags is kept for nobody", () => {
  const { scene, ann } = withDen();
  scene.leave(scene.user("Gone"));
  const extras = { tags: { "+typing": "active" } };
  deepStrictEqual(
    scene.refusal({ kind: "tell", by: ann, to: "gone", text: "", style: "tags", extras }),
    { code: "not-here", name: "Gone" },
  );
});

/** A message of several lines; a line that begins with `&` goes on where the one before it ended. */
function linesFrom(...lines: string[]): MessageExtras {
  return {
    lines: lines.map((line) => ({ text: line.replace(/^&/, ""), joined: line.startsWith("&") })),
  };
}

Deno.test("a message of several lines has all of them as its text", () => {
  const { scene, ann } = withDen();
  const extras = linesFrom("hel", "&lo", "", "there");
  for (const draft of [say(ann, "hello\n\nthere"), tell(ann, "Bob", "hello\n\nthere")]) {
    const event = scene.does({ ...draft, extras } as Draft)[0] as EventOf<"said">;
    deepStrictEqual([event.text, event.extras], ["hello\n\nthere", extras]);
  }
  for (const text of ["hello\nthere", "hello", "hel\nlo\n\nthere"]) {
    strictEqual(scene.refusal({ ...say(ann, text), extras } as Draft).code, "text-not-allowed");
  }
});

Deno.test("lines are as long as messages at most, and together as long as the house allows", () => {
  const scene = new Scene({ messageBytes: 10, multilineBytes: 21, multilineLines: 3 });
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  const draft = (...lines: string[]): Draft => {
    return { ...say(ann, lines.join("\n")), extras: linesFrom(...lines) } as Draft;
  };
  scene.does(draft("x".repeat(10), "y".repeat(10)));
  deepStrictEqual(scene.refusal(draft("x".repeat(11), "y")), {
    code: "text-too-long",
    limit: 10,
    found: 11,
  });
  deepStrictEqual(scene.refusal(draft("x".repeat(10), "y".repeat(10), "")), {
    code: "text-too-long",
    limit: 21,
    found: 22,
  });
  strictEqual(scene.refusal(draft("a", "b", "c", "d")).code, "text-not-allowed");
  for (const bad of ["a\rb", "a\0b", "\ud800"]) {
    strictEqual(scene.refusal(draft("a", bad)).code, "text-not-allowed");
  }
  deepStrictEqual(scene.refusal(draft("", " ")), { code: "text-empty" });
  const broken = { ...say(ann, "a\nb"), extras: linesFrom("a\nb") } as Draft;
  strictEqual(scene.refusal(broken).code, "text-not-allowed");
});

Deno.test("who is ignored by account is not heard under another name either", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.user("Ann"), scene.guest("Bob")];
  scene.does(ignore(bob, "Ann"));
  scene.does({ kind: "rename", by: ann, name: "Anna" });
  strictEqual(told(scene, ann, "Bob").fate, "unheard");
});
