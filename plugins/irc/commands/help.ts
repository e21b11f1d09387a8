/**
 * What there is to type: HELP and HELPOP.
 *
 * @module
 */

import { reachesRole } from "partyline";
import type { IrcCommand, IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";

const HELP = {
  params: "[<command>]",
  summary: "List the commands, or tell about one.",
  spec: "Modern IRC, HELP message",
  run: help,
} as const satisfies IrcCommand;

/** What there is to type. */
export const HELP_COMMANDS: IrcCommands = { HELP, HELPOP: HELP };

/** What stands for all commands. */
const EVERYTHING = "*";

/** One command, of IRC itself or of a plugin. */
interface Topic {
  readonly word: string;
  readonly usage: string;
  readonly summary: string;
  /** Where it is described, or who brings it. */
  readonly source: string;
}

function help(session: IrcSession, { params }: Message): void {
  const subject = params[0]?.replace(/^\//, "").toUpperCase() || EVERYTHING;
  const topics = topicsFor(session);
  if (subject === EVERYTHING) return send(session, subject, listLines(topics));
  const topic = topics.find(({ word }) => word === subject);
  if (!topic) throw new IrcError("HELPNOTFOUND", [params[0]!]);
  send(session, subject, [topic.usage, "", topic.summary, topic.source]);
}

function listLines(topics: readonly Topic[]): string[] {
  return [
    "Commands of this server",
    "",
    ...topics.map(({ word, summary }) => `${word}: ${summary}`),
    "HELP <command> tells more",
  ];
}

/** What the caller may type: commands of plugins are there by their own names too. */
function topicsFor({ irc, role }: IrcSession): Topic[] {
  const own = Object.entries(irc.commands)
    .filter(([, row]) => row.role === undefined || reachesRole(role, row.role))
    .map(([word, { params, summary, spec }]) => ({
      word,
      usage: `${word} ${params}`.trimEnd(),
      summary,
      source: `Described in: ${spec}`,
    }));
  const ofPlugins = irc.house.registry.list({ role })
    .map(({ name, usage, summary }) => ({
      word: name.toUpperCase(),
      usage: usage.shown.replace(name, name.toUpperCase()),
      summary,
      source: "A command of the house, whatever one calls by; it answers in notices",
    }))
    .filter(({ word }) => !Object.hasOwn(irc.commands, word));
  return [...own, ...ofPlugins].sort((a, b) => a.word < b.word ? -1 : 1);
}

/** 704 for the first line, 706 for the last, 705 for those between. */
function send(session: IrcSession, subject: string, lines: readonly string[]): void {
  lines.forEach((line, at) => {
    const name = at === 0 ? "HELPSTART" : at === lines.length - 1 ? "ENDOFHELP" : "HELPTXT";
    session.numeric(name, [subject], line);
  });
}
