/**
 * A text of several lines that a caller composes.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { Cancelled } from "../../commands/errors.ts";
import { ComposerView } from "../../terminal/views/composer_view.ts";
import { joinStyled } from "../../terminal/style/styled_text.ts";
import type { TextLimits } from "../../terminal/editing/text_buffer.ts";

/** The most that a caller may compose, unless told. */
const LIMITS: TextLimits = { lines: 200, bytes: 16_384 };

/** What the lines mean that are not part of the text. */
const WORDS = { end: ".", giveUp: ".q", show: ".p", undo: ".u" } as const;

const HELP =
  `Type your text. A line with only ${WORDS.end} ends it, ${WORDS.undo} takes the last line back, ` +
  `${WORDS.show} shows all, ${WORDS.giveUp} throws all away.`;

/**
 * Lets a caller compose a text: on their whole screen, where they send keys; else line by line, up to a
 * line with only a dot.
 *
 * @param text What there is already.
 * @returns The lines with LF between them; empty for none.
 * @throws {CallerGone} If they hang up.
 * @throws {Cancelled} If they throw it away.
 */
export async function edit(caller: Caller, text = "", limits = LIMITS): Promise<string> {
  return await caller.lendScreen?.(new ComposerView(text, limits)) ??
    await editByLines(caller, text, limits);
}

async function editByLines(caller: Caller, text: string, limits: TextLimits): Promise<string> {
  const lines = text === "" ? [] : text.split("\n");
  caller.reply(HELP);
  if (lines.length > 0) show(caller, lines);
  while (true) {
    const line = await caller.ask(`${lines.length + 1}: `);
    switch (line.trim()) {
      case WORDS.end:
        return lines.join("\n");
      case WORDS.giveUp:
        throw new Cancelled();
      case WORDS.show:
        show(caller, lines);
        break;
      case WORDS.undo:
        lines.pop();
        break;
      default:
        if (fits([...lines, line], limits)) lines.push(line);
        else caller.fail(tooMuch(limits));
    }
  }
}

function fits(lines: readonly string[], limits: TextLimits): boolean {
  const { length } = new TextEncoder().encode(lines.join("\n"));
  return lines.length <= limits.lines && length <= limits.bytes;
}

function tooMuch({ lines, bytes }: TextLimits): string {
  return `Cannot take that line as the text is long enough: at most ${lines} lines and ${bytes} ` +
    `bytes. ${WORDS.end} ends it`;
}

function show(caller: Caller, lines: readonly string[]): void {
  caller.reply(joinStyled(lines.map((line, index) => `${index + 1}: ${line}`), "\n"));
}
