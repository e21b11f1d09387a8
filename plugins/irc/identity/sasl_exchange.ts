/**
 * One exchange of SASL: chunks to messages, and what each mechanism makes of them (IRCv3 sasl).
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { nameKey, SCRAM_ITERATIONS, scramVerifierOf, type User, type World } from "partyline";
import { holdsCertificate } from "./certificates.ts";
import type { IrcSession } from "../irc_session.ts";
import { ScramError, ScramExchange } from "./scram.ts";

/** The longest chunk; one of this length is followed by another (IRCv3 sasl, "The AUTHENTICATE Command"). */
const CHUNK_LENGTH = 400;

/** The longest message, in characters of base64. */
const MESSAGE_LENGTH = 8 * CHUNK_LENGTH;

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** What comes of a message: a challenge for the client, the user that it has shown to be, or nobody. */
export type SaslStep = { readonly challenge: string } | { readonly user: User } | "failed";

/** What comes of a chunk: the message goes on, or is too long, or what comes of the message. */
export type SaslChunk = SaslStep | "more" | "too-long";

/** What a mechanism does with the messages of one client. */
type Mechanism = (message: string) => SaslStep | Promise<SaslStep>;

/** One way to show who one is. */
export interface MechanismRow {
  /** Where it is described. */
  readonly spec: string;
  /** Whether a client can use it; everyone can unless told. */
  isFor?(session: IrcSession): boolean;
  /** Begins an exchange. */
  begin(session: IrcSession): Mechanism;
}

/** Every mechanism by its name. */
export const MECHANISMS: Readonly<Record<string, MechanismRow>> = {
  "EXTERNAL": {
    spec: "RFC 4422, appendix A",
    isFor: ({ certificate }) => certificate !== undefined,
    begin: (session) => (message) => byCertificate(session, message),
  },
  "PLAIN": {
    spec: "RFC 4616",
    begin: (session) => (message) => byPassword(session, message),
  },
  "SCRAM-SHA-256": { spec: "RFC 7677", begin: byScram },
};

/** The names of the mechanisms that a client can use. */
export function saslMechanisms(session: IrcSession): readonly string[] {
  return Object.keys(MECHANISMS).filter((name) => MECHANISMS[name]!.isFor?.(session) ?? true);
}

/** An exchange that a client has begun. */
export class SaslExchange {
  readonly #mechanism: Mechanism;
  #base64 = "";

  /** @param name One of {@linkcode saslMechanisms}. */
  constructor(session: IrcSession, name: string) {
    this.#mechanism = MECHANISMS[name]!.begin(session);
  }

  /** Takes what the client sends after AUTHENTICATE: a chunk of base64, or `+` for an empty one. */
  take(chunk: string): SaslChunk | Promise<SaslChunk> {
    if (chunk.length > CHUNK_LENGTH) return "too-long";
    if (chunk !== "+") this.#base64 += chunk;
    if (this.#base64.length > MESSAGE_LENGTH) return "too-long";
    if (chunk.length === CHUNK_LENGTH) return "more";
    const base64 = this.#base64;
    this.#base64 = "";
    const message = BASE64.test(base64) ? decode(base64) : undefined;
    return message === undefined ? "failed" : this.#mechanism(message);
  }
}

/**
 * A message of the server as the client reads it: in chunks, of which the last is shorter than the others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(saslChunks("hi"), ["aGk="]);
 * deepStrictEqual(saslChunks("x".repeat(300)).map(({ length }) => length), [400, 1]);
 * ```
 */
export function saslChunks(message: string): readonly string[] {
  const base64 = Buffer.from(message).toString("base64");
  const chunks: string[] = [];
  for (let at = 0; at < base64.length; at += CHUNK_LENGTH) {
    chunks.push(base64.slice(at, at + CHUNK_LENGTH));
  }
  if (base64.length % CHUNK_LENGTH === 0) chunks.push("+");
  return chunks;
}

function decode(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}

/** As whom to act, who one is, and the password; one acts as oneself (RFC 4616, section 2). */
async function byPassword({ irc, address }: IrcSession, message: string): Promise<SaslStep> {
  const [actAs = "", name = "", password = "", ...more] = message.split("\0");
  if (name === "" || password === "" || more.length > 0 || isAnother(actAs, name)) return "failed";
  return outcomeOf(await irc.house.credentials.check({ name, password, address }));
}

/** The message is the name of the account; an empty one leaves to us what follows from the certificate. */
async function byCertificate(session: IrcSession, message: string): Promise<SaslStep> {
  const { irc, address, certificate, nick } = session;
  const holds = (user: User) => holdsCertificate(user, certificate!.fingerprint);
  const name = message || nameBehind(irc.house.world, nick, holds);
  return outcomeOf(await irc.house.credentials.prove({ name, address }, holds));
}

/** The account of the nick; where there is none, the one whose certificate it is, if that is no other's too. */
function nameBehind(world: World, nick: string, holds: (user: User) => boolean): string {
  if (world.userNamed(nick)) return nick;
  const [holder, ...others] = [...world.users()].filter(holds);
  return holder && others.length === 0 ? holder.name : nick;
}

/** Three messages: the name, the proof, and nothing (RFC 5802, section 3). */
function byScram({ irc, address }: IrcSession): Mechanism {
  const nonce = randomBytes(18).toString("base64");
  const exchange = new ScramExchange({
    nonce,
    secret: irc.scramSecret,
    iterations: SCRAM_ITERATIONS,
  });
  let name = "";
  let user: User | undefined;

  function begin(message: string): SaslStep {
    const first = exchange.begin(message);
    name = first.name;
    if (isAnother(first.actAs ?? "", name)) return "failed";
    const known = irc.house.world.userNamed(name);
    return { challenge: exchange.challenge(known && scramVerifierOf(known.passwordHash)) };
  }

  async function finish(message: string): Promise<SaslStep> {
    const { passed, message: challenge } = exchange.finish(message);
    user = await irc.house.credentials.prove({ name, address }, () => passed);
    return user ? { challenge } : "failed";
  }

  return async (message) => {
    if (user) return message === "" ? { user } : "failed";
    try {
      return name === "" ? begin(message) : await finish(message);
    } catch (error) {
      if (error instanceof ScramError) return "failed";
      throw error;
    }
  };
}

/** Nobody may act as somebody else. */
function isAnother(actAs: string, name: string): boolean {
  return actAs !== "" && nameKey(actAs) !== nameKey(name);
}

function outcomeOf(user: User | undefined): SaslStep {
  return user ? { user } : "failed";
}
