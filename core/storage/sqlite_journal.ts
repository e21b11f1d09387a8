/**
 * The journal on SQLite: which event is written by which store, in one transaction per turn.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventKind, EventOf, WorldEvent } from "../world/event.ts";
import type { Journal } from "../world/journal.ts";
import type { Snapshot } from "../world/snapshot.ts";
import { CallStore } from "./call_store.ts";
import { transaction } from "./database.ts";
import { FactStore } from "./fact_store.ts";
import { MessageStore } from "./message_store.ts";
import { RoomStore } from "./room_store.ts";
import { UserStore } from "./user_store.ts";

type Writers = { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => void };

/** The journal on SQLite. */
export class SqliteJournal implements Journal {
  readonly messages: MessageStore;
  readonly calls: CallStore;
  readonly #database: DatabaseSync;
  readonly #users: UserStore;
  readonly #rooms: RoomStore;
  readonly #facts: FactStore;
  readonly #writers: Writers;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.messages = new MessageStore(database);
    this.calls = new CallStore(database);
    this.#users = new UserStore(database);
    this.#rooms = new RoomStore(database);
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
      mail: this.messages.waitingCounts(),
      ...(claimCode !== undefined && { claimCode }),
    };
  }

  commit(events: readonly WorldEvent[]): void {
    transaction(this.#database, () => {
      let lastMessage = 0;
      for (const event of events) {
        (this.#writers[event.kind] as ((event: WorldEvent) => void) | undefined)?.(event);
        if (event.kind === "said" || event.kind === "told") lastMessage = event.id;
      }
      if (lastMessage > 0) this.#facts.set("last-message", lastMessage);
    });
  }

  #table(): Writers {
    const { messages, calls } = this;
    const [users, rooms, facts] = [this.#users, this.#rooms, this.#facts];
    return {
      "arrived": (event) => (users.seen(event), calls.arrived(event)),
      "banned": (event) => rooms.banned(event),
      "claim-closed": () => facts.remove("claim-code"),
      "claim-opened": (event) => facts.set("claim-code", event.code),
      "departed": (event) => (users.seen(event), calls.departed(event)),
      "ignoring-changed": (event) => users.ignoringChanged(event),
      "mail-read": (event) => messages.mailRead(event),
      "password-changed": (event) => users.passwordChanged(event),
      "rank-changed": (event) => rooms.rankChanged(event),
      "registered": (event) => users.registered(event),
      "role-changed": (event) => users.roleChanged(event),
      "room-closed": (event) => rooms.closed(event),
      "room-opened": (event) => (rooms.opened(event), facts.raise("last-room", event.room.id)),
      "rules-changed": (event) => rooms.rulesChanged(event),
      "said": (event) => messages.said(event),
      "told": (event) => messages.told(event),
      "topic-changed": (event) => rooms.topicChanged(event),
      "unbanned": (event) => rooms.unbanned(event),
    };
  }
}
