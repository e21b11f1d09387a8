/**
 * What a caller does at their terminal, as lines and wishes, whichever side edits the line.
 *
 * @module
 */

import type { Cancel, Clock } from "../../net/clock.ts";
import type { CommandName } from "../../telnet/commands.ts";
import { KeyDecoder, type KeyEvent } from "../../terminal/keys/key_decoder.ts";
import type { LineEditor } from "../../terminal/editing/line_editor.ts";
import { LineSplitter } from "../../terminal/keys/line_splitter.ts";
import type { TerminalProfile } from "../../terminal/profile.ts";

/** What a caller did. */
export type InputEvent =
  | { readonly kind: "line"; readonly text: string }
  /** They have pasted several lines that are one message. */
  | { readonly kind: "block"; readonly lines: readonly string[] }
  /** They want out of what they are doing. */
  | { readonly kind: "interrupt" }
  /** They have nothing more to say. */
  | { readonly kind: "end" }
  /** Their line is longer than allowed, and gone. */
  | { readonly kind: "too-long" }
  /** What they have pasted is longer than allowed, and gone. */
  | { readonly kind: "paste-too-long" }
  /** They want to know whether we are there. */
  | { readonly kind: "ayt" }
  /** In character mode: the line on the screen is another now; perhaps it is sent with the next key. */
  | { readonly kind: "edited"; readonly isSent: boolean }
  /** In character mode: a view has taken the key. */
  | { readonly kind: "viewed" }
  | { readonly kind: "clear" }
  | { readonly kind: "bell" }
  | { readonly kind: "candidates"; readonly list: readonly string[] };

/** After so long with nothing behind it, an ESC is the key: long enough for a slow line. */
const ESCAPE_MS = 500;

/** What takes keys. */
export interface KeyTaker {
  /** Takes a key, and gives what was typed behind the last that it takes. */
  press(key: KeyEvent): string;
}

/** What a {@linkcode TerminalInput} is made with. */
export interface TerminalInputOptions {
  /** The most bytes of a line in line mode. */
  readonly limitBytes: number;
  /** Tells an ESC that was pressed from the beginning of another key. */
  readonly clock: Clock;
  /** What takes the keys now in the place of the line: a view that has the screen. */
  readonly view: () => KeyTaker | undefined;
  /** Told what the caller did. */
  readonly heard: (event: InputEvent) => void;
}

/** Turns bytes and telnet commands into what the caller did, in line mode or in character mode. */
export class TerminalInput {
  readonly #editor: LineEditor;
  readonly #splitter: LineSplitter;
  readonly #keys = new KeyDecoder();
  readonly #clock: Clock;
  readonly #view: TerminalInputOptions["view"];
  readonly #heard: (event: InputEvent) => void;
  #stopWaiting: Cancel = () => {};
  #editsLines = true;
  /** Whether the line is another than that of the last "edited". */
  #isEdited = false;
  #charset: TerminalProfile["charset"] = "utf-8";

  constructor(editor: LineEditor, { limitBytes, clock, view, heard }: TerminalInputOptions) {
    this.#editor = editor;
    this.#splitter = new LineSplitter({ limitBytes });
    this.#clock = clock;
    this.#view = view;
    this.#heard = heard;
  }

  /** Changes to line mode or to character mode, and to a charset; what has been typed of a line comes along. */
  change({ editsLines, charset }: Pick<TerminalProfile, "editsLines" | "charset">): void {
    if (charset !== this.#charset) {
      this.#charset = charset;
      this.#splitter.changeCharset(charset);
      this.#keys.changeCharset(charset);
    }
    if (editsLines === this.#editsLines) return;
    this.#editsLines = editsLines;
    if (editsLines) {
      this.#splitter.putUnfinished(this.#editor.text);
      this.#editor.clear();
    } else {
      this.#editor.feed({ kind: "text", text: this.#splitter.takeUnfinished() });
    }
  }

  /** Takes bytes that were typed. */
  receive(bytes: Uint8Array): void {
    if (this.#editsLines) {
      for (const event of this.#splitter.split(bytes)) this.#heard(event);
      return;
    }
    this.#stopWaiting();
    this.#pressAll(this.#keys.decode(bytes));
    if (this.#keys.mayBeEscape) {
      this.#stopWaiting = this.#clock.after(
        ESCAPE_MS,
        () => this.#pressAll(this.#keys.escape()),
      );
    }
  }

  /** All that came at once is shown at once: most of a line that comes whole is never drawn. */
  #pressAll(keys: readonly KeyEvent[]): void {
    for (const [index, key] of keys.entries()) {
      if (isEnter(key)) this.#tellEdited({ isSent: true });
      this.#press(key, { isSent: isEnter(keys[index + 1]) });
    }
    this.#tellEdited({ isSent: false });
  }

  #tellEdited({ isSent }: { readonly isSent: boolean }): void {
    if (this.#isEdited) this.#heard({ kind: "edited", isSent });
    this.#isEdited = false;
  }

  #press(key: KeyEvent, { isSent = false }: { readonly isSent?: boolean } = {}): void {
    const view = this.#view();
    if (view) {
      this.#heard({ kind: "viewed" });
      const text = view.press(key);
      return text === "" ? undefined : this.#press({ kind: "text", text });
    }
    const event = this.#editor.feed(key, { isSent });
    this.#isEdited ||= event.kind === "changed";
    if (event.kind === "changed" || event.kind === "none") return;
    this.#isEdited = false;
    this.#heard(event.kind === "redraw" ? { kind: "clear" } : event);
  }

  /** Takes a telnet command. */
  command(name: CommandName): void {
    switch (name) {
      case "abort":
      case "end-of-file":
        return this.#heard({ kind: "end" });
      case "ayt":
        return this.#heard({ kind: "ayt" });
      case "erase-character":
        return this.#erase("backspace", () => this.#splitter.eraseCharacter());
      case "erase-line":
        return this.#erase("ctrl-u", () => this.#splitter.eraseLine());
      case "interrupt":
        this.#keys.reset();
        if (this.#view()) return this.#press({ kind: "key", name: "ctrl-c" });
        this.#editor.clear();
        this.#splitter.eraseLine();
        return this.#heard({ kind: "interrupt" });
      case "abort-output":
      case "suspend":
        return; // Our output is short, and there is no job to suspend.
    }
  }

  #erase(key: "backspace" | "ctrl-u", eraseInSplitter: () => void): void {
    if (this.#editsLines) return eraseInSplitter();
    if (this.#view()) return this.#press({ kind: "key", name: key });
    this.#editor.feed({ kind: "key", name: key });
    this.#heard({ kind: "edited", isSent: false });
  }
}

function isEnter(key: KeyEvent | undefined): boolean {
  return key?.kind === "key" && key.name === "enter";
}
