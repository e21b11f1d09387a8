/**
 * One telnet connection: what the peer sends becomes text, commands and facts about its client.
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import { AnswerBudget } from "./answer_budget.ts";
import { type CommandName, commandName } from "./commands.ts";
import { TelnetDecoder } from "./decoder.ts";
import { concatenate, negotiation, subnegotiation } from "./encode.ts";
import { type Negotiation, Negotiator, type Side, sideOf } from "./negotiation.ts";
import type { TelnetNotice } from "./notice.ts";
import type { OptionHandler, OptionPort, ServerStatus, TelnetOption } from "./option.ts";
import {
  agrees,
  MOMENTARY,
  NO_FACTS,
  OFFERS,
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
  /** Something is to be done, right behind what has been sent. Facts may be newer than `changed`. */
  notice(notice: TelnetNotice): void;
}

/** What a {@linkcode TelnetPeer} is told of its surroundings. */
export interface TelnetSurroundings {
  /** The time in milliseconds. Without it, answers that a peer has drawn never come back. */
  now?(): number;
  /** What crawlers are told; nothing unless given. */
  status?(): ServerStatus;
  /** Options that are refused here and not asked for, though we speak them. */
  readonly refused?: readonly OptionName[];
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
 *   notice: () => {},
 * });
 * peer.open();
 * deepStrictEqual(sent[0]!.slice(0, 9), Uint8Array.of(255, 253, 24, 255, 251, 3, 255, 253, 31));
 * peer.receive(Uint8Array.of(255, 252, 24, 104, 105));
 * strictEqual(text, "hi");
 * strictEqual(peer.facts.settled, true);
 * strictEqual(peer.facts.kind, "unknown");
 * ```
 */
export class TelnetPeer {
  readonly #handler: TelnetPeerHandler;
  readonly #surroundings: TelnetSurroundings;
  readonly #refused: ReadonlySet<number>;
  readonly #budget: AnswerBudget;
  /** For AYT, which people ask: whoever's program asks for ever may still want to know. */
  readonly #patience: AnswerBudget;
  readonly #negotiator: Negotiator;
  readonly #options = new Map<number, OptionHandler>();
  readonly #decoder: TelnetDecoder;
  #facts: TelnetFacts = { ...NO_FACTS, answered: false };
  #outgoing: Uint8Array[] = [];
  #isChanged = false;
  /** Whether offers are to be made as soon as the peer speaks telnet. */
  #mayOffer = false;
  /** What has been asked for in the life of the connection: `local 42`. */
  readonly #asked = new Set<string>();

  /**
   * Sends nothing yet: that is for {@linkcode open}.
   *
   * @param handler Called from within the methods of the peer.
   */
  constructor(handler: TelnetPeerHandler, surroundings: TelnetSurroundings = {}) {
    this.#handler = handler;
    this.#surroundings = surroundings;
    this.#refused = new Set(surroundings.refused?.map(optionCode));
    const now = () => surroundings.now?.() ?? 0;
    this.#budget = new AnswerBudget({ now });
    this.#patience = new AnswerBudget({ now });
    this.#negotiator = new Negotiator({
      agrees: (side, code) => agrees(side, code) && !this.#refused.has(code),
      mayAnswer: () => this.#budget.take(),
    });
    for (const option of OPTIONS as readonly TelnetOption[]) {
      const started = option.start?.(this.#portOf(option.code));
      if (started) this.#options.set(option.code, started);
    }
    this.#decoder = new TelnetDecoder({
      data: (bytes) => {
        this.#announce();
        this.#handler.data(bytes);
      },
      command: (code) => {
        const name = commandName(code);
        if (name === undefined || (name === "ayt" && !this.#patience.take())) return;
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
    for (const { side, code } of OPENING) this.#ask(side, code);
    this.#flush();
  }

  /**
   * The peer has had the time to say what it is: what else we can do is offered now, or as soon as it
   * speaks telnet. Who has said what it is, is offered it by itself.
   */
  offer(): void {
    this.#mayOffer = true;
    this.#offer();
    this.#flush();
    this.#announce();
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
    this.#ask(side, code);
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

  /** Whether the peer has refused what we asked for, or was never asked. */
  isOff(side: Side, name: OptionName): boolean {
    return this.#negotiator.state(side, optionCode(name)) === "NO";
  }

  #portOf(code: number): OptionPort {
    return {
      send: (payload) => {
        const maySend = this.#budget.take();
        if (maySend) this.#outgoing.push(subnegotiation(code, payload));
        return maySend;
      },
      agree: () => {
        this.#outgoing.push(negotiation("WILL", code));
        this.#flush();
      },
      ask: (side) => this.#ask(side, code),
      learn: (facts) => this.#learn(facts),
      notify: (notice) => {
        // What may be answered counts as an answer.
        if (notice.kind === "gmcp" && !this.#budget.take()) return;
        // Nothing may come between what was sent and this: compression begins right behind its sign.
        this.#flush();
        this.#handler.notice(notice);
      },
      enabled: () => this.#negotiator.enabled(),
      status: () => this.#surroundings.status?.() ?? [],
    };
  }

  #hear(verb: Verb, code: number): void {
    this.#learn({ answered: true });
    if (verb === "DO" && MOMENTARY.has(code)) {
      if (this.#budget.take()) this.#options.get(code)?.asked?.();
    } else {
      this.#negotiate(sideOf(verb), code, () => this.#negotiator.receive(verb, code));
    }
    this.#offer();
  }

  /** Offers what is due and was not asked for before: a client that is known for one of MUDs late gets its own late. */
  #offer(): void {
    const { answered, settled, kind } = this.#facts;
    if (!answered || !(settled || this.#mayOffer)) return;
    for (const { side, code, to } of OFFERS) {
      const isFor = to === "all" || kind !== "terminal";
      if (!isFor || this.#asked.has(`${side} ${code}`) || this.#refused.has(code)) continue;
      this.#ask(side, code);
    }
  }

  #ask(side: Side, code: number): void {
    this.#asked.add(`${side} ${code}`);
    this.#negotiate(side, code, () => this.#negotiator.enable(side, code));
  }

  #hearMore(code: number, payload: Uint8Array): void {
    const isOn = this.#negotiator.isEnabled("local", code) ||
      this.#negotiator.isEnabled("remote", code);
    if (!isOn) return;
    this.#options.get(code)?.subnegotiation?.(payload);
    this.#offer();
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
    const before = this.#facts;
    const facts = { ...before, ...news };
    // Whoever agrees to GMCP is at a MUD client, whatever its name.
    if (facts.gmcp) facts.kind = "mud";
    if (isDeepStrictEqual(facts, before)) return;
    this.#facts = facts;
    this.#isChanged = true;
    if (!facts.settled || before.settled) return;
    for (const option of this.#options.values()) option.settled?.(facts);
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
