/**
 * The editing of one input line, for callers whose terminal does not do it.
 *
 * @module
 */

import { CompletionMenu } from "./completion_menu.ts";
import { CHANGES, type Edit, GROUPED, MOVES, typedWords } from "../keys/edit_keys.ts";
import { HistorySearch } from "./history_search.ts";
import type { KeyEvent } from "../keys/key_decoder.ts";
import type { KeyName } from "../keys/key_names.ts";
import { type BufferState, LineBuffer } from "./line_buffer.ts";
import { LineHistory } from "./line_history.ts";
import { pastedLines } from "./pasted_lines.ts";
import { safeText } from "../charset/safe_text.ts";
import { commonPrefix, type Completer } from "./tab_completion.ts";
import { UndoHistory } from "./undo_history.ts";

/** What came of a key. */
export type EditOutcome =
  /** The line or the cursor is another. */
  | { readonly kind: "changed" }
  /** The caller sent this line, whose text is safe; the next one is begun. */
  | { readonly kind: "line"; readonly text: string }
  /** The caller pasted several lines, safe each, which are one message with what was typed. */
  | { readonly kind: "block"; readonly lines: readonly string[] }
  /** What was pasted is too long, and gone. */
  | { readonly kind: "paste-too-long" }
  /** The caller pressed Ctrl-C; what was typed is gone. */
  | { readonly kind: "interrupt" }
  /** The caller pressed Ctrl-D on an empty line. */
  | { readonly kind: "end" }
  /** The caller wants a clear screen. */
  | { readonly kind: "redraw" }
  /** The words that the one being typed may become. They are in the menu now. */
  | { readonly kind: "candidates"; readonly list: readonly string[] }
  /** What was asked cannot be done. */
  | { readonly kind: "bell" }
  /** The key means nothing here. */
  | { readonly kind: "none" };

/** What an editor allows and offers. */
export interface LineEditorOptions {
  /** The most bytes of UTF-8 that a line may have. */
  readonly limitBytes: number;
  /** Completes words for the tab key. */
  readonly complete?: Completer;
}

const HISTORY_LIMIT = 100;
const UNDO_LIMIT = 100;

const CHANGED: EditOutcome = { kind: "changed" };
const BELL: EditOutcome = { kind: "bell" };

/** A menu that is open: what it completes, and what the line was before. */
interface OpenMenu {
  readonly menu: CompletionMenu;
  readonly before: BufferState;
  /** Where the word begins that the choice takes the place of, in graphemes. */
  readonly from: number;
}

/** A search under way, and what the line was before. */
interface OpenSearch {
  readonly search: HistorySearch;
  readonly before: BufferState;
}

/**
 * The model of one input line: takes key events, and tells what came of each. It draws nothing;
 * `PromptLine` does.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const editor = new LineEditor({ limitBytes: 512 });
 * editor.feed({ kind: "text", text: "wo" });
 * editor.feed({ kind: "key", name: "left" });
 * editor.feed({ kind: "text", text: "h" });
 * deepStrictEqual(editor.feed({ kind: "key", name: "enter" }), { kind: "line", text: "who" });
 * ```
 */
export class LineEditor {
  readonly #line: LineBuffer;
  readonly #history = new LineHistory(HISTORY_LIMIT);
  readonly #undo = new UndoHistory<BufferState>(UNDO_LIMIT);
  readonly #complete: Completer | undefined;
  #secret = false;
  #menu: OpenMenu | undefined;
  #search: OpenSearch | undefined;
  #lastWanted = "";
  /** Whether Ctrl-X was pressed, which begins a key of two. */
  #isPrefixed = false;

  /** Makes an editor with an empty line and no history. */
  constructor(options: LineEditorOptions) {
    this.#line = new LineBuffer(options.limitBytes);
    this.#complete = options.complete;
  }

  /** The graphemes of the line. */
  get graphemes(): readonly string[] {
    return this.#line.graphemes;
  }

  /** How many graphemes are before the cursor. */
  get cursor(): number {
    return this.#line.cursor;
  }

  /** The line as it is now. */
  get text(): string {
    return this.#line.text;
  }

  /** Whether nothing is typed, looked for or offered. */
  get isBlank(): boolean {
    return this.#line.length === 0 && !this.#menu && !this.#search;
  }

