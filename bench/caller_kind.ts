/**
 * The kinds of callers that the load generator of our own knows: how each gets into the lobby, says a
 * message and hears one. Texts are bytes, one for each character.
 *
 * @module
 */

import type { MessageCharset, MessageLook } from "./message.ts";

/** The ports of a server, by who dials there. */
export type Door = "csp" | "irc" | "line" | "terminal";

/** One step of a conversation: wait until these bytes have come, then send those. */
export interface Step {
  readonly wait: string;
  readonly say?: string;
}

/** A kind of caller. */
export interface CallerKind {
  readonly door: Door;
  /** Whether they need an account: then they have a member's name. */
  readonly isMember?: boolean;
  /** Whether they are sent their own messages, too. */
  readonly hearsOwn?: boolean;
  readonly look?: MessageLook;
  /** What is said whenever telnet asks for something, by what asks. */
  readonly answers?: Readonly<Record<string, string>>;
  /** From the dial tone into a room. */
  waysIn(place: Place): readonly Step[];
  /** Says one message in a room. */
  say(message: string, place: Place): string;
  /** Goes into a room, and out of it. */
  join(place: Place): string;
  part(place: Place): string;
}

/** Whose words, and where. */
export interface Place {
  readonly name: string;
  readonly room: string;
}

/** The names of the kinds, as orders have them. */
export type CallerKindName =
  | "CSP"
  | "IRC"
  | "IRC with tags"
  | "keys in CP437"
  | "keys in Latin-1"
  | "keys in UTF-8"
  | "line protocol"
  | "terminal lines";

/** The password of every member. */
export const MEMBER_PASSWORD = "correct horse";

/** The room that everyone finds. */
export const LOBBY = "lobby";

/** Telnet by its codes (RFC 854). */
const [IAC, DO, WILL, SB, SE] = ["\xff", "\xfd", "\xfb", "\xfa", "\xf0"];

/** The options that the server cares for: RFC 857, 858, 1091, 1073 and 2066. */
const [ECHO, SGA, TTYPE, NAWS, CHARSET] = ["\x01", "\x03", "\x18", "\x1f", "*"];

const ASK_TYPE = `${IAC}${SB}${TTYPE}\x01${IAC}${SE}`;
const TELL_TYPE = `${IAC}${SB}${TTYPE}\0XTERM${IAC}${SE}`;
/** 132 columns: a message and all that stands before it is one line. */
const TELL_SIZE = `${IAC}${SB}${NAWS}\0\x84\0\x18${IAC}${SE}`;

const TERMINAL_MOVES = {
  join: ({ room }: Place) => `/join ${room}\r\n`,
  part: ({ room }: Place) => `/part ${room}\r\n`,
};

const IRC_MOVES = {
  say: (message: string, { room }: Place) => `PRIVMSG #${room} :${message}\r\n`,
  join: ({ room }: Place) => `JOIN #${room}\r\n`,
  part: ({ room }: Place) => `PART #${room}\r\n`,
};

