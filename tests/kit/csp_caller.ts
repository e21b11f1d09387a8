/**
 * A caller of CSP who reads every byte.
 *
 * @module
 */

import type { MemoryPeer } from "../../testing/memory_link.ts";
import { type GuestOptions, PASSWORD, type TestHouse } from "../../testing/test_house.ts";

/** What a request says beside its command. */
export interface CspWords {
  readonly username?: string;
  readonly chat_name?: string;
  readonly password?: string;
  readonly kicked_user?: string;
  readonly banned_user?: string;
  readonly payload?: string;
}

/** A request as the clients of version 1.0 send it, without its line end. */
export function cspRequest(command: string, { payload = "", ...parameters }: CspWords): string {
  return `{"version": 1.0, "command": ${JSON.stringify(command)}, ` +
    `"parameters": ${JSON.stringify(parameters)}, "channel": "CC", ` +
    `"payload": ${JSON.stringify(payload)}}`;
}

/** A response, byte for byte, without its line end; what it is about as JSON. */
export function cspResponse(
  code: string,
  { about = "{}", channel = "", payload = "" }: {
    readonly about?: string;
    readonly channel?: string;
    readonly payload?: string | readonly string[];
  } = {},
): string {
  const said = typeof payload === "string"
    ? JSON.stringify(payload)
    : `[${payload.map((text) => JSON.stringify(text)).join(", ")}]`;
  return `{"version": 1.0, "response_code": "${code}", "parameters": ${about}, ` +
    `"channel": "${channel}", "payload": ${said}}`;
}

/** The answer to REDY. */
export const READY = cspResponse("100", { channel: "CC", payload: "Ready" });

/** A caller of CSP, by the port of its own. */
export class CspCaller {
  readonly peer: MemoryPeer;

  /** Dials the house. `username` is in every request that names no other. */
  constructor(
    house: TestHouse,
    readonly username: string,
    options: Pick<GuestOptions, "address"> = {},
  ) {
    this.peer = house.dialProgram("csp", options);
  }

  /** A member dials, logs in and perhaps joins a group; the account is made unless there is one. */
  static async enter(
    house: TestHouse,
    name: string,
    { group }: { readonly group?: string } = {},
  ): Promise<CspCaller> {
    if (!house.house.world.userNamed(name)) await house.register(name);
    const caller = new CspCaller(house, name);
    const [answer] = await caller.ask("AUTH", { password: PASSWORD });
    if (!answer?.includes('"110"')) throw new Error(`AUTH: ${answer}`);
    if (group === undefined) return caller;
    const [joined] = await caller.ask("JOIN", { chat_name: group });
    if (!joined?.includes('"180"')) throw new Error(`JOIN: ${joined}`);
    return caller;
  }

  /** Sends bytes, or text as UTF-8, as they are. */
  send(data: Uint8Array | string): void {
    this.peer.send(data);
  }

  /** What comes next, up to an ending and with it. */
  hear(ending: string | RegExp): Promise<string> {
    return this.peer.hear(ending);
  }

  /** Sends a request; gives the lines that had not been read before, those of the answer last. */
  ask(command: string, words: CspWords = {}): Promise<string[]> {
    return this.answersTo(cspRequest(command, { username: this.username, ...words }));
  }

  /** Sends a line and asks whether the house is there; gives the lines that come before it says so. */
  async answersTo(line: string | Uint8Array): Promise<string[]> {
    this.send(line);
    this.send("\n");
    return await this.overheard();
  }

  /** The lines that had come and were not read before. */
  async overheard(): Promise<string[]> {
    this.send(cspRequest("REDY", {}) + "\n");
    const heard = await this.hear(`${READY}\n`);
    return heard.split("\n").slice(0, -2);
  }
}
