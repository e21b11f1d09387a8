/**
 * What comes of an action: the events that follow, or a refusal.
 *
 * @module
 */

import type { WorldEvent } from "./event.ts";
import type { Refusal, RefusalCode, RefusalOf } from "./refusal.ts";

/** What comes of an action. */
export type Outcome =
  | { readonly events: readonly WorldEvent[]; readonly refused?: undefined }
  | { readonly refused: Refusal; readonly events?: undefined };

/** How a rule says no. It never leaves the world: `apply` turns it into an outcome. */
export class Refused {
  constructor(readonly refusal: Refusal) {}
}

/**
 * Says no from inside a rule, before anything has been changed.
 *
 * @throws {Refused} Always.
 */
export function refuse<Code extends RefusalCode>(
  code: Code,
  details: Omit<RefusalOf<Code>, "code">,
): never {
  throw new Refused({ code, ...details } as unknown as Refusal);
}
