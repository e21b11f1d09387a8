/**
 * The "accounts" capability: the caller's own account.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError, UserError } from "../../commands/errors.ts";
import { hashPassword } from "../../storage/password.ts";
import { act } from "./act.ts";
import { actorOf, type House, presenceOf } from "./house.ts";

/** The caller's own account. Each of them throws what the world refuses. */
export interface Accounts {
  /** The name that the caller wears, and the name of their account, which a guest has not. */
  mine(): Promise<{ readonly name: string; readonly account?: string }>;
  /** Takes another name, which changes no account's. */
  rename(name: string): Promise<void>;
  /** Makes an account of the caller's name. */
  register(password: string): Promise<void>;
  /** Changes the caller's password, if the old one is right. */
  setPassword(old: string, password: string): Promise<void>;
  /** Ends being this person on this session, which goes back to where names are asked for. */
  logOut(): Promise<void>;
}

/** The account of one caller. */
export class CallerAccounts implements Accounts {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async mine(): Promise<{ readonly name: string; readonly account?: string }> {
    const { person, user } = presenceOf(this.#house, this.#caller);
    return { name: person.name, ...(user && { account: user.name }) };
  }

  async rename(name: string): Promise<void> {
    await act(this.#house, { kind: "rename", ...actorOf(this.#house, this.#caller), name });
  }

  async register(password: string): Promise<void> {
    const { person, user } = presenceOf(this.#house, this.#caller);
    if (user) throw new RefusedError({ code: "already-registered", name: user.name });
    const passwordHash = await hashPassword(password);
    const { by } = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "register", by, name: person.name, passwordHash });
  }

  async setPassword(old: string, password: string): Promise<void> {
    const mine = presenceOf(this.#house, this.#caller).user;
    if (!mine) throw new RefusedError({ code: "members-only" });
    const address = this.#house.directory.session(this.#caller.session)?.address ?? "";
    const user = await this.#house.credentials.check({ name: mine.name, password: old, address });
    if (!user) throw new UserError("Cannot change the password as the old one is wrong");
    const passwordHash = await hashPassword(password);
    await act(this.#house, { kind: "set-password", user: user.id, passwordHash });
  }

  async logOut(): Promise<void> {
    await act(this.#house, { kind: "depart", session: this.#caller.session, reason: "logged out" });
  }
}