  /** The menu of words to choose from, while it is open. */
  get menu(): CompletionMenu | undefined {
    return this.#menu?.menu;
  }

  /** The search through the history, while it is under way. */
  get search(): HistorySearch | undefined {
    return this.#search?.search;
  }

  /**
   * Whether what is typed is a secret: not shown, not kept in the history, not completed, not
   * undone, and never to be pasted again.
   */
  get secret(): boolean {
    return this.#secret;
  }

  set secret(secret: boolean) {
    this.#secret = secret;
    this.#line.forgetCut();
    this.#undo.clear();
    this.#menu = undefined;
    this.#search = undefined;
  }

  /** Throws away what was typed. */
  clear(): void {
    this.#line.rewrite("");
    this.#history.leave();
    this.#undo.clear();
    this.#menu = undefined;
    this.#search = undefined;
    this.#isPrefixed = false;
  }

  /**
   * Takes one key of the caller and tells what came of it.
   *
   * @param isSent Whether the line is sent with the next key: nobody will undo it word by word.
   */
  feed(event: KeyEvent, { isSent = false }: { readonly isSent?: boolean } = {}): EditOutcome {
    const wasOpen = this.#menu !== undefined || this.#search !== undefined;
    const outcome = this.#feed(event, { isSent });
    // A key that means nothing has closed what was open, all the same.
    return wasOpen && outcome.kind === "none" ? CHANGED : outcome;
  }

