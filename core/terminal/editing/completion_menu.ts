/**
 * The words that the one being typed may become, to be chosen from.
 *
 * @module
 */

import { displayWidth } from "../style/display_width.ts";
import type { TerminalProfile } from "../profile.ts";
import { representable } from "../charset/representable.ts";
import { safeText } from "../charset/safe_text.ts";
import { lineText } from "../style/styled_text.ts";
import { truncateLine } from "../style/wrap.ts";

/**
 * A menu of words in one row, none of them chosen at the beginning. Going on from the last one
 * comes to the first.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const menu = new CompletionMenu(["/unban ", "/unmask ", "/unmute "]);
 * menu.move(1);
 * strictEqual(menu.chosen, "/unban ");
 * strictEqual(menu.row({ columns: 31, charset: "utf-8" }), "[/unban] /unmask  /unmute");
 * strictEqual(menu.row({ columns: 21, charset: "ascii" }), "[/unban] /unmask +1");
 * ```
 */
export class CompletionMenu {
  /** The words, each whole and with what follows it. */
  readonly candidates: readonly string[];
  #index = -1;

  /** Makes a menu of one word or more. */
  constructor(candidates: readonly string[]) {
    this.candidates = candidates;
  }

  /** The word that is chosen; undefined at the beginning. */
  get chosen(): string | undefined {
    return this.candidates[this.#index];
  }

  /** Chooses the next word, or the one before. */
  move(step: 1 | -1): void {
    const { length } = this.candidates;
    this.#index = this.#index < 0 && step < 0 ? length - 1 : (this.#index + step + length) % length;
  }

  /**
   * The words as a row of a terminal, without its last column: as many as fit, the chosen one among
   * them in brackets, and how many more there are.
   */
  row(profile: Pick<TerminalProfile, "columns" | "charset">): string {
    const columns = profile.columns - 1;
    const labels = this.candidates.map((word, index) => {
      const label = representable(safeText(word).trim(), profile.charset);
      return index === this.#index ? `[${label}]` : ` ${label} `;
    });
    const all = labels.join("").trimEnd();
    if (displayWidth(all) <= columns) return all;
    const widths = labels.map((label) => displayWidth(label));
    const room = Math.max(columns - ` +${labels.length}`.length, 0);
    const { from, to } = this.#page(widths, room);
    const shown = { spans: [{ text: labels.slice(from, to).join("") }] };
    return `${lineText(truncateLine(shown, room)).trimEnd()} +${labels.length - (to - from)}`;
  }

  /** Of the pages of as many words as fit, the one with the chosen word. */
  #page(widths: readonly number[], room: number): { from: number; to: number } {
    let from = 0;
    let used = 0;
    for (const [index, width] of widths.entries()) {
      if (used + width > room && index > from) {
        if (this.#index < index) return { from, to: index };
        from = index;
        used = 0;
      }
      used += width;
    }
    return { from, to: widths.length };
  }
}
