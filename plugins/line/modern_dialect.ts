/**
 * The dialect `modern`: names and texts keep their case, senders are named, lines end in CR LF.
 *
 * @module
 */

import {
  type Doer,
  messageText,
  type Perspective,
  plain,
  safeText,
  type WorldEvent,
} from "partyline";
import { type Dialect, encodeText, type Request, roomWord } from "./dialect.ts";

/** The dialect `modern`. */
export const MODERN: Dialect = {
  profile: { render: (event, perspective) => encoded(show(event, perspective)) },
  knowsPeople: true,
  hasPlugins: true,
  closesAtLogout: true,
  matchesBeginnings: false,
  lineBytes: 1024,
  read,
  encode: (line) => encodeText(safeText(line) + "\r\n"),
};

function encoded(line: string | undefined): Uint8Array | undefined {
  return line === undefined ? undefined : MODERN.encode(line);
}

function show(event: WorldEvent, perspective: Perspective): string | undefined {
  switch (event.kind) {
    case "said":
      if (perspective === "here") return undefined;
      return `GOTROOMMSG ${event.person.name} ${roomWord(event.room.name)} ${wordsOf(event)}`;
    case "told": {
      const toMyself = event.from.presence === event.to.presence;
      if (perspective !== "other" && !toMyself) return undefined;
      return `GOTUSERMSG ${event.from.name} ${plain(event.text)}`;
    }
    case "shouted":
      return `INFO ${event.official ? "" : shouter(event.person)}${plain(event.text)}`;
    default:
      return undefined;
  }
}

/** What somebody does is told with their name, as it would be said: `* ann waves`. */
function wordsOf({ person: { name }, text, style }: Extract<WorldEvent, { kind: "said" }>): string {
  return plain(style === "action" ? messageText({ name, text, style }) : text);
}

function shouter(person: Doer): string {
  return person ? `${person.name} shouts: ` : "";
}

const READERS: Readonly<Record<string, (rest: string) => Request>> = {
  LOGIN(rest) {
    const [name, password] = cut(rest);
    if (name === "") return INVALID;
    return { word: "LOGIN", name, ...(password !== "" && { password }) };
  },
  LOGOUT: (rest) => rest === "" ? { word: "LOGOUT" } : INVALID,
  JOIN: (rest) => readRoom("JOIN", rest),
  PART: (rest) => readRoom("PART", rest),
  MSG(rest) {
    const [target, text] = cut(rest);
    if (target === "" || text === "") return INVALID;
    if (!target.startsWith("#")) return { word: "MSG", user: target, text };
    return target === "#" ? INVALID : { word: "MSG", room: target.slice(1), text };
  },
};

const INVALID: Request = { word: "INVALID" };

function read(line: string): Request {
  const [word, rest] = cut(line);
  const reader = READERS[word.toUpperCase()];
  if (reader && Object.hasOwn(READERS, word.toUpperCase())) return reader(rest);
  return word === "" ? INVALID : { word: "OTHER", command: word, rest };
}

function readRoom(word: "JOIN" | "PART", rest: string): Request {
  const [, room] = /^#((?:\S|\u00a0)+) *$/.exec(rest) ?? [];
  return room === undefined ? INVALID : { word, room };
}

/** What is before the first space, and all that is after it. */
function cut(text: string): [string, string] {
  const space = text.indexOf(" ");
  return space < 0 ? [text, ""] : [text.slice(0, space), text.slice(space + 1)];
}
