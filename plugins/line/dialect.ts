/**
 * What the two dialects of the line protocol have each their own way of.
 *
 * @module
 */

import type { RenderingProfile } from "partyline";

/** What a line asks for. Names and texts are as typed; rooms are without their `#`. */
export type Request =
  | { readonly word: "LOGIN"; readonly name: string; readonly password?: string }
  | { readonly word: "LOGOUT" }
  | { readonly word: "JOIN" | "PART"; readonly room: string }
  | { readonly word: "MSG"; readonly room: string; readonly text: string }
  | { readonly word: "MSG"; readonly user: string; readonly text: string }
  /** Perhaps a command of a plugin. */
  | { readonly word: "OTHER"; readonly command: string; readonly rest: string }
  | { readonly word: "INVALID" };

/** A dialect of the line protocol. */
export interface Dialect {
  /** How the events of the house look in it. */
  readonly profile: RenderingProfile;
  /** Whether a line tells who has sent a message, and a name is proved by a password. */
  readonly knowsPeople: boolean;
  /** Whether commands of plugins can be called. */
  readonly hasPlugins: boolean;
  /** Whether LOGOUT ends the connection. */
  readonly closesAtLogout: boolean;
  /** Whether a command word may go on: LOGINXYZ for LOGIN. */
  readonly matchesBeginnings: boolean;
  /** The most bytes of a line. */
  readonly lineBytes: number;
  /** Reads a line, without its end. */
  read(line: string): Request;
  /** A line as it is sent, with its end. */
  format(line: string): string;
}

const ENCODER = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function encodeText(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/** What an event looks like; nothing where it is no lines. */
export function formatLines(
  { format }: Pick<Dialect, "format">,
  lines: readonly string[],
): string | undefined {
  return lines.length === 0 ? undefined : lines.map(format).join("");
}

/** A room as a line names it: one word, so a no-break space stands for a space. */
export function roomWord(name: string): string {
  return "#" + name.replaceAll(" ", "\u00a0");
}

/** The name of the room that a request has, with its spaces. */
export function roomName(typed: string): string {
  return typed.replaceAll("\u00a0", " ");
}
