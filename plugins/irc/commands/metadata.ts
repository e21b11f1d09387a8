/**
 * What clients note about themselves and about channels: METADATA (IRCv3 draft/metadata-2).
 *
 * @module
 */

import { isNoteKey, type Refusal, RefusedError } from "partyline";
import { METADATA_SUBSCRIPTIONS } from "../client_state.ts";
import type { IrcCommands } from "../command.ts";
import { CERTIFICATES_NOTE } from "../identity/certificates.ts";
import { FailReply, type Failure } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import {
  allTargets,
  answerNote,
  answerSync,
  meansSelf,
  METADATA_VALUE_BYTES,
  type MetadataTarget,
  metadataTarget,
  withMembers,
} from "../people/metadata.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { wordLines } from "../wire/word_lines.ts";

/** What clients note about themselves and about channels. */
export const METADATA_COMMANDS: IrcCommands = {
  METADATA: {
    params: "<nick>|<channel>|* GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC [<key>...] [<value>]",
    summary: "Read and set what is noted about people and channels.",
    spec: "IRCv3 draft/metadata-2",
    when: "always",
    run: metadata,
  },
};

/** One subcommand. */
interface Subcommand {
  /** How many parameters follow it. */
  readonly least: number;
  readonly most: number;
  run(session: IrcSession, typed: string, params: readonly string[]): void | Promise<void>;
}

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  CLEAR: { least: 0, most: 0, run: clear },
  GET: { least: 1, most: Infinity, run: get },
  LIST: { least: 0, most: 0, run: list },
  SET: { least: 1, most: 2, run: set },
  SUB: { least: 1, most: Infinity, run: subscribe },
  SUBS: { least: 0, most: 0, run: listSubscriptions },
  SYNC: { least: 0, most: 0, run: sync },
  UNSUB: { least: 1, most: Infinity, run: unsubscribe },
};

/** What stands for all that a client is told of without asking. */
const ALL = "*ALL";

/** With the nick, well within the 15 parameters that a message has (RFC 2812, section 2.3). */
const KEYS_PER_LINE = { most: 12 } as const;

const ENCODER = new TextEncoder();

async function metadata(session: IrcSession, { params }: Message): Promise<void> {
  const [typed, word, ...rest] = params;
  const name = word?.toUpperCase() ?? "*";
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (typed === undefined || !subcommand) throw invalidParams(word ?? "*", "Unknown subcommand");
  if (rest.length < subcommand.least) throw invalidParams(name, "Not enough parameters");
  if (rest.length > subcommand.most) throw invalidParams(name, "Too many parameters");
  await subcommand.run(session, typed, rest);
}

function get(session: IrcSession, typed: string, keys: readonly string[]): void {
  const { name: target, notes } = metadataTarget(session, typed);
  session.batch("metadata", [target], (batch) => {
    for (const key of keys) {
      const value = notes.get(key);
      if (!isNoteKey(key)) warnOfKey(session, key, batch);
      else answerNote(session, { target, key, ...(value !== undefined && { value }) }, batch);
    }
  });
}

function list(session: IrcSession, typed: string): void {
  const { name: target, notes } = metadataTarget(session, typed);
  session.batch("metadata", [target], (batch) => {
    for (const [key, value] of notes) answerNote(session, { target, key, value }, batch);
  });
}

/** An empty value is none. */
async function set(
  session: IrcSession,
  typed: string,
  [key = "", value = ""]: readonly string[],
): Promise<void> {
  const target = metadataTarget(session, typed);
  if (ENCODER.encode(value).length > METADATA_VALUE_BYTES) {
    const text = `A value has at most ${METADATA_VALUE_BYTES} bytes`;
    throw failure({ code: "INVALID_VALUE", context: [key], text });
  }
  const note = value === "" ? { key } : { key, value };
  await change(session, target, note);
  answerNote(session, { target: target.name, ...note });
}

async function clear(session: IrcSession, typed: string): Promise<void> {
  const target = metadataTarget(session, typed);
  const keys = [...target.notes.keys()];
  if (target.kind === "person") checkSelf(session, target, "*");
  try {
    await Promise.all(keys.map((key) => change(session, target, { key })));
  } catch (error) {
    if (error instanceof FailReply && error.failure.code === "KEY_NO_PERMISSION") {
      throw noPermission(target, "*");
    }
    throw error;
  }
  session.batch("metadata", [target.name], (batch) => {
    for (const key of keys) answerNote(session, { target: target.name, key }, batch);
  });
}

type Change = { readonly key: string; readonly value?: string };

/** What the world says no to is told as a FAIL. */
async function change(session: IrcSession, target: MetadataTarget, note: Change): Promise<void> {
  try {
    switch (target.kind) {
      case "newcomer":
        checkKey(target, note.key);
        return keepForLater(session, note);
      case "person":
        checkSelf(session, target, note.key);
        return void await session.act({ kind: "note-person", ...note });
      case "room":
        return void await session.act({ kind: "note-room", room: target.room.name, ...note });
    }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw failureOf(error.refusal, target, note.key) ?? error;
  }
}

