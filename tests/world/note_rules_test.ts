/**
 * What clients note about people and rooms, and up to where somebody has read.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft, ReadTarget } from "../../core/world/action.ts";
import { READ_MARKERS_PER_USER } from "../../core/world/note_rules.ts";
import { Scene } from "./scene.ts";

function notePerson(by: string, key: string, value?: string): Draft {
  return { kind: "note-person", by, key, value };
}

function noteRoom(by: string, key: string, value?: string): Draft {
  return { kind: "note-room", by, room: "den", key, value };
}

function markRead(by: string, target: ReadTarget, readTo: number): Draft {
  return { kind: "mark-read", by, target, readTo };
}

Deno.test("somebody notes something about themself, and takes it back", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  const { person } = scene.world.presence(ann)!;
  const event = { kind: "person-noted", session: undefined, person, key: "color" } as const;
  deepStrictEqual(scene.does(notePerson(ann, "color", "red")), [
    { ...event, at: scene.now, value: "red" },
  ]);
  deepStrictEqual([...scene.world.presence(ann)!.notes], [["color", "red"]]);
  deepStrictEqual(scene.does(notePerson(ann, "color")), [{ ...event, at: scene.now }]);
  deepStrictEqual([...scene.world.presence(ann)!.notes], []);
});

Deno.test("a note that is as it was, or was not there, is no news", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does(notePerson(ann, "color", "red"));
  deepStrictEqual(scene.does(notePerson(ann, "color", "red")), []);
  deepStrictEqual(scene.does(notePerson(ann, "url")), []);
});

Deno.test("a user's notes are there at their next visit", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.does(notePerson(ann, "color", "red"));
  scene.leave(ann);
  deepStrictEqual([...scene.world.presence(scene.back("Ann"))!.notes], [["color", "red"]]);
  deepStrictEqual([...scene.world.userNamed("Ann")!.notes], [["color", "red"]]);
});

Deno.test("operators note something about a room, and moderators of the house", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.join(ann, "den");
  deepStrictEqual(scene.refusal(noteRoom(bob, "url", "x")), { code: "not-in-room", room: "den" });
  scene.join(bob, "den");
  deepStrictEqual(scene.refusal(noteRoom(bob, "url", "x")), {
    code: "needs-rank",
    room: "den",
    rank: "operator",
  });
  const by = scene.world.presence(ann)!.person;
  const room = { id: 1, name: "den" };
  deepStrictEqual(scene.does(noteRoom(ann, "url", "x")), [
    { kind: "room-noted", at: scene.now, session: undefined, room, by, key: "url", value: "x" },
  ]);
  deepStrictEqual([...scene.world.roomNamed("den")!.notes], [["url", "x"]]);
  deepStrictEqual(scene.does(noteRoom(ann, "url", "x")), []);
  scene.does(noteRoom(scene.user("Mod", "moderator"), "url"));
  deepStrictEqual([...scene.world.roomNamed("den")!.notes], []);
});

Deno.test("a key is small letters, digits and a few signs", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  for (const key of ["", "URL", "a b", "é", "a*", "a:b", "a\n", "k".repeat(101)]) {
    for (const note of [notePerson, noteRoom]) {
      deepStrictEqual(scene.refusal(note(ann, key, "x")), {
        code: "note-not-allowed",
        key,
        reason: "a key has up to 100 characters, of a to z, digits and _./-",
      });
    }
    strictEqual(scene.refusal(notePerson(ann, key)).code, "note-not-allowed");
  }
  for (const key of ["a", "example.org/a_b-c9", "k".repeat(100)]) {
    scene.does(notePerson(ann, key, "x"));
  }
});

Deno.test("a note is a text, no longer than a message", () => {
  const scene = new Scene({ messageBytes: 10 });
  const ann = scene.guest("Ann");
  deepStrictEqual(scene.refusal(notePerson(ann, "url", "é".repeat(6))), {
    code: "text-too-long",
    limit: 10,
    found: 12,
  });
  strictEqual(scene.refusal(notePerson(ann, "url", "")).code, "text-empty");
  strictEqual(scene.refusal(notePerson(ann, "url", "a\nb")).code, "text-not-allowed");
  scene.does(notePerson(ann, "url", "é".repeat(5)));
});

Deno.test("nobody has more notes than the limit, and a new value takes no place", () => {
  const scene = new Scene({ notesPerTarget: 2 });
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  for (const note of [notePerson, noteRoom]) {
    for (const key of ["a", "b"]) scene.does(note(ann, key, "x"));
    deepStrictEqual(scene.refusal(note(ann, "c", "x")), { code: "too-many-notes", limit: 2 });
    scene.does(note(ann, "b", "y"));
    scene.does(note(ann, "a"));
    scene.does(note(ann, "c", "x"));
  }
});

Deno.test("a user has read up to a moment, which only goes forward", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "Group 1");
  const { person } = scene.world.presence(ann)!;
  const user = person.user!;
  const event = { kind: "read-marked", session: undefined, person, user } as const;
  deepStrictEqual(scene.does(markRead(ann, { room: "GROUP 1" }, 500)), [
    { ...event, at: scene.now, key: "#group 1", readTo: 500 },
  ]);
  deepStrictEqual(scene.does(markRead(ann, { person: "BOB" }, 300)), [
    { ...event, at: scene.now, key: "bob", readTo: 300 },
  ]);
  for (const readTo of [500, 499, 0, -1, NaN, Infinity, 600.5]) {
    deepStrictEqual(scene.does(markRead(ann, { room: "group 1" }, readTo)), []);
  }
  scene.does(markRead(ann, { room: "group 1" }, 501));
  scene.leave(ann);
  deepStrictEqual([...scene.world.user(user)!.readMarkers], [["#group 1", 501], ["bob", 300]]);
});

Deno.test("guests have no read markers, and nothing that can't be is marked", () => {
  const scene = new Scene();
  const [ann, guest] = [scene.user("Ann"), scene.guest("Guest")];
  deepStrictEqual(scene.refusal(markRead(guest, { person: "Ann" }, 1)), { code: "members-only" });
  deepStrictEqual(scene.refusal(markRead(ann, { room: "attic" }, 1)), {
    code: "no-such-room",
    room: "attic",
  });
  for (const person of ["", "x".repeat(33)]) {
    deepStrictEqual(scene.refusal(markRead(ann, { person }, 1)), {
      code: "no-such-user",
      name: person,
    });
  }
});

Deno.test("of too many read markers the one of the earliest moment is forgotten", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  for (let index = 0; index < READ_MARKERS_PER_USER; index++) {
    scene.does(markRead(ann, { person: `n${index}` }, 10 + Math.abs(index - 7)));
  }
  scene.does(markRead(ann, { person: "new" }, 10));
  const { readMarkers } = scene.world.userNamed("Ann")!;
  strictEqual(readMarkers.size, READ_MARKERS_PER_USER);
  deepStrictEqual([readMarkers.has("n7"), readMarkers.has("new")], [false, true]);
});
