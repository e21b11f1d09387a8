/**
 * The "gateways" capability: for plugins that speak a protocol. They are trusted with the world itself.
 *
 * @module
 */

import type { Dispatcher } from "../../commands/dispatch.ts";
import type { Gateway } from "../../net/gateway.ts";
import type { TlsFiles } from "../../net/tls/tls_certificate.ts";
import type { WebSocketOptions } from "../../net/websocket/websocket_conn.ts";
import type { SessionHouse } from "../../session/session_house.ts";
import type { WorldEvent } from "../../world/event.ts";
import type { History } from "../../world/journal.ts";
import type { Role } from "../../world/role.ts";
import type { Credentials } from "../arrival/credentials.ts";
import type { Entry } from "../arrival/entry.ts";
import type { HouseFacts } from "../house_facts.ts";

/** What a gateway works with. */
export interface GatewayHouse extends SessionHouse {
  /** What was said and is kept. */
  readonly history: History;
  /** Coming in, on whatever session. */
  readonly entry: Entry;
  /** Checks names and passwords, and slows down those who guess. */
  readonly credentials: Credentials;
  /** The version of the program, and when it started. */
  readonly facts: HouseFacts;
  /** What is shown to callers from files. */
  readonly screens: {
    /** The lines of a screen, such as `motd`, as plain text; none if there is no such screen. */
    lines(screen: string): readonly string[];
  };
  /** Runs commands of plugins for a caller. */
  readonly dispatcher: Dispatcher;
  /** The commands of plugins. */
  readonly registry: {
    /** Finds a command by its whole name or an alias, in any case. */
    find(word: string): { readonly name: string; readonly role: Role } | undefined;
    /** The commands that a role may run, sorted by name. */
    list(
      caller: { readonly role: Role },
    ): readonly ListedCommand[];
  };
}

/** A command of a plugin, for lists of them. */
export interface ListedCommand {
  /** The word that runs it. */
  readonly name: string;
  /** How it is typed, without a slash: `tell <user> <text...>`. */
  readonly usage: { readonly shown: string };
  /** What it does, in one short sentence. */
  readonly summary: string;
}

/** The ports of a gateway's own. Each is 1 to 65535; 0, like leaving it out, is none. */
export interface GatewayPorts {
  /** The address that they are on; that of the front door if it is empty or left out. */
  readonly host?: string;
  /** Plain TCP. */
  readonly port?: number;
  /** The same inside TLS. Files are looked for from the folder of the settings. */
  readonly tls?: TlsFiles & { readonly port: number };
  /** WebSocket: each message is a line. */
  readonly webSocket?: WebSocketOptions & { readonly port: number };
}

/** A gateway, and the ports of its own where it is to have some. */
export interface GatewayRow extends GatewayPorts {
  readonly gateway: Gateway;
}

/** For plugins that speak a protocol. */
export interface Gateways {
  /** The house as sessions see it. */
  readonly house: GatewayHouse;
  /** Tells a listener of each event, once it has been sent to those who hear of it. */
  listen(listener: (event: WorldEvent) => void): void;
  /** Adds a protocol's way in: at the front door, where it detects its callers, and at ports of its own. */
  add(gateway: Gateway, ports?: GatewayPorts): void;
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
