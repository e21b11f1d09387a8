/**
 * The opening of a WebSocket: the request of a client, and its answer (RFC 6455, section 4).
 *
 * @module
 */

import { createHash } from "node:crypto";

/** What a client is answered, and whether it is let in. */
export interface HeadAnswer {
  readonly bytes: Uint8Array;
  /** Whether frames follow; else the connection ends. */
  readonly isOpen: boolean;
  /** The protocol that was chosen, of those that the client has offered. */
  readonly protocol?: string;
}

/** The version of RFC 6455, section 4.1: the only one there is. */
const VERSION = "13";

/** What is hashed behind the client's key (RFC 6455, section 1.3). */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** 16 bytes in Base64 (RFC 6455, section 4.1). */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

/** A name of a field or a protocol: a token (RFC 9110, section 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const ENCODER = new TextEncoder();
const LATIN1 = new TextDecoder("latin1");

/**
 * Answers the head of a request, from its first line up to and with the empty one.
 *
 * A client whose protocols are all unknown here is let in without one, and so is one that has
 * none: what that means is left to the server (RFC 6455, section 4.2.2).
 *
 * @param protocols Those that are spoken here.
 */
export function answerHead(head: Uint8Array, protocols: readonly string[]): HeadAnswer {
  const [requestLine = "", ...lines] = LATIN1.decode(head).split("\r\n");
  const fields = fieldsOf(lines.slice(0, -2));
  if (!fields || !/^[A-Z]+ \S+ HTTP\/1\.[01]$/.test(requestLine)) {
    return refusal("400 Bad Request", "This is not a request of HTTP/1.1.");
  }
  const isUpgrade = /^GET .* HTTP\/1\.1$/.test(requestLine) &&
    has(fields, "upgrade", "websocket") &&
    has(fields, "connection", "upgrade");
  if (!isUpgrade || fields.get("sec-websocket-version") !== VERSION) {
    return refusal("426 Upgrade Required", `This port speaks WebSocket, version ${VERSION}.`);
  }
  const key = fields.get("sec-websocket-key") ?? "";
  if (!KEY.test(key)) return refusal("400 Bad Request", "The key of the WebSocket is none.");
  const offered = listOf(fields, "sec-websocket-protocol");
  const protocol = offered.find((name) => TOKEN.test(name) && protocols.includes(name));
  const accept = createHash("sha1").update(key + ACCEPT_SUFFIX).digest("base64");
  const bytes = ENCODER.encode([
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    "",
    "",
  ].join("\r\n"));
  return { bytes, isOpen: true, ...(protocol !== undefined && { protocol }) };
}

/** An answer that ends the connection. */
export function refusal(status: string, sentence: string): HeadAnswer {
  const body = `${sentence}\n`;
  const bytes = ENCODER.encode([
    `HTTP/1.1 ${status}`,
    "Upgrade: websocket",
    `Sec-WebSocket-Version: ${VERSION}`,
    "Connection: Upgrade, close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n"));
  return { bytes, isOpen: false };
}

/** Header fields by their lower-case name; several of one name make one list (RFC 9110, section 5.3). */
function fieldsOf(lines: readonly string[]): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!TOKEN.test(name)) return undefined;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return fields;
}

function listOf(fields: ReadonlyMap<string, string>, name: string): string[] {
  return (fields.get(name) ?? "").split(",").map((entry) => entry.trim());
}

function has(fields: ReadonlyMap<string, string>, name: string, entry: string): boolean {
  return listOf(fields, name).some((found) => found.toLowerCase() === entry);
}
