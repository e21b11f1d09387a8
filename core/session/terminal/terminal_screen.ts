/**
 * What is on a caller's screen: text that scrolls up, and below it the line they are typing.
 *
 * @module
 */

import { CallerGone } from "../../commands/errors.ts";
import type { Frame } from "../../net/outbox/broadcast.ts";
import { countOf } from "../../words/plural.ts";
import { displayWidth } from "../../terminal/style/display_width.ts";
import type { LineEditor } from "../../terminal/editing/line_editor.ts";
import type { TerminalProfile } from "../../terminal/profile.ts";
import { PromptLine, type RowOutput } from "../../terminal/editing/prompt_line.ts";
import { renderLine } from "../../terminal/style/render.ts";
import { representableText } from "../../terminal/charset/representable.ts";
import type { ScreenView } from "../../terminal/views/screen_view.ts";
import { joinStyled, lineText, splitLines, type Text } from "../../terminal/style/styled_text.ts";
import type { HeldOutput } from "./held_output.ts";
import { LentScreen } from "./lent_screen.ts";
import { bytesFor, encodeDrawn, frameOf } from "./terminal_rendering.ts";

/** The private mode of xterm in which pastes have marks ("Bracketed Paste Mode"). */
const MARK_PASTES = { on: "\x1b[?2004h", off: "\x1b[?2004l" } as const;

/** What a prompt is for. */
export interface Prompt {
  /** Asked each time it is drawn. The same value again means that it has not changed. */
  text(): Text;
  /** A question waits for its answer; else the prompt only shows where plain text goes. */
  readonly asks: boolean;
}

/** What a screen works with. */
export interface TerminalScreenParts {
  /** Sends bytes as they are. */
  write(bytes: Uint8Array): void;
  readonly profile: TerminalProfile;
  /** What is sent behind each prompt, if anything. */
  promptMark?(): Uint8Array | undefined;
}

/**
 * The screen of one terminal. In character mode the line being typed is ours: it is taken away before
 * anything else is shown and drawn again below it. In line mode the client draws it, and only
 * questions are shown.
 */
export class TerminalScreen {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #promptMark: () => Uint8Array | undefined;
  readonly #editor: LineEditor;
  readonly #line: PromptLine;
  #profile: TerminalProfile;
  #prompt: Prompt | undefined;
  #lastPrompt: Text = "";
  #marksPastes = false;
  #lent: LentScreen | undefined;
  /** Whether the prompt is on the screen, below all else. */
  #isDrawn = false;
  #framedRow: RowOutput | undefined;
  #frame: Frame | undefined;

  constructor(
    editor: LineEditor,
    { write, profile, promptMark = () => undefined }: TerminalScreenParts,
  ) {
    this.#write = write;
    this.#promptMark = promptMark;
    this.#profile = profile;
    this.#editor = editor;
    this.#line = new PromptLine(editor, { prompt: "", profile });
  }

  get profile(): TerminalProfile {
    return this.#profile;
  }

  /** The view that has the screen for itself now. */
  get lent(): LentScreen | undefined {
    return this.#lent;
  }

  /**
   * Lends the screen to a view until it is over; what is to be shown meanwhile comes then. Only in
   * character mode, and to one view at a time.
   */
  lend<Result>(view: ScreenView<Result>): Promise<Result> {
    this.#takeAway();
    const lent = new LentScreen(view, {
      profile: this.#profile,
      draw: (text) => this.#type(text),
      over: (held) => this.#takeBack(held),
    });
    this.#lent = lent as LentScreen;
    return lent.result;
  }

  /** Whether a question waits for its answer. */
  get asks(): boolean {
    return this.#prompt?.asks ?? false;
  }

