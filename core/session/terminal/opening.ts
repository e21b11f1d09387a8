/**
 * The opening of a call: the time in which the caller's program says what it is.
 *
 * @module
 */

import type { TelnetPeer } from "../../telnet/peer.ts";

/**
 * Until when nothing is shown that depends on the caller's terminal: the program has told all that it is
 * asked for, or somebody types, or the time for it is over.
 */
export class Opening {
  readonly #telnet: Pick<TelnetPeer, "facts" | "isEnabled">;
  readonly #over = Promise.withResolvers<void>();

  constructor(telnet: Pick<TelnetPeer, "facts" | "isEnabled">) {
    this.#telnet = telnet;
  }

  /** Resolves at its end. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** Looks at what the program has told by now. */
  look(): void {
    const { settled, environment } = this.#telnet.facts;
    const tellsMore = this.#telnet.isEnabled("remote", "NEW-ENVIRON") &&
      Object.keys(environment).length === 0;
    if (settled && !tellsMore) this.end();
  }

  /** Ends it: there is nothing more to wait for, or no time. */
  end(): void {
    this.#over.resolve();
  }
}
