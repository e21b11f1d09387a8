/**
 * Messages of IRC: lines to and from their parts, with tags (IRCv3 message-tags), and how long they may be.
 *
 * @module
 */

/** The most bytes of a line after its tags, without the CR LF (RFC 1459, section 2.3: 512 with it). */
export const BODY_BYTES = 510;

/** The most bytes of the tags that a client sends, without `@` and the space (IRCv3 message-tags, "Size limit"). */
export const CLIENT_TAGS_BYTES = 4094;

/** The most bytes of a line that a client sends, without its end: `@`, tags, a space and the body. */
export const LINE_BYTES = CLIENT_TAGS_BYTES + 2 + BODY_BYTES;

/** A line in its parts. */
export interface Message {
  /** The tags by their names, with their values as they are meant; empty for none. The last of a name counts. */
  readonly tags: ReadonlyMap<string, string>;
  /** Who sends it, without the `:`. */
  readonly source?: string;
  /** A word in capitals, or three digits. */
  readonly command: string;
  /** As many as there are; the last may hold spaces, or nothing. */
  readonly params: readonly string[];
}

/** What a line is made of. */
export interface MessageParts {
  /** Values as they are meant; empty for none. */
  readonly tags?: ReadonlyMap<string, string>;
  /** Who sends it, without the `:`. */
  readonly source?: string;
  /** The command, or three digits. */
  readonly command: string;
  /** Only the last may hold spaces, be empty or begin with `:`; another that does is sent as `*`. */
  readonly params: readonly string[];
  /** Whether the last is a text for people; known by itself for the commands that have one. */
  readonly endsInText?: boolean;
}

/** What the bytes of a line turn out to be; `notUtf8` has U+FFFD for what can't be read. */
export type ReadText =
  | { readonly line: string }
  | { readonly tooLong: "tags" | "body" | "by-far" }
  | { readonly notUtf8: string };

const ESCAPES: Readonly<Record<string, string>> = {
  ":": ";",
  "s": " ",
  "\\": "\\",
  "r": "\r",
  "n": "\n",
};

const ESCAPED: Readonly<Record<string, string>> = {
  ";": "\\:",
  " ": "\\s",
  "\\": "\\\\",
  "\r": "\\r",
  "\n": "\\n",
};

/**
 * Commands whose last parameter is a text for people, by how many come before it. Old clients look for the
 * colon before such a text, whether it is needed or not.
 */
const TEXT_PARAMETERS: Readonly<Record<string, number>> = {
  AWAY: 0,
  ERROR: 0,
  JOIN: 2,
  KICK: 2,
  KILL: 1,
  NOTICE: 1,
  PART: 1,
  PRIVMSG: 1,
  QUIT: 0,
  REDACT: 2,
  RENAME: 2,
  SETNAME: 0,
  TOPIC: 1,
  WALLOPS: 0,
};

/** A UTF-16 unit is at most so many bytes of UTF-8. */
const UNIT_BYTES = 3;

/** `: PRIVMSG  :`, and what makes a text an ACTION. */
const AROUND_MESSAGE = 24;

const AT = "@".charCodeAt(0);
const SPACE = " ".charCodeAt(0);

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const bodyBuffer = new Uint8Array(BODY_BYTES);

/**
 * Reads the bytes of a line that a client sent, without its end: whether they keep the limits (IRCv3
 * message-tags; 417 if not) and are UTF-8 (IRCv3 utf8-only). A NUL and a lone CR, which a line can't
 * hold (RFC 2812, section 2.3.1), are dropped.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(readLine(new TextEncoder().encode("PI\0NG a")), { line: "PING a" });
 * deepStrictEqual(readLine(Uint8Array.of(0x50, 0xff)), { notUtf8: "P\ufffd" });
 * ```
 */
export function readLine(bytes: Uint8Array): ReadText {
  let bodyStart = 0;
  if (bytes[0] === AT) {
    const space = bytes.indexOf(SPACE);
    const tagsEnd = space < 0 ? bytes.length : space;
    if (tagsEnd - 1 > CLIENT_TAGS_BYTES) return { tooLong: "tags" };
    bodyStart = Math.min(tagsEnd + 1, bytes.length);
  }
  if (bytes.length - bodyStart > BODY_BYTES) return { tooLong: "body" };
  try {
    return { line: decoder.decode(bytes).replaceAll(/[\0\r]/g, "") };
  } catch {
    return { notUtf8: lenientDecoder.decode(bytes) };
  }
}

/**
 * Takes a line apart (RFC 1459, section 2.3.1; IRCv3 message-tags). Any number of spaces may stand where one
 * does, and any number of parameters is taken.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(parseMessage("@+a=x\\sy :ann!a@b privmsg #den :hello all"), {
 *   tags: new Map([["+a", "x y"]]),
 *   source: "ann!a@b",
 *   command: "PRIVMSG",
 *   params: ["#den", "hello all"],
 * });
 * ```
 * @returns Undefined when the line has no command.
 */
