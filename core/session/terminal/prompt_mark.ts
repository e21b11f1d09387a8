/**
 * The mark behind a prompt, by which clients tell it from a line that is not over yet.
 *
 * @module
 */

import type { TelnetPeer } from "../../telnet/peer.ts";
import { BYTES } from "../../telnet/protocol.ts";

const EOR = Uint8Array.of(BYTES.IAC, BYTES.EOR);
const GA = Uint8Array.of(BYTES.IAC, BYTES.GA);

/**
 * The bytes behind a prompt. EOR where that is agreed on (RFC 885), GA where the client has refused to do
 * without (RFC 858). Others get none: some MUD clients show an empty line for each.
 */
export function promptMark(telnet: TelnetPeer): Uint8Array | undefined {
  if (telnet.isEnabled("local", "EOR")) return EOR;
  return telnet.facts.answered && telnet.isOff("local", "SGA") ? GA : undefined;
}