  #feed(event: KeyEvent, { isSent }: { readonly isSent: boolean }): EditOutcome {
    const prefixed = this.#isPrefixed;
    this.#isPrefixed = false;
    const done = this.#feedSearch(event) ?? this.#feedMenu(event);
    if (done) return done;
    if (event.kind === "text") {
      return this.#type(isSent ? [event.text] : typedWords(event.text));
    }
    if (event.kind === "paste") return this.#paste(event);
    if (prefixed && event.name === "ctrl-u") return this.#undoStep();
    return this.#press(event.name);
  }

  #press(name: KeyName): EditOutcome {
    switch (name) {
      case "enter":
        return this.#send();
      case "tab":
        return this.#completeWord();
      case "up":
      case "ctrl-p":
        return this.#recall(() => this.#history.older(this.text));
      case "down":
      case "ctrl-n":
        return this.#recall(() => this.#history.newer());
      case "ctrl-c":
        this.clear();
        return { kind: "interrupt" };
      case "ctrl-l":
        return { kind: "redraw" };
      case "ctrl-r":
        return this.#beginSearch();
      case "ctrl-x":
        this.#isPrefixed = true;
        return { kind: "none" };
      case "ctrl-_":
        return this.#undoStep();
      case "ctrl-d":
        if (this.#line.length === 0) return { kind: "end" };
    }
    const move = MOVES[name];
    if (move) {
      this.#undo.endGroup();
      return outcome(move(this.#line));
    }
    const change = CHANGES[name];
    if (change) return outcome(this.#change(change, GROUPED.has(name) ? name : undefined));
    // An Esc pressed a moment before takes nothing from what is typed: /tell must not become talk.
    const character = /^alt-(.)$/u.exec(name)?.[1];
    return character === undefined ? { kind: "none" } : this.#type([character]);
  }

  #send(): EditOutcome {
    const text = safeText(this.text);
    if (!this.#secret && text.trim() !== "") this.#history.add(text);
    this.clear();
    return { kind: "line", text };
  }

  #type(words: readonly string[]): EditOutcome {
    let changed = false;
    for (const word of words) {
      const startsWord = this.#line.isBehindSpace && /^\S/.test(word);
      if (startsWord) this.#undo.endGroup();
      changed = this.#change((line) => line.insert(word), "typing") || changed;
    }
    return outcome(changed);
  }

  #paste({ text, isWhole }: { text: string; isWhole: boolean }): EditOutcome {
    if (!isWhole) return { kind: "paste-too-long" };
    const lines = pastedLines(text);
    if (lines.length < 2 || this.#secret) {
      return outcome(this.#change((line) => line.insert(lines.join(" "))));
    }
    const before = this.#line.textBeforeCursor;
    const after = this.text.slice(before.length);
    this.clear();
    return { kind: "block", lines: pastedLines(before + lines.join("\n") + after) };
  }

  /** Does what changes the line, and remembers what it was. */
  #change(edit: Edit, group?: string): boolean {
    const before = this.#line.state;
    if (!edit(this.#line)) return false;
    if (!this.#secret && this.text !== before.text) this.#undo.note(before, group);
    return true;
  }

  #undoStep(): EditOutcome {
    const before = this.#undo.back();
    if (before) this.#line.restore(before);
    return outcome(before !== undefined);
  }

  #recall(find: () => string | undefined): EditOutcome {
    const line = this.#secret ? undefined : find();
    if (line === undefined) return BELL;
    this.#change((buffer) => (buffer.rewrite(line), true));
    return CHANGED;
  }

  #completeWord(): EditOutcome {
    const before = this.#line.textBeforeCursor;
    const found = this.#secret ? undefined : this.#complete?.(before, before.length);
    if (found === undefined || found.candidates.length === 0) return BELL;
    const { start, candidates } = found;
    const completed = commonPrefix(candidates);
    const from = this.#line.graphemeAt(start);
    const isLonger = completed.length > before.length - start;
    if (candidates.length === 1 || isLonger) {
      const range = { from, to: this.#line.cursor };
      if (!this.#change((line) => line.replace(range, completed))) return BELL;
    }
    if (candidates.length === 1) return CHANGED;
    this.#menu = { menu: new CompletionMenu(candidates), before: this.#line.state, from };
    return { kind: "candidates", list: candidates };
  }

  /** What a key does in an open menu. Most keys close it, and do what they always do. */
  #feedMenu(event: KeyEvent): EditOutcome | undefined {
    const open = this.#menu;
    if (!open) return undefined;
    switch (event.kind === "key" ? event.name : undefined) {
      case "tab":
      case "right":
      case "down":
        return this.#choose(open, 1);
      case "shift-tab":
      case "left":
      case "up":
        return this.#choose(open, -1);
      case "escape":
      case "ctrl-g":
        this.#line.restore(open.before);
        this.#menu = undefined;
        return CHANGED;
      case "enter":
        // One who has chosen nothing wants the line to be sent.
        this.#closeMenu(open);
        return open.menu.chosen === undefined ? undefined : CHANGED;
      default:
        this.#closeMenu(open);
        return undefined;
    }
  }

  #choose({ menu, before, from }: OpenMenu, step: 1 | -1): EditOutcome {
    menu.move(step);
    this.#line.restore(before);
    return outcome(this.#line.replace({ from, to: before.cursor }, menu.chosen!));
  }

  #closeMenu({ before }: OpenMenu): void {
    if (this.text !== before.text) this.#undo.note(before);
    this.#menu = undefined;
  }

  #beginSearch(): EditOutcome {
    if (this.#secret) return BELL;
    const search = new HistorySearch(this.#history.lines, this.#lastWanted);
    this.#search = { search, before: this.#line.state };
    return CHANGED;
  }

  /** What a key does in a search. Most keys take what was found, and do what they always do. */
  #feedSearch(event: KeyEvent): EditOutcome | undefined {
    const open = this.#search;
    if (!open) return undefined;
    const { search, before } = open;
    if (event.kind === "text") search.type(event.text);
    else if (event.kind === "paste") search.type(pastedLines(event.text).join(" "));
    else {
      switch (event.name) {
        case "ctrl-r":
          search.older();
          break;
        case "ctrl-s":
          search.newer();
          break;
        case "backspace":
          search.erase();
          break;
        case "escape":
        case "ctrl-g":
          this.#endSearch(open);
          this.#line.restore(before);
          return CHANGED;
        default:
          this.#endSearch(open);
          if (this.text !== before.text) this.#undo.note(before);
          return undefined;
      }
    }
    this.#showFound(open);
    return search.isLost ? BELL : CHANGED;
  }

  #showFound({ search, before }: OpenSearch): void {
    const { found } = search;
    if (!found) return this.#line.restore(before);
    this.#line.rewrite(found.text);
    this.#line.moveTo(this.#line.graphemeAt(found.at));
  }

  #endSearch({ search }: OpenSearch): void {
    this.#lastWanted = search.wanted || this.#lastWanted;
    this.#search = undefined;
  }
}

function outcome(changed: boolean): EditOutcome {
  return changed ? CHANGED : BELL;
}
