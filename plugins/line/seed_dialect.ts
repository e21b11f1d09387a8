/**
 * The dialect `seed`: what the select() server of the 2000s spoke, so that its clients keep working.
 *
 * @module
 */

import { messageLines, type Perspective, safeText, type WorldEvent } from "partyline";
import { type Dialect, formatLines, type Request, roomWord } from "./dialect.ts";

/** The dialect `seed`. */
export const SEED: Dialect = {
  profile: { render: (event, perspective) => formatLines(SEED, show(event, perspective)) },
  knowsPeople: false,
  hasPlugins: false,
  closesAtLogout: false,
  matchesBeginnings: true,
  lineBytes: 8192,
  read,
  format: (line) => wordsOf(safeText(line)).join(" ") + "\n",
};

/** The words between runs of white space, in upper case. ASCII alone counts: `café` becomes `CAFé`. */
function wordsOf(text: string): string[] {
  return text
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    .split(/[ \t\v\f\r]+/)
    .filter((word) => word !== "");
}

function show(event: WorldEvent, perspective: Perspective): readonly string[] {
  if (perspective !== "other") return [];
  switch (event.kind) {
    case "said":
      return messageLines(event).map((line) => `GOTROOMMSG ${roomWord(event.room.name)} ${line}`);
    case "told":
      return messageLines(event).map((line) => `GOTUSERMSG ${event.to.name} ${line}`);
    default:
      return [];
  }
}

/** How each command word is read: by its beginning, with an exact count of words but for MSG. */
const READERS: readonly {
  readonly word: string;
  readonly words: readonly [min: number, max: number];
  read(words: readonly string[]): Request;
}[] = [
  { word: "LOGIN", words: [2, 2], read: ([, name = ""]) => ({ word: "LOGIN", name }) },
  { word: "LOGOUT", words: [1, 1], read: () => ({ word: "LOGOUT" }) },
  { word: "JOIN", words: [2, 2], read: ([, room = ""]) => readRoom("JOIN", room) },
  { word: "PART", words: [2, 2], read: ([, room = ""]) => readRoom("PART", room) },
  {
    word: "MSG",
    words: [3, Infinity],
    read([, target = "", ...text]) {
      const said = { word: "MSG", text: text.join(" ") } as const;
      if (!target.startsWith("#")) return { ...said, user: target };
      return target === "#" ? INVALID : { ...said, room: target.slice(1) };
    },
  },
];

const INVALID: Request = { word: "INVALID" };

function read(line: string): Request {
  const words = wordsOf(line);
  const reader = READERS.find(({ word }) => words[0]?.startsWith(word));
  if (!reader) return INVALID;
  const [min, max] = reader.words;
  return words.length >= min && words.length <= max ? reader.read(words) : INVALID;
}

function readRoom(word: "JOIN" | "PART", room: string): Request {
  return /^#./.test(room) ? { word, room: room.slice(1) } : INVALID;
}
