/**
 * What a telnet option is made of: the contract between the engine and each option's file.
 * @module
 */

import type { Side } from "./negotiation.ts";

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
  /** The sides on which the peer may switch it on. */
  readonly agree: readonly Side[];
  /** There if we ask for it when a peer connects; in rising `order`, all in one write. */
  readonly opening?: { readonly order: number; readonly side: Side };
  /** What is known before the peer has said anything. */
  readonly facts?: Facts;
  /** Starts the option's part of a conversation, once per connection; absent if it has none. */
  start?(port: OptionPort<Facts>): OptionHandler;
}

/** What the engine hands to an option for one connection. */
export interface OptionPort<Facts extends object = object> {
  /** Sends a subnegotiation. For use within the calls of {@linkcode OptionHandler} only. */
  send(payload: Uint8Array): void;
  /** Records what has been found out. */
  learn(facts: Partial<Facts>): void;
}

/** An option's part of a conversation. It must not throw, whatever the peer sends. */
export interface OptionHandler {
  /** The option has come to be on, or off: switched off or refused. */
  negotiated?(side: Side, enabled: boolean): void;
  /** A subnegotiation of this option arrived, while it is on at one side at least (RFC 855). */
  subnegotiation?(payload: Uint8Array): void;
}
