/**
 * The gateway of IRC: as every gateway must be.
 *
 * @module
 */

import { formatMessage } from "../../../plugins/irc/wire/message.ts";
import { NUMERICS } from "../../../plugins/irc/tables/numerics.ts";
import { type Exchange, testGateway } from "../../kit/gateway_conformance.ts";
import { PASSWORD } from "../../../testing/test_house.ts";

/** Longer texts come in several lines. */
const ONE_LINE = 300;

/** A line of the server's, as it stands on the wire. */
function fromServer(command: string, ...params: readonly string[]): string {
  return `${formatMessage({ source: "irc.partyline", command, params })}\r\n`;
}

/** A numeric with the text of its row. */
function numeric(name: keyof typeof NUMERICS, ...params: readonly string[]): string {
  const { code, text }: { code: string; text?: string } = NUMERICS[name];
  return fromServer(code, ...params, text!);
}

/** A line of somebody's, whose host is made of their address and a secret. */
function fromPerson(name: string, rest: string): RegExp {
  return new RegExp(`:${name}![^ ]+@[^ ]+\\.cloak ${rest}`);
}

/** A line, and a PING after it, which is answered once the line is done. */
function done(line: string): Exchange {
  return { send: `${line}\r\nPING done\r\n`, hear: fromServer("PONG", "irc.partyline", "done") };
}

testGateway({
  name: "irc",
  gateway: "irc",
  door: "irc",
  comeIn: (name) => ({
    send: `NICK ${name}\r\nUSER ${name} 0 * :${name}\r\n`,
    hear: numeric("NOMOTD", name),
  }),
  logIn: (name) => ({
    send: `PASS :${name}:${PASSWORD}\r\nNICK ${name}\r\nUSER ${name} 0 * :${name}\r\n`,
    hear: numeric("ENDOFNAMES", name, "#den"),
  }),
  join: ({ name, room }) => ({
    send: `JOIN #${room}\r\n`,
    hear: numeric("ENDOFNAMES", name, `#${room}`),
  }),
  refusals: {
    banned: ({ name, room }) => numeric("BANNEDFROMCHAN", name, `#${room}`),
    full: ({ name, room }) => numeric("CHANNELISFULL", name, `#${room}`),
    inviteOnly: ({ name, room }) => numeric("INVITEONLYCHAN", name, `#${room}`),
  },
  say: ({ room, text }) => done(`PRIVMSG #${room} :${text}`),
  sayOutside: ({ name, room, text }) => ({
    send: `PRIVMSG #${room} :${text}\r\n`,
    hear: numeric("CANNOTSENDTOCHAN", name, `#${room}`),
  }),
  heard: ({ name, room, text }) =>
    fromPerson(
      name,
      `PRIVMSG #${room} :?${text.slice(0, ONE_LINE)}${text.length > ONE_LINE ? "" : "\r\n"}`,
    ),
  cameIn: ({ name, room }) => fromPerson(name, `JOIN #${room}\r\n`),
  wentOut: ({ name, room }) => fromPerson(name, `(?:PART #${room}|QUIT .*)\r\n`),
  kicked: ({ name, room }) => fromPerson("ann", `KICK #${room} ${name} .*\r\n`),
  banned: ({ name, room }) => fromPerson("ann", `KICK #${room} ${name} .*\r\n`),
  tooLong: {
    send: `PRIVMSG #den ${"x".repeat(10_000)}\r\n`,
    hear: numeric("INPUTTOOLONG", "bob"),
  },
  anew: Uint8Array.of(10),
  steady: (text) => text.replaceAll(/@[^ ]+\.cloak/g, "@cloak"),
  goodbye: (reason) =>
    formatMessage({ command: "ERROR", params: [`Closing link: 192.0.2.1 (${reason})`] }) + "\r\n",
});
