/**
 * The journal on SQLite: which event is written by which store, in one transaction per turn.
 *
 * @module
 */

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { EventKind, EventOf, WorldEvent } from "../world/event.ts";
import type { Journal } from "../world/journal.ts";
import type { Snapshot } from "../world/snapshot.ts";
import { CallStore } from "./call_store.ts";
import { transaction } from "./database.ts";
import { FactStore } from "./fact_store.ts";
import { HouseBanStore } from "./house_ban_store.ts";
import { MessageStore } from "./message_store.ts";
import { PluginStore } from "./plugin_store.ts";
import { RoomStore } from "./room_store.ts";
import { UserStore } from "./user_store.ts";

type Writers = { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => void };

/** The journal on SQLite. */
export class SqliteJournal implements Journal {
  readonly messages: MessageStore;
  readonly calls: CallStore;
  /** What plugins keep, which is written at once and by no event. */
  readonly plugins: PluginStore;
  readonly #database: DatabaseSync;
  readonly #users: UserStore;
  readonly #rooms: RoomStore;
  readonly #houseBans: HouseBanStore;
  readonly #facts: FactStore;
  readonly #writers: Writers;
  readonly #committed: () => void;

  /** @param committed Told of each commit. */
  constructor(database: DatabaseSync, committed: () => void = () => {}) {
    this.#database = database;
    this.#committed = committed;
    this.messages = new MessageStore(database);
    this.calls = new CallStore(database);
    this.plugins = new PluginStore(database);
    this.#users = new UserStore(database);
    this.#rooms = new RoomStore(database);
    this.#houseBans = new HouseBanStore(database);
    this.#facts = new FactStore(database);
    this.#writers = this.#table();
  }

  load(): Snapshot {
    const users = this.#users.load();
    const claimCode = this.#facts.get("claim-code");
    return {
      users,
      rooms: this.#rooms.load(),
      lastUser: users.at(-1)?.id ?? 0,
      lastRoom: Number(this.#facts.get("last-room") ?? 0),
      lastMessage: Number(this.#facts.get("last-message") ?? 0),
      mail: this.messages.mailCounts(),
      houseBans: this.#houseBans.load(),
      ...(claimCode !== undefined && { claimCode }),
    };
  }

  /** The secret that addresses are cloaked with: made once, and the same from then on. */
  cloakSecret(): string {
    const known = this.#facts.get("cloak-secret");
    if (known !== undefined) return known;
    const made = randomBytes(32).toString("base64");
    this.#facts.set("cloak-secret", made);
    return made;
  }

  commit(events: readonly WorldEvent[]): void {
    transaction(this.#database, () => {
      let lastMessage = 0;
      for (const run of runsOf(events)) {
        if (isTalk(run)) this.messages.keepSaid(...run);
        else for (const event of run) this.#write(event);
        lastMessage = run.reduce((last, event) => numberOf(event) ?? last, lastMessage);
      }
      if (lastMessage > 0) this.#facts.set("last-message", lastMessage);
    });
    this.#committed();
  }

  #write(event: WorldEvent): void {
    (this.#writers[event.kind] as ((event: WorldEvent) => void) | undefined)?.(event);
  }

  #table(): Writers {
    const { messages, calls } = this;
    const [users, rooms, houseBans, facts] = [
      this.#users,
      this.#rooms,
      this.#houseBans,
      this.#facts,
    ];
    return {
      "arrived": (event) => (users.seen(event), calls.arrived(event)),
      "banned-from-house": (event) => houseBans.banned(event),
      "claim-closed": () => facts.remove("claim-code"),
      "claim-opened": (event) => facts.set("claim-code", event.code),
      "departed": (event) => (users.seen(event), calls.departed(event)),
      "identified": (event) => users.seen(event),
      "ignoring-changed": (event) => users.ignoringChanged(event),
      "mail-read": (event) => messages.mailRead(event),
      "mask-lifted": (event) => rooms.maskLifted(event),
      "mask-set": (event) => rooms.maskSet(event),
      "password-changed": (event) => users.passwordChanged(event),
      "person-noted": (event) => users.noted(event),
      "preferred": (event) => users.preferred(event),
      "rank-changed": (event) => rooms.rankChanged(event),
      "read-marked": (event) => users.readMarked(event),
      "redacted": (event) => messages.redacted(event),
      "registered": (event) => users.registered(event),
      "role-changed": (event) => users.roleChanged(event),
      "room-closed": (event) => (messages.roomClosed(event), rooms.closed(event)),
      "room-noted": (event) => rooms.noted(event),
      "room-opened": (event) => (rooms.opened(event), facts.raise("last-room", event.room.id)),
      "room-renamed": (event) => rooms.renamed(event),
      "rules-changed": (event) => rooms.rulesChanged(event),
      "told": (event) => messages.keepTold(event),
      "told-redacted": (event) => messages.toldRedacted(event),
      "topic-changed": (event) => (rooms.topicChanged(event), messages.keepTopic(event)),
      "unbanned-from-house": (event) => houseBans.unbanned(event),
    };
  }
}

/** Events in their order, cut where talk begins and ends: most turns are nothing but talk, written at once. */
function runsOf(events: readonly WorldEvent[]): WorldEvent[][] {
  const runs: WorldEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last && (last[0]!.kind === "said") === (event.kind === "said")) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

function isTalk(run: readonly WorldEvent[]): run is EventOf<"said">[] {
  return run[0]!.kind === "said";
}

/** The number of messages that an event has taken. */
function numberOf(event: WorldEvent): number | undefined {
  switch (event.kind) {
    case "said":
    case "told":
    case "topic-changed":
      return event.id;
  }
}
