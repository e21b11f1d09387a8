/**
 * Who may do what to whom in a room, and that nobody gets more power than they were given.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { EventOf } from "../../core/world/event.ts";
import { type Rank, RANKS } from "../../core/world/role.ts";
import { MASK_LISTS, type MaskList } from "../../core/world/room.ts";
import { Scene } from "./scene.ts";

const room = "den";
const DEN = { id: 1, name: "den" };

function setMask(by: string, mask: string, list: MaskList = "ban"): Draft {
  return { kind: "set-mask", by, room, list, mask, reason: "noise" };
}

function liftMask(by: string, mask: string, list: MaskList = "ban"): Draft {
  return { kind: "lift-mask", by, room, list, mask };
}

function setRank(by: string, name: string, rank: Rank): Draft {
  return { kind: "set-rank", by, room, name, rank };
}

function setVoice(by: string, name: string, on: boolean): Draft {
  return { kind: "set-voice", by, room, name, on };
}

/** What one person does to another in the den. */
const DOES = {
  ban: (by: string, name: string): Draft => ({ kind: "ban", by, room, name, reason: "" }),
  deop: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "member" }),
  invite: (by: string, name: string): Draft => ({ kind: "invite", by, room, name }),
  kick: (by: string, name: string): Draft => ({ kind: "kick", by, room, name, reason: "" }),
  op: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "operator" }),
  own: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "owner" }),
  unban: (by: string, name: string): Draft => liftMask(by, name),
  voice: (by: string, name: string): Draft => ({ kind: "set-voice", by, room, name, on: true }),
};

/** All that needs a rank, as somebody would try it. */
const POWERS = Object.entries(DOES).filter(([name]) => name !== "invite");

/** A den with Olga its owner, Oscar and Opal its operators, Mia a member and Guy a guest. */
function withDen() {
  const scene = new Scene();
  const olga = scene.user("Olga");
  scene.join(olga, room);
  const [oscar, opal] = [scene.user("Oscar"), scene.user("Opal")];
  const [mia, guy] = [scene.user("Mia"), scene.guest("Guy")];
  for (const by of [oscar, opal, mia, guy]) scene.join(by, room);
  for (const name of ["Oscar", "Opal"]) scene.does(DOES.op(olga, name));
  return { scene, olga, oscar, opal, mia, guy };
}

Deno.test("members and guests have no power over anybody in a room", () => {
  const { scene, mia, guy } = withDen();
  for (const by of [mia, guy]) {
    for (const [power, does] of POWERS) {
      for (const name of ["Olga", "Oscar", "Mia", "Guy"]) {
        strictEqual(scene.refusal(does(by, name)).code, "needs-rank", `${power} ${name}`);
      }
    }
  }
});

Deno.test("a voice gives no power", () => {
  const { scene, olga, mia } = withDen();
  scene.does({ kind: "set-rank", by: olga, room, name: "Mia", rank: "voice" });
  for (const [power, does] of POWERS) {
    strictEqual(scene.refusal(does(mia, "Guy")).code, "needs-rank", power);
  }
});

Deno.test("an owner has no power in a room they are not in", () => {
  const { scene, olga } = withDen();
  scene.does({ kind: "part", by: olga, room });
  for (const [power, does] of Object.entries(DOES)) {
    deepStrictEqual(scene.refusal(does(olga, "Guy")), { code: "not-in-room", room }, power);
  }
});

Deno.test("a sysop has power in every room, but asks nobody into one that they are not in", () => {
  const { scene } = withDen();
  const root = scene.user("Root", "sysop");
  deepStrictEqual(scene.refusal(DOES.invite(root, "Guy")), { code: "not-in-room", room });
  scene.does(DOES.deop(root, "Olga"));
  scene.does(DOES.voice(root, "Guy"));
  scene.does(DOES.kick(root, "Guy"));
  scene.does(DOES.ban(root, "Guy"));
  scene.does(DOES.unban(root, "Guy"));
});

Deno.test("who is put out is out, and told by whom and why", () => {
  const { scene, oscar, guy } = withDen();
  const person = scene.world.presence(guy)!.person;
  const by = scene.world.presence(oscar)!.person;
  const [session, reason] = ["s2", "noise"];
  const draft: Draft = { kind: "kick", by: oscar, session, room, name: "GUY", reason };
  deepStrictEqual(scene.does(draft), [
    { kind: "kicked", at: scene.now, session, room: DEN, person, by, reason, banned: false },
  ]);
  strictEqual(scene.world.roomNamed(room)?.members.has(guy), false);
  deepStrictEqual([...scene.world.presence(guy)!.rooms], []);
  deepStrictEqual(scene.refusal({ kind: "say", by: guy, room, text: "hey", style: "say" }), {
    code: "not-in-room",
    room,
  });
});

