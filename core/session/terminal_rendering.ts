/**
 * Rendering profiles of terminals: events as the bytes that terminals of one kind are sent.
 *
 * @module
 */

import { escapeIac } from "../telnet/encode.ts";
import { encodeText } from "../terminal/charset.ts";
import type { Charset, TerminalProfile } from "../terminal/profile.ts";
import { renderText } from "../terminal/render.ts";
import type { Text } from "../terminal/styled_text.ts";
import type { WorldEvent } from "../world/event.ts";
import { eventText } from "./event_text.ts";
import type { Perspective, RenderingProfile } from "./session.ts";

/** What is sent to a terminal as it is: a string in the terminal's charset, with 255 doubled (RFC 854). */
export function encodeForTerminal(text: string, charset: Charset): Uint8Array {
  return escapeIac(encodeText(text, charset));
}

/** A text as it is sent to a terminal: wrapped, coloured, encoded. */
export function bytesFor(text: Text, profile: TerminalProfile): Uint8Array {
  return encodeForTerminal(renderText(text, profile), profile.charset);
}

const KNOWN = new Map<string, TerminalRendering>();

/**
 * The rendering of a kind of terminal; the same object for all of that kind.
 *
 * @param tagsRooms Whether the caller is in several rooms, so that each line says which it is of.
 */
export function renderingFor(profile: TerminalProfile, tagsRooms: boolean): RenderingProfile {
  const { columns, charset, colours, editsLines, screenReader, theme, bell, times } = profile;
  const looks = [columns, charset, colours, theme, screenReader];
  const key = [...looks, editsLines, bell, times, tagsRooms].join(" ");
  let rendering = KNOWN.get(key);
  if (!rendering) KNOWN.set(key, rendering = new TerminalRendering(profile, tagsRooms));
  return rendering;
}

class TerminalRendering implements RenderingProfile {
  readonly #profile: TerminalProfile;
  readonly #tagsRooms: boolean;

  constructor(profile: TerminalProfile, tagsRooms: boolean) {
    this.#profile = profile;
    this.#tagsRooms = tagsRooms;
  }

  render(event: WorldEvent, perspective: Perspective): Uint8Array | undefined {
    // Who edits their own line has it on the screen already. What they do is not what they have typed.
    const isTyped = event.kind === "said" && event.style !== "action" && perspective === "here" &&
      this.#profile.editsLines;
    const text = isTyped
      ? undefined
      : eventText(event, { perspective, tagsRooms: this.#tagsRooms });
    return text && bytesFor(text, this.#profile);
  }
}
