/**
 * The gateway of CSP.
 *
 * @module
 */

import type { Detection, Gateway, GatewayHouse, Link } from "partyline";
import { CspSession } from "./csp_session.ts";

const BRACE = 0x7b;

/** Serves callers of CSP. */
export class CspGateway implements Gateway {
  readonly name = "csp";
  readonly summary = "Programs that speak JSON: one object a line.";
  readonly #house: GatewayHouse;

  constructor(house: GatewayHouse) {
    this.#house = house;
  }

  detect(bytes: Uint8Array): Detection {
    return bytes[0] === BRACE ? "yes" : "no";
  }

  serve(link: Link): void {
    new CspSession(this.#house, { link, gateway: this.name }).run();
  }
}