Deno.test("who was put out does not come back in through another session", () => {
  const { scene, oscar, mia } = withDen();
  scene.back("Mia");
  scene.does(DOES.kick(oscar, "Mia"));
  const draft: Draft = {
    kind: "arrive",
    session: "third",
    presence: "unused",
    name: "Mia",
    user: scene.world.userNamed("Mia")!.id,
    via: "test",
  };
  deepStrictEqual(scene.does(draft), [
    { kind: "attached", at: scene.now, presence: mia, session: "third", rooms: [] },
  ]);
  strictEqual(scene.rankIn(room, mia), undefined);
});

Deno.test("only somebody who is in the room can be put out", () => {
  const { scene, oscar } = withDen();
  scene.guest("Out");
  scene.leave(scene.user("Gone"));
  deepStrictEqual(scene.refusal(DOES.kick(oscar, "out")), {
    code: "they-are-not-in-room",
    room,
    name: "Out",
  });
  deepStrictEqual(scene.refusal(DOES.kick(oscar, "gone")), { code: "not-here", name: "Gone" });
  deepStrictEqual(scene.refusal(DOES.kick(oscar, "who")), { code: "no-such-user", name: "who" });
});

Deno.test("an operator does nothing to the owner, here or away", () => {
  const { scene, olga, oscar } = withDen();
  const outranked = { code: "outranked", name: "Olga" };
  for (const does of [DOES.kick, DOES.ban]) {
    deepStrictEqual(scene.refusal(does(oscar, "olga")), outranked);
  }
  scene.does({ kind: "part", by: olga, room });
  deepStrictEqual(scene.refusal(DOES.ban(oscar, "olga")), outranked);
  scene.leave(olga);
  deepStrictEqual(scene.refusal(DOES.ban(oscar, "olga")), outranked);
  const back = scene.back("Olga");
  scene.join(back, room);
  strictEqual(scene.rankIn(room, back), "owner");
});

Deno.test("an operator gives every rank up to their own, and none above", () => {
  const { scene, oscar } = withDen();
  for (const rank of RANKS) {
    for (const name of ["Mia", "Guy"]) {
      if (rank !== "admin" && rank !== "owner") scene.does(setRank(oscar, name, rank));
      else {
        deepStrictEqual(scene.refusal(setRank(oscar, name, rank)), {
          code: "needs-rank",
          room,
          rank,
        });
      }
    }
  }
  strictEqual(scene.refusal(setRank(oscar, "Oscar", "owner")).code, "needs-rank");
});

Deno.test("a halfop gives voices, puts out who is not above, and no more", () => {
  const { scene, olga, mia } = withDen();
  scene.does(setRank(olga, "Mia", "halfop"));
  for (const rank of ["voice", "member"] as const) scene.does(setRank(mia, "Guy", rank));
  for (const rank of ["halfop", "operator"] as const) {
    deepStrictEqual(scene.refusal(setRank(mia, "Guy", rank)), {
      code: "needs-rank",
      room,
      rank: "operator",
    });
  }
  for (const does of [DOES.kick, DOES.deop]) {
    deepStrictEqual(scene.refusal(does(mia, "Oscar")), { code: "outranked", name: "Oscar" });
  }
  for (const draft of [DOES.ban(mia, "Guy"), setMask(mia, "guy", "mute"), liftMask(mia, "guy")]) {
    strictEqual(scene.refusal(draft).code, "needs-rank", draft.kind);
  }
  const other = scene.guest("Hal");
  scene.join(other, room);
  scene.does(setRank(olga, "Hal", "halfop"));
  strictEqual(scene.refusal(DOES.deop(mia, "Hal")).code, "needs-rank");
  for (const name of ["Guy", "Hal"]) scene.does(DOES.kick(mia, name));
});

Deno.test("everyone may give up a rank or a voice, and nobody takes it back alone", () => {
  const { scene, olga, oscar, guy } = withDen();
  scene.does(DOES.voice(olga, "Guy"));
  scene.does(setVoice(guy, "Guy", false));
  strictEqual(scene.rankIn(room, guy), "member");
  strictEqual(scene.refusal(setVoice(guy, "Guy", true)).code, "needs-rank");
  scene.does(setRank(oscar, "Oscar", "halfop"));
  strictEqual(scene.refusal(DOES.op(oscar, "Oscar")).code, "needs-rank");
});