  /** Takes what is newly known of the terminal. */
  changeProfile(profile: TerminalProfile): void {
    const wasDrawn = this.#isDrawn;
    const { editsLines } = this.#profile;
    // What the client edits from now on begins on a row of its own.
    if (wasDrawn && !editsLines && profile.editsLines) this.#type(this.#line.leave());
    this.#profile = profile;
    this.#line.change({ profile });
    this.#markPastes(profile.xterm && !profile.editsLines);
    if (this.#lent) return this.#lent.changeProfile(profile);
    // In line mode the row is the client's; when it becomes ours, it is drawn over what stands there.
    this.#isDrawn = wasDrawn && editsLines && profile.editsLines;
    this.drawPrompt();
  }

  /** Shows a text above the prompt; `as`: as if the terminal were another one. */
  show(text: Text, as: Partial<TerminalProfile> = {}): void {
    this.send(bytesFor(text, { ...this.#profile, ...as }));
  }

  /** Shows what has been rendered already, above the prompt. */
  send(bytes: Uint8Array): void {
    if (this.#lent) return this.#lent.hold(bytes);
    this.#takeAway();
    this.#write(bytes);
  }

  /** Takes the prompt away, so that what has been rendered can be written, if no view has the screen. */
  makeRoom(): boolean {
    if (!this.#lent) this.#takeAway();
    return !this.#lent;
  }

  /**
   * What to put around what is rendered, so that the prompt is below it again: while the row that is drawn would be
   * drawn again as it is. The same object for all terminals where that is the same. Who types meanwhile, types on a
   * row that is there: nothing has to be known of it.
   */
  get frame(): Frame | undefined {
    if (!this.#isDrawn || this.#lent || this.#prompt?.text() !== this.#lastPrompt) return undefined;
    const row = this.#profile.editsLines || this.#promptMark() ? undefined : this.#line.emptyRow;
    if (row !== this.#framedRow) {
      this.#framedRow = row;
      this.#frame = row && frameOf(row, this.#profile.charset);
    }
    return this.#frame;
  }

  /** Says what the caller's next line is for, and draws it. */
  setPrompt(prompt: Prompt): void {
    this.#takeAway();
    this.#prompt = prompt;
    this.drawPrompt();
  }

  /** Asks for the caller's next line. Of a question longer than a prompt may be, only a sign is the prompt. */
  ask(question: Text): void {
    const lines = splitLines(representableText(question, this.#profile.charset));
    const prompt = lines.pop()!;
    const fits = displayWidth(lineText(prompt)) <= this.#profile.columns / 2;
    if (!fits) lines.push(prompt);
    if (lines.length > 0) this.show(joinStyled(lines, "\n"));
    this.setPrompt({ text: () => (fits ? prompt : "> "), asks: true });
  }

  /** Draws the prompt if it is not there. Called once before the bytes of a turn go out, too. */
  drawPrompt(): void {
    if (this.#isDrawn || !this.#prompt || this.#lent) return;
    const { editsLines } = this.#profile;
    if (editsLines && !this.#prompt.asks) return;
    const text = this.#prompt.text();
    this.#type(editsLines ? renderPrompt(text, this.#profile) : this.#drawLine(text));
    this.#isDrawn = true;
    const mark = this.#promptMark();
    if (mark) this.#write(mark);
  }

  /**
   * Brings the line being typed up to date after a key.
   *
   * @param isSent Whether it is sent with the next key: what would be taken away then is not even shown.
   */
  updateLine({ isSent = false }: { readonly isSent?: boolean } = {}): void {
    if (isSent && !this.#stays(this.#editor.text)) return;
    if (this.#isDrawn) this.#type(this.#line.update());
    else this.drawPrompt();
  }

  /**
   * The caller has sent their line.
   *
   * @param echoed Whether the client has shown the end of the line, in line mode.
   */
  sendLine(line: string, { echoed }: { echoed: boolean }): void {
    if (this.#profile.editsLines) {
      if (!echoed) this.#type("\r\n");
    } else if (this.#isDrawn) {
      this.#type(this.#stays(line) ? this.#line.leave() : this.#line.erase());
    }
    this.removePrompt();
  }

  /** Commands and answers stay on the screen; talk goes, as it is shown again the way everyone sees it. */
  #stays(line: string): boolean {
    return this.asks || line.startsWith("/");
  }

  /** No line is waited for any more. */
  removePrompt(): void {
    this.#isDrawn = false;
    this.#prompt = undefined;
  }

  /** Shows a last text, and leaves the terminal as it was found. */
  close(text: Text): void {
    this.#lent?.end(new CallerGone());
    this.show(text);
    this.removePrompt();
    this.#markPastes(false);
  }

  clear(): void {
    if (this.#profile.editsLines) return;
    this.#type(this.#line.clearScreen());
    this.#isDrawn = true;
  }

  bell(): void {
    this.#type("\x07");
  }

  /** Asks the terminal to put marks around what is pasted, or no longer. */
  #markPastes(on: boolean): void {
    if (on === this.#marksPastes) return;
    this.#marksPastes = on;
    this.#type(on ? MARK_PASTES.on : MARK_PASTES.off);
  }

  /** Shows what was kept while a view had the screen. */
  #takeBack(held: HeldOutput): void {
    this.#lent = undefined;
    if (held.lostLines > 0) {
      this.show(`(Meanwhile ${countOf(held.lostLines, "line")} came that could not be kept.)`);
    }
    for (const bytes of held.pieces) this.#write(bytes);
  }

  #takeAway(): void {
    if (!this.#isDrawn) return;
    this.#type(this.#profile.editsLines ? "\r\n" : this.#line.erase());
    this.#isDrawn = false;
  }

  #drawLine(prompt: Text): string {
    if (prompt !== this.#lastPrompt) this.#line.change({ prompt });
    this.#lastPrompt = prompt;
    return this.#line.draw();
  }

  #type(text: string): void {
    if (text !== "") this.#write(encodeDrawn(text, this.#profile.charset));
  }
}

function renderPrompt(text: Text, profile: TerminalProfile): string {
  return renderLine(splitLines(representableText(text, profile.charset))[0]!, profile);
}
