/**
 * One telnet connection: what the peer sends becomes text, commands and facts about its client.
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import { type CommandName, commandName } from "./commands.ts";
import { TelnetDecoder } from "./decoder.ts";
import { concatenate, negotiation, subnegotiation } from "./encode.ts";
import { type Negotiation, Negotiator, type Side, sideOf } from "./negotiation.ts";
import type { OptionHandler } from "./option.ts";
import {
  agrees,
  NO_FACTS,
  OPENING,
  optionCode,
  type OptionFacts,
  type OptionName,
  OPTIONS,
} from "./options.ts";
import type { Verb } from "./protocol.ts";

/** What is known of a peer. A new object at each change, never changed itself. */
export type TelnetFacts = Readonly<OptionFacts> & {
  /** The peer has negotiated, so it speaks telnet. */
  readonly answered: boolean;
};

/** What a {@linkcode TelnetPeer} calls. */
export interface TelnetPeerHandler {
  /** Telnet bytes for the peer, to be sent as they are. */
  send(bytes: Uint8Array): void;
  /** Bytes that were typed. A view into the chunk received: copy what must outlive the call. */
  data(bytes: Uint8Array): void;
  /** The peer asks for something by a telnet command. */
  command(name: CommandName): void;
  /**
   * Facts are new, or an option went on or off. Called before the data that came after that, and
   * once for changes with no data in between.
   */
  changed(facts: TelnetFacts): void;
}

/**
 * The telnet side of one connection. It does no I/O: it is fed what the peer sent and calls its
 * handler with what to do, in the order of the bytes.
 *
 * All that one chunk draws from us goes out in one `send` at its end. A request of our own,
 * {@linkcode enable} or {@linkcode disable}, goes out at once even from within a call of the
 * handler, so that it keeps its place among the text that the session sends.
 *
 * @example A client that refuses to tell its terminal type
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const sent: Uint8Array[] = [];
 * let text = "";
 * const peer = new TelnetPeer({
 *   send: (bytes) => sent.push(bytes),
 *   data: (bytes) => text += new TextDecoder().decode(bytes),
 *   command: () => {},
 *   changed: () => {},
 * });
 * peer.open();
 * deepStrictEqual(sent, [Uint8Array.of(255, 253, 24, 255, 251, 3, 255, 253, 31)]);
 * peer.receive(Uint8Array.of(255, 252, 24, 104, 105));
 * strictEqual(text, "hi");
 * strictEqual(peer.facts.settled, true);
 * strictEqual(peer.facts.kind, "unknown");
 * ```
 */
export class TelnetPeer {
  readonly #handler: TelnetPeerHandler;
  readonly #negotiator = new Negotiator({ agrees });
  readonly #options = new Map<number, OptionHandler>();
  readonly #decoder: TelnetDecoder;
  #facts: TelnetFacts = { ...NO_FACTS, answered: false };
  #outgoing: Uint8Array[] = [];
  #isChanged = false;

  /**
   * Sends nothing yet: that is for {@linkcode open}.
   *
   * @param handler Called from within the methods of the peer.
   */
  constructor(handler: TelnetPeerHandler) {
    this.#handler = handler;
    for (const option of OPTIONS) {
      const started = option.start?.({
        send: (payload) => void this.#outgoing.push(subnegotiation(option.code, payload)),
        learn: (facts) => this.#learn(facts),
      });
      if (started) this.#options.set(option.code, started);
    }
    this.#decoder = new TelnetDecoder({
      data: (bytes) => {
        this.#announce();
        this.#handler.data(bytes);
      },
      command: (code) => {
        const name = commandName(code);
        if (name === undefined) return;
        this.#announce();
        this.#handler.command(name);
      },
      negotiation: (verb, option) => this.#hear(verb, option),
      subnegotiation: (option, payload) => this.#hearMore(option, payload),
      // Longer than anything our options can make use of, so it is as good as unsaid.
      oversized: () => {},
    });
  }

  /** What is known of the peer so far. */
  get facts(): TelnetFacts {
    return this.#facts;
  }

  /** Sends the opening, in one write. What comes of it is told by `changed`. */
  open(): void {
    for (const { side, code } of OPENING) {
      this.#negotiate(side, code, () => this.#negotiator.enable(side, code));
    }
    this.#flush();
  }

  /** Takes the next bytes of the peer, cut anywhere. Never throws by itself. */
  receive(chunk: Uint8Array): void {
    this.#decoder.receive(chunk);
    this.#announce();
    this.#flush();
  }

  /** Asks for an option: "local" is WILL, "remote" is DO. Nothing is sent if that is no news. */
  enable(side: Side, name: OptionName): void {
    const code = optionCode(name);
    this.#negotiate(side, code, () => this.#negotiator.enable(side, code));
    this.#flush();
    this.#announce();
  }

  /** Switches an option off: "local" is WONT, "remote" is DONT. */
  disable(side: Side, name: OptionName): void {
    const code = optionCode(name);
    this.#negotiate(side, code, () => this.#negotiator.disable(side, code));
    this.#flush();
    this.#announce();
  }

  /** Takes a "no" of ours that was never answered as answered. */
  forget(side: Side, name: OptionName): void {
    this.#negotiator.forget(side, optionCode(name));
  }

  /** Whether an option is in effect: asked for by one end and agreed to by the other. */
  isEnabled(side: Side, name: OptionName): boolean {
    return this.#negotiator.isEnabled(side, optionCode(name));
  }

  #hear(verb: Verb, code: number): void {
    this.#learn({ answered: true });
    this.#negotiate(sideOf(verb), code, () => this.#negotiator.receive(verb, code));
  }

  #hearMore(code: number, payload: Uint8Array): void {
    const isOn = this.#negotiator.isEnabled("local", code) ||
      this.#negotiator.isEnabled("remote", code);
    if (isOn) this.#options.get(code)?.subnegotiation?.(payload);
  }

  #negotiate(side: Side, code: number, step: () => Negotiation | undefined): void {
    const before = this.#negotiator.state(side, code);
    const say = step();
    const after = this.#negotiator.state(side, code);
    if (say) this.#outgoing.push(negotiation(say.verb, say.option));
    if (after === before) return;
    if (before === "YES" || after === "YES") this.#isChanged = true;
    if (after === "YES" || after === "NO") {
      this.#options.get(code)?.negotiated?.(side, after === "YES");
    }
  }

  #learn(news: Partial<TelnetFacts>): void {
    const facts = { ...this.#facts, ...news };
    if (isDeepStrictEqual(facts, this.#facts)) return;
    this.#facts = facts;
    this.#isChanged = true;
  }

  #announce(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#handler.changed(this.#facts);
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    const bytes = concatenate(this.#outgoing);
    this.#outgoing = [];
    this.#handler.send(bytes);
  }
}