Deno.test("a rank is told with what somebody was before, and by whom", () => {
  const { scene, oscar, guy } = withDen();
  const person = scene.world.presence(guy)!.person;
  const by = scene.world.presence(oscar)!.person;
  const event = { kind: "rank-changed", session: undefined, room: DEN, person, by } as const;
  const plain = { rank: "member", voice: false } as const;
  const voiced = { rank: "voice", voice: true } as const;
  const both = { rank: "halfop", voice: true } as const;
  for (
    const [draft, was, now] of [
      [DOES.voice(oscar, "Guy"), plain, voiced],
      [setRank(oscar, "Guy", "halfop"), voiced, both],
      [setVoice(oscar, "Guy", false), both, { rank: "halfop", voice: false }],
      [setVoice(oscar, "Guy", true), { rank: "halfop", voice: false }, both],
      [setRank(oscar, "Guy", "voice"), both, voiced],
      [setRank(oscar, "Guy", "operator"), voiced, { rank: "operator", voice: true }],
      [setRank(oscar, "Guy", "member"), { rank: "operator", voice: true }, plain],
    ] as const
  ) {
    deepStrictEqual(scene.does(draft), [{ ...event, at: scene.now, was, ...now }]);
    const { members, voiced: heard } = scene.world.roomNamed(room)!;
    deepStrictEqual({ rank: members.get(guy), voice: heard.has(guy) }, now);
  }
});

Deno.test("a rank or a voice that somebody has already is no news", () => {
  const { scene, olga, oscar } = withDen();
  scene.leave(scene.user("Gone"));
  for (
    const draft of [
      DOES.op(olga, "Oscar"),
      DOES.deop(olga, "Guy"),
      setVoice(oscar, "Guy", false),
      setVoice(oscar, "Gone", false),
    ]
  ) {
    deepStrictEqual(scene.does(draft), []);
  }
  scene.does(DOES.voice(oscar, "Gone"));
  deepStrictEqual(scene.does(DOES.voice(oscar, "Gone")), []);
});

Deno.test("the house gives and takes any rank, and any voice", () => {
  const { scene, olga, mia } = withDen();
  scene.does({ kind: "set-rank", room, name: "Olga", rank: "member" });
  scene.does({ kind: "set-rank", room, name: "Mia", rank: "owner" });
  scene.does({ kind: "set-voice", room, name: "Olga", on: true });
  deepStrictEqual([scene.rankIn(room, olga), scene.rankIn(room, mia)], ["voice", "owner"]);
});

Deno.test("operators may put each other out", () => {
  const { scene, oscar } = withDen();
  scene.does(DOES.kick(oscar, "Opal"));
});

Deno.test("owners of one room do nothing to each other, not even take the rank away", () => {
  const { scene, olga, guy, mia } = withDen();
  for (const name of ["Guy", "Mia"]) scene.does(DOES.own(olga, name));
  for (const [by, name] of [[guy, "Olga"], [olga, "Guy"], [mia, "Olga"], [olga, "Mia"]] as const) {
    for (const does of [DOES.kick, DOES.ban, DOES.deop, DOES.op]) {
      deepStrictEqual(scene.refusal(does(by, name)), { code: "outranked", name });
    }
  }
  scene.leave(mia);
  deepStrictEqual(scene.refusal(DOES.deop(olga, "Mia")), { code: "outranked", name: "Mia" });
});

Deno.test("an owner may give their own rank up", () => {
  const { scene, olga } = withDen();
  scene.does(DOES.deop(olga, "Olga"));
  strictEqual(scene.refusal(DOES.own(olga, "Olga")).code, "needs-rank");
});

Deno.test("an owner does nothing to a sysop, and a sysop anything to an owner", () => {
  const { scene, olga } = withDen();
  const root = scene.user("Root", "sysop");
  scene.join(root, room);
  for (const does of [DOES.kick, DOES.ban, DOES.deop]) {
    deepStrictEqual(scene.refusal(does(olga, "Root")), { code: "outranked", name: "Root" });
  }
  scene.does(DOES.deop(root, "Olga"));
  scene.does(DOES.kick(root, "Olga"));
});