/** What a client notes before it has come in is the world's when it has. */
function keepForLater({ registration, irc }: IrcSession, { key, value }: Change): void {
  const { notes } = registration;
  const limit = irc.house.world.policy.notesPerTarget;
  if (!isNoteKey(key)) throw invalidKey(key);
  if (value === undefined) return void notes.delete(key);
  if (!notes.has(key) && notes.size >= limit) throw limitReached("SET", "*", limit);
  notes.set(key, value);
}

function checkSelf(
  session: IrcSession,
  target: MetadataTarget & { readonly kind: "person" },
  key: string,
): void {
  if (target.presence.id !== session.presence?.id) throw noPermission(target, key);
  checkKey(target, key);
}

/** Certificates are for NickServ to note. */
function checkKey(target: MetadataTarget, key: string): void {
  if (key === CERTIFICATES_NOTE) throw noPermission(target, key);
}

function failureOf(
  refusal: Refusal,
  target: MetadataTarget,
  key: string,
): FailReply | undefined {
  switch (refusal.code) {
    case "needs-rank":
    case "not-in-room":
      return noPermission(target, key);
    case "note-not-allowed":
      return invalidKey(key);
    case "text-empty":
    case "text-not-allowed":
    case "text-too-long":
      return failure({ code: "INVALID_VALUE", context: [key], text: "That is no value" });
    case "too-many-notes":
      return limitReached("SET", target.name, refusal.limit);
  }
}

/** The values of the new keys are to be asked for by SYNC, of all at once. */
function subscribe(session: IrcSession, typed: string, keys: readonly string[]): void {
  checkOwn(session, typed);
  const { metadataKeys } = session.state;
  const before = metadataKeys.size;
  const firstTooMany = keys.find((key) => isNoteKey(key) && !addKey(metadataKeys, key));
  const reached = firstTooMany === undefined ? keys : keys.slice(0, keys.indexOf(firstTooMany));
  for (const words of wordLines(new Set(reached.filter(isNoteKey)), KEYS_PER_LINE)) {
    session.numeric("METADATASUBOK", words);
  }
  for (const key of reached) if (!isNoteKey(key)) warnOfKey(session, key);
  if (firstTooMany !== undefined) {
    const { command, failure } = limitReached("SUB", firstTooMany, METADATA_SUBSCRIPTIONS);
    session.failWith(command, failure);
  }
  if (session.presence && metadataKeys.size > before) {
    session.numeric("METADATASYNCLATER", [ALL, "0"]);
  }
}

/** False if there is no room for it. */
function addKey(keys: Set<string>, key: string): boolean {
  if (!keys.has(key) && keys.size >= METADATA_SUBSCRIPTIONS) return false;
  keys.add(key);
  return true;
}

function unsubscribe(session: IrcSession, typed: string, keys: readonly string[]): void {
  checkOwn(session, typed);
  for (const key of keys) session.state.metadataKeys.delete(key);
  for (const words of wordLines(new Set(keys.filter(isNoteKey)), KEYS_PER_LINE)) {
    session.numeric("METADATAUNSUBOK", words);
  }
  for (const key of keys) if (!isNoteKey(key)) warnOfKey(session, key);
}

function listSubscriptions(session: IrcSession, typed: string): void {
  checkOwn(session, typed);
  session.batch("metadata-subs", [], (batch) => {
    const tags = batch === undefined ? undefined : new Map([["batch", batch]]);
    for (const words of wordLines(session.state.metadataKeys, KEYS_PER_LINE)) {
      session.fromServer(NUMERICS.METADATASUBS.code, [session.nick, ...words], tags);
    }
  });
}

function sync(session: IrcSession, typed: string): void {
  if (typed === ALL) return answerSync(session, ALL, allTargets(session));
  const target = metadataTarget(session, typed);
  answerSync(session, target.name, withMembers(session, target));
}

function checkOwn(session: IrcSession, typed: string): void {
  if (meansSelf(session, typed)) return;
  throw failure({
    code: "INVALID_TARGET",
    context: [typed],
    text: "Subscriptions are your own: say * there",
  });
}

function warnOfKey(session: IrcSession, key: string, batch?: string): void {
  const { code, context = [], text } = invalidKey(key).failure;
  const tags = batch === undefined ? undefined : new Map([["batch", batch]]);
  session.fromServer("WARN", ["METADATA", code, ...context, text], tags);
}

function failure(told: Failure): FailReply {
  return new FailReply("METADATA", told);
}

function invalidKey(key: string): FailReply {
  const text = "A key has up to 100 characters, of a to z, digits and _./-";
  return failure({ code: "INVALID_KEY", context: [key], text });
}

function invalidParams(subcommand: string, text: string): FailReply {
  return failure({ code: "INVALID_PARAMS", context: [subcommand], text });
}

function limitReached(subcommand: string, item: string, limit: number): FailReply {
  const text = `There are ${limit} already`;
  return failure({ code: "LIMIT_REACHED", context: [subcommand, item, String(limit)], text });
}

function noPermission({ name }: MetadataTarget, key: string): FailReply {
  const text = "That is not yours to change";
  return failure({ code: "KEY_NO_PERMISSION", context: [name, key], text });
}
