/**
 * The directory of sessions: who hears of what.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { SessionDirectory } from "../../core/session/directory.ts";
import type { Perspective, RenderingProfile, Session } from "../../core/session/session.ts";
import type { Draft } from "../../core/world/action.ts";
import type { EventKind, WorldEvent } from "../../core/world/event.ts";
import { DEFAULT_POLICY } from "../../core/world/policy.ts";
import { EMPTY_SNAPSHOT } from "../../core/world/snapshot.ts";
import { World } from "../../core/world/world.ts";

/** A profile that renders an event as its kind and perspective, and counts how often it does. */
class CountingProfile implements RenderingProfile {
  rendered = 0;
  readonly silent: EventKind | undefined;

  readonly marksMentions: boolean;
  readonly echoesTalk: boolean;

  constructor(silent?: EventKind, { marksMentions = false, echoesTalk = false } = {}) {
    this.silent = silent;
    this.marksMentions = marksMentions;
    this.echoesTalk = echoesTalk;
  }

  render(event: WorldEvent, perspective: Perspective): string | Uint8Array | undefined {
    this.rendered++;
    return event.kind === this.silent ? undefined : `${event.kind} ${perspective}`;
  }
}

/** A session that writes down what it is sent. */
class FakeSession implements Session {
  readonly gateway = "test";
  readonly address = "192.0.2.1";
  readonly connectedAt = 0;
  readonly activeAt = 0;
  readonly isSecure = false;
  readonly bytes: Uint8Array[] = [];
  /** How often it was told that its person prefers something else. */
  changes = 0;

  constructor(readonly id: string, readonly profile: RenderingProfile) {}

  get heard(): string[] {
    return this.bytes.map((bytes) => new TextDecoder().decode(bytes));
  }

  follow(): boolean {
    return false;
  }

  unfollow(): void {}

  send(bytes: Uint8Array): void {
    this.bytes.push(bytes);
  }

  sendOwn(bytes: Uint8Array): void {
    this.send(bytes);
  }

  preferencesChanged(): void {
    this.changes++;
  }

  end(reason: string): void {
    this.send(new TextEncoder().encode(reason));
  }
}

/** A world with a directory that hears of all that happens in it. */
class Hall {
  readonly world = new World(EMPTY_SNAPSHOT, DEFAULT_POLICY);
  readonly errors: unknown[] = [];
  readonly directory = new SessionDirectory({
    lastMessage: 0,
    presence: (id) => this.world.presence(id),
    user: (id) => this.world.user(id),
    log: { error: (_sentence, values) => void this.errors.push(values) },
  });
  #at = 0;

