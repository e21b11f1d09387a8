/**
 * The gateway of terminals: telnet, and whoever says nothing that another gateway knows.
 *
 * @module
 */

import type { Gateway } from "../../net/gateway.ts";
import type { Link } from "../../net/link.ts";
import { DEFAULT_PROFILE } from "../../terminal/profile.ts";
import { busyText } from "../texts/busy_text.ts";
import type { TerminalHouse } from "./terminal_house.ts";
import { bytesFor } from "./terminal_rendering.ts";
import { TerminalSession } from "./terminal_session.ts";

/** Serves callers at terminals; each has a node once they have come in. */
export class TerminalGateway implements Gateway {
  readonly name = "telnet";
  readonly summary = "Terminals: telnet clients, nc, MUD clients.";
  readonly #house: TerminalHouse;

  constructor(house: TerminalHouse) {
    this.#house = house;
  }

  /** Serves one caller, or tells them that all nodes are taken. */
  serve(link: Link): void {
    const { nodes, guard } = this.#house;
    if (nodes.taken < nodes.size) {
      return new TerminalSession(this.#house, { gateway: this.name, link }).run();
    }
    guard.count("busy");
    link.write(bytesFor(busyText(this.#house), DEFAULT_PROFILE));
    link.close();
  }
}
