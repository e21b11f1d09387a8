/**
 * What a caller has said and that is not done yet, while the next line of theirs is looked at.
 *
 * @module
 */

/** The most lines that one caller may say in one turn: more would fill the outboxes of all who hear. */
const AT_ONCE = 16;

/**
 * What a caller has said and that is not done yet. Talk is not waited for, so that what one packet
 * brings is said in one turn: one commit, and one write to each who hears it. All else that the caller
 * does waits until it is {@linkcode OngoingTalk.done}.
 */
export class OngoingTalk {
  readonly #failed: (error: unknown) => void;
  #last: Promise<unknown> | undefined;
  #count = 0;

  /**
   * Makes talk of which there is none yet.
   *
   * @param failed Told why something that was said could not be: a bug of ours, as what the caller does
   *   wrong is answered.
   */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /**
   * Goes on without something that was said.
   *
   * @param said Settles when it is done; then so is what was said before it.
   * @returns What to wait for before the next line, if there is something.
   */
  add(said: Promise<unknown>): Promise<void> | undefined {
    this.#last = said.catch(this.#failed);
    return ++this.#count < AT_ONCE ? undefined : this.done();
  }

  /** Resolves when all that was said so far is done; nothing when that is so already. */
  done(): Promise<void> | undefined {
    const last = this.#last;
    return last?.then(() => {
      if (this.#last !== last) return;
      this.#last = undefined;
      this.#count = 0;
    });
  }
}
