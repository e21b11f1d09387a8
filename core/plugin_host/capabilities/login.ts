/**
 * The "login" capability: leading callers at terminals to a name, and what is done once they have one.
 *
 * @module
 */

import type { CallerContext } from "../caller/caller_context.ts";
import type { Capability } from "../capability.ts";
import type { Greeter } from "../arrival/front_desk.ts";

/** Where a plugin takes part in logging in. */
export interface Login<Needs extends Capability = never> {
  /** Leads every caller at a terminal to a name. Only one plugin can. */
  greet(greeter: Greeter): void;
  /** Done for each caller at a terminal who has come in, plugin after plugin. */
  welcome(run: (context: CallerContext<Needs>) => Promise<void>): void;
}
