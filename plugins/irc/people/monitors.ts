/**
 * Who wants to hear of whom: the lists of MONITOR (IRCv3 monitor).
 *
 * @module
 */

import { nameKey } from "partyline";
import type { IrcSession } from "../irc_session.ts";

/** The most names on the list of one client. */
export const MONITOR_LIMIT = 100;

/** The lists of MONITOR of all clients, found by the client and by the name. */
export class Monitors {
  readonly #names = new Map<IrcSession, Map<string, string>>();
  readonly #watchers = new Map<string, Set<IrcSession>>();

  /** Puts a name on a client's list; false if the list is full. */
  add(session: IrcSession, name: string): boolean {
    const names = this.#names.get(session) ?? new Map<string, string>();
    const key = nameKey(name);
    if (!names.has(key) && names.size >= MONITOR_LIMIT) return false;
    names.set(key, name);
    this.#names.set(session, names);
    const watchers = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, watchers.add(session));
    return true;
  }

  /** Takes a name off a client's list. */
  remove(session: IrcSession, name: string): void {
    const key = nameKey(name);
    this.#names.get(session)?.delete(key);
    const watchers = this.#watchers.get(key);
    watchers?.delete(session);
    if (watchers?.size === 0) this.#watchers.delete(key);
  }

  /** Takes all names off a client's list. */
  forget(session: IrcSession): void {
    for (const name of this.namesOf(session)) this.remove(session, name);
    this.#names.delete(session);
  }

  /** The names on a client's list, as it wrote them. */
  namesOf(session: IrcSession): string[] {
    return [...this.#names.get(session)?.values() ?? []];
  }

  /** The clients that have a name on their list. */
  watchersOf(name: string): readonly IrcSession[] {
    return [...this.#watchers.get(nameKey(name)) ?? []];
  }
}
