/**
 * Who wants to hear of whom: MONITOR (IRCv3 monitor).
 *
 * @module
 */

import { faultOfName, type Presence } from "partyline";
import type { IrcCommands } from "../command.ts";
import { sourceOf } from "../rendering/event_lines.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { answerSync, personTarget } from "../people/metadata.ts";
import { MONITOR_LIMIT } from "../people/monitors.ts";
import { wordLines } from "../wire/word_lines.ts";

/** Who wants to hear of whom. */
export const MONITOR_COMMANDS: IrcCommands = {
  MONITOR: {
    params: "+ <nick>{,<nick>} | - <nick>{,<nick>} | C | L | S",
    summary: "Be told when people come and go; C clears the list, L and S show it.",
    spec: "IRCv3 monitor",
    least: 1,
    run: monitor,
  },
};

type Modifier = (session: IrcSession, nicks: readonly string[]) => void;

const MODIFIERS: Readonly<Record<string, Modifier>> = {
  "+": add,
  "-": remove,
  "C": (session) => session.irc.monitors.forget(session),
  "L": list,
  "S": (session) => sendStatus(session, session.irc.monitors.namesOf(session)),
};

function monitor(session: IrcSession, { params }: Message): void {
  const [word = "", targets = ""] = params;
  const modifier = word.toUpperCase();
  if (!Object.hasOwn(MODIFIERS, modifier)) {
    throw new IrcError("UNKNOWNERROR", ["MONITOR"], "It takes one of + - C L S");
  }
  const nicks = targets.split(",").filter((nick) => nick !== "");
  if (/[+-]/.test(modifier) && nicks.length === 0) {
    throw new IrcError("NEEDMOREPARAMS", ["MONITOR"]);
  }
  MODIFIERS[modifier]!(session, nicks);
}

/** "For this specification, 'target' MUST be a valid nick": what is none, as a mask, is left out. */
function add(session: IrcSession, nicks: readonly string[]): void {
  const { monitors } = session.irc;
  const valid = nicks.filter((nick) => faultOfName(nick) === undefined);
  const added = valid.filter((nick) => monitors.add(session, nick));
  sendStatus(session, added);
  for (const left of wordLines(valid.filter((nick) => !added.includes(nick)))) {
    session.numeric("MONLISTFULL", [String(MONITOR_LIMIT), left.join(",")]);
  }
}

function remove(session: IrcSession, nicks: readonly string[]): void {
  for (const nick of nicks) session.irc.monitors.remove(session, nick);
}

function list(session: IrcSession): void {
  for (const nicks of wordLines(session.irc.monitors.namesOf(session))) {
    session.numeric("MONLIST", [], nicks.join(","));
  }
  session.numeric("ENDOFMONLIST");
}

/** Who of them is here and who is not; of who is, what is noted about them, for clients that want it. */
function sendStatus(session: IrcSession, nicks: readonly string[]): void {
  const { world } = session.irc.house;
  const here: Presence[] = [];
  const away: string[] = [];
  for (const nick of nicks) {
    const presence = world.presenceNamed(nick);
    if (presence) here.push(presence);
    else away.push(nick);
  }
  for (const masks of wordLines(here.map(({ person }) => sourceOf(person)))) {
    session.numeric("MONONLINE", [], masks.join(","));
  }
  for (const names of wordLines(away)) session.numeric("MONOFFLINE", [], names.join(","));
  if (!session.state.has("draft/metadata-3")) return;
  for (const presence of here) {
    answerSync(session, presence.person.name, [personTarget(presence)]);
  }
}
