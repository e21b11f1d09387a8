/**
 * A screen that is lent to a view for a while.
 *
 * @module
 */

import { Cancelled } from "../../commands/errors.ts";
import type { KeyEvent } from "../../terminal/keys/key_decoder.ts";
import type { TerminalProfile } from "../../terminal/profile.ts";
import type { ScreenView } from "../../terminal/views/screen_view.ts";
import { HeldOutput } from "./held_output.ts";

/** What a lent screen works with. */
export interface LentScreenParts {
  readonly profile: TerminalProfile;
  /** Sends what the view draws. */
  draw(text: string): void;
  /** Told once, as the view is over: the screen is given back. */
  over(held: HeldOutput): void;
}

/** One view on the screen of a caller, from the first key to the last. */
export class LentScreen<Result = unknown> {
  /** What comes of the view. Rejects with {@linkcode Cancelled} if the caller wants out of it. */
  readonly result: Promise<Result>;
  readonly #view: ScreenView<Result>;
  readonly #parts: LentScreenParts;
  readonly #waiting = Promise.withResolvers<Result>();
  readonly #held = new HeldOutput();
  #isOver = false;

  /** Draws the view. */
  constructor(view: ScreenView<Result>, parts: LentScreenParts) {
    this.#view = view;
    this.#parts = parts;
    this.result = this.#waiting.promise;
    parts.draw(view.draw(parts.profile));
  }

  /** Hands a key to the view, and gives what was typed behind the end of it. */
  press(key: KeyEvent): string {
    const step = this.#view.press(key);
    this.#parts.draw(step.sent);
    if (step.kind === "on") return "";
    this.#finish();
    if (step.kind === "cancelled") this.#waiting.reject(new Cancelled());
    else this.#waiting.resolve(step.result);
    return step.kind === "done" ? step.rest ?? "" : "";
  }

  /** Shows a sentence of the house on the view. */
  notice(text: string): void {
    this.#parts.draw(this.#view.notice(text));
  }

  /** Keeps what was to be shown until the view is over. */
  hold(bytes: Uint8Array): void {
    this.#held.push(bytes);
  }

  /** Takes what is newly known of the terminal. One that sends no keys any more ends the view. */
  changeProfile(profile: TerminalProfile): void {
    if (profile.editsLines) this.end(new Cancelled());
    else this.#parts.draw(this.#view.draw(profile));
  }

  /** Takes the view away; who waits for what comes of it is told why. */
  end(why: Error): void {
    if (this.#isOver) return;
    this.#parts.draw(this.#view.leave());
    this.#finish();
    this.#waiting.reject(why);
  }

  #finish(): void {
    this.#isOver = true;
    this.#parts.over(this.#held);
  }
}
