/**
 * Scanners: programs that look for something else on a port, or for nothing.
 *
 * @module
 */

import { type LocalCall, LocalWire } from "./local_wire.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What each kind of scanner sends; one that sends nothing stays, or is gone at once. */
export const SCANNERS = {
  silent: undefined,
  http: bytesOf("GET /login.php HTTP/1.1\r\nHost: x\r\nUser-Agent: probe\r\n\r\n"),
  ssh: bytesOf("SSH-2.0-Go\r\n"),
  // The beginning of a ClientHello of TLS 1.3, with 250 bytes of its 512.
  tls: Uint8Array.from(
    { length: 255 },
    (_, i) => [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3][i] ?? i % 251,
  ),
  // Of no protocol: every seventh value of a byte, so that control codes are among them.
  random: Uint8Array.from({ length: 64 }, (_, i) => (i * 7 + 1) % 250),
  reset: undefined,
} as const;

/** A kind of scanner. */
export type ScannerKind = keyof typeof SCANNERS;

/** The kinds of scanners, in the order in which they come. */
export const SCANNER_KINDS = Object.keys(SCANNERS) as ScannerKind[];

/** Scanners that have dialled. Disposing of them hangs up all that are still there. */
export class Scanners implements AsyncDisposable {
  readonly #wires: LocalWire[] = [];

  /** Dials with so many scanners of all kinds, each from a network of its own. */
  async dial(port: number, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const kind = SCANNER_KINDS[index % SCANNER_KINDS.length]!;
      await this.#dialOne(kind, { port, from: addressOf(index) });
    }
  }

  async #dialOne(kind: ScannerKind, call: LocalCall): Promise<void> {
    const wire = await LocalWire.dial(call);
    this.#wires.push(wire);
    // A program that is done with a connection closes its end when the other does.
    void wire.linkEnded.then(() => wire.reset());
    const sent = SCANNERS[kind];
    // What one sends is not to wait for all the others to dial, as they are programs of their own.
    if (sent) await wire.sendNow(sent);
    if (kind === "reset") wire.reset();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const wire of this.#wires) wire.reset();
    await Promise.all(this.#wires.map(({ closed }) => closed));
  }
}

/** An address in a network of 24 bits that no other index has. */
function addressOf(index: number): string {
  return `127.${20 + Math.floor(index / 250)}.${1 + index % 250}.7`;
}
