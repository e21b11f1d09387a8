/**
 * Talking with a caller: a choice of several, a long text by the screenful, a text of several lines.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { joinStyled, type Styled, styled, type Text } from "../terminal/styled_text.ts";
import { wrapText } from "../terminal/wrap.ts";

/** The most lines that a caller may compose. */
const LINES = 200;

/** The most characters that a caller may compose, in UTF-16 units. */
const LENGTH = 16_384;

/** Where a composed text ends. */
const END = ".";

/** What takes the last line back. */
const UNDO = ".u";

/** What shows all lines. */
const SHOW = ".p";

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

/**
 * Shows a caller a text; by the screenful, if they are at a terminal whose height is known.
 *
 * @throws {CallerGone} If they hang up.
 * @throws {Cancelled} If they press Ctrl-C.
 */
export async function page(caller: Caller, text: Text): Promise<void> {
  const { rows, columns } = caller;
  if (rows === undefined) return caller.reply(text);
  let lines: readonly Styled[] = wrapText(text, { columns });
  while (lines.length > rows - 1) {
    // The last row is for the question.
    caller.reply(joinStyled(lines.slice(0, rows - 1), "\n"));
    lines = lines.slice(rows - 1);
    const answer = await caller.ask("More? [Y/n] ");
    if (/^[qn]/i.test(answer.trim())) return;
  }
  caller.reply(joinStyled(lines, "\n"));
}

/**
 * Lets a caller compose a text, line by line, up to a line with only a dot.
 *
 * @param text What there is already.
 * @returns The lines with LF between them; empty for none.
 * @throws {CallerGone} If they hang up.
 * @throws {Cancelled} If they press Ctrl-C.
 */
export async function edit(caller: Caller, text = ""): Promise<string> {
  const lines = text === "" ? [] : text.split("\n");
  caller.reply(
    `Type your text. A line with only ${END} ends it, ${UNDO} takes the last line back, ${SHOW} shows all.`,
  );
  if (lines.length > 0) show(caller, lines);
  while (true) {
    const line = await caller.ask(`${lines.length + 1}: `);
    switch (line.trim()) {
      case END:
        return lines.join("\n");
      case SHOW:
        show(caller, lines);
        break;
      case UNDO:
        lines.pop();
        break;
      default:
        if (fits(lines, line)) lines.push(line);
        else caller.fail(`Cannot take that line as the text is long enough: ${END} ends it`);
    }
  }
}

function fits(lines: readonly string[], line: string): boolean {
  return lines.length < LINES && lines.join("\n").length + line.length < LENGTH;
}

function show(caller: Caller, lines: readonly string[]): void {
  for (const row of lines.map((line, index) => `${index + 1}: ${line}`)) caller.reply(row);
}
