/**
 * The editing of one input line, for callers whose terminal does not do it.
 *
 * @module
 */

import type { KeyEvent } from "./key_decoder.ts";
import type { KeyName } from "./key_names.ts";
import { LineBuffer } from "./line_buffer.ts";
import { LineHistory } from "./line_history.ts";
import { safeText } from "./safe_text.ts";
import { commonPrefix, type Completer } from "./tab_completion.ts";

/** What came of a key. */
export type EditOutcome =
  /** The line or the cursor is another. */
  | { readonly kind: "changed" }
  /** The caller sent this line, whose text is safe; the next one is begun. */
  | { readonly kind: "line"; readonly text: string }
  /** The caller pressed Ctrl-C; what was typed is gone. */
  | { readonly kind: "interrupt" }
  /** The caller pressed Ctrl-D on an empty line. */
  | { readonly kind: "end" }
  /** The caller wants a clear screen. */
  | { readonly kind: "redraw" }
  /** The words that the one being typed may become, to be shown above the line. */
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

/** The keys that edit the line or move in it; each tells whether it did anything. */
const EDITS: Readonly<Partial<Record<KeyName, (line: LineBuffer) => boolean>>> = {
  "alt-b": (line) => line.moveTo(line.wordStart),
  "alt-backspace": (line) => line.cut({ from: line.wordStart, to: line.cursor }),
  "alt-d": (line) => line.cut({ from: line.cursor, to: line.wordEnd }),
  "alt-f": (line) => line.moveTo(line.wordEnd),
  "alt-left": (line) => line.moveTo(line.wordStart),
  "alt-right": (line) => line.moveTo(line.wordEnd),
  "backspace": (line) => line.erase({ from: Math.max(line.cursor - 1, 0), to: line.cursor }),
  "ctrl-a": (line) => line.moveTo(0),
  "ctrl-b": (line) => line.moveTo(line.cursor - 1),
  "ctrl-d": (line) => line.erase({ from: line.cursor, to: line.cursor + 1 }),
  "ctrl-e": (line) => line.moveTo(line.length),
  "ctrl-f": (line) => line.moveTo(line.cursor + 1),
  "ctrl-k": (line) => line.cut({ from: line.cursor, to: line.length }),
  "ctrl-left": (line) => line.moveTo(line.wordStart),
  "ctrl-right": (line) => line.moveTo(line.wordEnd),
  "ctrl-u": (line) => line.cut({ from: 0, to: line.cursor }),
  "ctrl-w": (line) => line.cut({ from: line.wordStart, to: line.cursor }),
  "ctrl-y": (line) => line.paste(),
  "delete": (line) => line.erase({ from: line.cursor, to: line.cursor + 1 }),
  "end": (line) => line.moveTo(line.length),
  "home": (line) => line.moveTo(0),
  "left": (line) => line.moveTo(line.cursor - 1),
  "right": (line) => line.moveTo(line.cursor + 1),
};

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
  readonly #complete: Completer | undefined;
  #secret = false;
  #tabPressed = false;

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

  /**
   * Whether what is typed is a secret: not shown, not kept in the history, not completed, and
   * never to be pasted again.
   */
  get secret(): boolean {
    return this.#secret;
  }

  set secret(secret: boolean) {
    this.#secret = secret;
    this.#line.forgetCut();
  }

  /** Throws away what was typed. */
  clear(): void {
    this.#line.rewrite("");
    this.#history.leave();
    this.#tabPressed = false;
  }

  /** Takes one key of the caller and tells what came of it. */
  feed(event: KeyEvent): EditOutcome {
    const tabBefore = this.#tabPressed;
    this.#tabPressed = false;
    if (event.kind === "text") return outcome(this.#line.insert(event.text));
    switch (event.name) {
      case "enter":
        return this.#send();
      case "tab":
        return this.#completeWord(tabBefore);
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
      case "ctrl-d":
        if (this.#line.length === 0) return { kind: "end" };
    }
    const edit = EDITS[event.name];
    return edit ? outcome(edit(this.#line)) : { kind: "none" };
  }

  #send(): EditOutcome {
    const text = safeText(this.text);
    if (!this.#secret && text.trim() !== "") this.#history.add(text);
    this.clear();
    return { kind: "line", text };
  }

  #recall(find: () => string | undefined): EditOutcome {
    const line = this.#secret ? undefined : find();
    if (line !== undefined) this.#line.rewrite(line);
    return outcome(line !== undefined);
  }

  #completeWord(again: boolean): EditOutcome {
    const before = this.#line.textBeforeCursor;
    const found = this.#secret ? undefined : this.#complete?.(before, before.length);
    if (found === undefined || found.candidates.length === 0) return { kind: "bell" };
    const { start, candidates } = found;
    const word = before.slice(start);
    const completed = commonPrefix(candidates);
    this.#tabPressed = candidates.length > 1;
    if (candidates.length === 1 || completed.length > word.length) {
      const range = { from: this.#line.graphemeAt(start), to: this.#line.cursor };
      return outcome(this.#line.replace(range, completed));
    }
    return again ? { kind: "candidates", list: candidates } : { kind: "bell" };
  }
}

function outcome(changed: boolean): EditOutcome {
  return { kind: changed ? "changed" : "bell" };
}
