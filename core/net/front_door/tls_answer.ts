/**
 * The answer to a client that begins TLS where none is spoken: an alert, so that it knows at once.
 *
 * @module
 */

import type { Detection, Gateway } from "../gateway.ts";
import type { Link } from "../link.ts";

/** A handshake record (RFC 8446, section 5.1) of any version 3.x. */
const HANDSHAKE = 22;
const MAJOR_VERSION = 3;

/** A fatal alert, handshake_failure (RFC 8446, section 6), in a record of TLS 1.0, which all clients read. */
const ALERT = Uint8Array.of(21, 3, 1, 0, 2, 2, 40);

/** Tells clients that there is no TLS here, and closes. */
export class TlsAnswer implements Gateway {
  readonly name = "tls";
  readonly summary = "Clients that expect TLS: an alert.";
  readonly #met: (address: string) => void;

  /** @param met Told of the address of each. */
  constructor({ met = () => {} }: { readonly met?: (address: string) => void } = {}) {
    this.#met = met;
  }

  detect(bytes: Uint8Array): Detection {
    if (bytes[0] !== HANDSHAKE) return "no";
    if (bytes.length === 1) return "more";
    return bytes[1] === MAJOR_VERSION ? "yes" : "no";
  }

  async serve(link: Link): Promise<void> {
    this.#met(link.remote.address);
    link.write(ALERT);
    await link.outbox.drained();
  }
}