/** Every kind. */
export const CALLER_KINDS: { readonly [Name in CallerKindName]: CallerKind } = {
  "CSP": {
    door: "csp",
    isMember: true,
    hearsOwn: true,
    look: { tail: '"}\n' },
    waysIn: ({ name, room }) => [
      { wait: "", say: csp("AUTH", { username: name, password: MEMBER_PASSWORD }) },
      { wait: '"110"', say: csp("JOIN", { username: name, chat_name: room }) },
      { wait: '"180"' },
    ],
    say: (message, { name, room }) => csp("MSSG", { username: name, chat_name: room }, message),
    join: ({ name, room }) => csp("JOIN", { username: name, chat_name: room }),
    part: ({ name, room }) => csp("LEVE", { username: name, chat_name: room }),
  },
  "IRC": {
    door: "irc",
    waysIn: ({ name, room }) => [
      { wait: "", say: `NICK ${name}\r\nUSER ${name} 0 * :${name}\r\n` },
      { wait: " 001 ", say: `JOIN #${room}\r\n` },
      { wait: " 366 " },
    ],
    ...IRC_MOVES,
  },
  "IRC with tags": {
    door: "irc",
    waysIn: ({ name, room }) => [
      { wait: "", say: "CAP REQ :message-tags server-time account-tag\r\n" },
      { wait: " ACK ", say: `NICK ${name}\r\nUSER ${name} 0 * :${name}\r\nCAP END\r\n` },
      { wait: " 001 ", say: `JOIN #${room}\r\n` },
      { wait: " 366 " },
    ],
    ...IRC_MOVES,
  },
  "keys in CP437": keysIn("cp437", "CP437"),
  "keys in Latin-1": keysIn("latin-1", "ISO-8859-1"),
  "keys in UTF-8": keysIn("utf-8", "UTF-8"),
  "line protocol": {
    door: "line",
    waysIn: ({ name, room }) => [
      { wait: "", say: `LOGIN ${name}\r\n` },
      { wait: "OK\r\n", say: `JOIN #${room}\r\n` },
      { wait: "OK\r\n" },
    ],
    say: (message, { room }) => `MSG #${room} ${message}\r\n`,
    join: ({ room }) => `JOIN #${room}\r\n`,
    part: ({ room }) => `PART #${room}\r\n`,
  },
  "terminal lines": {
    door: "terminal",
    waysIn: ({ name, room }) => [{ wait: "Name: ", say: `${name}\r\n` }, ...waysOn(room, "\r\n")],
    say: (message) => `${message}\r\n`,
    ...TERMINAL_MOVES,
  },
};

/** From the lobby, where terminals begin, into a room: the last thing to be read is who is there. */
function waysOn(room: string, enter: string): readonly Step[] {
  const isIn: Step = { wait: "Here:" };
  return room === LOBBY ? [isIn] : [{ ...isIn, say: `/join ${room}${enter}` }, isIn];
}

/** A terminal that sends each key and tells its charset. The line is edited, and shown, by the server. */
function keysIn(charset: MessageCharset, asked: string): CallerKind {
  const tellCharset = `${IAC}${WILL}${CHARSET}${IAC}${SB}${CHARSET}\x01;${asked}${IAC}${SE}`;
  const opening = `${IAC}${WILL}${TTYPE}${IAC}${DO}${SGA}${IAC}${WILL}${NAWS}${TELL_SIZE}`;
  return {
    door: "terminal",
    // Who edits their own line has it on the screen already; here the server shows it.
    hearsOwn: true,
    look: { charset },
    answers: { [ASK_TYPE]: TELL_TYPE, [`${IAC}${WILL}${ECHO}`]: `${IAC}${DO}${ECHO}` },
    waysIn: ({ name, room }) => [
      { wait: `${IAC}${DO}${CHARSET}`, say: opening + tellCharset },
      { wait: "Name: ", say: `${name}\r\0` },
      ...waysOn(room, "\r\0"),
    ],
    say: (message) => `${message}\r\0`,
    ...TERMINAL_MOVES,
  };
}

function csp(
  command: string,
  parameters: Readonly<Record<string, string>>,
  payload = "",
): string {
  return JSON.stringify({ version: 1.0, command, parameters, channel: "CC", payload }) + "\n";
}

/** How a member logs in by IRC: SASL PLAIN (RFC 4616), and then into the lobby. */
export function waysInByPassword(name: string): readonly Step[] {
  const proof = btoa(`\0${name}\0${MEMBER_PASSWORD}`);
  return [
    { wait: "", say: `CAP REQ :sasl\r\nNICK ${name}\r\nUSER ${name} 0 * :${name}\r\n` },
    { wait: " ACK ", say: "AUTHENTICATE PLAIN\r\n" },
    { wait: "AUTHENTICATE +", say: `AUTHENTICATE ${proof}\r\n` },
    { wait: " 903 ", say: "CAP END\r\n" },
    { wait: " 001 " },
  ];
}

/** The names of the members that a server under load has, by number from 0. */
export function memberName(number: number): string {
  return `m${number}`;
}