  /** Does something, and lets everyone hear of it unless told. */
  does(draft: Draft): readonly WorldEvent[] {
    const { events, refused } = this.world.apply({ ...draft, at: ++this.#at });
    if (!events) throw new Error(JSON.stringify(refused));
    for (const event of events) this.directory.deliver(event);
    return events;
  }

  /** Somebody comes in on a session of that id, into the room "hall", and forgets what they heard. */
  enter(id: string, options: { profile?: RenderingProfile; user?: number } = {}): FakeSession {
    const session = this.sit(id, options);
    this.does({ kind: "join", by: this.presenceOf(id), session: id, room: "hall" });
    session.bytes.length = 0;
    return session;
  }

  /** Somebody comes in on a session of that id. */
  sit(
    id: string,
    { profile = new CountingProfile(), user }: { profile?: RenderingProfile; user?: number } = {},
  ): FakeSession {
    const session = new FakeSession(id, profile);
    this.directory.add(session);
    const who = user === undefined ? { name: id } : { name: "user", user };
    this.does({ kind: "arrive", session: id, presence: `p-${id}`, ...who, via: "test" });
    return session;
  }

  presenceOf(session: string): string {
    return this.world.presenceOf(session)!.id;
  }

  says(session: string, text = "hi"): readonly WorldEvent[] {
    const by = this.presenceOf(session);
    return this.does({ kind: "say", by, session, room: "hall", text, style: "say" });
  }
}

Deno.test("what is said is heard here by its speaker, by others as of another, outside not at all", () => {
  const hall = new Hall();
  const [ann, bob] = [hall.enter("ann"), hall.enter("bob")];
  const outsider = hall.sit("cy");
  ann.bytes.length = 0;
  hall.says("ann");
  deepStrictEqual(ann.heard, ["said here"]);
  deepStrictEqual(bob.heard, ["said other"]);
  deepStrictEqual(outsider.heard, []);
});

Deno.test("an event is rendered once for all who share a profile, and they get the same bytes", () => {
  const hall = new Hall();
  const shared = new CountingProfile();
  hall.enter("ann");
  const others = Array.from({ length: 20 }, (_, n) => hall.enter(`bob${n}`, { profile: shared }));
  for (const { bytes } of others) bytes.length = 0;
  shared.rendered = 0;
  hall.says("ann");
  strictEqual(shared.rendered, 1);
  for (const { bytes } of others) strictEqual(bytes[0], others[0]!.bytes[0]);
});

Deno.test("what a profile does not show is asked for once and sent to nobody", () => {
  const hall = new Hall();
  const silent = new CountingProfile("said");
  hall.enter("ann");
  const others = [hall.enter("bob", { profile: silent }), hall.enter("cy", { profile: silent })];
  for (const { bytes } of others) bytes.length = 0;
  silent.rendered = 0;
  hall.says("ann");
  strictEqual(silent.rendered, 1);
  deepStrictEqual(others.map(({ bytes }) => bytes.length), [0, 0]);
});

Deno.test("who is put out hears of it, and then hears nothing of the room", () => {
  const hall = new Hall();
  const ann = hall.enter("ann");
  const bob = hall.enter("bob");
  ann.bytes.length = 0;
  hall.does({ kind: "kick", by: "p-ann", session: "ann", room: "hall", name: "bob", reason: "" });
  hall.says("ann");
  deepStrictEqual(bob.heard, ["kicked other"]);
  deepStrictEqual(ann.heard, ["kicked here", "said here"]);
});

Deno.test("who leaves is heard of once by each neighbour, however many rooms they share", () => {
  const hall = new Hall();
  hall.enter("ann");
  const bob = hall.enter("bob");
  for (const by of ["p-ann", "p-bob"]) hall.does({ kind: "join", by, room: "den" });
  bob.bytes.length = 0;
  hall.does({ kind: "depart", session: "ann", reason: "" });
  deepStrictEqual(bob.heard, ["departed other"]);
});

Deno.test("a second session of a person is in their rooms at once, and hears them as their own", () => {
  const hall = new Hall();
  hall.does({ kind: "register", name: "user", passwordHash: "hash" });
  const first = hall.enter("one", { user: 1 });
  const second = hall.sit("two", { user: 1 });
  hall.enter("ann");
  for (const session of [first, second]) session.bytes.length = 0;
  hall.says("ann");
  hall.does({ kind: "tell", by: "p-one", session: "one", to: "ann", text: "hi", style: "say" });
  deepStrictEqual(first.heard, ["said other", "told here"]);
  deepStrictEqual(second.heard, ["said other", "told own"]);
  hall.does({ kind: "depart", session: "one", reason: "" });
  first.bytes.length = 0;
  hall.says("ann");
  strictEqual(first.heard.length, 0);
  strictEqual(second.heard.at(-1), "said other");
});

Deno.test("who ignores somebody hears neither their messages nor anything in their place", () => {
  const hall = new Hall();
  hall.enter("ann");
  const bob = hall.enter("bob");
  hall.does({ kind: "ignore", by: "p-bob", name: "ANN", on: true });
  bob.bytes.length = 0;
  hall.says("ann");
  hall.does({ kind: "tell", by: "p-ann", to: "bob", text: "hi", style: "say" });
  deepStrictEqual(bob.heard, []);
});

Deno.test("a session that ended within the turn in which it came in is left out", () => {
  const hall = new Hall();
  const gone = new FakeSession("gone", new CountingProfile());
  hall.does({ kind: "arrive", session: "gone", presence: "p", name: "gone", via: "test" });
  hall.does({ kind: "join", by: "p", session: "gone", room: "hall" });
  hall.does({ kind: "depart", session: "gone", reason: "" });
  deepStrictEqual(gone.heard, []);
  deepStrictEqual(hall.errors, []);
});

Deno.test("a rendering that breaks is logged, and nobody else's delivery with it", () => {
  const hall = new Hall();
  hall.enter("ann");
  const broken: RenderingProfile = {
    render() {
      throw new TypeError("broken on purpose");
    },
  };
  const bob = new FakeSession("bob", broken);
  hall.directory.add(bob);
  hall.does({ kind: "arrive", session: "bob", presence: "p-bob", name: "bob", via: "test" });
  hall.does({ kind: "join", by: "p-bob", room: "hall" });
  const cy = hall.enter("cy");
  hall.says("ann");
  deepStrictEqual(cy.heard, ["said other"]);
  strictEqual(hall.errors.length, 3, "of joining twice, and of what was said");
});

Deno.test("who can't be shown that they are put out is out all the same", () => {
  const hall = new Hall();
  hall.enter("ann");
  const profile = new CountingProfile();
  const bob = hall.enter("bob", { profile });
  profile.render = ({ kind }) => {
    if (kind === "kicked") throw new TypeError("broken on purpose");
    return new TextEncoder().encode(kind);
  };
  hall.does({ kind: "kick", by: "p-ann", session: "ann", room: "hall", name: "bob", reason: "" });
  hall.says("ann");
  deepStrictEqual(bob.heard, []);
});

Deno.test("who comes while the house closes is ended like all who are there", () => {
  const { directory } = new Hall();
  const [early, late] = ["s1", "s2"].map((id) => new FakeSession(id, new CountingProfile()));
  directory.add(early!);
  directory.close("The server stops.");
  directory.add(late!);
  deepStrictEqual([early!.heard, late!.heard], [["The server stops."], ["The server stops."]]);
});

Deno.test("another name is heard by its bearer on all of their sessions, and once by each neighbour", () => {
  const hall = new Hall();
  hall.does({ kind: "register", name: "user", passwordHash: "" });
  const [here, own, bob] = [
    hall.enter("a", { user: 1 }),
    hall.sit("b", { user: 1 }),
    hall.enter("bob"),
  ];
  hall.does({ kind: "join", by: hall.presenceOf("a"), room: "den" });
  hall.does({ kind: "join", by: hall.presenceOf("bob"), room: "den" });
  for (const { bytes } of [here, own, bob]) bytes.length = 0;
  hall.does({ kind: "rename", by: hall.presenceOf("a"), session: "a", name: "other" });
  deepStrictEqual(here.heard, ["renamed here"]);
  deepStrictEqual(own.heard, ["renamed own"]);
  deepStrictEqual(bob.heard, ["renamed other"]);
});

Deno.test("who is in no room hears of their own other name", () => {
  const hall = new Hall();
  const ann = hall.sit("ann");
  ann.bytes.length = 0;
  hall.does({ kind: "rename", by: hall.presenceOf("ann"), name: "other" });
  deepStrictEqual(ann.heard, ["renamed own"]);
});

Deno.test("a message for those of a rank is heard by them and by its speaker alone", () => {
  const hall = new Hall();
  const [ann, bob, cy] = [hall.enter("ann"), hall.enter("bob"), hall.enter("cy")];
  for (const { bytes } of [ann, bob, cy]) bytes.length = 0;
  const by = hall.presenceOf("bob");
  const message = { room: "hall", text: "hi", style: "say", atLeast: "operator" } as const;
  hall.does({ kind: "say", by, session: "bob", ...message });
  deepStrictEqual([ann.heard, bob.heard, cy.heard], [["said other"], ["said here"], []]);
});

Deno.test("a listener hears of each event after those it is for, until it is told no more", () => {
  const hall = new Hall();
  const ann = hall.enter("ann");
  const heard: string[] = [];
  const stop = hall.directory.listen(({ kind }) => heard.push(`${kind} after ${ann.heard.length}`));
  hall.says("ann");
  stop();
  hall.says("ann");
  deepStrictEqual(heard, ["said after 1"]);
});

Deno.test("who is killed is ended on all of their sessions, with who did it and why", () => {
  const hall = new Hall();
  hall.does({ kind: "register", name: "user", passwordHash: "" });
  const [a, b] = [hall.sit("a", { user: 1 }), hall.sit("b", { user: 1 })];
  hall.sit("op");
  hall.does({ kind: "grant-role", by: hall.presenceOf("op"), role: "moderator" });
  hall.does({ kind: "kill", by: hall.presenceOf("op"), name: "user", reason: "spam" });
  for (const { heard } of [a, b]) strictEqual(heard.at(-1), "Killed by op: spam");
});

Deno.test("all sessions of a person learn when they prefer something else, and only those", () => {
  const hall = new Hall();
  hall.does({ kind: "register", name: "user", passwordHash: "hash" });
  const sessions = [hall.sit("one", { user: 1 }), hall.sit("two", { user: 1 }), hall.sit("guest")];
  deepStrictEqual(sessions.map(({ changes }) => changes), [1, 1, 1]);
  hall.does({ kind: "prefer", by: hall.presenceOf("one"), key: "theme", value: "dark" });
  deepStrictEqual(sessions.map(({ changes }) => changes), [2, 2, 1]);
});

Deno.test("a guest who turns out to be a user learns what that one prefers", () => {
  const hall = new Hall();
  hall.does({ kind: "register", name: "user", passwordHash: "hash" });
  const guest = hall.sit("guest");
  hall.does({ kind: "identify", by: hall.presenceOf("guest"), session: "guest", user: 1 });
  deepStrictEqual(guest.changes, 2);
});

Deno.test("where talk is echoed, whoever says something is sent it like all others", () => {
  const hall = new Hall();
  const profile = new CountingProfile(undefined, { echoesTalk: true });
  const [ann, bob] = [hall.enter("ann", { profile }), hall.enter("bob", { profile })];
  for (const { bytes } of [ann, bob]) bytes.length = 0;
  profile.rendered = 0;
  hall.says("ann", "hello");
  deepStrictEqual([ann.heard, bob.heard], [["said other"], ["said other"]]);
  strictEqual(profile.rendered, 1);
});

Deno.test("a message is seen as one that names them by those who mark that, once for each way to see it", () => {
  const hall = new Hall();
  const marking = new CountingProfile(undefined, { marksMentions: true });
  hall.enter("ann");
  const named = ["bob", "cy"].map((id) => hall.enter(id, { profile: marking }));
  const other = hall.enter("di", { profile: marking });
  const blind = hall.enter("ed");
  for (const { bytes } of [...named, other, blind]) bytes.length = 0;
  marking.rendered = 0;
  hall.says("ann", "Bob, cy and ed: hello");
  deepStrictEqual(named.map(({ heard }) => heard.join()), ["said mentioned", "said mentioned"]);
  deepStrictEqual(other.heard, ["said other"]);
  deepStrictEqual(blind.heard, ["said other"]);
  strictEqual(marking.rendered, 2);
});

Deno.test("nobody is named by what they say themselves, on any session of theirs", () => {
  const hall = new Hall();
  const profile = new CountingProfile(undefined, { marksMentions: true });
  hall.does({ kind: "register", name: "user", passwordHash: "" });
  const [here, there] = [
    hall.enter("s1", { profile, user: 1 }),
    hall.sit("s2", { profile, user: 1 }),
  ];
  for (const { bytes } of [here, there]) bytes.length = 0;
  hall.says("s1", "user says user");
  deepStrictEqual(here.heard, ["said here"]);
  deepStrictEqual(there.heard, ["said other"]);
});

Deno.test("a new name counts from when it is taken, and the account's name always", () => {
  const hall = new Hall();
  const profile = new CountingProfile(undefined, { marksMentions: true });
  hall.does({ kind: "register", name: "user", passwordHash: "" });
  const user = hall.enter("s1", { profile, user: 1 });
  hall.enter("ann");
  hall.does({ kind: "rename", by: hall.presenceOf("s1"), session: "s1", name: "nick" });
  user.bytes.length = 0;
  for (const text of ["user!", "nick?", "nobody"]) hall.says("ann", text);
  deepStrictEqual(user.heard, ["said mentioned", "said mentioned", "said other"]);
});
