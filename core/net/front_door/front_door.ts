/**
 * The front door: one port for every protocol, told apart by the first bytes of a caller.
 *
 * @module
 */

import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { Gateway } from "../gateway.ts";
import type { Link } from "../link.ts";

/** What the front door works with. */
export interface FrontDoorParts {
  /** Asked in this order. */
  gateways(): readonly Gateway[];
  /** For those who say nothing, or nothing that a gateway knows. */
  readonly terminal: Gateway;
  /** How long a caller may take over their first bytes, in milliseconds. */
  readonly detectMs: number;
  readonly clock: Clock;
  /** Told of the address of each who has ended the connection without having sent a byte. */
  saidNothing?(address: string): void;
}

/** So many bytes are enough to tell any protocol. */
const ENOUGH_BYTES = 512;

/** Telnet's first byte (RFC 854): nothing else begins with it. */
const IAC = 255;

/** Hands each caller to the gateway of their protocol. What they sent meanwhile is not lost. */
export class FrontDoor implements Gateway {
  readonly name = "front-door";
  readonly summary = "Every protocol, told apart by its first bytes.";
  readonly #parts: FrontDoorParts;

  constructor(parts: FrontDoorParts) {
    this.#parts = parts;
  }

  async serve(link: Link): Promise<void> {
    const gateway = await this.#detect(link);
    if (!gateway) return this.#parts.saidNothing?.(link.remote.address);
    await (gateway.serve(link) ?? link.closed);
  }

  /**
   * Waits for bytes until a gateway is sure, none can be, or the time is over, however few came in it.
   *
   * @returns Nothing for who is gone again without a byte: there is nobody to be served.
   */
  async #detect(link: Link): Promise<Gateway | undefined> {
    const { clock, detectMs, terminal } = this.#parts;
    const deadline = clock.steady() + detectMs;
    let seen: Uint8Array<ArrayBufferLike> = new Uint8Array();
    let found: Gateway | undefined;
    while (found === undefined) {
      const leftMs = deadline - clock.steady();
      if (leftMs <= 0) break;
      if (!await link.awaitBytes(leftMs)) {
        // While very many dial at once the time is over before what came in it has been read.
        await setImmediate();
        if (!link.hasInput) break;
      }
      const bytes = await link.read();
      if (bytes === null && seen.length === 0) return undefined;
      if (bytes === null) break;
      seen = Uint8Array.of(...seen, ...bytes);
      found = this.#judge(seen);
    }
    link.unread(seen);
    return found ?? terminal;
  }

  #judge(seen: Uint8Array): Gateway | undefined {
    const { gateways, terminal } = this.#parts;
    if (seen[0] === IAC) return terminal;
    let isOpen = false;
    for (const gateway of gateways()) {
      const detection = gateway.detect?.(seen) ?? "no";
      if (detection === "yes") return gateway;
      if (detection === "more") isOpen = true;
    }
    return isOpen && seen.length < ENOUGH_BYTES ? undefined : terminal;
  }
}