Deno.test("a moderator of the house has an operator's power in every room, and no more", () => {
  const { scene } = withDen();
  const mod = scene.user("Mod", "moderator");
  scene.join(mod, room);
  strictEqual(scene.rankIn(room, mod), "member");
  scene.does(DOES.kick(mod, "Guy"));
  scene.does(DOES.ban(mod, "Oscar"));
  scene.does(DOES.op(mod, "Mia"));
  deepStrictEqual(scene.refusal(DOES.kick(mod, "Olga")), { code: "outranked", name: "Olga" });
  strictEqual(scene.refusal(DOES.own(mod, "Mia")).code, "needs-rank");
});

Deno.test("an operator whose rank is taken away has no power, on any session, now or later", () => {
  const { scene, olga, oscar } = withDen();
  scene.back("Oscar");
  scene.does(DOES.deop(olga, "Oscar"));
  strictEqual(scene.refusal(DOES.kick(oscar, "Guy")).code, "needs-rank");
  scene.does({ kind: "part", by: oscar, room });
  scene.join(oscar, room);
  strictEqual(scene.refusal(DOES.kick(oscar, "Guy")).code, "needs-rank");
  scene.leave(oscar);
  const back = scene.back("Oscar");
  scene.join(back, room);
  strictEqual(scene.refusal(DOES.kick(back, "Guy")).code, "needs-rank");
});

Deno.test("an operator whose rank is taken away while they are not here comes back without", () => {
  const { scene, olga, oscar } = withDen();
  scene.leave(oscar);
  scene.does(DOES.deop(olga, "Oscar"));
  const back = scene.back("Oscar");
  scene.join(back, room);
  strictEqual(scene.refusal(DOES.kick(back, "Guy")).code, "needs-rank");
});

Deno.test("a user's rank lasts, a guest's ends with their stay", () => {
  const { scene, olga, oscar, guy } = withDen();
  scene.does(DOES.op(olga, "Guy"));
  for (const by of [oscar, guy]) {
    scene.does({ kind: "part", by, room });
    scene.join(by, room);
  }
  strictEqual(scene.rankIn(room, oscar), "operator");
  strictEqual(scene.rankIn(room, guy), "member");
  deepStrictEqual([...scene.world.roomNamed(room)!.ranks.values()], [
    "owner",
    "operator",
    "operator",
  ]);
});

Deno.test("a guest's rank does not pass to the next guest of that name", () => {
  const { scene, olga, guy } = withDen();
  scene.does(DOES.op(olga, "Guy"));
  scene.leave(guy);
  const other = scene.guest("Guy");
  scene.join(other, room);
  strictEqual(scene.rankIn(room, other), "member");
});

Deno.test("a guest's rank does not begin to last when they register", () => {
  const { scene, olga, guy } = withDen();
  scene.does(DOES.op(olga, "Guy"));
  scene.does({ kind: "register", by: guy, name: "Guy", passwordHash: "hash" });
  strictEqual(scene.world.roomNamed(room)!.ranks.has(scene.world.userNamed("Guy")!.id), false);
  scene.does({ kind: "part", by: guy, room });
  scene.join(guy, room);
  strictEqual(scene.rankIn(room, guy), "member");
});

Deno.test("a user gets a rank wherever they are, a guest only in the room", () => {
  const { scene, olga } = withDen();
  scene.leave(scene.user("Away"));
  scene.guest("Out");
  scene.does(DOES.op(olga, "away"));
  deepStrictEqual(scene.refusal(DOES.op(olga, "out")), {
    code: "they-are-not-in-room",
    room,
    name: "Out",
  });
  deepStrictEqual(scene.refusal(DOES.op(olga, "who")), { code: "no-such-user", name: "who" });
});

Deno.test("a rank in one room is none in another", () => {
  const { scene, olga, mia } = withDen();
  scene.join(mia, "attic");
  scene.join(olga, "attic");
  for (const does of [DOES.kick, DOES.op]) {
    const draft = { ...does(olga, "Mia"), room: "attic" } as Draft;
    strictEqual(scene.refusal(draft).code, "needs-rank");
  }
});

