/**
 * The services: who they are, and talking to them.
 *
 * @module
 */

import { nameKey, type Refusal, RefusedError } from "partyline";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { refusalNumeric } from "../tables/refusals.ts";
import { CHANSERV } from "./chanserv.ts";
import { NICKSERV } from "./nickserv.ts";
import {
  type Service,
  type ServiceCall,
  type ServiceCommand,
  ServiceError,
  serviceMask,
} from "./pseudo_client.ts";

/** Every service. */
export const SERVICES: readonly Service[] = [CHANSERV, NICKSERV];

/** The service of that name, in any case. */
export function serviceNamed(name: string): Service | undefined {
  const key = nameKey(name);
  return SERVICES.find((service) => nameKey(service.name) === key);
}

/**
 * Says something to a service, which answers by notices.
 *
 * @param name Of the service, in any case.
 * @returns False if there is no service of that name.
 */
export async function runService(
  session: IrcSession,
  name: string,
  text: string,
): Promise<boolean> {
  const service = serviceNamed(name);
  if (!service) return false;
  const [word = "", ...params] = text.split(" ").filter((part) => part !== "");
  const call = callOf(session, service);
  const order = { word: word.toUpperCase(), params };
  try {
    await obey(call, service, order);
  } catch (error) {
    call.say(wordsFor(error, order));
  }
  return true;
}

function callOf(session: IrcSession, service: Service): ServiceCall {
  const mask = serviceMask(service, session.irc.serverName);
  return {
    session,
    say(...lines) {
      for (const line of lines) session.from(mask, "NOTICE", [session.nick, line]);
    },
  };
}

/** What is said to a service: a command and what follows it. */
interface Order {
  readonly word: string;
  readonly params: readonly string[];
}

function wordsFor(error: unknown, order: Order): string {
  if (error instanceof ServiceError) return error.message;
  if (error instanceof IrcError) return error.text ?? textOf(error.numeric);
  if (error instanceof RefusedError) return sentenceOf(error.refusal, order);
  throw error;
}

async function obey(call: ServiceCall, service: Service, { word, params }: Order): Promise<void> {
  if (word === "" || word === "HELP") return help(call, service, params[0]?.toUpperCase());
  const row = commandOf(call, service, word);
  if (!row) throw new ServiceError(`Unknown command ${word}. Help: /msg ${service.name} HELP`);
  if (params.length < (row.least ?? 0)) {
    throw new ServiceError(`How it is used: ${word} ${row.params}`);
  }
  await row.run(call, params);
}

/** The command of that word, if the client may use it. */
function commandOf(
  { session }: ServiceCall,
  service: Service,
  word: string,
): ServiceCommand | undefined {
  const row = Object.hasOwn(service.commands, word) ? service.commands[word] : undefined;
  return row && (row.role === undefined || session.hasRole(row.role)) ? row : undefined;
}

function help(call: ServiceCall, service: Service, word: string | undefined): void {
  const row = word === undefined ? undefined : commandOf(call, service, word);
  if (row) return call.say(`${word} ${row.params}`.trimEnd(), row.summary);
  const words = Object.keys(service.commands).filter((name) => commandOf(call, service, name));
  call.say(
    `${service.name}: ${service.summary}`,
    ...words.map((name) => `${name} ${service.commands[name]!.params}`.trimEnd()),
    `More on one of them: /msg ${service.name} HELP <command>`,
  );
}

/** What the world refuses, in the words that IRC has for it. */
function sentenceOf(refusal: Refusal, { word, params }: Order): string {
  const numeric = refusalNumeric(refusal, { command: word, params });
  return [...numeric.params, numeric.text ?? textOf(numeric.name)].join(": ");
}

function textOf(name: keyof typeof NUMERICS): string {
  return (NUMERICS[name] as { readonly text?: string }).text ?? name;
}
