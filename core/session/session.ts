/**
 * A session as the directory knows it: where events go, and how they look there.
 *
 * @module
 */

import type { Follower } from "../net/outbox/broadcast.ts";
import type { WorldEvent } from "../world/event.ts";
import type { SessionId } from "../world/person.ts";

/**
 * From where an event is seen. here: it was done on this very session. own: by the same person on
 * another session of theirs, where it is not one of a room. other: by somebody else. mentioned: by
 * somebody else, who names whoever sees it; only for profiles that mark that.
 */
export type Perspective = "here" | "own" | "other" | "mentioned";

/**
 * A gateway's choices that change the bytes of an event. Sessions that see the same bytes share one
 * profile object, so that an event is rendered once for all of them.
 */
export interface RenderingProfile {
  /** Whether messages that name their reader look different. */
  readonly marksMentions?: boolean;
  /**
   * The event's bytes, or nothing where it is not shown. They are shared: nobody may change them. A message that is
   * the same array for whoever has said it as for others is sent to them like to others.
   */
  render(event: WorldEvent, perspective: Perspective): Uint8Array | undefined;
}

/** One connection of a person, or of somebody who is not here yet. */
export interface Session extends Follower {
  /** Made anew for each connection. */
  readonly id: SessionId;
  /** The gateway's name. */
  readonly gateway: string;
  /** The numbered seat, of a terminal. */
  readonly node?: number;
  /** The caller's address. */
  readonly address: string;
  /** In milliseconds since the epoch. */
  readonly connectedAt: number;
  /** When the caller last did something, in milliseconds since the epoch. */
  readonly activeAt: number;
  /** The directory is to be told when it changes. */
  readonly profile: RenderingProfile;
  /** Whether nobody on the way can read what is sent. */
  readonly isSecure: boolean;
  /** Sends what a profile has rendered of something that was done on this very session. */
  sendOwn(bytes: Uint8Array): void;
  /** The person that it is has come in, or prefers something else than before. */
  preferencesChanged?(): void;
  /** The person that it is has come in, or has gone into a room or out of one. */
  roomsChanged?(): void;
  /** Ends the session, after a last line for the caller. */
  end(reason: string): void;
}
