/**
 * What has a screen for itself for a while: it takes keys, and draws.
 *
 * @module
 */

import type { KeyEvent } from "../keys/key_decoder.ts";
import type { TerminalProfile } from "../profile.ts";

/** What came of a key: what is to be sent, and whether the view is over. */
export type ViewStep<Result> =
  /** It goes on. */
  | { readonly kind: "on"; readonly sent: string }
  /** The caller is done, and this is what came of it. The rest was typed behind what ended it. */
  | {
    readonly kind: "done";
    readonly sent: string;
    readonly result: Result;
    readonly rest?: string;
  }
  /** The caller wants out of it all. */
  | { readonly kind: "cancelled"; readonly sent: string };

/**
 * A view: the model of what fills the screen of a terminal in character mode, and what draws it. It
 * does no I/O; its methods give what is to be sent. Nobody else draws while it is shown.
 */
export interface ScreenView<Result> {
  /** Draws all of it: at the beginning, with the cursor at the beginning of a row, and after a resize. */
  draw(profile: TerminalProfile): string;
  /** Takes one key of the caller. */
  press(key: KeyEvent): ViewStep<Result>;
  /** Shows a sentence of the house, until the next key. */
  notice(text: string): string;
  /** Takes the view away before its time, with the cursor at the beginning of a row behind it. */
  leave(): string;
}
