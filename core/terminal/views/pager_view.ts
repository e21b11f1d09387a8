/**
 * A long text by the screenful.
 *
 * @module
 */

import { displayWidth, graphemes } from "../style/display_width.ts";
import type { KeyEvent } from "../keys/key_decoder.ts";
import { DEFAULT_PROFILE, type TerminalProfile } from "../profile.ts";
import { renderLine } from "../style/render.ts";
import { representable, representableText } from "../charset/representable.ts";
import { drawRow, ERASE_TO_END, type Row, updateRow } from "./row_painter.ts";
import { safeText } from "../charset/safe_text.ts";
import type { ScreenView, ViewStep } from "./screen_view.ts";
import { lineText, splitLines, type Styled, type Text } from "../style/styled_text.ts";
import { truncateLine, wrapText } from "../style/wrap.ts";

/** What a key does, by its name or its character. */
const ACTIONS: Readonly<
  Record<string, "page" | "line" | "back" | "start" | "leave" | "find" | "redraw">
> = {
  " ": "page",
  "/": "find",
  "<": "start",
  "b": "back",
  "ctrl-b": "back",
  "ctrl-f": "page",
  "ctrl-g": "leave",
  "ctrl-l": "redraw",
  "down": "line",
  "enter": "page",
  "escape": "leave",
  "f": "page",
  "g": "start",
  "home": "start",
  "j": "line",
  "k": "back",
  "n": "page",
  "p": "back",
  "page-down": "page",
  "page-up": "back",
  "q": "leave",
  "right": "page",
  "up": "back",
};

const KEYS = "space: on, b: back, /: find, q: leave";

const CLEAR = "\x1b[2J\x1b[H";

/** A row of the text as it is wrapped now. */
interface PagedRow {
  readonly line: Styled;
  /** The line of the text that it is of. */
  readonly source: number;
}

/**
 * Shows a text as far as the screen goes, and in the last row that there is more. What was shown
 * stays on the screen; the last row vanishes. It is over at the end of the text, or when the caller
 * has read enough.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { DEFAULT_PROFILE } from "../profile.ts";
 * const pager = new PagerView("one\ntwo\nthree\nfour\nfive\nsix");
 * const sent = pager.draw({ ...DEFAULT_PROFILE, rows: 5, columns: 20 });
 * strictEqual(sent, "one\r\ntwo\r\nthree\r\nfour\r\n\r-- More -- (66%) sp\x1b[K");
 * strictEqual(pager.press({ kind: "text", text: " " }).sent, "\r\x1b[Kfive\r\nsix\r\n");
 * ```
 */
export class PagerView implements ScreenView<void> {
  readonly #text: Text;
  #profile: TerminalProfile = DEFAULT_PROFILE;
  #rows: readonly PagedRow[] = [];
  /** The first row on the screen, and the first that has not been shown. */
  #top = 0;
  #next = 0;
  #isDrawn = false;
  #status: Row = statusRow("");
  /** What is looked for, while it is typed. */
  #wanted: string | undefined;
  #lastWanted = "";

  /** Makes a pager of a text. */
  constructor(text: Text) {
    this.#text = text;
  }

  /** Whether a text is longer than a screen, with a row left for the prompt. */
  static isNeeded(text: Text, profile: TerminalProfile): boolean {
    return pagedRows(text, profile).length > profile.rows - 1;
  }

