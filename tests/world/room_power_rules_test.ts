/**
 * Who may do what to whom in a room, and that nobody gets more power than they were given.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { EventOf } from "../../core/world/event.ts";
import { RANKS } from "../../core/world/role.ts";
import {
  DEN,
  DOES,
  liftMask,
  POWERS,
  room,
  setMask,
  setRank,
  setVoice,
  withDen,
} from "./den_scene.ts";

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

Deno.test("who may kick may kick themselves, an owner too", () => {
  const { scene, olga, oscar, mia } = withDen();
  for (const [by, name] of [[oscar, "OSCAR"], [olga, "Olga"]] as const) {
    const [event] = scene.does(DOES.kick(by, name)) as [EventOf<"kicked">];
    deepStrictEqual(event.by, event.person);
    strictEqual(scene.rankIn(room, by), undefined);
  }
  strictEqual(scene.refusal(DOES.kick(mia, "Mia")).code, "needs-rank");
});
