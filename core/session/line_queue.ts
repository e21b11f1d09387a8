/**
 * Lines that a caller has sent and that have not been used yet, and who waits for them.
 *
 * @module
 */

import { CallerGone, Cancelled } from "../commands/errors.ts";

/** So many lines may wait before nothing more is read from the caller, unless told otherwise. */
const CAPACITY = 64;

/** Who does something with lines as they come. */
export interface LineUser<Line> {
  /** Does something with a line. Until a promise of it resolves, the next ones wait. */
  serve(line: Line): Promise<unknown> | void;
  /** Called whenever the next line is waited for. */
  invite?(): void;
  /** Called when the caller interrupts while the next line is waited for. */
  cancelled?(): void;
  /**
   * Called when no more lines will come and the last is dealt with, or with what `serve` throws. As it may be called
   * again, what it does is to be done once.
   */
  over(error?: unknown): void;
}

/** Lines in the order they came, each taken once. What a line is, is up to the protocol. */
export class LineQueue<Line = string> {
  #lines: Line[] = [];
  #waiting: PromiseWithResolvers<Line> | undefined;
  #room: PromiseWithResolvers<void> | undefined;
  /** Whether nothing that has been pushed is still to be dealt with, and who waits for that. */
  #isDone = true;
  #done: PromiseWithResolvers<void> | undefined;
  /** Who takes the lines that nobody else waits for, and whether they are dealing with one. */
  #user: LineUser<Line> | undefined;
  #isBusy = false;
  #end: PromiseWithResolvers<void> | undefined;
  #hasEnded = false;
  #capacity = CAPACITY;

  /** How many lines may wait before the queue is full; 1 or more. */
  get capacity(): number {
    return this.#capacity;
  }

  set capacity(lines: number) {
    this.#capacity = lines;
    if (this.#lines.length < lines) this.#makeRoom();
  }

  /** Whether somebody waits for a line. */
  get isAwaited(): boolean {
    return this.#waiting !== undefined;
  }

  /** Resolves when no more lines will come. */
  get ended(): Promise<void> {
    if (this.#hasEnded) return Promise.resolve();
    this.#end ??= Promise.withResolvers();
    return this.#end.promise;
  }

  /** Whether a line is there to be taken at once. */
  get hasMore(): boolean {
    return this.#lines.length > 0;
  }

  /** Adds a line, or hands it to whoever waits; after the end it is thrown away. */
  push(line: Line): void {
    if (this.#hasEnded) return;
    this.#isDone = false;
    if (this.#waiting) return this.#settle((waiting) => waiting.resolve(line));
    this.#lines.push(line);
    if (this.#user && !this.#isBusy) this.#useUp(this.#user);
  }

  /**
   * Hands each line to somebody, one after the other, until no more will come. While they deal with one they may take
   * some by {@linkcode next}. Between lines nothing waits, which a loop around `next` would: a kilobyte for each
   * caller who says nothing.
   */
  each(user: LineUser<Line>): void {
    this.#user = user;
    this.#useUp(user);
  }

  /** Hands no more lines to whoever has them by {@linkcode each}: they wait for somebody else. */
  release(): void {
    this.#user = undefined;
  }

  #useUp(user: LineUser<Line>): void {
    this.#isBusy = true;
    try {
      for (let line; this.#user === user && (line = this.#take()) !== undefined;) {
        const done = user.serve(line);
        if (done) {
          return void done.then(() => this.#useUp(user), (error) => this.#fail(user, error));
        }
      }
    } catch (error) {
      return this.#fail(user, error);
    }
    this.#isBusy = false;
    if (this.#user !== user) return;
    this.#finish();
    if (this.#hasEnded) user.over();
    else user.invite?.();
  }

  #fail(user: LineUser<Line>, error: unknown): void {
    this.#isBusy = false;
    this.release();
    user.over(error);
  }

  #take(): Line | undefined {
    const line = this.#lines.shift();
    if (line !== undefined && this.#lines.length < this.#capacity) this.#makeRoom();
    return line;
  }

  /**
   * The next line.
   *
   * @returns A promise that rejects with {@link CallerGone} when no more will come, and with
   * {@link Cancelled} when the caller interrupts.
   */
  next(): Promise<Line> {
    const line = this.#take();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#hasEnded) return Promise.reject(new CallerGone());
    this.#waiting ??= Promise.withResolvers();
    this.#finish();
    return this.#waiting.promise;
  }

  /** Throws away what waits; whoever waits for a line is told. Tells whether anybody was. */
  cancel(): boolean {
    this.#lines = [];
    this.#makeRoom();
    this.#finish();
    const wasAwaited = this.isAwaited;
    this.#settle((waiting) => waiting.reject(new Cancelled()));
    const user = wasAwaited || this.#isBusy ? undefined : this.#user;
    // As whoever waits is: behind what else has come with the interrupt.
    if (user) queueMicrotask(() => user.cancelled?.());
    return wasAwaited;
  }

  /** No more lines will come; those that are there can still be taken. */
  end(): void {
    this.#hasEnded = true;
    this.#end?.resolve();
    this.#makeRoom();
    this.#finish();
    this.#settle((waiting) => waiting.reject(new CallerGone()));
    if (!this.#isBusy) this.#user?.over();
  }

  /** No more lines will come, and those that are there are nobody's. */
  close(): void {
    this.#lines = [];
    this.end();
  }

  /** Resolves when there is room for more lines; nothing when there is. */
  roomForMore(): Promise<void> | undefined {
    if (this.#lines.length < this.#capacity) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /**
   * Resolves when all that has been pushed is dealt with, as the next line is waited for, or thrown away;
   * nothing when it is.
   */
  done(): Promise<void> | undefined {
    if (this.#isDone) return undefined;
    this.#done ??= Promise.withResolvers();
    return this.#done.promise;
  }

  #finish(): void {
    this.#isDone = true;
    this.#done?.resolve();
    this.#done = undefined;
  }

  #settle(settle: (waiting: PromiseWithResolvers<Line>) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) settle(waiting);
  }

  #makeRoom(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
