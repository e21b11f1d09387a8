/**
 * The gateway of terminals: telnet, and whoever says nothing that another gateway knows.
 *
 * @module
 */

import type { Gateway } from "../net/gateway.ts";
import type { Link } from "../net/link.ts";
import type { TerminalHouse } from "./terminal_house.ts";
import { TerminalSession } from "./terminal_session.ts";

const BUSY = new TextEncoder().encode("BUSY\r\n");

/** Seats callers at terminals on nodes. */
export class TerminalGateway implements Gateway {
  readonly name = "telnet";
  readonly summary = "Terminals: telnet clients, nc, MUD clients.";
  readonly #house: TerminalHouse;

  constructor(house: TerminalHouse) {
    this.#house = house;
  }

  /** Serves one caller on the lowest free node, or tells them that all are taken. */
  async serve(link: Link): Promise<void> {
    const { nodes, log } = this.#house;
    const node = nodes.take();
    if (node === undefined) {
      log.warn("All nodes are taken", { nodes: nodes.size, address: link.remote.address });
      return link.write(BUSY);
    }
    try {
      await new TerminalSession(this.#house, { gateway: this.name, node, link }).run();
    } finally {
      nodes.free(node);
    }
  }
}
