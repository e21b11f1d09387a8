/**
 * What a peer has told of its program: the ground on which options treat it.
 * @module
 */

import type { MttsFlag } from "./mtts.ts";

/** "mud" edits its own lines; "terminal" sends keys; "unknown" has named no terminal type (yet). */
export type ClientKind = "unknown" | "terminal" | "mud";

/** What a peer has told of its program. */
export interface KnownClient {
  /** Which kind of program it is. */
  readonly kind: ClientKind;
  /** The names told, at most 3, in the order told, without the MTTS number. */
  readonly terminalTypes: readonly string[];
  /** What the client says it can do; empty if it does not follow the MTTS. */
  readonly mtts: readonly MttsFlag[];
}
