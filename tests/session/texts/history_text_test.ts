/**
 * What was said, as it is shown again.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import {
  type HistoryOptions,
  historyText,
  type PastMessage,
} from "../../../core/session/texts/history_text.ts";
import { plain } from "../../../core/terminal/style/styled_text.ts";

const today = new Date(2026, 10, 22).getTime();
const DAY = 86_400_000;
const HOUR = 3_600_000;

function said(at: number, text: string, style: PastMessage["style"] = "say"): PastMessage {
  return { at, name: "ann", text, style };
}

function shown(
  messages: readonly PastMessage[],
  options: Partial<HistoryOptions> = {},
): readonly string[] {
  return historyText(messages, { now: today + 12 * HOUR, ...options }).map(plain);
}

Deno.test("what was said today has no day before it", () => {
  deepStrictEqual(shown([said(today + HOUR, "hi"), said(today + 2 * HOUR, "waves", "action")]), [
    "01:00 ann: hi",
    "02:00 * ann waves",
  ]);
});

Deno.test("each day stands once before what was said on it, and today behind the last", () => {
  const messages = [-2, -2, -1].map((day, hour) => said(today + day * DAY + hour * HOUR, "hi"));
  deepStrictEqual(shown(messages), [
    "--- Friday 20 November 2026 ---",
    "00:00 ann: hi",
    "01:00 ann: hi",
    "--- Saturday 21 November 2026 ---",
    "02:00 ann: hi",
    "--- Sunday 22 November 2026 ---",
  ]);
});

Deno.test("what is for programs is left out, and with it its day", () => {
  deepStrictEqual(shown([said(today - DAY, "\x01VERSION\x01"), said(today, "hi")]), [
    "00:00 ann: hi",
  ]);
});

Deno.test("nothing said is nothing shown", () => {
  deepStrictEqual(shown([]), []);
});

Deno.test("what was told says so in each of its lines", () => {
  deepStrictEqual(shown([said(today, "one\ntwo")], { told: true }), [
    "00:00 ann told you: one\n00:00 ann told you: two",
  ]);
});
