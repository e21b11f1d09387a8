/**
 * What we make of a caller's client: from what telnet tells, and what they have chosen, to a terminal profile.
 *
 * @module
 */

import type { TelnetFacts } from "../../telnet/peer.ts";
import {
  type Charset,
  clampSize,
  type ColourDepth,
  DEFAULT_PROFILE,
  type TerminalProfile,
  type TerminalSize,
} from "../../terminal/profile.ts";
import type { TerminalChoices } from "../../terminal/terminal_choices.ts";
import { type KnownTerminal, knownTerminal } from "./known_terminals.ts";
import { charsetNamed, charsetOfLocale } from "./locale_charset.ts";

/** From where something is known: the caller has chosen it, their client has told it, or we guess. */
export type Origin = "chosen" | "told" | "guessed";

/** Something that is known of a client, and from where. */
export interface Known<Value> {
  readonly value: Value;
  readonly from: Origin;
}

/** What is known of a caller's client. */
export interface CallerClient {
  /** The terminal types that it has told, in capitals, the first one first. */
  readonly names: readonly string[];
  /** Whether it speaks telnet. */
  readonly speaksTelnet: boolean;
  /** A side that is not there is not known. */
  readonly size: Known<Partial<TerminalSize>>;
  readonly charset: Known<Charset>;
  readonly colours: Known<ColourDepth>;
  /** Whether it should edit its own lines; what it does is in the profile. */
  readonly editsLines: Known<boolean>;
  readonly screenReader: Known<boolean>;
  readonly keepAlive: Known<boolean>;
  readonly choices: TerminalChoices;
}

/** From how many columns on there is room for the time of each line. */
const TIMES_COLUMNS = 60;

/** So wide that nothing is wrapped: whoever has told no width wraps by themselves. */
const UNTOLD_COLUMNS = 32_767;

/** How long the client may take to say what it is before we offer to echo (protocols, "Opening"). */
export const OPENING_MS = 500;

/** All that is known of a client, and from where. */
export function clientOf(
  facts: TelnetFacts,
  choices: TerminalChoices = {},
): CallerClient {
  const screenReader = screenReaderOf(facts, choices);
  return {
    names: facts.terminalTypes,
    speaksTelnet: facts.answered,
    size: sizeOf(facts, choices),
    charset: charsetOf(facts, choices),
    colours: coloursOf(facts, choices),
    editsLines: editsLinesOf(facts, choices, screenReader.value),
    screenReader,
    keepAlive: chosen(choices.keepAlive) ?? guessed(facts.answered),
    choices,
  };
}

/**
 * Whether to offer ECHO, which makes a terminal send key by key: to every client that speaks telnet, unless it
 * edits its lines better itself.
 */
export function takesCharacterMode({ speaksTelnet, editsLines }: CallerClient): boolean {
  return speaksTelnet && !editsLines.value;
}

/** The terminal profile of a client. `editsLines`: whether it is in line mode. */
export function profileOf(
  client: CallerClient,
  { editsLines }: { readonly editsLines: boolean },
): TerminalProfile {
  const { size, choices } = client;
  const { columns, rows } = clampSize(size.value);
  return {
    ...DEFAULT_PROFILE,
    ...(choices.theme !== undefined && { theme: choices.theme }),
    ...(choices.bell !== undefined && { bell: choices.bell }),
    times: choices.times ?? hasRoomForTimes(client, { editsLines }),
    rows,
    columns: size.value.columns ? columns : UNTOLD_COLUMNS,
    charset: client.charset.value,
    colours: client.colours.value,
    editsLines,
    screenReader: client.screenReader.value,
    keepAlive: client.keepAlive.value,
    xterm: knownTerminal(client.names)?.xterm ?? false,
  };
}

/**
 * Whether lines are shown with their times unless told. Programs that send lines look for names at the beginning of
 * what they are sent, and put times there themselves.
 */
function hasRoomForTimes(
  { size, screenReader }: CallerClient,
  { editsLines }: { readonly editsLines: boolean },
): boolean {
  return !editsLines && !screenReader.value && (size.value.columns ?? 0) >= TIMES_COLUMNS;
}

function sizeOf(facts: TelnetFacts, { size }: TerminalChoices): CallerClient["size"] {
  const { windowSize } = facts;
  if (size) return { value: size, from: "chosen" };
  if (windowSize?.columns || windowSize?.rows) return { value: windowSize, from: "told" };
  return guessed(screenOf(facts)?.is80x24 ? clampSize({}) : {});
}

/** What is known of the screen itself: the second name of a MUD client only says which colours it obeys (MTTS). */
function screenOf(facts: TelnetFacts): KnownTerminal | undefined {
  const { kind, terminalTypes } = facts;
  return knownTerminal(kind === "mud" ? terminalTypes.slice(0, 1) : terminalTypes);
}

function charsetOf(facts: TelnetFacts, choices: TerminalChoices): Known<Charset> {
  const { charset, environment, mtts } = facts;
  return chosen(choices.charset) ??
    told(charsetNamed(charset) ?? charsetNamed(environment.CHARSET)) ??
    told(mtts.includes("utf-8") ? "utf-8" : undefined) ??
    told(charsetOfLocale(environment)) ??
    // Who follows the MTTS would have said so if it were UTF-8.
    guessed(screenOf(facts)?.charset ?? (mtts.length > 0 ? "ascii" : "utf-8"));
}

function coloursOf(
  { environment, mtts, terminalTypes }: TelnetFacts,
  choices: TerminalChoices,
): Known<ColourDepth> {
  const known = knownTerminal(terminalTypes);
  return chosen(choices.colours) ??
    // https://no-color.org: present, whatever it says.
    told(environment.NO_COLOR ? "none" : undefined) ??
    told(depthOfMtts(mtts)) ??
    told(/^(?:truecolor|24bit)$/i.test(environment.COLORTERM ?? "") ? "true" : undefined) ??
    guessed(known?.colours ?? (terminalTypes.length > 0 ? "16" : "none"));
}

function depthOfMtts(mtts: TelnetFacts["mtts"]): ColourDepth | undefined {
  if (mtts.includes("true-colour")) return "true";
  if (mtts.includes("256-colours")) return "256";
  if (mtts.includes("ansi")) return "16";
  return mtts.length > 0 ? "none" : undefined;
}

function screenReaderOf({ mtts }: TelnetFacts, choices: TerminalChoices): Known<boolean> {
  return chosen(choices.screenReader) ??
    told(mtts.includes("screen-reader") || undefined) ??
    guessed(false);
}

/**
 * MUD clients edit their lines, and take an offer of ECHO for a request to hide a password. Where the line can't
 * be drawn again, or should not be as it would be read out again, the client had better edit it, too.
 */
function editsLinesOf(
  facts: TelnetFacts,
  choices: TerminalChoices,
  isReadOut: boolean,
): Known<boolean> {
  const cannot = knownTerminal(facts.terminalTypes)?.cannotEdit ?? false;
  const should = !facts.answered || facts.kind === "mud" || cannot || isReadOut;
  return chosen(choices.editsLines) ?? guessed(should);
}

function chosen<Value>(value: Value | undefined): Known<Value> | undefined {
  return value === undefined ? undefined : { value, from: "chosen" };
}

function told<Value>(value: Value | undefined): Known<Value> | undefined {
  return value === undefined ? undefined : { value, from: "told" };
}

function guessed<Value>(value: Value): Known<Value> {
  return { value, from: "guessed" };
}
