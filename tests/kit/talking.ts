/**
 * A house with one command that talks with its caller.
 *
 * @module
 */

import { type CommandContext, plugin } from "partyline";
import { TestHouse } from "../../testing/test_house.ts";
import type { CallerOptions, VirtualCaller } from "../../testing/virtual_caller.ts";

/** What the command does. */
export type Run = (context: CommandContext<"talk">) => Promise<void>;

/** A house, and a guest who has just called its command. */
export interface Talking extends AsyncDisposable {
  readonly house: TestHouse;
  readonly ann: VirtualCaller;
}

/** Opens a house with one command, which a guest calls. */
export async function talking(run: Run, options: CallerOptions = {}): Promise<Talking> {
  const house = await TestHouse.open();
  await house.load(plugin({
    name: "talk",
    summary: "Talks.",
    setup: (host) => host.command({ usage: "talk", summary: "Talk.", run }),
  }));
  const ann = await house.guest("ann", options);
  ann.line("/talk");
  return { house, ann, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}
