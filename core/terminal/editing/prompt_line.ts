/**
 * Drawing the prompt and the line being edited on one row of a terminal.
 *
 * @module
 */

import { displayWidth, graphemes } from "../style/display_width.ts";
import type { HistorySearch } from "./history_search.ts";
import type { LineEditor } from "./line_editor.ts";
import type { TerminalProfile } from "../profile.ts";
import { renderLine, textColour } from "../style/render.ts";
import { representable, representableText } from "../charset/representable.ts";
import { drawRow, ERASE_TO_END, moveInRow, type Row, updateRow } from "../views/row_painter.ts";
import { lineText, splitLines, type Text } from "../style/styled_text.ts";
import { truncateLine } from "../style/wrap.ts";

/** What a prompt line is drawn with. */
export interface PromptLineOptions {
  /** What stands before the line: one line, cut at half the width of the screen. */
  readonly prompt: Text;
  /** The terminal. */
  readonly profile: TerminalProfile;
}

/** Erases from the cursor to the end of the screen (ECMA-48, section 8.3.39). */
const ERASE_BELOW = "\x1b[J";

/** One row up (ECMA-48, section 8.3.22). */
const UP = "\x1b[A";

/** What draws a row, and takes it away. */
export interface RowOutput {
  /** What draws it, over whatever is there. */
  readonly draw: string;
  /** What takes it away. */
  readonly erase: string;
}

/** What is shown of the edited line, and below it. */
interface View extends Row {
  /** The words to choose from; empty while there are none. */
  readonly menu: string;
}

/**
 * A prompt and an edited line that never take more than one row, and not its last column, so that
 * they can always be erased. A longer line is scrolled sideways. The words to choose from have the
 * row below, while there are any; those whose screen is read out hear of them otherwise. The
 * methods give what is to be sent.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { LineEditor } from "./line_editor.ts";
 * import { DEFAULT_PROFILE } from "../profile.ts";
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
  /** What ends the colour of what is typed, where a theme has one. */
  #textEnd = "";
  /** What is shown while nothing is typed, which is most of the time: made once, with the prompt. */
  #empty: View = { lead: "", leadColumns: 0, text: "", column: 0, menu: "" };
  /** What draws that, and empties the row. */
  #emptyRow: RowOutput = { draw: "", erase: "" };
  /** The first grapheme of the line that is shown. */
  #left = 0;
  /** What is on the screen; undefined if nothing is. */
  #drawn: View | undefined;
  /** Whether there is something in the row below, to be erased. */
  #hasBelow = false;

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
    const { start, end } = textColour(profile);
    const leadColumns = displayWidth(lineText(shown));
    this.#empty = {
      lead: renderLine(shown, profile) + start,
      leadColumns,
      text: "",
      column: leadColumns,
      menu: "",
    };
    this.#emptyRow = { draw: drawRow(this.#empty), erase: "\r" + end + ERASE_TO_END };
    this.#textEnd = end;
    this.#left = 0;
    this.#drawn = undefined;
  }

  /** Draws all of it over whatever is on the row. */
  draw(): string {
    if (this.#editor.isBlank && !this.#hasBelow) {
      this.#drawn = this.#empty;
      this.#left = 0;
      return this.#emptyRow.draw;
    }
    const view = this.#view();
    this.#drawn = view;
    const erased = this.#hasBelow ? this.erase() : "";
    return erased + drawRow(view) + this.#drawMenu(view);
  }

  /** Brings the row up to date, with as little as that takes. */
  update(): string {
    const drawn = this.#drawn;
    if (drawn === undefined) return this.draw();
    const view = this.#view();
    this.#drawn = view;
    return updateRow(drawn, view) + (view.menu === drawn.menu ? "" : this.#drawMenu(view));
  }

  /** Empties the row, so that something else can be shown there. */
  erase(): string {
    const hadBelow = this.#hasBelow;
    this.#drawn = undefined;
    this.#hasBelow = false;
    return hadBelow ? "\r" + this.#textEnd + ERASE_BELOW : this.#emptyRow.erase;
  }

  /**
   * What takes the row away and draws it again as it is, while nothing is typed on it; undefined where that takes
   * more. The same object while that is the same.
   */
  get emptyRow(): RowOutput | undefined {
    const isEmpty = this.#drawn === this.#empty && this.#editor.isBlank && !this.#hasBelow;
    return isEmpty ? this.#emptyRow : undefined;
  }

  /** Leaves the row as it is and goes to the next, after a line was sent. */
  leave(): string {
    const erase = this.#hasBelow ? ERASE_TO_END : "";
    this.#drawn = undefined;
    this.#hasBelow = false;
    return "\r\n" + this.#textEnd + erase;
  }

  /** Clears the screen and draws on its first row. */
  clearScreen(): string {
    return "\x1b[2J\x1b[H" + this.draw();
  }

  #drawMenu({ menu, column }: View): string {
    if (menu === "" && !this.#hasBelow) return "";
    this.#hasBelow = menu !== "";
    return "\r\n" + menu + ERASE_TO_END + UP + "\r" + moveInRow(0, column);
  }

  #view(): View {
    const { profile } = this.#options;
    const { search, menu, cursor, secret } = this.#editor;
    if (secret) return this.#empty;
    const { lead, leadColumns } = search ? searchLead(search, profile) : this.#empty;
    const graphemes = this.#graphemes();
    const room = profile.columns - 1 - leadColumns;
    this.#scroll(room);
    const before = graphemes.slice(this.#left, cursor);
    const width = before.reduce((sum, grapheme) => sum + displayWidth(grapheme), 0);
    let end = cursor;
    for (let left = room - width; end < graphemes.length; end++) {
      left -= displayWidth(graphemes[end]!);
      if (left < 0) break;
    }
    const below = profile.screenReader ? undefined : menu;
    return {
      lead,
      leadColumns,
      text: before.join("") + graphemes.slice(cursor, end).join(""),
      column: leadColumns + width,
      menu: below?.row(profile) ?? "",
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

/** What stands before the line during a search; the end of what is looked for, if not all fits. */
function searchLead(
  { wanted, isLost }: HistorySearch,
  { columns, charset }: TerminalProfile,
): Pick<Row, "lead" | "leadColumns"> {
  const [start, end] = [isLost ? 'nothing has "' : 'search "', '": '];
  const shown = graphemes(representable(wanted, charset));
  while (shown.length > 0 && displayWidth(start + shown.join("") + end) > columns / 2) {
    shown.shift();
  }
  const lead = start + shown.join("") + end;
  return { lead, leadColumns: displayWidth(lead) };
}
