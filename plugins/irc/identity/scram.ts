/**
 * The server's side of SCRAM-SHA-256, without any I/O (RFC 5802; RFC 7677).
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What the server keeps of a password (RFC 5802, section 3). */
export interface ScramVerifier {
  /** How often the client hashes. */
  readonly iterations: number;
  /** As it is sent to the client. */
  readonly salt: Uint8Array;
  /** 32 bytes; the hash of the key by which the client proves itself. */
  readonly storedKey: Uint8Array;
  /** 32 bytes; by it the server proves itself. */
  readonly serverKey: Uint8Array;
}

/** What an exchange needs besides the client's messages. */
export interface ScramOptions {
  /** What the server adds to the client's nonce: printable ASCII without commas, never used again. */
  readonly nonce: string;
  /** A secret of the server that stays the same, from which the salts of unknown users are made. */
  readonly secret: Uint8Array;
  /** How often clients hash for unknown users: as often as for those there are. */
  readonly iterations: number;
}

/** A message that is none; its text is the `e=` value of RFC 5802, section 7. */
export class ScramError extends Error {
  override readonly name = "ScramError";
}

/** What the client begins with. */
export interface ScramBegin {
  /** Whose password it has. */
  readonly name: string;
  /** As whom it wants to act; undefined for the same. */
  readonly actAs?: string;
}

/** How an exchange ends; `message` is the last one of the server. */
export interface ScramEnd {
  /** Whether the client knew the password. */
  readonly passed: boolean;
  readonly message: string;
}

const HASH = "sha256";
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** `n` or `y`: no channel binding; then as whom to act; then the rest (RFC 5802, section 7). */
const CLIENT_FIRST =
  /^(?<header>(?<binding>n|y|p=[A-Za-z\d.-]+),(?:a=(?<actAs>[^,]+))?,)(?<bare>n=(?<name>[^,]+),r=(?<nonce>[!-+\--~]+)(?:,.*)?)$/s;

const CLIENT_FINAL =
  /^(?<unproved>c=(?<header>[A-Za-z\d+/]+=*),r=(?<nonce>[!-+\--~]+)(?:,.*)?),p=(?<proof>[A-Za-z\d+/]{43}=)$/s;

/**
 * One exchange: `begin`, `challenge`, `finish`, in that order. Somebody who does not know who has an
 * account can't find out by it: an unknown user gets a salt, always the same, and fails at the end.
 */
export class ScramExchange {
  readonly #options: ScramOptions;
  #header = "";
  #clientFirstBare = "";
  #name = "";
  #nonce = "";
  #serverFirst = "";
  #verifier: ScramVerifier | undefined;

  /** Makes an exchange that waits for the client's first message. */
  constructor(options: ScramOptions) {
    this.#options = options;
  }

  /**
   * Takes the client's first message.
   *
   * @throws {ScramError} If it is none, or wants a channel binding, which is not offered.
   */
  begin(message: string): ScramBegin {
    // "m=" asks for an extension that the server must know (RFC 5802, section 5.1).
    if (/^[^,]*,[^,]*,m=/.test(message)) throw new ScramError("extensions-not-supported");
    const parts = CLIENT_FIRST.exec(message)?.groups;
    if (!parts) throw new ScramError("other-error");
    if (parts.binding!.startsWith("p")) throw new ScramError("channel-binding-not-supported");
    this.#header = parts.header!;
    this.#clientFirstBare = parts.bare!;
    this.#nonce = parts.nonce! + this.#options.nonce;
    this.#name = decodeName(parts.name!);
    const { actAs } = parts;
    return { name: this.#name, ...(actAs !== undefined && { actAs: decodeName(actAs) }) };
  }

  /**
   * The server's first message.
   *
   * @param verifier Of the user of that name; undefined when there is none.
   */
  challenge(verifier: ScramVerifier | undefined): string {
    this.#verifier = verifier;
    const { salt, iterations } = verifier ?? this.#likeKnown();
    this.#serverFirst = `r=${this.#nonce},s=${
      Buffer.from(salt).toString("base64")
    },i=${iterations}`;
    return this.#serverFirst;
  }

  /**
   * Takes the client's last message, and checks the proof in it (RFC 5802, section 3).
   *
   * @throws {ScramError} If it is no such message, or one of another exchange.
   */
  finish(message: string): ScramEnd {
    const parts = CLIENT_FINAL.exec(message)?.groups;
    if (!parts || this.#serverFirst === "") throw new ScramError("other-error");
    if (Buffer.from(parts.header!, "base64").toString() !== this.#header) {
      throw new ScramError("channel-bindings-dont-match");
    }
    if (parts.nonce !== this.#nonce) throw new ScramError("other-error");
    const signed = `${this.#clientFirstBare},${this.#serverFirst},${parts.unproved}`;
    const proof = Buffer.from(parts.proof!, "base64");
    const keys = this.#verifier ?? { storedKey: noKey(), serverKey: noKey() };
    const signature = hmac(keys.storedKey, signed);
    const clientKey = proof.map((byte, at) => byte ^ signature[at]!);
    const proves = timingSafeEqual(createHash(HASH).update(clientKey).digest(), keys.storedKey);
    if (!proves || !this.#verifier) return { passed: false, message: "e=invalid-proof" };
    return { passed: true, message: `v=${hmac(keys.serverKey, signed).toString("base64")}` };
  }

  /** What an unknown user's verifier would look like from outside. */
  #likeKnown(): { readonly salt: Uint8Array; readonly iterations: number } {
    const { secret, iterations } = this.#options;
    return { salt: hmac(secret, this.#name.toLowerCase()).subarray(0, SALT_BYTES), iterations };
  }
}

/**
 * A name as it is meant: `=2C` is a comma and `=3D` an equals sign (RFC 5802, section 5.1).
 *
 * @throws {ScramError} If an equals sign stands there for something else.
 */
function decodeName(sent: string): string {
  if (/=(?!2C|3D)/.test(sent)) throw new ScramError("invalid-username-encoding");
  return sent.replaceAll("=2C", ",").replaceAll("=3D", "=");
}

function hmac(key: Uint8Array, data: string): Buffer {
  return createHmac(HASH, key).update(data).digest();
}

/** A key that no password has. */
function noKey(): Uint8Array {
  return new Uint8Array(KEY_BYTES);
}
