/**
 * A caller in memory: it writes down what it is told and answers questions from a list.
 *
 * @module
 */

import type { Caller } from "../../core/commands/caller.ts";
import { CallerGone } from "../../core/commands/errors.ts";
import { plain, type Text } from "../../core/terminal/style/styled_text.ts";
import type { Refusal } from "../../core/world/refusal.ts";
import type { Role } from "../../core/world/role.ts";

/** A caller whose role and whose turn the test sets, and whose `heard` the test reads. */
export class FakeCaller implements Caller {
  readonly session = "s1";
  readonly columns = 80;
  role: Role;
  focus: string | undefined;
  /** What {@linkcode Caller.ready} returns. */
  turn: Promise<void> | undefined;
  /** How often a turn was taken. */
  turnsTaken = 0;
  /** All that was said to the caller, in order, as `reply: ...` and so on, after the name of the method. */
  readonly heard: string[] = [];
  /** What the caller will answer; with none left they hang up. */
  readonly answers: string[];

  constructor({ role = "guest", answers = [] }: { role?: Role; answers?: string[] } = {}) {
    this.role = role;
    this.answers = answers;
  }

  ready(): Promise<void> | undefined {
    this.turnsTaken++;
    return this.turn;
  }

  reply(text: Text): void {
    this.heard.push(`reply: ${plain(text)}`);
  }

  fail(text: Text): void {
    this.heard.push(`fail: ${plain(text)}`);
  }

  refuse(refusal: Refusal): void {
    this.heard.push(`refuse: ${JSON.stringify(refusal)}`);
  }

  ask(question: Text): Promise<string> {
    this.heard.push(`ask: ${plain(question)}`);
    const answer = this.answers.shift();
    return answer === undefined ? Promise.reject(new CallerGone()) : Promise.resolve(answer);
  }

  flushed(): Promise<void> {
    return Promise.resolve();
  }

  hangUp(text: Text): void {
    this.heard.push(`hangUp: ${plain(text)}`);
  }
}
