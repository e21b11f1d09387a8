/**
 * The gateway of the line protocol.
 *
 * @module
 */

import { type Detection, detectWords, type Gateway, type GatewayHouse, type Link } from "partyline";
import type { Dialect } from "./dialect.ts";
import { LineSession } from "./line_session.ts";

/** What a caller of this protocol begins with. A word alone is a word of it when its line has ended. */
const OPENINGS = ["LOGIN ", ...["LOGIN", "LOGOUT", "JOIN #", "PART #", "MSG "]];

/** Serves callers of the line protocol. */
export class LineGateway implements Gateway {
  readonly name = "line";
  readonly summary = "Programs: one command a line, answered by OK or ERROR.";
  readonly #house: GatewayHouse;
  readonly #dialect: Dialect;

  constructor(house: GatewayHouse, dialect: Dialect) {
    this.#house = house;
    this.#dialect = dialect;
  }

  detect(bytes: Uint8Array): Detection {
    const login = detectWords(bytes, ["LOGIN "]);
    if (login === "yes") return "yes";
    const opening = detectWords(bytes, OPENINGS);
    if (opening !== "yes") return opening;
    return bytes.includes(0x0a) || bytes.includes(0x0d) ? "yes" : "more";
  }

  async serve(link: Link): Promise<void> {
    await new LineSession(this.#house, { link, gateway: this.name, dialect: this.#dialect }).run();
  }
}
