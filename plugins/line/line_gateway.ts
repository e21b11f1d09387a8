/**
 * The gateway of the line protocol.
 *
 * @module
 */

import type { Detection, Gateway, GatewayHouse, Link } from "partyline";
import type { Dialect } from "./dialect.ts";
import { LineSession } from "./line_session.ts";

/** What a caller of this protocol may begin with. */
const WORDS = ["LOGIN", "LOGOUT", "JOIN", "PART", "MSG"];

/** So much of what a caller says first is looked at. */
const DETECT_BYTES = 512;

/** Serves callers of the line protocol. */
export class LineGateway implements Gateway {
  readonly name = "line";
  readonly summary = "Programs: one command a line, answered by OK or ERROR.";
  readonly #house: GatewayHouse;
  readonly #dialect: Dialect;
  readonly #opening: RegExp;
  readonly #unfinished: RegExp;

  constructor(house: GatewayHouse, dialect: Dialect) {
    this.#house = house;
    this.#dialect = dialect;
    // A word of the old dialect may go on.
    const word = `(?:${WORDS.join("|")})${dialect.matchesBeginnings ? "[^ \\r\\n]*" : ""}`;
    this.#opening = new RegExp(`^(?:LOGIN |${word}(?: [^\\r\\n]*)?[\\r\\n])`);
    this.#unfinished = new RegExp(`^${word}(?: [^\\r\\n]*)?$`);
  }

  /** LOGIN and a space, or a line that begins with a word of the protocol, once it has ended. */
  detect(bytes: Uint8Array): Detection {
    const said = String.fromCharCode(...bytes.subarray(0, DETECT_BYTES)).toUpperCase();
    if (this.#opening.test(said)) return "yes";
    const isBegun = this.#unfinished.test(said) || WORDS.some((word) => word.startsWith(said));
    return isBegun ? "more" : "no";
  }

  serve(link: Link): void {
    new LineSession(this.#house, { link, gateway: this.name, dialect: this.#dialect }).run();
  }
}
