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

/** Who calls, and what they say before that. */
export interface TalkingOptions extends CallerOptions {
  readonly before?: readonly string[];
}

/** Opens a house with one command, which a guest calls. */
export async function talking(
  run: Run,
  { before = [], ...options }: TalkingOptions = {},
): Promise<Talking> {
  const house = await TestHouse.open();
  await house.load(plugin({
    name: "talk",
    summary: "Talks.",
    setup: (host) => host.command({ usage: "talk", summary: "Talk.", run }),
  }));
  const ann = await house.guest("ann", options);
  for (const line of before) await ann.answerTo(line);
  ann.line("/talk");
  return { house, ann, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}
