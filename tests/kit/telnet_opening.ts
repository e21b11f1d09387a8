/**
 * The openings of calls in tests/telnet/openings/: what clients and the server say by telnet, both ways.
 *
 * @module
 */

import { TelnetDecoder } from "../../core/telnet/decoder.ts";
import { concatenate, negotiation, subnegotiation } from "../../core/telnet/encode.ts";
import { OPTIONS } from "../../core/telnet/options.ts";
import { BYTES, VERBS } from "../../core/telnet/protocol.ts";
import type { Charset, ColourDepth } from "../../core/terminal/profile.ts";

/** What somebody said until the other end spoke, in hexadecimal; text is left out. */
export type Turn = { readonly client: string } | { readonly server: string };

/** What the house should make of a client. */
export interface ExpectedClient {
  readonly kind: "unknown" | "terminal" | "mud";
  /** The terminal types that it tells. */
  readonly names: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly charset: Charset;
  readonly colours: ColourDepth;
  /** Whether the client edits its lines. */
  readonly editsLines: boolean;
  /** Options that are on in the end, by name: `local GMCP`, `remote NAWS`. */
  readonly options: readonly string[];
}

/** The opening of a call. */
export interface TelnetOpening {
  /** The name of the program. */
  readonly client: string;
  readonly version: string;
  /** Whether a real program has said this, or what is written of it says that it would. */
  readonly source: "recorded" | "documents";
  /** Where it ran, or which documents. */
  readonly notes: string;
  readonly expects: ExpectedClient;
  readonly exchange: readonly Turn[];
}

const NAMES: ReadonlyMap<number, string> = new Map(OPTIONS.map(({ code, name }) => [code, name]));

const [MSSP, MCCP2] = [70, 86];

/** The telnet in some bytes, sequence by sequence, without the text. */
function sequences(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  const compressed = subnegotiation(MCCP2, new Uint8Array()).toHex();
  const end = bytes.toHex().indexOf(compressed);
  const decoder = new TelnetDecoder({
    data() {},
    command: (code) => void found.push(Uint8Array.of(BYTES.IAC, code)),
    negotiation: (verb, option) => void found.push(negotiation(verb, option)),
    subnegotiation: (option, payload) => void found.push(subnegotiation(option, payload)),
    oversized() {},
  });
  // What comes behind the sign of compression is no telnet any more.
  decoder.receive(end < 0 ? bytes : bytes.subarray(0, end / 2 + compressed.length / 2));
  return found;
}

/** The telnet in some bytes in hexadecimal, without the text. */
export function telnetBytes(bytes: Uint8Array): string {
  return concatenate(sequences(bytes)).toHex();
}

/**
 * What is negotiated in some bytes, in words such as `DO TTYPE`. The marks behind prompts are left out, as
 * when those are drawn is another matter, and what MSSP tells, as it is another each time.
 */
export function telnetWords(bytes: Uint8Array): string[] {
  return sequences(bytes).flatMap(([, code, option, ...rest]) => {
    if (option === undefined) return [];
    const verb = code === BYTES.SB ? "SB" : VERBS.get(code!);
    const name = NAMES.get(option) ?? String(option);
    const payload = code === BYTES.SB && option !== MSSP ? rest.slice(0, -2) : [];
    return [[verb, name, ...payload].join(" ")];
  });
}

/** Every opening there is, by the name of its file. */
export function readOpenings(): { readonly file: string; readonly opening: TelnetOpening }[] {
  const folder = new URL("../telnet/openings/", import.meta.url);
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort().map((file) => ({
    file,
    opening: JSON.parse(Deno.readTextFileSync(new URL(file, folder))),
  }));
}
