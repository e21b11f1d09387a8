/**
 * How many people there have been at once.
 *
 * @module
 */

/** The most people that have been here at once since the server started. */
export class Crowd {
  #most = 0;

  /** So many are here now. */
  note(count: number): void {
    this.#most = Math.max(this.#most, count);
  }

  get most(): number {
    return this.#most;
  }
}
