/**
 * The answer to a browser at the front door: what this is, and how to dial in.
 *
 * @module
 */

import type { Gateway } from "../gateway.ts";
import type { Link } from "../link.ts";
import { detectWords } from "./opening_words.ts";

/** The methods that a browser or a tool of the web opens with (RFC 9110, section 9; RFC 9113, section 3.4). */
const METHODS = [
  "CONNECT ",
  "DELETE ",
  "GET ",
  "HEAD ",
  "OPTIONS ",
  "PATCH ",
  "POST ",
  "PRI * HTTP/2",
  "PUT ",
  "TRACE ",
];

const ENCODER = new TextEncoder();

/** Answers browsers with a page for people, and closes. */
export class BrowserAnswer implements Gateway {
  readonly name = "http";
  readonly summary = "Browsers: a page that says how to dial in.";
  readonly #house: string;
  readonly #met: (address: string) => void;

  /**
   * Makes an answer.
   *
   * @param house The name of the house.
   * @param met Told of the address of each browser.
   */
  constructor(
    { house, met = () => {} }: {
      readonly house: string;
      readonly met?: (address: string) => void;
    },
  ) {
    this.#house = house;
    this.#met = met;
  }

  detect(bytes: Uint8Array): ReturnType<typeof detectWords> {
    return detectWords(bytes, METHODS);
  }

  async serve(link: Link): Promise<void> {
    this.#met(link.remote.address);
    const first = await link.read();
    if (first === null) return;
    const isHead = detectWords(first, ["HEAD "]) === "yes";
    link.write(this.#answer({ port: link.local.port, isHead }));
  }

  /** Status 426 (RFC 9110, section 15.5.22) with the protocol to use instead. */
  #answer({ port, isHead }: { port: number; isHead: boolean }): Uint8Array {
    const body = ENCODER.encode(page(this.#house, port));
    const head = [
      "HTTP/1.1 426 Upgrade Required",
      "Upgrade: telnet",
      "Connection: Upgrade, close",
      "Content-Type: text/html; charset=utf-8",
      `Content-Length: ${body.length}`,
      "Cache-Control: no-store",
      "",
      "",
    ].join("\r\n");
    const bytes = ENCODER.encode(head);
    return isHead ? bytes : Uint8Array.of(...bytes, ...body);
  }
}

function page(house: string, port: number): string {
  const name = house.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${name}</title></head>
<body>
<h1>${name}</h1>
<p>This is a party line for terminals, not a web site. To come in, open a terminal and dial:</p>
<pre>telnet THIS-HOST ${port}</pre>
<p>THIS-HOST is the name that stands in your browser's address line, before the colon.</p>
</body>
</html>
`;
}
