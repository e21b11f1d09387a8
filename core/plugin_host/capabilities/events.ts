/**
 * The "events" capability: what happens in the house, told to plugins as plain data.
 *
 * @module
 */

import type { Cancel } from "../../net/clock.ts";
import type { EventKind, EventOf, MessageStyle, WorldEvent } from "../../world/event.ts";
import type { Person } from "../../world/person.ts";
import type { FailureCount } from "../failures.ts";
import type { House } from "./house.ts";

/** Somebody, in an event. */
export interface HeardPerson {
  /** The name they wear. */
  readonly name: string;
  /** Whether they say that they are a program. */
  readonly isBot: boolean;
}

/** Something in a room. */
export interface HeardInRoom {
  /** The room's name. */
  readonly room: string;
}

/** What a plugin can hear of, by kind. What is said to one person, or to a few of a room, is not among it. */
export interface HeardEvents {
  /** Somebody has come into the house. */
  "arrived": HeardPerson;
  /** Somebody has gone away from the keyboard, leaving a text, or is back and has none. */
  "away-changed": HeardPerson & { readonly away?: string };
  /** Somebody has left the house, and with it every room. */
  "departed": HeardPerson & { readonly reason: string };
  /** Somebody has come into a room. */
  "joined": HeardInRoom & HeardPerson;
  /** Somebody was put out of a room. */
  "kicked": HeardInRoom & HeardPerson & { readonly by: string; readonly reason: string };
  /** Somebody has gone out of a room, and is still in the house. */
  "left": HeardInRoom & HeardPerson & { readonly reason: string };
  /** Somebody has made an account. */
  "registered": HeardPerson;
  /** Somebody has another name; `was` is the old one. */
  "renamed": HeardPerson & { readonly was: string };
  /** A room is forgotten. */
  "room-closed": HeardInRoom;
  /** A room was made. */
  "room-opened": HeardInRoom;
  /** Somebody has said something in a room. Of several lines, `text` has line feeds between them. */
  "said": HeardInRoom & HeardPerson & {
    readonly text: string;
    readonly style: Exclude<MessageStyle, "tags">;
  };
  /** Somebody has said something to everyone here; without a name, the house has. */
  "shouted": { readonly name?: string; readonly text: string };
  /** A room has another topic; an empty text means none. */
  "topic-changed": HeardInRoom & { readonly by: string; readonly topic: string };
}

/** The kinds of event that a plugin can hear of. */
export type HeardKind = keyof HeardEvents;

/** An event as a plugin hears of it; `at` is in milliseconds since the epoch. */
export type HeardEvent<Kind extends HeardKind> =
  & { readonly kind: Kind; readonly at: number }
  & HeardEvents[Kind];

/** Hears of events. A promise that it returns is not waited for. */
export type EventListener<Kind extends HeardKind> = (event: HeardEvent<Kind>) => unknown;

/** What the "events" capability adds to the host. */
export interface EventHost {
  /**
   * Tells a listener of each event of a kind, once those who hear of it in the house have been sent it.
   * A plugin doesn't hear what its own bot does.
   *
   * @returns What ends the telling.
   */
  on<const Kind extends HeardKind>(kind: Kind, listener: EventListener<Kind>): Cancel;
}

type Views = {
  readonly [Kind in HeardKind]: (event: EventOf<Kind>, who: WhoOf) => HeardEvents[Kind] | undefined;
};

type WhoOf = (person: Person) => HeardPerson;

/** What of an event a plugin is told; nothing where it is not for all who are there. */
const VIEWS: Views = {
  "arrived": ({ person }, who) => who(person),
  "away-changed": ({ person, away }, who) => ({
    ...who(person),
    ...(away !== undefined && { away }),
  }),
  "departed": ({ person, reason }, who) => ({ ...who(person), reason }),
  "joined": ({ room, person }, who) => ({ room: room.name, ...who(person) }),
  "kicked": ({ room, person, by, reason }, who) => ({
    room: room.name,
    ...who(person),
    by: by?.name ?? "",
    reason,
  }),
  "left": ({ room, person, reason }, who) => ({ room: room.name, ...who(person), reason }),
  "registered": ({ person }, who) => who(person),
  "renamed": ({ person, was }, who) => ({ ...who(person), was: was.name }),
  "room-closed": ({ room }) => ({ room: room.name }),
  "room-opened": ({ room }) => ({ room: room.name }),
  "said": ({ room, person, text, style, atLeast }, who) =>
    style === "tags" || atLeast ? undefined : { room: room.name, ...who(person), text, style },
  "shouted": ({ person, text, atLeast, wallops }) =>
    atLeast || wallops ? undefined : { ...(person && { name: person.name }), text },
  "topic-changed": ({ room, by, topic }) => ({ room: room.name, by: by.name, topic: topic.text }),
};

/** The kinds of event that a plugin can hear of, sorted. */
export const HEARD_KINDS: readonly HeardKind[] = Object.keys(VIEWS) as HeardKind[];

/** What a {@linkcode PluginEvents} works with. */
export interface PluginEventsParts {
  readonly house: Pick<House, "directory" | "world">;
  readonly failures: FailureCount;
  /** Whether the plugin is in the house: what happens while it is being set up is not for it. */
  isOpen(): boolean;
  /** Whether a person is the plugin's own bot. */
  isOwnBot(person: Person): boolean;
}

/** The listeners of one plugin. */
export class PluginEvents implements EventHost {
  readonly #parts: PluginEventsParts;
  readonly #listeners = new Map<EventKind, Set<EventListener<HeardKind>>>();
  #stop: Cancel | undefined;
  #hasEnded = false;

  constructor(parts: PluginEventsParts) {
    this.#parts = parts;
  }

  on<Kind extends HeardKind>(kind: Kind, listener: EventListener<Kind>): Cancel {
    if (!HEARD_KINDS.includes(kind)) {
      throw new TypeError(`Cannot listen as there are no such events: "${kind}"`);
    }
    if (this.#hasEnded) return () => {};
    this.#stop ??= this.#parts.house.directory.listen((event) => this.#tell(event));
    // One of its own, so that a listener may be there twice.
    const own = (event: unknown) => listener(event as HeardEvent<Kind>);
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(own));
    return () => void listeners.delete(own);
  }

  /** Ends the telling for good. */
  end(): void {
    this.#hasEnded = true;
    this.#stop?.();
    this.#listeners.clear();
  }

  #tell(event: WorldEvent): void {
    const listeners = this.#listeners.get(event.kind);
    if (listeners === undefined || listeners.size === 0 || !this.#parts.isOpen()) return;
    const view = this.#viewOf(event);
    if (!view) return;
    for (const listener of [...listeners]) {
      void this.#parts.failures.guard(`a listener of "${event.kind}"`, () => listener(view));
    }
  }

  #viewOf(event: WorldEvent): HeardEvent<HeardKind> | undefined {
    const { isOwnBot, house: { world } } = this.#parts;
    if ("person" in event && event.person && isOwnBot(event.person)) return undefined;
    const who: WhoOf = ({ name, presence }) => ({
      name,
      isBot: presence !== undefined && (world.presence(presence)?.isBot ?? false),
    });
    const view = VIEWS[event.kind as HeardKind] as (
      event: WorldEvent,
      who: WhoOf,
    ) => HeardEvents[HeardKind] | undefined;
    const data = view(event, who);
    return data && { kind: event.kind, at: event.at, ...data } as HeardEvent<HeardKind>;
  }
}
