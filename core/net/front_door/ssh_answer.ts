/**
 * The answer to an SSH client where none is spoken: a line that says so.
 *
 * @module
 */

import type { Gateway } from "../gateway.ts";
import type { Link } from "../link.ts";
import { detectWords } from "./opening_words.ts";

/** Clients take lines before a version string for words to people (RFC 4253, section 4.2). */
const ANSWER = new TextEncoder().encode("There is no SSH here: dial with telnet.\r\n");

/** Tells clients that there is no SSH here, and closes. */
export class SshAnswer implements Gateway {
  readonly name = "ssh";
  readonly summary = "SSH clients: a line that says to dial with telnet.";
  readonly #met: (address: string) => void;

  /** @param met Told of the address of each. */
  constructor({ met = () => {} }: { readonly met?: (address: string) => void } = {}) {
    this.#met = met;
  }

  detect(bytes: Uint8Array): ReturnType<typeof detectWords> {
    return detectWords(bytes, ["SSH-"]);
  }

  async serve(link: Link): Promise<void> {
    this.#met(link.remote.address);
    link.write(ANSWER);
    await link.outbox.drained();
  }
}
