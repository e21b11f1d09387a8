/**
 * What a telnet option is made of: the contract between the engine and each option's file.
 * @module
 */

import type { KnownClient } from "./client_kind.ts";
import type { Side } from "./negotiation.ts";
import type { TelnetNotice } from "./notice.ts";

/**
 * One telnet option. `Facts` is what it finds out about the peer; it becomes part of the facts of
 * a `TelnetPeer`, so no two options may use the same key.
 */
export interface TelnetOption<Name extends string = string, Facts extends object = object> {
  /** As the RFC writes it, or shorter: `NAWS`. */
  readonly name: Name;
  /** 0 to 254, as assigned by IANA. */
  readonly code: number;
  /** Where it is written down. */
  readonly spec: string;
  /** One sentence for docs/telnet.md: what we make of it. */
  readonly summary: string;
  /** The sides on which the peer may switch it on. */
  readonly agree: readonly Side[];
  /** There if we ask for it when a peer connects; in rising `order`, all in one write. */
  readonly opening?: { readonly order: number; readonly side: Side };
  /**
   * There if we ask for it once the peer has said what it is, or has had the time to; in rising
   * `order`. "mud" is whoever is not known for a terminal.
   */
  readonly offer?: { readonly order: number; readonly side: Side; readonly to: "all" | "mud" };
  /** For docs/telnet.md, where the session asks for it: whom, and when. */
  readonly asked?: string;
  /** There if it is never on: each DO is a question of its own, which is told to `asked`. */
  readonly momentary?: true;
  /** What is known before the peer has said anything. */
  readonly facts?: Facts;
  /** Starts the option's part of a conversation, once per connection; absent if it has none. */
  start?(port: OptionPort<Facts>): OptionHandler;
}

/** An option that is on. */
export interface EnabledOption {
  readonly side: Side;
  /** 0 to 255. */
  readonly code: number;
}

/** What servers tell crawlers of themselves: a variable and its value, in this order (MSSP). */
export type ServerStatus = readonly (readonly [variable: string, value: string | number])[];

/**
 * What the engine hands to an option for one connection. To be used within the calls of
 * {@linkcode OptionHandler} only.
 */
export interface OptionPort<Facts extends object = object> {
  /** Sends a subnegotiation; false if the peer has drawn so many answers that it gets no more. */
  send(payload: Uint8Array): boolean;
  /** Says WILL, for an option that is momentary. */
  agree(): void;
  /** Asks for this option to be on at a side. */
  ask(side: Side): void;
  /** Records what has been found out. */
  learn(facts: Partial<Facts>): void;
  /** Tells the session, right behind all that has been sent. */
  notify(notice: TelnetNotice): void;
  /** All options that are on. */
  enabled(): readonly EnabledOption[];
  /** What there is to tell of this server. */
  status(): ServerStatus;
}

/** An option's part of a conversation. It must not throw, whatever the peer sends. */
export interface OptionHandler {
  /** The option has come to be on, or off: switched off or refused. */
  negotiated?(side: Side, enabled: boolean): void;
  /** A subnegotiation of this option arrived, while it is on at one side at least (RFC 855). */
  subnegotiation?(payload: Uint8Array): void;
  /** The peer has said DO, for an option that is momentary. */
  asked?(): void;
  /** The peer has said what it is, or that it won't. Called once. */
  settled?(client: KnownClient): void;
}
