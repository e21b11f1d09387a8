/**
 * Agrees with a telnet peer which options are on, by the Q method of RFC 1143.
 * @module
 */

import type { Verb } from "./protocol.ts";

/** Who performs an option: "local" is us (our WILL, their DO), "remote" the peer (our DO). */
export type Side = "local" | "remote";

/**
 * Where one option stands on one side (RFC 1143, section 7, with its queue bit after the plus).
 * Only in "YES" is the option in effect.
 */
export type OptionState =
  | "NO"
  | "YES"
  | "WANTNO"
  | "WANTNO+OPPOSITE"
  | "WANTYES"
  | "WANTYES+OPPOSITE";

/** A message to the peer: `IAC <verb> <option>`. */
export interface Negotiation {
  /** One of the four words. */
  readonly verb: Verb;
  /** The option's code, 0 to 255. */
  readonly option: number;
}

/** What a {@linkcode Negotiator} is told once, for the whole connection. */
export interface NegotiatorRules {
  /** Whether we let the peer switch this option on. What we ask for ourselves needs no rule. */
  agrees(side: Side, option: number): boolean;
  /** Whether the peer may draw one more answer from us. Without it, it always may. */
  mayAnswer?(): boolean;
}

type Happening = "peerOn" | "peerOff" | "enable" | "disable";

/**
 * RFC 1143, section 7: the state that follows, and what to say ("on" is DO or WILL, "off" is DONT
 * or WONT). The row NO under peerOn is for options that we agree to. A request for the state that
 * an option is in, or is on its way to, changes nothing.
 */
const TRANSITIONS: Record<OptionState, Record<Happening, readonly [OptionState, ("on" | "off")?]>> =
  {
    "NO": {
      peerOn: ["YES", "on"],
      peerOff: ["NO"],
      enable: ["WANTYES", "on"],
      disable: ["NO"],
    },
    "YES": {
      peerOn: ["YES"],
      peerOff: ["NO", "off"],
      enable: ["YES"],
      disable: ["WANTNO", "off"],
    },
    "WANTNO": {
      peerOn: ["NO"], // the peer is wrong: nobody may refuse a "no"
      peerOff: ["NO"],
      enable: ["WANTNO+OPPOSITE"],
      disable: ["WANTNO"],
    },
    "WANTNO+OPPOSITE": {
      peerOn: ["YES"], // wrong too, but it is what we want by now
      peerOff: ["WANTYES", "on"],
      enable: ["WANTNO+OPPOSITE"],
      disable: ["WANTNO"],
    },
    "WANTYES": {
      peerOn: ["YES"],
      peerOff: ["NO"],
      enable: ["WANTYES"],
      disable: ["WANTYES+OPPOSITE"],
    },
    "WANTYES+OPPOSITE": {
      peerOn: ["WANTNO", "off"],
      peerOff: ["NO"],
      enable: ["WANTYES"],
      disable: ["WANTYES+OPPOSITE"],
    },
  };

/** What a verb means when the peer says it. */
const HEARD: Record<Verb, { readonly side: Side; readonly happening: "peerOn" | "peerOff" }> = {
  WILL: { side: "remote", happening: "peerOn" },
  WONT: { side: "remote", happening: "peerOff" },
  DO: { side: "local", happening: "peerOn" },
  DONT: { side: "local", happening: "peerOff" },
};

/** The verb for what we say. */
const SAID: Record<Side, Record<"on" | "off", Verb>> = {
  local: { on: "WILL", off: "WONT" },
  remote: { on: "DO", off: "DONT" },
};

/**
 * The side whose option a verb of the peer is about: its WILL and WONT are about itself.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(sideOf("WILL"), "remote");
 * strictEqual(sideOf("DONT"), "local");
 * ```
 */
export function sideOf(verb: Verb): Side {
  return HEARD[verb].side;
}

/**
 * The option negotiation of one connection, for all 256 options and both sides (RFC 1143). Each
 * method returns the message to send, if there is one.
 *
 * It never answers an answer, so two of them cannot loop. A peer that may draw no more answers finds
 * us mute: its "yes" is ignored, its "no" obeyed in silence, and only what we ask for ourselves is
 * still sent.
 *
 * @example We ask, the peer agrees, and is not answered again
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const negotiator = new Negotiator({ agrees: () => false });
 * deepStrictEqual(negotiator.enable("remote", 31), { verb: "DO", option: 31 });
 * strictEqual(negotiator.receive("WILL", 31), undefined);
 * strictEqual(negotiator.isEnabled("remote", 31), true);
 * deepStrictEqual(negotiator.receive("WILL", 39), { verb: "DONT", option: 39 });
 * ```
 */
export class Negotiator {
  readonly #rules: NegotiatorRules;
  /** An option that is not in it is off: "NO". */
  readonly #states: Record<Side, Map<number, OptionState>> = {
    local: new Map(),
    remote: new Map(),
  };

  /**
   * Starts with every option off.
   *
   * @param rules What the peer may switch on.
   */
  constructor(rules: NegotiatorRules) {
    this.#rules = rules;
  }

  /**
   * Takes a verb of the peer.
   *
   * @returns What to answer; undefined if nothing.
   */
  receive(verb: Verb, option: number): Negotiation | undefined {
    const { side, happening } = HEARD[verb];
    const state = this.state(side, option);
    if (state !== "YES" && state !== "NO") {
      // The reply to what we asked. What it draws from us is a wish of ours that was queued.
      return this.#step(side, option, happening);
    }
    const on = happening === "peerOn";
    if (on === (state === "YES")) return undefined;
    if (this.#rules.mayAnswer?.() === false) {
      if (!on) this.#states[side].set(option, "NO");
      return undefined;
    }
    if (on && !this.#rules.agrees(side, option)) return { verb: SAID[side].off, option };
    return this.#step(side, option, happening);
  }

  /** Asks for an option to be on; when a "no" is still under way, as soon as that is answered. */
  enable(side: Side, option: number): Negotiation | undefined {
    return this.#step(side, option, "enable");
  }

  /** Switches an option off; when a "yes" is still under way, as soon as that is answered. */
  disable(side: Side, option: number): Negotiation | undefined {
    return this.#step(side, option, "disable");
  }

  /** Takes a "no" of ours that was never answered as answered: nobody may refuse one (RFC 1143). */
  forget(side: Side, option: number): void {
    if (this.state(side, option) === "WANTNO") this.#states[side].set(option, "NO");
  }

  /** Whether the option is in effect. */
  isEnabled(side: Side, option: number): boolean {
    return this.state(side, option) === "YES";
  }

  /** Every option that is in effect. */
  enabled(): { readonly side: Side; readonly code: number }[] {
    return (["local", "remote"] as const).flatMap((side) =>
      [...this.#states[side].keys()].filter((code) => this.isEnabled(side, code))
        .map((code) => ({ side, code }))
    );
  }

  /** Where the option stands. */
  state(side: Side, option: number): OptionState {
    return this.#states[side].get(option) ?? "NO";
  }

  #step(side: Side, option: number, happening: Happening): Negotiation | undefined {
    const [next, say] = TRANSITIONS[this.state(side, option)][happening];
    this.#states[side].set(option, next);
    return say && { verb: SAID[side][say], option };
  }
}
