/**
 * Short answers of who is here, for programs: ISON, USERHOST, USERIP.
 *
 * @module
 */

import type { Presence } from "partyline";
import type { IrcCommands } from "../command.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { addressOf, isOperator } from "../people/person_facts.ts";
import { mayInspect } from "../people/visibility.ts";

/** So many names are looked up by USERHOST; the others are left out (RFC 2812, section 4.8). */
const NAMES_PER_USERHOST = 5;

/** What stands for an address that is nobody's business. */
const NO_ADDRESS = "255.255.255.255";

/** Short answers of who is here. */
export const USERHOST_COMMANDS: IrcCommands = {
  ISON: {
    params: "<nick>...",
    summary: "Which of these nicks are here.",
    spec: "RFC 2812 4.9",
    least: 1,
    run(session, message) {
      const names = peopleNamed(session, message).map(({ person }) => person.name);
      session.numeric("ISON", [], names.join(" "));
    },
  },
  USERHOST: {
    params: "<nick>...",
    summary: "The hosts of up to five people, and whether they are away.",
    spec: "RFC 2812 4.8",
    least: 1,
    run(session, message) {
      const people = peopleNamed(session, message).slice(0, NAMES_PER_USERHOST);
      const shown = people.map((presence) => shownAt(presence, presence.person.host ?? "?"));
      session.numeric("USERHOST", [], shown.join(" "));
    },
  },
  USERIP: {
    params: "<nick>...",
    summary: "The addresses of up to five people, for operators and of oneself.",
    spec: "ircu, USERIP",
    least: 1,
    run(session, message) {
      const people = peopleNamed(session, message).slice(0, NAMES_PER_USERHOST);
      const shown = people.map((presence) => shownAt(presence, addressFor(session, presence)));
      session.numeric("USERIP", [], shown.join(" "));
    },
  },
};

/** Whoever is here of the names in a command, each a parameter or all in one. */
function peopleNamed({ irc }: IrcSession, { params }: Message): Presence[] {
  const names = params.flatMap((param) => param.split(" ")).filter((name) => name !== "");
  return names.flatMap((name) => irc.house.world.presenceNamed(name) ?? []);
}

function shownAt(presence: Presence, host: string): string {
  const { name, ident = "?" } = presence.person;
  const sign = presence.away === undefined ? "+" : "-";
  return `${name}${isOperator(presence) ? "*" : ""}=${sign}${ident}@${host}`;
}

function addressFor(session: IrcSession, presence: Presence): string {
  const address = mayInspect(session, presence) ? addressOf(session.irc, presence) : undefined;
  return address ?? NO_ADDRESS;
}
