/**
 * Those who hear what is said in a room, as they are while nobody comes, goes or changes.
 *
 * @module
 */

import { Broadcast, type Follower } from "../net/outbox/broadcast.ts";
import type { Seat } from "./seating.ts";
import { encodeRendered, type RenderingProfile, type Session } from "./session.ts";

/** Those who see all messages of a room in the same bytes, but for their own, and some that name them. */
export class HearerGroup {
  readonly profile: RenderingProfile;
  readonly #sessions: Session[] = [];
  #broadcast: Broadcast | undefined;

  constructor(profile: RenderingProfile) {
    this.profile = profile;
  }

  /** To be done before anything is sent. */
  add(session: Session): void {
    this.#sessions.push(session);
  }

  /**
   * Sends what their profile has rendered to all but some. Whoever is sent nothing else in this turn is not even
   * touched, unless this is the first in it.
   */
  send(rendered: string | Uint8Array, but: readonly Follower[]): void {
    for (const session of but) session.unfollow();
    const isFirst = this.#broadcast?.isOver ?? true;
    const broadcast = isFirst ? this.#broadcast = this.#begin() : this.#broadcast!;
    let bytes: Uint8Array | undefined;
    for (const session of isFirst ? this.#sessions : broadcast.takeLost()) {
      if (but.includes(session)) broadcast.lose(session);
      else if (!session.follow(broadcast)) {
        session.send(bytes ??= broadcast.encode(rendered));
        broadcast.lose(session);
      }
    }
    broadcast.push(rendered);
  }

  #begin(): Broadcast {
    return new Broadcast({ encode: (text) => encodeRendered(text, this.profile) });
  }
}

/** Those who hear what is said in a room. */
export class Hearers {
  /** Those who need no look at each of them, by how they see things. */
  readonly groups: readonly HearerGroup[];
  /** Those who do not want to hear somebody, whoever that is. */
  readonly choosy: readonly Seat[];
  readonly #groupOf: ReadonlyMap<Session, HearerGroup>;

  constructor(seats: readonly Seat[]) {
    const groups = new Map<RenderingProfile, HearerGroup>();
    const groupOf = new Map<Session, HearerGroup>();
    const choosy: Seat[] = [];
    for (const seat of seats) {
      const { session, presence } = seat;
      const { profile } = session;
      if (presence.ignored.size > 0) {
        choosy.push(seat);
        continue;
      }
      let group = groups.get(profile);
      if (!group) groups.set(profile, group = new HearerGroup(profile));
      group.add(session);
      groupOf.set(session, group);
    }
    this.groups = [...groups.values()];
    this.choosy = choosy;
    this.#groupOf = groupOf;
  }

  /** The group of a session; undefined for one that is choosy, or not in the room. */
  groupOf(session: Session): HearerGroup | undefined {
    return this.#groupOf.get(session);
  }
}