Deno.test("a ban puts out whoever wears the name, in any case, and is kept under its key", () => {
  const { scene, oscar, guy } = withDen();
  const by = scene.world.presence(oscar)!.person;
  const person = scene.world.presence(guy)!.person;
  const draft: Draft = { kind: "ban", by: oscar, room, name: "gUY", reason: "noise" };
  const events = scene.does(draft);
  const at = scene.now;
  const [list, key] = ["ban", "guy!*@*"] as const;
  const entry = { mask: "Guy!*@*", by: "Oscar", at, reason: "noise" };
  deepStrictEqual(events, [
    { kind: "mask-set", at, session: undefined, room: DEN, list, key, entry, by },
    {
      kind: "kicked",
      at,
      session: undefined,
      room: DEN,
      person,
      by,
      reason: "noise",
      banned: true,
    },
  ]);
  deepStrictEqual([...scene.world.roomNamed(room)!.masks.ban], [[key, entry]]);
});

Deno.test("a name that nobody wears can be banned, one that nobody can wear can't", () => {
  const { scene, oscar } = withDen();
  scene.does(DOES.ban(oscar, "Troll"));
  for (const name of ["", "#x", "a b", "x".repeat(33), "Guy\u3164"]) {
    deepStrictEqual(scene.refusal(DOES.ban(oscar, name)), { code: "no-such-user", name });
  }
  const troll = scene.guest("troll");
  strictEqual(scene.refusal({ kind: "join", by: troll, room }).code, "banned");
});

Deno.test("a ban of a user is of their account, and puts out whoever has it", () => {
  const { scene, oscar, mia } = withDen();
  scene.does({ kind: "rename", by: mia, name: "Mimi" });
  const kinds = scene.does(DOES.ban(oscar, "mia")).map(({ kind }) => kind);
  deepStrictEqual(kinds, ["mask-set", "kicked"]);
  deepStrictEqual([...scene.world.roomNamed(room)!.masks.ban.keys()], ["mia!*@*"]);
  strictEqual(scene.refusal({ kind: "join", by: mia, room }).code, "banned");
});

Deno.test("the house bans anybody, under its own name", () => {
  const { scene } = withDen();
  scene.does({ kind: "ban", room, name: "Olga", reason: "" });
  strictEqual(scene.world.roomNamed(room)?.masks.ban.get("olga!*@*")?.by, "the house");
});

Deno.test("nobody bans themselves", () => {
  const { scene, oscar } = withDen();
  deepStrictEqual(scene.refusal(DOES.ban(oscar, "OSCAR")), { code: "yourself" });
});

Deno.test("who may kick may kick themselves, an owner too", () => {
  const { scene, olga, oscar, mia } = withDen();
  for (const [by, name] of [[oscar, "OSCAR"], [olga, "Olga"]] as const) {
    const [event] = scene.does(DOES.kick(by, name)) as [EventOf<"kicked">];
    deepStrictEqual(event.by, event.person);
    strictEqual(scene.rankIn(room, by), undefined);
  }
  strictEqual(scene.refusal(DOES.kick(mia, "Mia")).code, "needs-rank");
});

Deno.test("an operator puts a mask on each of the lists, and takes it off again", () => {
  const { scene, oscar, guy } = withDen();
  const by = scene.world.presence(oscar)!.person;
  for (const list of MASK_LISTS) {
    const set = scene.does(setMask(oscar, "G*", list));
    const [at, key] = [scene.now, "g*!*@*"];
    const entry = { mask: "G*!*@*", by: "Oscar", at, reason: "noise" };
    const event = { session: undefined, room: DEN, list, key, entry, by };
    deepStrictEqual(set, [{ kind: "mask-set", at, ...event }]);
    deepStrictEqual([...scene.world.roomNamed(room)!.masks[list]], [[key, entry]]);
    deepStrictEqual(scene.does(liftMask(oscar, "g*!*@*", list)), [
      { kind: "mask-lifted", at: scene.now, ...event },
    ]);
    strictEqual(scene.world.roomNamed(room)!.masks[list].size, 0);
  }
  strictEqual(scene.rankIn(room, guy), "member");
});

Deno.test("a mask that is on the list already is no news, and stays as it was", () => {
  const { scene, olga, oscar } = withDen();
  scene.does(setMask(oscar, "troll"));
  deepStrictEqual(scene.does(setMask(olga, "TROLL!*@*")), []);
  strictEqual(scene.world.roomNamed(room)?.masks.ban.get("troll!*@*")?.by, "Oscar");
});

Deno.test("a mask has a form, and a reason that can be shown", () => {
  const { scene, oscar } = withDen();
  deepStrictEqual(scene.refusal(setMask(oscar, "a b")), {
    code: "mask-not-allowed",
    mask: "a b",
    reason: "a mask has no spaces and no control characters",
  });
  const draft = { ...setMask(oscar, "troll"), reason: "a\nb" } as Draft;
  strictEqual(scene.refusal(draft).code, "text-not-allowed");
});

