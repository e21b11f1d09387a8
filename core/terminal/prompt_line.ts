/**
 * Drawing the prompt and the line being edited on one row of a terminal.
 *
 * @module
 */

import { displayWidth, isNarrow } from "./display_width.ts";
import type { LineEditor } from "./line_editor.ts";
import type { TerminalProfile } from "./profile.ts";
import { renderLine } from "./render.ts";
import { representable, representableText } from "./representable.ts";
import { lineText, splitLines, type Text } from "./styled_text.ts";
import { truncateLine } from "./wrap.ts";

/** What a prompt line is drawn with. */
export interface PromptLineOptions {
  /** What stands before the line: one line, cut at half the width of the screen. */
  readonly prompt: Text;
  /** The terminal. */
  readonly profile: TerminalProfile;
}

const ERASE_TO_END = "\x1b[K";

/** What is shown of the edited line. */
interface View {
  readonly before: string;
  readonly after: string;
  /** The column of the cursor, from 0. */
  readonly column: number;
}

/**
 * A prompt and an edited line that never take more than one row, and not its last column, so that
 * they can always be erased. A longer line is scrolled sideways. The methods give what is to be
 * sent.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { LineEditor } from "./line_editor.ts";
 * import { DEFAULT_PROFILE } from "./profile.ts";
 * const editor = new LineEditor({ limitBytes: 512 });
 * const line = new PromptLine(editor, { prompt: "> ", profile: DEFAULT_PROFILE });
 * strictEqual(line.draw(), "\r> \x1b[K");
 * editor.feed({ kind: "text", text: "a" });
 * strictEqual(line.update(), "a");
 * ```
 */
export class PromptLine {
  readonly #editor: LineEditor;
  #options: PromptLineOptions;
  #rendered = "";
  #promptColumns = 0;
  /** The first grapheme of the line that is shown. */
  #left = 0;
  /** What is on the screen; undefined if nothing is. */
  #drawn: View | undefined;

  /** Makes the prompt line of an editor; nothing is drawn yet. */
  constructor(editor: LineEditor, options: PromptLineOptions) {
    this.#editor = editor;
    this.#options = options;
    this.change(options);
  }

  /** Takes another prompt or terminal size. The next update draws everything. */
  change(options: Partial<PromptLineOptions>): void {
    this.#options = { ...this.#options, ...options };
    const { prompt, profile } = this.#options;
    const [{ spans } = { spans: [] }] = splitLines(representableText(prompt, profile.charset));
    const line = { spans: spans.filter((span) => "text" in span) };
    const shown = truncateLine(line, Math.floor(profile.columns / 2));
    this.#rendered = renderLine(shown, profile);
    this.#promptColumns = displayWidth(lineText(shown));
    this.#left = 0;
    this.#drawn = undefined;
  }

  /** Draws all of it over whatever is on the row. */
  draw(): string {
    const view = this.#view();
    this.#drawn = view;
    const row = "\r" + this.#rendered + view.before + view.after + ERASE_TO_END;
    return view.after === "" ? row : row + moveTo(view.column);
  }

  /** Brings the row up to date, with as little as that takes. */
  update(): string {
    const drawn = this.#drawn;
    if (drawn === undefined) return this.draw();
    const view = this.#view();
    this.#drawn = view;
    if (view.before + view.after === drawn.before + drawn.after) {
      return view.column === drawn.column ? "" : moveTo(view.column);
    }
    if (view.after === "" && drawn.after === "") {
      const typed = addition(drawn.before, view.before);
      if (typed !== undefined) return typed;
      const erased = addition(view.before, drawn.before);
      if (erased !== undefined) return "\b".repeat(erased.length) + ERASE_TO_END;
    }
    return this.draw();
  }

  /** Empties the row, so that something else can be shown there. */
  erase(): string {
    this.#drawn = undefined;
    return "\r" + ERASE_TO_END;
  }

  /** Leaves the row as it is and goes to the next, after a line was sent. */
  leave(): string {
    this.#drawn = undefined;
    return "\r\n";
  }

  /** Clears the screen and draws on its first row. */
  clearScreen(): string {
    return "\x1b[2J\x1b[H" + this.draw();
  }

  #view(): View {
    if (this.#editor.secret) return { before: "", after: "", column: this.#promptColumns };
    const { cursor } = this.#editor;
    const graphemes = this.#graphemes();
    const room = this.#options.profile.columns - 1 - this.#promptColumns;
    this.#scroll(room);
    const before = graphemes.slice(this.#left, cursor);
    const width = before.reduce((sum, grapheme) => sum + displayWidth(grapheme), 0);
    let end = cursor;
    for (let left = room - width; end < graphemes.length; end++) {
      left -= displayWidth(graphemes[end]!);
      if (left < 0) break;
    }
    return {
      before: before.join(""),
      after: graphemes.slice(cursor, end).join(""),
      column: this.#promptColumns + width,
    };
  }

  /** The graphemes of the line as the terminal's charset can show them. */
  #graphemes(): readonly string[] {
    const { graphemes } = this.#editor;
    const { charset } = this.#options.profile;
    if (charset === "utf-8") return graphemes;
    return graphemes.map((grapheme) => representable(grapheme, charset));
  }

  /** A cursor that has left the view, on either side, comes back in the middle of it. */
  #scroll(room: number): void {
    const { cursor } = this.#editor;
    const leftmost = this.#leftmost(room);
    if (this.#left < leftmost || (this.#left > 0 && this.#left >= cursor)) {
      this.#left = this.#leftmost(Math.floor(room / 2));
    }
  }

  /** The first grapheme from which on all up to the cursor fits a number of columns. */
  #leftmost(columns: number): number {
    const { cursor } = this.#editor;
    const graphemes = this.#graphemes();
    let index = cursor;
    let left = columns;
    while (index > 0) {
      left -= displayWidth(graphemes[index - 1]!);
      if (left < 0) break;
      index--;
    }
    return index;
  }
}

/** What was added at the end, if it is nothing that joins with what is before it. */
function addition(shorter: string, longer: string): string | undefined {
  const added = longer.slice(shorter.length);
  return longer.startsWith(shorter) && isNarrow(added) ? added : undefined;
}

function moveTo(column: number): string {
  return column === 0 ? "\r" : `\r\x1b[${column}C`;
}
