/**
 * What Partyline costs: `deno task bench`. Options: `--quick` for a rough answer in a minute, `--runs N` for more
 * or fewer runs, `--only NAME` for the trials whose names hold these letters (as often as one likes), `--churn
 * MINUTES` for how long people come and go, `--plot FILE` for a picture. Prints two tables, what was measured and
 * what became of the goals, and keeps both in bench/results/ while they grow.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { findPins } from "./pinning.ts";
import { plot } from "./plot.ts";
import { Report } from "./report.ts";
import { Stage } from "./stage.ts";
import { readCoreTime, stolenPercent } from "./stolen_time.ts";
import { type Length, NotHereError, QUICK, type Trial, WHOLE } from "./trial.ts";
import { TRIALS, trialsNamed } from "./trials.ts";

/** Which trials are run. */
function choose(
  { quick, only }: { readonly quick: boolean; readonly only: readonly string[] },
  report: Report,
): Trial[] {
  if (only.length > 0) {
    const named = trialsNamed(only, TRIALS);
    if (named.length > 0) return named;
    throw new RangeError(`Cannot run only "${only.join('", "')}" as no trial has that in its name`);
  }
  if (!quick) return [...TRIALS];
  const left = new Set(TRIALS.flatMap(({ long }) => long ?? []));
  report.missing.set("what takes long", [...left].join("; "));
  report.missing.set(
    "the full numbers",
    `${QUICK.crowd} come in, ${QUICK.members} log in with passwords, a long history has ${QUICK.kept} messages`,
  );
  return TRIALS.filter(({ long }) => long === undefined);
}

/** Runs trials and reports on each. What fails is told, and does not keep the others from being run. */
async function bench(trials: readonly Trial[], stage: Stage, report: Report): Promise<void> {
  const { runs } = stage.length;
  for (let run = 1; run <= runs; run++) {
    const begun = await readCoreTime();
    for (const trial of trials) {
      if (trial.isOnce && run > 1) continue;
      say(`run ${run} of ${runs}: ${trial.name}\n`);
      try {
        report.measurements.add(trial, run, await trial.run(stage));
      } catch (error) {
        if (stage.hasEnded) return;
        if (error instanceof NotHereError) report.missing.set(error.what, error.message);
        else report.failures.set(trial.name, error instanceof Error ? error.message : `${error}`);
      }
      await report.save();
    }
    const ended = await readCoreTime();
    if (begun && ended) {
      const stolen = { unit: "% taken by others", value: stolenPercent(begun, ended) };
      report.measurements.add({ name: "this machine" }, run, [stolen]);
    }
  }
}

/** @throws {RangeError} If it is not a number above 0, up to the limit. */
function numberOf(text: string, { what, max }: { what: string; max: number }): number {
  const number = Number(text);
  if (number > 0 && number <= max) return number;
  throw new RangeError(`Cannot take "${text}" as ${what}: a number up to ${max} is wanted`);
}

/** Prints what is known, and draws it. */
async function finish(): Promise<void> {
  await report.save();
  Deno.stdout.writeSync(new TextEncoder().encode(report.toString()));
  if (values.plot === undefined) return;
  await Deno.writeTextFile(values.plot, plot(report.rows, report.headline));
}

/** Progress, apart from the table. */
function say(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

const { values } = parseArgs({
  args: Deno.args,
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    churn: { type: "string" },
    plot: { type: "string" },
  },
});
const usual = values.quick ? QUICK : WHOLE;
const length: Length = {
  ...usual,
  ...(values.runs !== undefined && {
    runs: Math.ceil(numberOf(values.runs, { what: "a count of runs", max: 99 })),
  }),
  ...(values.churn !== undefined && {
    churnMinutes: numberOf(values.churn, { what: "minutes", max: 1440 }),
  }),
};
const pins = await findPins();
const shared = Deno.env.get("PARTYLINE_SHARED");
const report = new Report(length, { isPinned: pins.server.length > 0 });
const trials = choose(values, report);
await using stage = new Stage({ length, pins, ...(shared && { tools: `${shared}/tools` }) });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, async () => {
    report.missing.set("the rest", `ended by ${signal}`);
    await stage[Symbol.asyncDispose]();
    await finish();
    Deno.exit(1);
  });
}
await bench(trials, stage, report);
// Whoever has ended it finishes it, too.
if (!stage.hasEnded) await finish();
if (report.failures.size > 0) Deno.exitCode = 1;
