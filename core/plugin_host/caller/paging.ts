/**
 * Showing a caller a long text, by the screenful.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { PagerView } from "../../terminal/views/pager_view.ts";
import {
  joinStyled,
  readOut,
  splitLines,
  type Styled,
  type Text,
} from "../../terminal/style/styled_text.ts";
import { wrapText } from "../../terminal/style/wrap.ts";

/** After so many lines, those to whom all is sent at once get time to read them. */
const FLUSH_LINES = 10;

/**
 * Shows a caller a text. One that is longer than their screen comes by the screenful, if the height
 * of the screen is known: where they send keys, with a pager; else they are asked after each.
 *
 * @throws {CallerGone} If they hang up.
 * @throws {Cancelled} If they press Ctrl-C.
 */
export async function page(caller: Caller, text: Text): Promise<void> {
  const { rows, terminal } = caller;
  if (rows === undefined || !terminal) return await replyAtLength(caller, text);
  if (!PagerView.isNeeded(text, terminal)) return caller.reply(text);
  const pager = caller.lendScreen?.(new PagerView(text));
  if (pager) return await pager;
  const shown = terminal.screenReader && typeof text !== "string" ? readOut(text) : text;
  await askAfterEach(caller, wrapText(shown, terminal), {
    rows: rows - 1,
    isReadOut: terminal.screenReader,
  });
}

/** The last row is for the question. */
async function askAfterEach(
  caller: Caller,
  lines: readonly Styled[],
  { rows, isReadOut }: { readonly rows: number; readonly isReadOut: boolean },
): Promise<void> {
  let shown = 0;
  while (true) {
    caller.reply(joinStyled(lines.slice(shown, shown + rows), "\n"));
    shown += rows;
    if (shown >= lines.length) return;
    const percent = Math.floor((100 * shown) / lines.length);
    const question = isReadOut
      ? "Press Enter for more, q to stop: "
      : `-- More -- (${percent}%) [Enter, q] `;
    if (/^[qn]/i.test((await caller.ask(question)).trim())) return;
  }
}

/** Whoever has no screen gets it all, but never more at once than they read. */
async function replyAtLength(caller: Caller, text: Text): Promise<void> {
  const lines = splitLines(text);
  for (let shown = 0; shown < lines.length; shown += FLUSH_LINES) {
    if (shown > 0) await caller.flushed();
    caller.reply(joinStyled(lines.slice(shown, shown + FLUSH_LINES), "\n"));
  }
}
