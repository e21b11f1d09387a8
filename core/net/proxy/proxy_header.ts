/**
 * Reading the header of the PROXY protocol, in which a proxy tells whose connection it hands on
 * (HAProxy, "The PROXY protocol, versions 1 & 2", section 2).
 *
 * @module
 */

import ipaddr from "ipaddr.js";

/** Whose connection it is. */
export interface ProxiedCaller {
  /** An IP address as text. */
  readonly address: string;
  /** 0 to 65535. */
  readonly port: number;
}

/**
 * What bytes turned out to be: too few yet; not the header; or the header, with how many bytes it had
 * and whose connection it is. That is nothing where the proxy speaks for itself, or does not know.
 */
export type ProxyHeader =
  | "more"
  | "malformed"
  | { readonly bytes: number; readonly caller: ProxiedCaller | undefined };

/** `\r\n\r\n\0\r\nQUIT\n`, which begins version 2 (section 2.2). */
const SIGNATURE = Uint8Array.of(13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10);

/** What comes before the addresses: the signature, version and command, family, and length (section 2.2). */
const HEAD_BYTES = SIGNATURE.length + 4;

/** The longest line of version 1, with its end (section 2.1). */
const LINE_BYTES = 107;

/** What version 1 begins with (section 2.1). */
const WORD = "PROXY ";

/** Families and transports, by the byte that names them (section 2.2): how long their addresses are. */
const FAMILIES: ReadonlyMap<number, { readonly bytes: number; readonly addressBytes?: 4 | 16 }> =
  new Map([
    [0x00, { bytes: 0 }], // unspecified
    [0x11, { bytes: 12, addressBytes: 4 }], // TCP over IPv4
    [0x12, { bytes: 12 }], // UDP over IPv4: of no use for a stream, so the proxy's own address stays
    [0x21, { bytes: 36, addressBytes: 16 }], // TCP over IPv6
    [0x22, { bytes: 36 }],
    [0x31, { bytes: 216 }], // UNIX, stream
    [0x32, { bytes: 216 }],
  ]);

/**
 * Reads a header from the first bytes of a connection. What stands behind the addresses of version 2
 * counts to its length and is not looked at.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * deepStrictEqual(readProxyHeader(bytes("PROXY TCP4 192.0.2.7 192.0.2.1 56324 2023\r\nhello")), {
 *   bytes: 43,
 *   caller: { address: "192.0.2.7", port: 56324 },
 * });
 * strictEqual(readProxyHeader(bytes("PROXY TCP4 192")), "more");
 * strictEqual(readProxyHeader(bytes("hello")), "malformed");
 * ```
 */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  if (bytes.length === 0) return "more";
  return bytes[0] === SIGNATURE[0] ? readBinary(bytes) : readLine(bytes);
}

/** Version 2. */
function readBinary(bytes: Uint8Array): ProxyHeader {
  const begins = bytes.subarray(0, SIGNATURE.length).every((byte, i) => byte === SIGNATURE[i]);
  if (!begins) return "malformed";
  if (bytes.length < HEAD_BYTES) return "more";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, command] = [bytes[12]! >> 4, bytes[12]! & 15];
  const family = FAMILIES.get(bytes[13]!);
  const length = view.getUint16(14);
  if (version !== 2 || command > 1 || !family) return "malformed";
  const isLocal = command === 0;
  if (!isLocal && length < family.bytes) return "malformed";
  const total = HEAD_BYTES + length;
  const { addressBytes } = family;
  if (isLocal || addressBytes === undefined) return { bytes: total, caller: undefined };
  if (bytes.length < HEAD_BYTES + family.bytes) return "more";
  const source = bytes.subarray(HEAD_BYTES, HEAD_BYTES + addressBytes);
  const port = view.getUint16(HEAD_BYTES + 2 * addressBytes);
  return { bytes: total, caller: { address: ipaddr.fromByteArray([...source]).toString(), port } };
}

/** Version 1. */
function readLine(bytes: Uint8Array): ProxyHeader {
  const seen = String.fromCharCode(...bytes.subarray(0, LINE_BYTES));
  const end = seen.indexOf("\r\n");
  const begins = WORD.startsWith(seen.slice(0, WORD.length));
  if (end < 0) return begins && seen.length < LINE_BYTES ? "more" : "malformed";
  const caller = callerIn(seen.slice(0, end));
  return caller === "malformed" ? caller : { bytes: end + 2, caller };
}

function callerIn(line: string): ProxiedCaller | undefined | "malformed" {
  const [word, family, source, destination, from, to, ...rest] = line.split(" ");
  if (word !== WORD.trim()) return "malformed";
  // "the receiver must ignore anything presented before the CRLF"
  if (family === "UNKNOWN") return undefined;
  const isAddress = ADDRESSES.get(family ?? "");
  const [sourcePort, destinationPort] = [portIn(from), portIn(to)];
  if (!isAddress || !source || !destination || rest.length > 0) return "malformed";
  if (!isAddress(source) || !isAddress(destination)) return "malformed";
  if (sourcePort === undefined || destinationPort === undefined) return "malformed";
  return { address: source, port: sourcePort };
}

const ADDRESSES: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["TCP4", (text) => ipaddr.IPv4.isValidFourPartDecimal(text)],
  ["TCP6", (text) => ipaddr.IPv6.isValid(text) && !text.includes("%")],
]);

function portIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0|[1-9]\d{0,4})$/.test(text)) return undefined;
  return Number(text) <= 65_535 ? Number(text) : undefined;
}
