/**
 * Writing a response of CSP.
 *
 * @module
 */

import { safeText } from "partyline";

/** A response's code. */
export type ResponseCode =
  | "100"
  | "110"
  | "130"
  | "140"
  | "160"
  | "170"
  | "180"
  | "190"
  | "191"
  | "192"
  | "200"
  | "230"
  | "240"
  | "250"
  | "260"
  | "300"
  | "310"
  | "320"
  | "330";

/** A response: its code, what it is about, its channel (CC control, DC data), and what it says. */
export interface Response {
  readonly code: ResponseCode;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly channel?: "CC" | "DC" | "";
  readonly payload?: string | readonly string[];
}

const ENCODER = new TextEncoder();

/**
 * The line of a response.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(
 *   new TextDecoder().decode(encodeResponse({ code: "100", channel: "CC", payload: "Ready" })),
 *   '{"version": 1.0, "response_code": "100", "parameters": {}, "channel": "CC", "payload": "Ready"}\n',
 * );
 * ```
 */
export function encodeResponse(response: Response): Uint8Array {
  return ENCODER.encode(lineOf(response));
}

/** The lines of several responses. */
export function formatResponses(responses: readonly Response[]): string {
  return responses.map(lineOf).join("");
}

function lineOf({ code, parameters = {}, channel = "", payload = "" }: Response): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `"${name}": ${quote(value)}`);
  const said = typeof payload === "string" ? quote(payload) : `[${payload.map(quote).join(", ")}]`;
  return `{"version": 1.0, "response_code": "${code}", "parameters": {${pairs.join(", ")}}, ` +
    `"channel": "${channel}", "payload": ${said}}\n`;
}

/** What other people typed can't become an escape sequence on the screen of whoever reads it. */
function quote(text: string): string {
  return JSON.stringify(safeText(text));
}
