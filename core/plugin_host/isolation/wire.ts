/**
 * Calls between the house and a plugin that runs apart: plain data over the messages of a worker.
 *
 * @module
 */

import { CallerGone, Cancelled, RefusedError, UserError } from "../../commands/errors.ts";
import type { Refusal } from "../../world/refusal.ts";
import { FetchError } from "../capabilities/fetch.ts";

/** Does what the other side asks for. */
export type Served = (method: string, args: readonly unknown[]) => unknown;

/** An error as a message has it. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly refusal?: unknown;
}

/** What is sent. A call without an id is not answered. */
export type WireMessage =
  | {
    readonly kind: "call";
    readonly id?: number;
    readonly target: number;
    readonly method: string;
    readonly args: readonly unknown[];
  }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly error: SentError }
  | { readonly kind: "release"; readonly target: number };

/** What both sides serve from the beginning. */
export const MAIN = 0;

/** One end of a wire. What is sent arrives in that order. */
export class Wire {
  readonly #post: (message: WireMessage) => void;
  readonly #served = new Map<number, Served>();
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #last = MAIN;
  #end: Error | undefined;

  /**
   * @param post Sends a message to the other end; throws what can't be sent.
   * @param main What the other end may call at once.
   */
  constructor(post: (message: WireMessage) => void, main: Served) {
    this.#post = post;
    this.#served.set(MAIN, main);
  }

  /** Lets the other end call something, by the number that is returned, until it is released. */
  serve(served: Served): number {
    this.#last++;
    this.#served.set(this.#last, served);
    return this.#last;
  }

  /** Forgets what was served. */
  release(target: number): void {
    this.#served.delete(target);
  }

  /** Tells the other end that what it serves is not needed any more. */
  letGo(target: number): void {
    if (!this.#end) this.#post({ kind: "release", target });
  }

  /**
   * Has the other end do something.
   *
   * @throws What it throws, or why the wire has ended.
   */
  async call(target: number, method: string, args: readonly unknown[] = []): Promise<unknown> {
    if (this.#end) throw this.#end;
    this.#last++;
    const id = this.#last;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    try {
      this.#post({ kind: "call", id, target, method, args });
      return await waiting.promise;
    } finally {
      this.#waiting.delete(id);
    }
  }

  /** Has the other end do something that nobody waits for. */
  tell(target: number, method: string, args: readonly unknown[] = []): void {
    if (!this.#end) this.#post({ kind: "call", target, method, args });
  }

  /** Takes a message of the other end. What is none is passed over. */
  receive(message: WireMessage): void {
    if (this.#end) return;
    switch (message?.kind) {
      case "call":
        void this.#serve(message);
        break;
      case "answer":
        this.#waiting.get(message.id)?.resolve(message.value);
        break;
      case "failure":
        this.#waiting.get(message.id)?.reject(receivedError(message.error));
        break;
      case "release":
        if (message.target !== MAIN) this.release(message.target);
    }
  }

  /** Ends it: all who wait for an answer, and all who call from now on, are told why. */
  end(why: Error): void {
    this.#end ??= why;
    this.#served.clear();
    for (const { reject } of this.#waiting.values()) reject(why);
  }

  async #serve({ id, target, method, args }: WireMessage & { kind: "call" }): Promise<void> {
    try {
      const served = this.#served.get(target);
      if (!served) throw new Error(`Cannot call "${method}" as it is not there any more`);
      const value = await served(method, args);
      if (id !== undefined && !this.#end) this.#post({ kind: "answer", id, value });
    } catch (error) {
      if (id !== undefined && !this.#end) {
        this.#post({ kind: "failure", id, error: sentError(error) });
      }
    }
  }
}

/** An error as a message has it. */
export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  const { refusal } = error as { refusal?: unknown };
  return { name, message, ...(stack && { stack }), ...(refusal !== undefined && { refusal }) };
}

type ErrorClass = new (message: string) => Error;

/** Those that mean something to who catches them. */
const ERRORS: Readonly<Record<string, ErrorClass>> = {
  CallerGone,
  Cancelled,
  FetchError,
  RangeError,
  SyntaxError,
  TypeError,
  UserError,
};

/** The error that a message has. */
export function receivedError({ name, message, stack, refusal }: SentError): Error {
  const error = name === "RefusedError" && typeof refusal === "object" && refusal !== null
    ? new RefusedError(refusal as Refusal)
    : new (Object.hasOwn(ERRORS, name) ? ERRORS[name]! : Error)(String(message));
  if (error.name !== name && !(error instanceof RefusedError)) {
    Object.defineProperty(error, "name", { value: String(name) });
  }
  if (stack !== undefined) error.stack = String(stack);
  return error;
}
