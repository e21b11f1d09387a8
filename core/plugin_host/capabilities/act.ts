/**
 * Doing something to the world, for those who want to know what came of it.
 *
 * @module
 */

import { RefusedError } from "../../commands/errors.ts";
import type { Draft } from "../../world/action.ts";
import type { WorldEvent } from "../../world/event.ts";
import type { Sequencer } from "../../world/sequencer.ts";

/**
 * Submits an action.
 *
 * @throws {RefusedError} If the world says no.
 */
export async function act(
  { sequencer }: { readonly sequencer: Sequencer },
  draft: Draft,
): Promise<readonly WorldEvent[]> {
  const outcome = await sequencer.submit(draft);
  if (outcome.refused) throw new RefusedError(outcome.refused);
  return outcome.events;
}
