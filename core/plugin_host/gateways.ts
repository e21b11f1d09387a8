/**
 * The "gateways" capability: for plugins that speak a protocol. They are trusted with the world itself.
 *
 * @module
 */

import type { Dispatcher } from "../commands/dispatch.ts";
import type { Gateway } from "../net/gateway.ts";
import type { SessionHouse } from "../session/session_house.ts";
import type { History } from "../world/journal.ts";
import type { Role } from "../world/role.ts";
import type { Entry } from "./entry.ts";

/** What a gateway works with. */
export interface GatewayHouse extends SessionHouse {
  /** What was said and is kept. */
  readonly history: History;
  /** Coming in, on whatever session. */
  readonly entry: Entry;
  /** Runs commands of plugins for a caller. */
  readonly dispatcher: Dispatcher;
  /** The commands of plugins. */
  readonly registry: {
    /** Finds a command by its whole name or an alias, in any case. */
    find(word: string): { readonly name: string; readonly role: Role } | undefined;
  };
}

/** A gateway, and the port of its own where it is to have one. */
export interface GatewayRow {
  readonly gateway: Gateway;
  /** 1 to 65535; 0 for none. */
  readonly port: number;
}

/** For plugins that speak a protocol. */
export interface Gateways {
  /** The house as sessions see it. */
  readonly house: GatewayHouse;
  /** Adds a protocol's way in: at the front door, where it detects its callers, and at a port of its own. */
  add(gateway: Gateway, options?: { readonly port?: number }): void;
}

/** The gateways of the house, in the order they were added. */
export class GatewayRegistry {
  readonly #rows: GatewayRow[] = [];

  get rows(): readonly GatewayRow[] {
    return this.#rows;
  }

  /**
   * Adds a gateway.
   *
   * @returns What takes it away again.
   * @throws {Error} If there is one of that name.
   */
  add(row: GatewayRow): () => void {
    const { name } = row.gateway;
    if (this.#rows.some(({ gateway }) => gateway.name === name)) {
      throw new Error(`Cannot add the gateway "${name}" as there is one of that name`);
    }
    this.#rows.push(row);
    return () => {
      const index = this.#rows.indexOf(row);
      if (index >= 0) this.#rows.splice(index, 1);
    };
  }
}
