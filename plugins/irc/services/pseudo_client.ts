/**
 * A service, as IRC has them: what answers by notices as if it were a client.
 *
 * @module
 */

import type { Role } from "partyline";
import type { IrcSession } from "../irc_session.ts";

/** A command of a service. */
export interface ServiceCommand {
  /** What comes after the word, as help shows it. */
  readonly params: string;
  /** What it does, in one short sentence. */
  readonly summary: string;
  /** How many parameters it takes at least; 0 unless told. */
  readonly least?: number;
  /** The least role in the house that may use it. */
  readonly role?: Role;
  /** Does the work. A {@linkcode ServiceError}, and what the world refuses, the service says in words. */
  run(call: ServiceCall, params: readonly string[]): void | Promise<void>;
}

/** Who talks to a service, and how it answers. */
export interface ServiceCall {
  readonly session: IrcSession;
  /** Answers by a notice for each line. */
  say(...lines: readonly string[]): void;
}

/** A service. */
export interface Service {
  /** As it is spelt. */
  readonly name: string;
  /** What it is for, in one short sentence. */
  readonly summary: string;
  /** Its commands by their words, sorted. */
  readonly commands: Readonly<Record<string, ServiceCommand>>;
}

/** What a service says instead of doing what it was asked. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
}

/** `nick!ident@host` of a service. */
export function serviceMask({ name }: Pick<Service, "name">, serverName: string): string {
  return `${name}!${name}@services.${serverName}`;
}