Deno.test("the lists of a room hold no more than the limit together, and the same takes no place", () => {
  const scene = new Scene({ bansPerRoom: 2 });
  const olga = scene.user("Olga");
  scene.join(olga, room);
  scene.does(DOES.ban(olga, "One"));
  scene.does(setMask(olga, "two", "mute"));
  scene.does(DOES.ban(olga, "ONE"));
  const refusal = { code: "too-many-bans", room, limit: 2 };
  deepStrictEqual(scene.refusal(DOES.ban(olga, "Three")), refusal);
  deepStrictEqual(scene.refusal(setMask(olga, "three", "invite")), refusal);
  scene.does(DOES.unban(olga, "one"));
  scene.does(DOES.ban(olga, "Three"));
});

Deno.test("a mask that is not there can't be lifted", () => {
  const { scene, oscar } = withDen();
  scene.does(setMask(oscar, "guy", "mute"));
  deepStrictEqual(scene.refusal(liftMask(oscar, "Guy")), {
    code: "no-such-ban",
    room,
    name: "Guy",
  });
  deepStrictEqual(scene.refusal(liftMask(oscar, "Guy", "exempt")), {
    code: "no-such-mask",
    room,
    mask: "Guy",
  });
});

Deno.test("who was banned can't lift the ban", () => {
  const { scene, olga, oscar } = withDen();
  scene.does(DOES.ban(olga, "Oscar"));
  deepStrictEqual(scene.refusal(DOES.unban(oscar, "Oscar")), { code: "not-in-room", room });
});

Deno.test("reasons are texts that can be shown, and not too long", () => {
  const { scene, oscar } = withDen();
  for (const kind of ["kick", "ban"] as const) {
    const refusal = (reason: string) =>
      scene.refusal({ kind, by: oscar, room, name: "Guy", reason }).code;
    strictEqual(refusal("x".repeat(391)), "text-too-long");
    strictEqual(refusal("é".repeat(196)), "text-too-long");
    for (const text of ["a\nb", "a\rb", "a\0b", "\udc00"]) {
      strictEqual(refusal(text), "text-not-allowed");
    }
  }
});

Deno.test("anyone in an open room may ask somebody in, who hears of it", () => {
  const { scene, guy } = withDen();
  const by = scene.world.presence(guy)!.person;
  const person = scene.world.presence(scene.guest("Out"))!.person;
  deepStrictEqual(scene.does(DOES.invite(guy, "out")), [
    { kind: "invited", at: scene.now, session: undefined, room: DEN, person, by },
  ]);
});

Deno.test("into an invite-only room only an operator asks", () => {
  const { scene, olga, oscar, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "set-rules", by: olga, room, rules: { inviteOnly: true } });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "Out")), {
    code: "needs-rank",
    room,
    rank: "operator",
  });
  scene.does(DOES.invite(oscar, "Out"));
  scene.join(out, room);
});

Deno.test("what a member said while the room was open does not open it once it is closed", () => {
  const { scene, olga, mia } = withDen();
  const out = scene.guest("Out");
  scene.does(DOES.invite(mia, "Out"));
  scene.does({ kind: "set-rules", by: olga, room, rules: { inviteOnly: true } });
  strictEqual(scene.refusal({ kind: "join", by: out, room }).code, "invite-only");
});

Deno.test("a member's invitation gets nobody into a full room", () => {
  const { scene, olga, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "set-rules", by: olga, room, rules: { limit: 5 } });
  scene.does(DOES.invite(mia, "Out"));
  strictEqual(scene.refusal({ kind: "join", by: out, room }).code, "room-full");
});

Deno.test("only somebody here, and not in the room, can be asked in", () => {
  const { scene, mia } = withDen();
  scene.leave(scene.user("Gone"));
  deepStrictEqual(scene.refusal(DOES.invite(mia, "guy")), {
    code: "they-are-in-room",
    room,
    name: "Guy",
  });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "gone")), { code: "not-here", name: "Gone" });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "who")), { code: "no-such-user", name: "who" });
});

Deno.test("who ignores somebody does not hear that they ask them in", () => {
  const { scene, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "ignore", by: out, name: "Mia", on: true });
  deepStrictEqual(scene.does(DOES.invite(mia, "Out")), []);
});
