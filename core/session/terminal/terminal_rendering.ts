/**
 * Rendering profiles of terminals: events as the bytes that terminals of one kind are sent.
 *
 * @module
 */

import type { Frame } from "../../net/outbox/broadcast.ts";
import { escapeIac } from "../../telnet/encode.ts";
import { encodeText } from "../../terminal/charset/charset.ts";
import type { RowOutput } from "../../terminal/editing/prompt_line.ts";
import type { Charset, TerminalProfile } from "../../terminal/profile.ts";
import { renderText } from "../../terminal/style/render.ts";
import type { Text } from "../../terminal/style/styled_text.ts";
import type { WorldEvent } from "../../world/event.ts";
import { dayLine } from "../texts/day_line.ts";
import { eventText, type View } from "../texts/event_text.ts";
import type { Perspective, RenderingProfile } from "../session.ts";

/** What is sent to a terminal as it is: a string in the terminal's charset, with 255 doubled (RFC 854). */
export function encodeForTerminal(text: string, charset: Charset): Uint8Array {
  return escapeIac(encodeText(text, charset));
}

/** What is drawn again and again, by charset: prompts, and what takes them away. */
const DRAWN: Readonly<Record<Charset, Map<string, Uint8Array>>> = {
  "ascii": new Map(),
  "cp437": new Map(),
  "latin-1": new Map(),
  "utf-8": new Map(),
};

/** The most that is remembered of each charset, and the longest of it in UTF-16 units. */
const DRAWN_LIMITS = { count: 256, length: 80 } as const;

/**
 * What is drawn for one terminal, as it is sent. Terminals that draw the same are sent the same array, so that
 * what stands around it is joined once for all of them.
 */
export function encodeDrawn(text: string, charset: Charset): Uint8Array {
  if (text.length > DRAWN_LIMITS.length) return encodeForTerminal(text, charset);
  const known = DRAWN[charset];
  let bytes = known.get(text);
  if (!bytes) {
    if (known.size === DRAWN_LIMITS.count) known.clear();
    known.set(text, bytes = encodeForTerminal(text, charset));
  }
  return bytes;
}

/** Frames by what is in them and their charset. */
const FRAMES = new Map<string, Frame>();

/** What takes a row away and draws it again, as a frame: the same object for the same row and charset. */
export function frameOf({ erase, draw }: RowOutput, charset: Charset): Frame {
  const key = [charset, erase, draw].join("\n");
  let frame = FRAMES.get(key);
  if (!frame) {
    if (FRAMES.size === DRAWN_LIMITS.count) FRAMES.clear();
    const [before, after] = [encodeDrawn(erase, charset), encodeDrawn(draw, charset)];
    FRAMES.set(key, frame = { before, after });
  }
  return frame;
}

/** A text as it is sent to a terminal: wrapped, coloured, encoded. */
export function bytesFor(text: Text, profile: TerminalProfile): Uint8Array {
  return encodeForTerminal(renderText(text, profile), profile.charset);
}

const KNOWN = new Map<string, TerminalRendering>();

/** The most kinds of terminals that are known at a time; a caller can make many by changing their window. */
const MOST_KNOWN = 4096;

const BELL = "\x07";

/**
 * The rendering of a kind of terminal; the same object for all of that kind.
 *
 * @param tagsRooms Whether the caller is in several rooms, so that each line says which it is of.
 */
export function renderingFor(profile: TerminalProfile, tagsRooms: boolean): TerminalRendering {
  const { columns, charset, colours, editsLines, screenReader, theme, bell, times } = profile;
  const looks = [columns, charset, colours, theme, screenReader];
  const key = [...looks, editsLines, bell, times, tagsRooms].join(" ");
  let rendering = KNOWN.get(key);
  if (!rendering) {
    if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
    KNOWN.set(key, rendering = new TerminalRendering(profile, tagsRooms));
  }
  return rendering;
}

/** How terminals of one kind show what happens. */
export class TerminalRendering implements RenderingProfile {
  readonly marksMentions = true;
  readonly echoesTalk: boolean;
  readonly #profile: TerminalProfile;
  readonly #tagsRooms: boolean;
  #dayLine: { readonly day: number; readonly bytes: Uint8Array } | undefined;

  /** Makes it; have it from {@linkcode renderingFor}. */
  constructor(profile: TerminalProfile, tagsRooms: boolean) {
    this.#profile = profile;
    this.#tagsRooms = tagsRooms;
    this.echoesTalk = !profile.editsLines;
  }

  render(event: WorldEvent, perspective: Perspective): string | undefined {
    const { editsLines } = this.#profile;
    // Who edits their own line has it on the screen already. What they do is not what they have typed.
    const isSpoken = event.kind === "said" && event.style !== "action";
    if (isSpoken && perspective === "here" && editsLines) return undefined;
    const { times, bell } = this.#profile;
    const text = textOf(event, { perspective, tagsRooms: this.#tagsRooms, times });
    if (!text) return undefined;
    const rings = bell && (perspective === "mentioned" || isToldTo(event, perspective));
    return rings ? this.#show(text) + BELL : this.#show(text);
  }

  encode(text: string): Uint8Array {
    return encodeForTerminal(text, this.#profile.charset);
  }

  /** The line before what is the first of a day. The bytes are shared, as those of events are. */
  dayLine(day: number): Uint8Array {
    if (this.#dayLine?.day !== day) {
      this.#dayLine = { day, bytes: this.encode(this.#show(dayLine(day))) };
    }
    return this.#dayLine.bytes;
  }

  #show(text: Text): string {
    return renderText(text, this.#profile);
  }
}

/** What was last made into text: terminals of different charsets are shown the same. */
let last: { event: WorldEvent; view: View; text: Text | undefined } | undefined;

/** An event as {@linkcode eventText}, made once for all kinds of terminals that see it alike. */
function textOf(event: WorldEvent, view: View): Text | undefined {
  if (last?.event !== event || !isSame(last.view, view)) {
    last = { event, view, text: eventText(event, view) };
  }
  return last.text;
}

function isSame(a: View, b: View): boolean {
  return a.perspective === b.perspective && a.tagsRooms === b.tagsRooms && a.times === b.times;
}

function isToldTo({ kind }: WorldEvent, perspective: Perspective): boolean {
  return kind === "told" && perspective === "other";
}
