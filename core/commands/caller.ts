/**
 * Who runs a command, as every gateway presents them.
 *
 * @module
 */

import type { TerminalProfile } from "../terminal/profile.ts";
import type { ScreenView } from "../terminal/views/screen_view.ts";
import type { Text } from "../terminal/style/styled_text.ts";
import type { Refusal } from "../world/refusal.ts";
import type { Role } from "../world/role.ts";

/** One session that can run commands. Nothing here waits for the wire: answers go to an outbox. */
export interface Caller {
  /** The session's id. */
  readonly session: string;

  /** The role as of now: it may change while a command waits. */
  readonly role: Role;

  /** How many columns an answer may take. */
  readonly columns: number;

  /** How many rows their screen has; undefined where there is none, or it is not known. */
  readonly rows?: number;

  /**
   * What is known of their terminal; undefined for who is at none.
   *
   * @internal
   */
  readonly terminal?: TerminalProfile;

  /** The name of the room that plain text goes to; undefined while the caller is in none. */
  focus: string | undefined;

  /**
   * Takes a turn under flood control.
   *
   * @returns Nothing when the command may run now, else a promise of its turn.
   * Rejects with {@linkcode CallerGone} if the caller hangs up first.
   */
  ready(): Promise<void> | undefined;

  /** Shows an answer. */
  reply(text: Text): void;

  /** Says what the person did wrong. */
  fail(text: Text): void;

  /** Says the world's no, in the gateway's own words. */
  refuse(refusal: Refusal): void;

  /**
   * Asks a question and takes the next line as its answer. A secret answer is not echoed.
   * Rejects with {@linkcode CallerGone} on hang-up and {@linkcode Cancelled} on Ctrl-C.
   */
  ask(question: Text, options?: { readonly secret?: boolean }): Promise<string>;

  /**
   * Lends the caller's screen to a view, which takes their keys until it is over. Undefined where
   * that can't be: they are at no terminal, or at one that sends lines, is read out, or has not told
   * how many rows it has. Rejects as `ask` does.
   *
   * @internal
   */
  lendScreen?<Result>(view: ScreenView<Result>): Promise<Result> | undefined;

  /**
   * Resolves once all answers so far have been sent, or the caller is gone. Only what answers at great
   * length has to wait, so that it does not take its caller for a slow reader.
   */
  flushed(): Promise<void>;

  /** Ends the session, after a last line. */
  hangUp(text: Text): void;
}
