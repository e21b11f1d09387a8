/**
 * Whether a server grows while people come and go and a plugin is loaded anew all the while.
 *
 * @module
 */

import { figureOf } from "./figure.ts";
import type { RunningServer } from "./running_server.ts";
import type { Trial } from "./trial.ts";

const CALLERS = 60;

/** How often its memory is looked at. */
const SAMPLES = 90;

/** What comes first is not looked at, in shares of the whole: heaps grow to their size. */
const WARM_UP = 0.25;

const MS_PER_MINUTE = 60_000;

/** Compares the memory of the last third with that of the first. */
export const CHURN_TRIAL: Trial = {
  name: "people come and go: Partyline",
  long: "people who come and go",
  isOnce: true,
  async run(stage) {
    await using running = await stage.serve("Partyline", { members: 1 });
    const forMs = stage.length.churnMinutes * MS_PER_MINUTE;
    const samples: number[] = [];
    let timer: ReturnType<typeof setInterval> | undefined;
    const { calls, reloads } = await stage.load(
      running,
      { kind: "churn", callers: CALLERS, forMs, plugin: "dice" },
      () => {
        const look = async () => samples.push(await residentMiB(running));
        timer = setInterval(look, forMs / SAMPLES);
      },
    ).finally(() => clearInterval(timer));
    const [first, last] = thirdsOf(samples.slice(Math.round(SAMPLES * WARM_UP)));
    return [
      { unit: "calls", value: calls },
      { unit: "reloads", value: reloads },
      { unit: "MiB, first third", value: first },
      { unit: "MiB, last third", value: last },
      { unit: "last third to first", value: last / first },
    ];
  },
};

/** The medians of the first third and of the last. */
function thirdsOf(samples: readonly number[]): [first: number, last: number] {
  const third = Math.max(1, Math.floor(samples.length / 3));
  return [figureOf(samples.slice(0, third)).median, figureOf(samples.slice(-third)).median];
}

/** What a process has in memory. This runtime reads nothing of that itself, unless it has all permissions. */
async function residentMiB({ pid }: RunningServer): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", `${pid}`] })
    .output();
  return Number(new TextDecoder().decode(stdout)) / 1024;
}
