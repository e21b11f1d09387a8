/**
 * A person as events name them, and the ids of who is here.
 *
 * @module
 */

import type { UserId } from "./user.ts";

/** A presence's id, never used again. */
export type PresenceId = string;

/** A session's id, never used again. */
export type SessionId = string;

/** A person as an event names them: plain data that stays as it was when the event happened. */
export interface Person {
  /** Undefined for a user who is not here, and for somebody without a name. */
  readonly presence?: PresenceId;
  /** As they spell it. */
  readonly name: string;
  /** Undefined for a guest. */
  readonly user?: UserId;
  /** What their client says they are on its machine, as IRC shows it before the `@`. Undefined for who is not here. */
  readonly ident?: string;
  /** Where they call from, in a form that tells nobody their address. Undefined for who is not here. */
  readonly host?: string;
}