export function parseMessage(line: string): Message | undefined {
  const words = new Words(line);
  const tags = parseTags(words.takeAfter("@"));
  const source = words.takeAfter(":");
  const command = words.take().toUpperCase();
  if (command === "") return undefined;
  const params: string[] = [];
  while (!words.atEnd()) params.push(words.takeTrailing() ?? words.take());
  return source === undefined ? { tags, command, params } : { tags, source, command, params };
}

/**
 * Makes a line of its parts, without its end. What a line can't hold (NUL, CR, LF) is sent as a space. The
 * last parameter has a colon where it needs one, and where it is a text.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const params = ["ann", "", "no such channel"];
 * strictEqual(formatMessage({ source: "irc", command: "403", params }), ":irc 403 ann * :no such channel");
 * ```
 */
export function formatMessage(
  { tags, source, command, params, endsInText }: MessageParts,
): string {
  let line = source === undefined ? command : `:${source} ${command}`;
  const last = params.length - 1;
  const hasColon = endsInText || TEXT_PARAMETERS[command] === last;
  for (let at = 0; at < last; at++) line += ` ${middle(params[at]!)}`;
  if (last >= 0) {
    const param = params[last]!;
    line += hasColon || needsColon(param) ? ` :${param}` : ` ${param}`;
  }
  return withTags(onOneLine(line), tags);
}

/** A line that has no tags with those that it is to have. */
export function withTags(line: string, tags: ReadonlyMap<string, string> | undefined): string {
  if (tags === undefined || tags.size === 0) return line;
  return `@${onOneLine(formatTags(tags))} ${line}`;
}

function onOneLine(text: string): string {
  return /[\0\r\n]/.test(text) ? text.replaceAll(/[\0\r\n]/g, " ") : text;
}

/** The tags of a line as they are sent, without `@` and the space. */
function formatTags(tags: ReadonlyMap<string, string>): string {
  let joined = "";
  for (const [name, value] of tags) {
    if (joined !== "") joined += ";";
    joined += value === "" ? name : `${name}=${escapeTagValue(value)}`;
  }
  return joined;
}

/** The value of a tag as it is sent (IRCv3 message-tags, "Escaping values"). */
export function escapeTagValue(value: string): string {
  if (!/[; \\\r\n]/.test(value)) return value;
  return value.replaceAll(/[; \\\r\n]/g, (char) => ESCAPED[char]!);
}

/** The value of a tag as it is meant; a backslash before anything else, or before nothing, is dropped. */
export function unescapeTagValue(sent: string): string {
  return sent.replaceAll(/\\(.?)/gsu, (_, char: string) => ESCAPES[char] ?? char);
}

/**
 * Cuts what comes after the tags of a line to 510 bytes, between two characters (IRCv3 utf8-only).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(truncateLine("@a=b " + "x".repeat(509) + "é"), "@a=b " + "x".repeat(509));
 * ```
 */
export function truncateLine(line: string): string {
  const bodyStart = line.startsWith("@") ? line.indexOf(" ") + 1 : 0;
  if ((line.length - bodyStart) * UNIT_BYTES <= BODY_BYTES) return line;
  const { read } = encoder.encodeInto(line.slice(bodyStart), bodyBuffer);
  return line.slice(0, bodyStart + read);
}

/**
 * Whether a message made of these is not too long for a line, however it is encoded: so for most, which then
 * need not be encoded to be measured.
 */
export function fitsSurely(source: string, target: string, text: string): boolean {
  const units = source.length + target.length + text.length + AROUND_MESSAGE;
  return units * UNIT_BYTES <= BODY_BYTES;
}

/** What is left of a line while it is read word by word. */
class Words {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#skipSpaces();
  }

  atEnd(): boolean {
    return this.#at >= this.#line.length;
  }

  /** The next word; empty at the end. */
  take(): string {
    const space = this.#line.indexOf(" ", this.#at);
    const end = space < 0 ? this.#line.length : space;
    const word = this.#line.slice(this.#at, end);
    this.#at = end;
    this.#skipSpaces();
    return word;
  }

  /** The next word without this first character, if it has it. */
  takeAfter(first: string): string | undefined {
    return this.#line[this.#at] === first ? this.take().slice(1) : undefined;
  }

  /** All that is left after a colon, if the next word has one. */
  takeTrailing(): string | undefined {
    if (this.#line[this.#at] !== ":") return undefined;
    const text = this.#line.slice(this.#at + 1);
    this.#at = this.#line.length;
    return text;
  }

  #skipSpaces(): void {
    while (this.#line[this.#at] === " ") this.#at++;
  }
}

const NO_TAGS: ReadonlyMap<string, string> = new Map();

function parseTags(sent: string | undefined): ReadonlyMap<string, string> {
  if (sent === undefined) return NO_TAGS;
  const tags = new Map<string, string>();
  for (const tag of sent.split(";")) {
    const equals = tag.indexOf("=");
    const name = equals < 0 ? tag : tag.slice(0, equals);
    if (name !== "") tags.set(name, equals < 0 ? "" : unescapeTagValue(tag.slice(equals + 1)));
  }
  return tags;
}

function middle(param: string): string {
  return needsColon(param) ? "*" : param;
}

function needsColon(param: string): boolean {
  // NUL, CR and LF become spaces.
  return param === "" || param.startsWith(":") || /[ \0\r\n]/.test(param);
}