  draw(profile: TerminalProfile): string {
    const source = this.#rows[this.#top]?.source ?? 0;
    this.#profile = profile;
    this.#rows = pagedRows(this.#text, profile);
    this.#top = Math.max(this.#rows.findIndex((row) => row.source === source), 0);
    const shown = (this.#isDrawn ? CLEAR : "") + this.#showFrom(this.#top);
    this.#status = this.#isDrawn ? this.#more() : statusRow(this.#fit(this.#hint()));
    this.#isDrawn = true;
    return shown + drawRow(this.#status);
  }

  press(key: KeyEvent): ViewStep<void> {
    if (key.kind === "key" && key.name === "ctrl-c") {
      return { kind: "cancelled", sent: this.leave() };
    }
    if (this.#wanted !== undefined) return this.#typeWanted(key, this.#wanted);
    if (key.kind === "paste") return { kind: "on", sent: "" };
    // Keys that come in one packet are pressed one after the other.
    const keys = key.kind === "text" ? graphemes(key.text) : [key.name];
    let sent = "";
    for (const [index, pressed] of keys.entries()) {
      const step = this.#act(pressed);
      sent += step.sent;
      const rest = keys.slice(index + 1).join("");
      if (step.kind === "done") return { ...step, sent, rest };
      if (this.#wanted !== undefined && rest !== "") {
        return { kind: "on", sent: sent + this.#type(safeText(rest)).sent };
      }
    }
    return { kind: "on", sent };
  }

  notice(text: string): string {
    return this.#changeStatus(statusRow(this.#fit(text)));
  }

  leave(): string {
    return "\r" + ERASE_TO_END;
  }

  #act(key: string): ViewStep<void> {
    switch (ACTIONS[key.toLowerCase()]) {
      case "page":
        return this.#goOn(this.#pageRows);
      case "line":
        return this.#goOn(1);
      case "back":
        return this.#goTo(Math.max(this.#top - this.#pageRows, 0));
      case "start":
        return this.#goTo(0);
      case "leave":
        return { kind: "done", sent: this.leave(), result: undefined };
      case "find":
        return this.#type("");
      case "redraw":
        return this.#endOrGoOn(CLEAR + this.#showFrom(this.#top));
      default:
        return { kind: "on", sent: this.notice(this.#hint()) };
    }
  }

  get #pageRows(): number {
    return this.#profile.rows - 1;
  }

  /** Shows as many rows more, below those that are there. */
  #goOn(count: number): ViewStep<void> {
    const first = this.#next;
    this.#next = Math.min(first + count, this.#rows.length);
    this.#top = Math.max(this.#next - this.#pageRows, 0);
    const sent = this.leave() + this.#render(first, this.#next);
    return this.#endOrGoOn(sent);
  }

  /** Shows another part of the text in the place of what is there. */
  #goTo(top: number): ViewStep<void> {
    if (top === this.#top) return { kind: "on", sent: "\x07" };
    return this.#endOrGoOn(CLEAR + this.#showFrom(top));
  }

  #endOrGoOn(sent: string): ViewStep<void> {
    if (this.#next === this.#rows.length) return { kind: "done", sent, result: undefined };
    return { kind: "on", sent: sent + drawRow(this.#status = this.#more()) };
  }

  #showFrom(top: number): string {
    this.#top = top;
    this.#next = Math.min(top + this.#pageRows, this.#rows.length);
    return this.#render(top, this.#next);
  }

  #render(from: number, to: number): string {
    return this.#rows.slice(from, to)
      .map(({ line }) => renderLine(line, this.#profile) + "\r\n").join("");
  }

  #typeWanted(key: KeyEvent, wanted: string): ViewStep<void> {
    if (key.kind !== "key") return this.#type(wanted + safeText(key.text));
    switch (key.name) {
      case "enter":
        this.#wanted = undefined;
        return this.#find(wanted);
      case "backspace":
        if (wanted !== "") return this.#type(graphemes(wanted).slice(0, -1).join(""));
        return this.#stopTyping();
      case "escape":
      case "ctrl-g":
        return this.#stopTyping();
      default:
        return { kind: "on", sent: "" };
    }
  }

  #type(wanted: string): ViewStep<void> {
    this.#wanted = wanted;
    return { kind: "on", sent: this.#changeStatus(statusRow(this.#fit(`/${wanted}`))) };
  }

  #stopTyping(): ViewStep<void> {
    this.#wanted = undefined;
    return { kind: "on", sent: this.#changeStatus(this.#more()) };
  }

  /** Goes to the next row that holds what is wanted, or what was wanted the last time. */
  #find(typed: string): ViewStep<void> {
    const wanted = (typed || this.#lastWanted).toLowerCase();
    this.#lastWanted = wanted;
    const found = this.#rows.findIndex(({ line }, index) =>
      index > this.#top && lineText(line).toLowerCase().includes(wanted)
    );
    if (wanted !== "" && found >= 0) return this.#goTo(found);
    return { kind: "on", sent: this.notice(`Nothing below has "${wanted}"`) + "\x07" };
  }

  #changeStatus(status: Row): string {
    const drawn = this.#status;
    this.#status = status;
    return updateRow(drawn, status);
  }

  #more(): Row {
    return statusRow(this.#fit(this.#moreText()));
  }

  #moreText(): string {
    if (this.#next === this.#rows.length) return "-- End --";
    return `-- More -- (${Math.floor((100 * this.#next) / this.#rows.length)}%)`;
  }

  #hint(): string {
    return `${this.#moreText()} ${KEYS}`;
  }

  /** As much of the status as fits a row without its last column. */
  #fit(text: string): string {
    const { charset, columns } = this.#profile;
    const shown = { spans: [{ text: representable(safeText(text), charset) }] };
    return lineText(truncateLine(shown, columns - 1));
  }
}

function statusRow(text: string): Row {
  return { lead: "", leadColumns: 0, text, column: displayWidth(text) };
}

function pagedRows(text: Text, profile: TerminalProfile): PagedRow[] {
  return splitLines(representableText(text, profile.charset)).flatMap((line, source) =>
    wrapText(line, profile).map((row) => ({ line: withoutClears(row), source }))
  );
}

/** The screen is the pager's: what clears it would be in the way. */
function withoutClears({ spans }: Styled): Styled {
  return { spans: spans.filter((span) => !("clear" in span)) };
}
