/**
 * What was said, as it is shown again.
 *
 * @module
 */

import { HANG, joinStyled, type Styled, styled } from "../../terminal/style/styled_text.ts";
import type { MessageStyle } from "../../world/event.ts";
import { dayLine, dayOf } from "./day_line.ts";
import { messageText, timeFront } from "./event_text.ts";
import { messageLines } from "./message_lines.ts";
import { type Named, personText } from "./person_text.ts";

/** A message that was said. */
export interface PastMessage extends Named {
  /** When it was said, in milliseconds since the epoch. */
  readonly at: number;
  /** What was said, of one line or several. */
  readonly text: string;
  /** How it was meant. */
  readonly style: MessageStyle;
}

/** How messages of the past are shown. */
export interface HistoryOptions {
  /** The time, in milliseconds since the epoch. */
  readonly now: number;
  /** Whether they were told to the reader alone. */
  readonly told?: boolean;
}

/**
 * Messages of a room with their times, oldest first, and a line wherever another day begins; the day of
 * `now` ends them, if they are not of that one. What is not for people is left out.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { plain } from "../../terminal/style/styled_text.ts";
 * const at = new Date(2026, 10, 22, 9, 5).getTime();
 * const now = new Date(2026, 10, 23, 9, 5).getTime();
 * const shown = historyText([{ at, name: "ann", text: "hi", style: "say" }], { now });
 * deepStrictEqual(shown.map(plain), [
 *   "--- Sunday 22 November 2026 ---",
 *   "09:05 ann: hi",
 *   "--- Monday 23 November 2026 ---",
 * ]);
 * ```
 * @returns A text for each, to be shown one after the other.
 */
export function historyText(
  messages: readonly PastMessage[],
  { now, told = false }: HistoryOptions,
): readonly Styled[] {
  const shown: Styled[] = [];
  const today = dayOf(now);
  let day = today;
  const turnTo = (next: number) => {
    if (next !== day) shown.push(dayLine(day = next));
  };
  for (const message of messages) {
    const front = timeFront(message.at);
    const text = told ? toldText(message, front) : messageText(message, front);
    if (!text) continue;
    turnTo(dayOf(message.at));
    shown.push(text);
  }
  turnTo(today);
  return shown;
}

function toldText(message: PastMessage, front: Styled): Styled | undefined {
  const lines = messageLines(message);
  if (lines.length === 0) return undefined;
  const before = styled`${front}${personText(message)} ^{private}told you:^~ ${HANG}`;
  return joinStyled(lines.map((line) => styled`${before}${line}`), "\n");
}
