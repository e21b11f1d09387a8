/**
 * How long a start takes, from source and of the executable.
 *
 * @module
 */

import { timeStarts } from "./start_time.ts";
import { NotHereError, type Reading, type Trial } from "./trial.ts";

/** How often a start is timed in each run. */
const STARTS = 3;

/** From the command until it can be dialled. */
export const START_TRIALS: readonly Trial[] = [
  { name: "start to listening: source", run: () => start([]) },
  {
    name: "start to listening: executable",
    async run() {
      const command = Deno.env.get("PARTYLINE_COMMAND");
      if (command === undefined) {
        throw new NotHereError("the executable", "PARTYLINE_COMMAND names none");
      }
      return await start(command.split(" "));
    },
  },
];

async function start(words: readonly string[]): Promise<readonly Reading[]> {
  const times = await timeStarts(words, STARTS);
  return times.map((value) => ({ unit: "ms", value }));
}
