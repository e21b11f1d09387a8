/**
 * Who may come in under which name, and what is left when they go.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { EventOf } from "../../core/world/event.ts";
import { Scene } from "./scene.ts";

function arrival(name: string, user?: number): Draft {
  return { kind: "arrive", session: "new", presence: "pnew", name, user, via: "test" };
}

Deno.test("a guest arrives, and is here on the session they came by", () => {
  const scene = new Scene();
  const events = scene.does({
    kind: "arrive",
    session: "s1",
    presence: "p1",
    name: "Ann",
    via: "test",
  });
  const person = { presence: "p1", name: "Ann" };
  deepStrictEqual(events, [
    { kind: "arrived", at: scene.now, person, via: "test" },
    { kind: "attached", at: scene.now, presence: "p1", session: "s1", rooms: [] },
  ]);
  strictEqual(scene.world.presenceOf("s1"), scene.world.presence("p1"));
  strictEqual(scene.world.presenceNamed("ANN"), scene.world.presence("p1"));
});

Deno.test("a name that is not allowed is refused with the reason", () => {
  deepStrictEqual(new Scene().refusal(arrival("2pac")), {
    code: "name-not-allowed",
    name: "2pac",
    reason: "a name does not begin with a digit or a dash",
  });
});

Deno.test("no guest gets a name that somebody here wears, in any case", () => {
  const scene = new Scene();
  scene.guest("Ann");
  deepStrictEqual(scene.refusal(arrival("aNN")), { code: "name-in-use", name: "aNN" });
});

Deno.test("no guest gets the name of an account, here or not, or one like it", () => {
  const scene = new Scene();
  scene.leave(scene.user("Alice"));
  for (const name of ["Alice", "ALICE", "Ａlice"]) {
    deepStrictEqual(scene.refusal(arrival(name)), { code: "name-registered", name });
  }
  for (const name of ["\u0410lice", "alic\u0435", "A1ice", "AIice"]) {
    deepStrictEqual(scene.refusal(arrival(name)), {
      code: "name-too-similar",
      name,
      like: "Alice",
    });
  }
});

Deno.test("whether a name is free can be asked before anybody arrives under it", () => {
  const scene = new Scene({ guests: false });
  scene.leave(scene.user("Alice"));
  scene.user("Bob");
  const codes = ["2pac", "alice", "A1ice", "Bob", "Carol"].map((name) =>
    scene.world.refusalOfName(name)?.code
  );
  deepStrictEqual(codes, [
    "name-not-allowed",
    "name-registered",
    "name-too-similar",
    "name-registered",
    undefined,
  ]);
});

Deno.test("a house without guests lets in accounts only", () => {
  const scene = new Scene({ guests: false });
  deepStrictEqual(scene.refusal(arrival("Ann")), { code: "guests-refused" });
  scene.user("Bob");
  strictEqual(scene.world.presenceCount, 1);
});

Deno.test("a program of the house comes in where guests may not, and is no caller", () => {
  const scene = new Scene({ guests: false });
  const [arrived] = scene.does({ ...arrival("quiz"), isBot: true } as Draft);
  strictEqual((arrived as EventOf<"arrived">).isBot, true);
  strictEqual(scene.world.presenceOf("new")?.isBot, true);
});

Deno.test("nobody arrives as an account that is not there", () => {
  deepStrictEqual(new Scene().refusal(arrival("Ann", 7)), { code: "no-such-user", name: "Ann" });
});

Deno.test("a user is called as they registered, in whatever case they typed it this time", () => {
  const scene = new Scene();
  scene.leave(scene.user("Ann"));
  scene.does(arrival("aNN", scene.world.userNamed("Ann")!.id));
  strictEqual(scene.world.presenceOf("new")?.person.name, "Ann");
});

Deno.test("a user may come in under another name, and is found by both", () => {
  const scene = new Scene();
  scene.leave(scene.user("Ann"));
  const user = scene.world.userNamed("Ann")!;
  const [arrived] = scene.does(arrival("Lark", user.id));
  const person = { presence: "pnew", name: "Lark", user: user.id };
  deepStrictEqual(arrived, { kind: "arrived", at: scene.now, person, via: "test" });
  const here = scene.world.presence("pnew");
  strictEqual(scene.world.presenceNamed("lark"), here);
  strictEqual(scene.world.presenceNamed("Ann"), undefined);
  strictEqual(scene.world.presenceOfUser(user.id), here);
  const bob = scene.guest("Bob");
  const [told] = scene.does({ kind: "tell", by: bob, to: "ann", text: "hey", style: "say" });
  ok(told?.kind === "told" && told.to.presence === "pnew" && told.fate === "here");
});

Deno.test("a user comes in under no name that is another's, or not allowed", () => {
  const scene = new Scene();
  scene.leave(scene.user("Ann"));
  const user = scene.world.userNamed("Ann")!.id;
  scene.user("Alice");
  scene.guest("Bob");
  const names = ["bob", "ALICE", "A1ice", "#ann"];
  deepStrictEqual(names.map((name) => scene.refusal(arrival(name, user)).code), [
    "name-in-use",
    "name-registered",
    "name-too-similar",
    "name-not-allowed",
  ]);
});

Deno.test("what looks like one's own account's name is no danger", () => {
  const scene = new Scene();
  scene.leave(scene.user("Alice"));
  scene.does(arrival("A1ice", scene.world.userNamed("Alice")!.id));
  strictEqual(scene.world.presence("pnew")?.person.name, "A1ice");
});

Deno.test("a user who is here gets the session, whatever name it asked for", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.guest("Bob");
  for (const [session, name] of [["s8", "Bob"], ["s9", "#"]] as const) {
    const user = scene.world.userNamed("Ann")!.id;
    scene.does({ kind: "arrive", session, presence: session, name, user, via: "test" });
    strictEqual(scene.world.presenceOf(session)?.id, ann);
  }
  strictEqual(scene.world.presence(ann)?.person.name, "Ann");
});

Deno.test("what a gateway knows of a caller is kept, the address where nobody reads it", () => {
  const scene = new Scene();
  const draft = { ...arrival("Ann"), ident: "a", host: "h.example", realName: "Ann of the Den" };
  const [arrived] = scene.does({ ...draft, address: "192.0.2.7" } as Draft);
  const person = { presence: "pnew", name: "Ann", ident: "a", host: "h.example" };
  deepStrictEqual(arrived, { kind: "arrived", at: scene.now, person, via: "test" });
  strictEqual(scene.world.presence("pnew")?.realName, "Ann of the Den");
});

Deno.test("what somebody says they are called is a line like any other", () => {
  const scene = new Scene();
  const code = (realName: string) => scene.refusal({ ...arrival("Ann"), realName } as Draft).code;
  deepStrictEqual(["x".repeat(391), "a\nb", "\ud800"].map(code), [
    "text-too-long",
    "text-not-allowed",
    "text-not-allowed",
  ]);
  strictEqual(scene.world.presenceCount, 0);
});

Deno.test("nobody comes in whom the house keeps out, on a new presence or an old one", () => {
  const scene = new Scene();
  scene.user("Ann");
  const user = scene.world.userNamed("Ann")!.id;
  const mask = "192.0.2.0/24";
  scene.does({ kind: "ban-from-house", mask, reason: "spam", until: scene.now + 10 });
  const from = (draft: Draft): Draft => ({ ...draft, address: "192.0.2.7" }) as Draft;
  const refused = { code: "banned-from-house", reason: "spam" };
  deepStrictEqual(scene.refusal(from(arrival("Bob"))), refused);
  deepStrictEqual(scene.refusal(from(arrival("Ann", user))), refused);
  scene.does(arrival("Bob"));
  while (scene.apply(from(arrival("Ann", user))).refused) {
    ok(scene.now < 1_700_000_000_100, "the ban should have ended");
  }
});

Deno.test("a sysop's account is never kept out, a moderator's may be", () => {
  const scene = new Scene();
  scene.leave(scene.user("Root", "sysop"));
  scene.leave(scene.user("Mod", "moderator"));
  scene.does({ kind: "ban-from-house", mask: "*", reason: "" });
  scene.back("Root");
  const draft = arrival("Mod", scene.world.userNamed("Mod")!.id);
  deepStrictEqual(scene.refusal(draft), { code: "banned-from-house", reason: "" });
});

Deno.test("a user's second login is a second session of the same presence, in the same rooms", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  const events = scene.does(arrival("Ann", scene.world.userNamed("Ann")!.id));
  const rooms = [scene.world.roomNamed("den")!.id];
  deepStrictEqual(events, [
    { kind: "attached", at: scene.now, presence: ann, session: "new", rooms },
  ]);
  strictEqual(scene.world.presenceCount, 1);
});

Deno.test("a person stays until their last session ends", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.back("Ann");
  deepStrictEqual(scene.does({ kind: "depart", session: "s1", reason: "bye" }), [
    { kind: "detached", at: scene.now, presence: ann, session: "s1" },
  ]);
  ok(scene.world.presence(ann));
  const events = scene.does({ kind: "depart", session: "s2", reason: "bye" });
  deepStrictEqual(events.map(({ kind }) => kind), ["detached", "departed"]);
  strictEqual(scene.world.presence(ann), undefined);
});

Deno.test("who goes leaves every room, and the house hears of it once", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const room of ["den", "attic"]) {
    scene.join(ann, room);
    scene.join(bob, room);
  }
  const [, departed] = scene.does({ kind: "depart", session: "s1", reason: "bye" });
  const person = { presence: ann, name: "Ann" };
  const rooms = [...scene.world.rooms()].map((room) => room.id);
  deepStrictEqual(departed, { kind: "departed", at: scene.now, person, rooms, reason: "bye" });
  for (const room of scene.world.rooms()) deepStrictEqual([...room.members.keys()], [bob]);
});

Deno.test("the end of a session that is nobody's is no event and no error", () => {
  const scene = new Scene();
  deepStrictEqual(scene.does({ kind: "depart", session: "never", reason: "" }), []);
  scene.guest("Ann");
  scene.hangUp("s1");
  deepStrictEqual(scene.does({ kind: "depart", session: "s1", reason: "" }), []);
});

Deno.test("a guest's name is free once they have gone", () => {
  const scene = new Scene();
  scene.leave(scene.guest("Ann"));
  scene.guest("ann");
});

Deno.test("who has gone can do nothing any more", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.leave(ann);
  const [by, room, name, text] = [ann, "den", "Ann", "boo"];
  const drafts: Draft[] = [
    { kind: "accept", by, name, on: true },
    { kind: "ban", by, room, name, reason: "" },
    { kind: "ban-from-house", by, mask: name, reason: "" },
    { kind: "claim", by, code: "code" },
    { kind: "describe", by, isBot: true },
    { kind: "disown-room", by, room },
    { kind: "grant-role", by, role: "sysop" },
    { kind: "identify", by, session: "s1", user: 1 },
    { kind: "ignore", by, name, on: true },
    { kind: "invite", by, room, name },
    { kind: "join", by, room },
    { kind: "kick", by, room, name, reason: "" },
    { kind: "kill", by, name, reason: "" },
    { kind: "lift-mask", by, room, list: "ban", mask: name },
    { kind: "mark-read", by, target: { room }, readTo: 1 },
    { kind: "note-person", by, key: "url" },
    { kind: "note-room", by, room, key: "url" },
    { kind: "own-room", by, room },
    { kind: "part", by, room },
    { kind: "read-mail", by },
    { kind: "redact", by, room, id: 1, from: { name }, reason: "" },
    { kind: "redact-told", by, to: name, id: 1, from: { name }, reason: "" },
    { kind: "register", by, name, passwordHash: "hash" },
    { kind: "rename", by, name: "Bob" },
    { kind: "rename-room", by, room, name: "attic", reason: "" },
    { kind: "say", by, room, text, style: "say" },
    { kind: "set-away", by },
    { kind: "set-mask", by, room, list: "mute", mask: name },
    { kind: "set-rank", by, room, name, rank: "owner" },
    { kind: "set-role", by, name, role: "sysop" },
    { kind: "set-rules", by, room, rules: {} },
    { kind: "set-topic", by, room, text },
    { kind: "set-voice", by, room, name, on: true },
    { kind: "shout", by, text, official: false },
    { kind: "tell", by, to: name, text, style: "say" },
    { kind: "unban-from-house", by, mask: name },
  ];
  for (const draft of drafts) deepStrictEqual(scene.refusal(draft), { code: "gone" }, draft.kind);
});

Deno.test("a guest's invitation goes with them, and not to the next one of that name", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.leave(bob);
  const other = scene.guest("bob");
  deepStrictEqual(scene.refusal({ kind: "join", by: other, room: "den" }), {
    code: "invite-only",
    room: "den",
  });
});

Deno.test("a user's invitation waits for them", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  const bob = scene.user("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.leave(bob);
  scene.join(scene.back("Bob"), "den");
});

Deno.test("when somebody was last here is kept at their coming and their going", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  strictEqual(scene.world.userNamed("Ann")?.lastSeenAt, scene.now);
  scene.guest("Bob");
  scene.leave(ann);
  strictEqual(scene.world.userNamed("Ann")?.lastSeenAt, scene.now);
});
