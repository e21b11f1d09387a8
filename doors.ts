/**
 * The doors of the house: what stands behind each port, and the ports themselves.
 *
 * @module
 */

import { resolve } from "node:path";
import type { GuardSettings, LimitSettings, MainSettings } from "./core/config/house_settings.ts";
import { FrontDoor } from "./core/net/front_door/front_door.ts";
import { listen, type Listener, type ListenOptions } from "./core/net/listener.ts";
import { parseNetworks } from "./core/net/networks.ts";
import { answersToStrangers } from "./core/net/guard/strangers.ts";
import type { GatewayRow } from "./core/plugin_host/capabilities/gateways.ts";
import type { House } from "./core/plugin_host/capabilities/house.ts";
import { Challenge } from "./core/session/terminal/challenge.ts";
import { houseStatus } from "./core/session/texts/house_status.ts";
import { TerminalGateway } from "./core/session/terminal/terminal_gateway.ts";

/** An open port. */
export type Door = Pick<Listener, "address" | "close" | "reload">;

/** Where to dial. */
export interface ServerAddress {
  readonly gateway: string;
  readonly hostname: string;
  readonly port: number;
  /** What the protocol is spoken in. */
  readonly over: "TCP" | "TLS" | "WebSocket";
}

/** A port that is open, and what for. */
export interface OpenDoor extends Pick<ServerAddress, "gateway" | "over"> {
  readonly door: Door;
}

/** How the doors are opened. */
export interface DoorsOptions {
  readonly settings: {
    readonly main: MainSettings;
    readonly limits: LimitSettings;
    readonly guard: GuardSettings;
  };
  /** The folder that certificates are looked for from; the current one by default. */
  readonly folder?: string;
  /** Opens a port; `listen` unless given. */
  readonly openPort?: (options: ListenOptions) => Door;
  /** Whether callers at terminals are greeted before it is known what their terminals are like. */
  readonly greetsAtOnce?: boolean;
}

/**
 * Opens the ports: the front door, and those of gateways that have one of their own.
 *
 * @throws {ListenError} If a port can't be had.
 */
export function openDoors(
  house: House,
  {
    settings: { main, limits, guard: rules },
    folder = ".",
    openPort = listen,
    greetsAtOnce = false,
  }: DoorsOptions,
): OpenDoor[] {
  const { world, clock, gateways, guard, waiting } = house;
  const challenge = new Challenge({ mode: rules.challenge, clock, guard, waiting });
  const terminal = new TerminalGateway({
    ...house,
    vocabulary: {
      registry: house.registry,
      sources: {
        user: () => [...world.presences()].map(({ person }) => person.name),
        room: () => [...world.rooms()].filter(({ rules }) => !rules.hidden).map(({ name }) => name),
      },
    },
    greetsAtOnce,
    screen: (screen, caller) => house.screens.text({ screen, ...(caller && { caller }) }),
    receive: (session) =>
      house.frontDesk.receive(house, session, { passes: () => challenge.pose(session) }),
    logIn: (session, login) => house.entry.logIn(session, login),
    status: () =>
      houseStatus({
        ...house.facts,
        name: main.name,
        people: world.presenceCount,
        port: main.port,
        contact: main.contact,
      }),
  });
  const visitors = answersToStrangers({ house: main.name, guard });
  const proxies = parseNetworks(rules.proxies);
  const frontDoor = new FrontDoor({
    gateways: () => [...gateways.rows.map(({ gateway }) => gateway), ...visitors],
    terminal,
    detectMs: main.detect_ms,
    clock,
    saidNothing: (address) => guard.report(address, "silence"),
  });
  const opened: OpenDoor[] = [];
  try {
    const rows: GatewayRow[] = [{ gateway: frontDoor, port: main.port }, ...gateways.rows];
    for (const row of rows) {
      for (const { port, over, ...speaks } of portsOf(row, folder)) {
        const door = openPort({
          hostname: row.host || main.host,
          port,
          ...speaks,
          clock,
          outboxLimitBytes: limits.outbox_bytes,
          limits: guard,
          ...(rules.proxies.length > 0 && { proxies }),
          serve: (link) => row.gateway.serve(link),
        });
        opened.push({ gateway: row.gateway.name, over, door });
      }
    }
    return opened;
  } catch (error) {
    for (const { door } of opened) door.close();
    throw error;
  }
}

/** A port to be opened. */
type PortRow = Pick<ServerAddress, "over"> & Pick<ListenOptions, "port" | "tls" | "webSocket">;

function portsOf({ port = 0, tls, webSocket }: GatewayRow, folder: string): PortRow[] {
  const inFolder = (file: string) => file && resolve(folder, file);
  const ports: PortRow[] = [{ port, over: "TCP" }];
  if (tls) {
    const [certFile, keyFile] = [inFolder(tls.certFile), inFolder(tls.keyFile)];
    ports.push({ port: tls.port, over: "TLS", tls: { certFile, keyFile } });
  }
  if (webSocket) ports.push({ port: webSocket.port, over: "WebSocket", webSocket });
  return ports.filter(({ port }) => port !== 0);
}
