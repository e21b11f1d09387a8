/**
 * Asking a caller to choose one of several.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { joinStyled, styled, type Text } from "../../terminal/style/styled_text.ts";

/**
 * Lets a caller choose one of several, by its number or by as much of it as no other begins with.
 *
 * @throws {CallerGone} If they hang up.
 * @throws {Cancelled} If they press Ctrl-C.
 * @throws {RangeError} If there is nothing to choose from.
 */
export async function choose<Option extends string>(
  caller: Caller,
  question: Text,
  options: readonly Option[],
): Promise<Option> {
  if (options.length === 0) throw new RangeError("Cannot ask as there is nothing to choose from");
  caller.reply(question);
  const rows = options.map((option, index) => styled`${String(index + 1).padStart(3)}. ${option}`);
  caller.reply(joinStyled(rows, "\n"));
  while (true) {
    const answer = await caller.ask(`1-${options.length}: `);
    const chosen = optionFor(answer.trim(), options);
    if (chosen !== undefined) return chosen;
    caller.fail(`Cannot choose that as it is none of them: a number from 1 to ${options.length}`);
  }
}

function optionFor<Option extends string>(
  answer: string,
  options: readonly Option[],
): Option | undefined {
  if (answer === "") return undefined;
  if (/^\d+$/.test(answer)) {
    const numbered = options[Number(answer) - 1];
    if (numbered !== undefined) return numbered;
  }
  const wanted = answer.toLowerCase();
  const whole = options.find((option) => option.toLowerCase() === wanted);
  if (whole !== undefined) return whole;
  const begun = options.filter((option) => option.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0] : undefined;
}
