/**
 * Rules of how somebody wants the house to be with them: their terminal, what they see of it.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import { actor, checkOptionalText } from "./lookups.ts";
import { refuse } from "./outcome.ts";
import { mapOf, type State } from "./state.ts";

/** How many preferences somebody may have. */
export const PREFERENCES_PER_PERSON = 50;

/** The longest value of a preference, in bytes of UTF-8. */
export const PREFERENCE_BYTES = 200;

/** Keys: `terminal.charset`. */
const KEY = /^[a-z][a-z\d_.-]{0,49}$/;

/** Somebody prefers something, or has no preference any more. */
export function prefer(state: State, action: ActionOf<"prefer">): WorldEvent[] {
  const { at, session, key, value } = action;
  const by = actor(state, action.by);
  const { person, preferences } = by;
  if (!KEY.test(key)) {
    const reason = "a key has up to 50 characters, of a to z, digits and _.-";
    refuse("preference-not-allowed", { key, reason });
  }
  if (value !== undefined) {
    checkOptionalText(value, PREFERENCE_BYTES);
    if (!preferences.has(key) && preferences.size >= PREFERENCES_PER_PERSON) {
      const reason = `there are ${PREFERENCES_PER_PERSON} already`;
      refuse("preference-not-allowed", { key, reason });
    }
  }
  if (preferences.get(key) === value) return [];
  if (value === undefined) mapOf(by, "preferences").delete(key);
  else mapOf(by, "preferences").set(key, value);
  return [{ kind: "preferred", at, session, person, key, ...(value !== undefined && { value }) }];
}
