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
  /** Whether a message is the same for whoever says it in a room as for others: then it is sent to all of them alike. */
  readonly echoesTalk?: boolean;
  /** The event as text for {@linkcode encode}, or as bytes, which nobody may change; nothing where it is not shown. */
  render(event: WorldEvent, perspective: Perspective): string | Uint8Array | undefined;
  /**
   * The bytes of text that has been rendered, often of many events at once: what two texts are as one must be what
   * each is, one behind the other. UTF-8 if left out.
   */
  encode?(text: string): Uint8Array;
}

const UTF8 = new TextEncoder();

/** The bytes of what a profile has rendered. */
export function encodeRendered(
  rendered: string | Uint8Array,
  profile: RenderingProfile,
): Uint8Array {
  if (typeof rendered !== "string") return rendered;
  return profile.encode ? profile.encode(rendered) : UTF8.encode(rendered);
}

/** An event as the bytes that one session is sent; nothing where it is not shown there. */
export function bytesOfEvent(
  event: WorldEvent,
  { profile, perspective }: {
    readonly profile: RenderingProfile;
    readonly perspective: Perspective;
  },
): Uint8Array | undefined {
  const rendered = profile.render(event, perspective);
  return rendered ? encodeRendered(rendered, profile) : undefined;
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
