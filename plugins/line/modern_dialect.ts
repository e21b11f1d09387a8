/**
 * The dialect `modern`: names and texts keep their case, senders are named, lines end in CR LF.
 *
 * @module
 */

import { type Doer, messageLines, type Perspective, safeText, type WorldEvent } from "partyline";
import { type Dialect, formatLines, type Request, roomWord } from "./dialect.ts";

/** The dialect `modern`. */
export const MODERN: Dialect = {
  profile: { render: (event, perspective) => formatLines(MODERN, show(event, perspective)) },
  knowsPeople: true,
  hasPlugins: true,
  closesAtLogout: true,
  matchesBeginnings: false,
  lineBytes: 1024,
  read,
  format: (line) => safeText(line) + "\r\n",
};

function show(event: WorldEvent, perspective: Perspective): readonly string[] {
  switch (event.kind) {
    case "said": {
      if (perspective === "here") return [];
      const front = `GOTROOMMSG ${event.person.name} ${roomWord(event.room.name)}`;
      return wordsOf(event).map((words) => `${front} ${words}`);
    }
    case "told": {
      const toMyself = event.from.presence === event.to.presence;
      if (perspective !== "other" && !toMyself) return [];
      return messageLines(event).map((line) => `GOTUSERMSG ${event.from.name} ${line}`);
    }
    case "shouted":
      if (event.wallops) return [];
      return [`INFO ${event.official ? "" : shouter(event.person)}${event.text}`];
    default:
      return [];
  }
}

/** What somebody does is told with their name, as it would be said: `* ann waves`. */
function wordsOf(event: Extract<WorldEvent, { kind: "said" }>): readonly string[] {
  const lines = messageLines(event);
  return event.style === "action" ? lines.map((line) => `* ${event.person.name} ${line}`) : lines;
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
