/**
 * What a client wants to know and to do beyond the old protocol: CAP.
 *
 * @module
 */

import {
  type CapabilityFacts,
  type CapabilityName,
  capabilityNames,
  capabilityToken,
  isCapability,
} from "../tables/capabilities.ts";
import { METADATA_SUBSCRIPTIONS } from "../client_state.ts";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { BODY_BYTES, type Message } from "../wire/message.ts";
import { METADATA_VALUE_BYTES } from "../people/metadata.ts";
import { comeIn } from "../identity/registration.ts";
import { saslMechanisms } from "../identity/sasl_exchange.ts";
import { abortSasl } from "./sasl.ts";

/** The version from which on clients know values, and lists of several lines. */
const VALUES_VERSION = 302;

const ENCODER = new TextEncoder();

/** What a client wants to know and to do beyond the old protocol. */
export const CAPABILITY_COMMANDS: IrcCommands = {
  CAP: {
    params: "LS [<version>] | LIST | REQ <capability>... | END",
    summary: "List the capabilities, or ask for some.",
    spec: "IRCv3 capability-negotiation",
    least: 1,
    when: "always",
    run: cap,
  },
};

type Subcommand = (session: IrcSession, argument: string) => void | Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  END: end,
  LIST: list,
  LS: ls,
  REQ: req,
};

async function cap(session: IrcSession, { params }: Message): Promise<void> {
  const word = params[0]!;
  const name = word.toUpperCase();
  if (!Object.hasOwn(SUBCOMMANDS, name)) throw new IrcError("INVALIDCAPCMD", [word]);
  await SUBCOMMANDS[name]!(session, params[1] ?? "");
}

/** Until CAP END, whoever has begun does not come in. */
function beginNegotiation({ registration }: IrcSession): void {
  registration.isNegotiating = true;
}

function ls(session: IrcSession, argument: string): void {
  const { state } = session;
  beginNegotiation(session);
  const version = /^\d+$/.test(argument) ? Number(argument) : 0;
  state.capVersion = Math.max(state.capVersion, version);
  if (knowsValues(session)) state.capabilities.add("cap-notify");
  const facts = knowsValues(session) ? factsFor(session) : undefined;
  sendList(session, "LS", capabilityNames().map((name) => capabilityToken(name, facts)));
}

function list(session: IrcSession): void {
  sendList(session, "LIST", [...session.state.capabilities].sort());
}

/** All of it or nothing; a name after a dash is given back. */
function req(session: IrcSession, argument: string): void {
  const { state } = session;
  beginNegotiation(session);
  const words = argument.split(" ").filter((word) => word !== "");
  if (!words.every((word) => canChange(session, word))) {
    return session.fromServer("CAP", [session.nick, "NAK", argument]);
  }
  for (const word of words) {
    if (word.startsWith("-")) state.capabilities.delete(word.slice(1) as CapabilityName);
    else state.capabilities.add(word as CapabilityName);
  }
  // IRCv3 draft/metadata-2: whoever gives one of these back is told of no key any more.
  if (!state.has("draft/metadata-3") || !state.has("batch")) state.metadataKeys.clear();
  session.updateProfile();
  sendList(session, "ACK", words);
}

/** "cap-notify" comes with the version, and is not given back. */
function canChange(session: IrcSession, word: string): boolean {
  if (word === "-cap-notify" && knowsValues(session)) return false;
  return isCapability(word.replace(/^-/, ""));
}

async function end(session: IrcSession): Promise<void> {
  if (session.presence) return;
  abortSasl(session);
  session.registration.isNegotiating = false;
  await comeIn(session);
}

function knowsValues({ state }: IrcSession): boolean {
  return state.capVersion >= VALUES_VERSION;
}

function factsFor(session: IrcSession): CapabilityFacts {
  const { house, settings } = session.irc;
  const { multilineBytes, multilineLines, notesPerTarget } = house.world.policy;
  return {
    saslMechanisms: saslMechanisms(session),
    registerBeforeConnect: settings.register_before_connect,
    multiline: { bytes: multilineBytes, lines: multilineLines },
    metadata: {
      subs: METADATA_SUBSCRIPTIONS,
      keys: notesPerTarget,
      valueBytes: METADATA_VALUE_BYTES,
    },
  };
}

/** In as many lines as it takes; to clients that know it, a `*` says that more follow. */
function sendList(
  session: IrcSession,
  subcommand: "ACK" | "LIST" | "LS",
  words: readonly string[],
): void {
  const hasMarks = subcommand !== "ACK" && knowsValues(session);
  const head = `:${session.irc.serverName} CAP ${session.nick} ${subcommand} * :`;
  const lines = fill(words, BODY_BYTES - ENCODER.encode(head).length);
  lines.forEach((line, at) => {
    const mark = hasMarks && at < lines.length - 1 ? ["*"] : [];
    session.fromServer("CAP", [session.nick, subcommand, ...mark, line]);
  });
}

/** Words in lines of so many bytes at most; one empty line for none. */
function fill(words: readonly string[], limitBytes: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > limitBytes) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
