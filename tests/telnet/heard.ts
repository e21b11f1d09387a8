/**
 * Records what a telnet decoder says, so that two ways of feeding it can be compared.
 * @module
 */

import { TelnetDecoder } from "../../core/telnet/decoder.ts";

/** One call of the decoder. */
export type Heard =
  | { readonly data: readonly number[] }
  | { readonly command: number }
  | { readonly verb: string; readonly option: number }
  | { readonly option: number; readonly payload: readonly number[] }
  | { readonly oversized: number };

/** Feeds the chunks to a new decoder. Runs of data with nothing in between are joined. */
export function hear(chunks: Iterable<Uint8Array>, subnegotiationBytes?: number): Heard[] {
  const heard: Heard[] = [];
  const decoder = new TelnetDecoder({
    data(bytes) {
      const last = heard.at(-1);
      const joins = last !== undefined && "data" in last;
      if (joins) heard.pop();
      heard.push({ data: [...(joins ? last.data : []), ...bytes] });
    },
    command: (command) => heard.push({ command }),
    negotiation: (verb, option) => heard.push({ verb, option }),
    subnegotiation: (option, payload) => heard.push({ option, payload: [...payload] }),
    oversized: (oversized) => heard.push({ oversized }),
  }, { subnegotiationBytes });
  for (const chunk of chunks) decoder.receive(chunk);
  return heard;
}

/** The bytes of a text in ASCII. */
export function ascii(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}
