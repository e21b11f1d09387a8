/**
 * The CHARSET option: the two ends choose how text becomes bytes.
 * @module
 */

import type { Side } from "./negotiation.ts";
import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/** The bytes that begin a payload (RFC 2066, "Command Meanings"). */
const REQUEST = 1;
const ACCEPTED = 2;
const REJECTED = 3;
const TTABLE_IS = 4;
const TTABLE_REJECTED = 5;

/** The charsets that we offer, the best first, with the other names that peers have for them. */
export const CHARSETS = [
  { name: "UTF-8", aliases: ["UTF8"] },
  { name: "CP437", aliases: ["IBM437", "437"] },
  { name: "ISO-8859-1", aliases: ["ISO_8859-1", "LATIN1", "LATIN-1", "L1"] },
  { name: "US-ASCII", aliases: ["ASCII"] },
] as const;

/** A charset that can be agreed on, by its name in the table. */
export type AgreedCharset = typeof CHARSETS[number]["name"];

/** What CHARSET finds out. */
export interface CharsetFacts {
  /** What has been agreed on; undefined before that. */
  readonly charset?: AgreedCharset;
}

/** Behind REQUEST: a translation table is offered as well, in the version of the next byte. */
const TTABLE = "[TTABLE ]";

/** Not in the name of any charset. */
const SEPARATOR = ";";

/**
 * CHARSET (RFC 2066). The side that has said WILL and heard DO may ask; we do, once, and answer
 * peers that do. Should both ask at the same time, ours counts: theirs is rejected, and they answer
 * ours. Translation tables are refused.
 */
export const CHARSET: TelnetOption<"CHARSET", CharsetFacts> = {
  name: "CHARSET",
  code: 42,
  spec: "RFC 2066, 2",
  summary: `We ask for ${CHARSETS.map(({ name }) => name).join(", ")}, the first that the client ` +
    "has, and answer its own REQUEST. Translation tables are refused.",
  agree: ["local", "remote"],
  opening: { order: 4, side: "remote" },
  offer: { order: 2, side: "local", to: "mud" },
  start: (port: OptionPort<CharsetFacts>): OptionHandler => new CharsetTalk(port),
};

/** The questions of both ends, and their answers. */
class CharsetTalk implements OptionHandler {
  readonly #port: OptionPort<CharsetFacts>;
  /** Whether our one question has been asked, and whether its answer is still to come. */
  #hasAsked = false;
  #isWaiting = false;
  #hasOffered = false;

  constructor(port: OptionPort<CharsetFacts>) {
    this.#port = port;
  }

  negotiated(side: Side, enabled: boolean): void {
    if (!enabled) {
      if (side === "local") this.#isWaiting = false;
    } else if (side === "remote" && !this.#hasOffered) {
      // Who knows the option may be asked, which takes a WILL of ours.
      this.#hasOffered = true;
      this.#port.ask("local");
    } else if (side === "local" && !this.#hasAsked) {
      this.#hasAsked = true;
      this.#isWaiting = this.#port.send(encodeRequest());
    }
  }

  subnegotiation(payload: Uint8Array): void {
    switch (payload[0]) {
      case REQUEST:
        return this.#answer(payload.subarray(1));
      case ACCEPTED:
        return this.#agree(asciiOf(payload.subarray(1)));
      case REJECTED:
        this.#isWaiting = false;
        return;
      case TTABLE_IS:
        return void this.#port.send(Uint8Array.of(TTABLE_REJECTED));
    }
  }

  #agree(name: string): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    const charset = charsetNamed(name);
    if (charset) this.#port.learn({ charset });
  }

  #answer(request: Uint8Array): void {
    const chosen = this.#isWaiting ? undefined : chooseCharset(asciiOf(request));
    if (!chosen) return void this.#port.send(Uint8Array.of(REJECTED));
    const accepted = Uint8Array.of(ACCEPTED, ...new TextEncoder().encode(chosen.as));
    if (this.#port.send(accepted)) this.#port.learn({ charset: chosen.charset });
  }
}

function encodeRequest(): Uint8Array {
  const names = CHARSETS.map(({ name }) => SEPARATOR + name).join("");
  return Uint8Array.of(REQUEST, ...new TextEncoder().encode(names));
}

/**
 * Chooses one of the charsets that a peer asks for (RFC 2066, "REQUEST").
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * deepStrictEqual(chooseCharset(" KOI8-R ibm437"), { as: "ibm437", charset: "CP437" });
 * strictEqual(chooseCharset(";KOI8-R"), undefined);
 * ```
 * @param request A separator, and names with it between them; the offer of a table may come first.
 * @returns The best, in our spelling and in the peer's; undefined if we have none of them.
 */
export function chooseCharset(
  request: string,
): { readonly as: string; readonly charset: AgreedCharset } | undefined {
  const list = request.startsWith(TTABLE) ? request.slice(TTABLE.length + 1) : request;
  const asked = list.slice(1).split(list.charAt(0)).map((as) => ({
    as,
    charset: charsetNamed(as),
  }));
  for (const { name } of CHARSETS) {
    const found = asked.find(({ charset }) => charset === name);
    if (found) return { as: found.as, charset: name };
  }
  return undefined;
}

function charsetNamed(name: string): AgreedCharset | undefined {
  const wanted = name.trim().toUpperCase();
  return CHARSETS.find(({ name, aliases }) =>
    name === wanted || (aliases as readonly string[]).includes(wanted)
  )?.name;
}

function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
