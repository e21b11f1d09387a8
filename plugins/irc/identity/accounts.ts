/**
 * Making accounts: by REGISTER, and by NickServ.
 *
 * @module
 */

import { hashPassword, nameKey, type User } from "partyline";
import type { IrcSession } from "../irc_session.ts";

/**
 * Makes an account for a client; that it is logged in to it as well is for {@linkcode logIn} to see to.
 * A guest's own name becomes their account on the spot; any other name must be free.
 *
 * @param password Not empty.
 * @throws {RefusedError} If the name can't be had.
 */
export async function makeAccount(
  session: IrcSession,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<User> {
  const { world } = session.irc.house;
  const passwordHash = await hashPassword(password);
  const own = session.presence?.person.name;
  if (own !== undefined && nameKey(own) === nameKey(name)) {
    await session.act({ kind: "register", name: own, passwordHash });
  } else {
    await session.submit({ kind: "register", name, passwordHash });
  }
  return world.userNamed(name)!;
}

/** The account that a client is logged in to. */
export function accountOf({ presence, registration }: IrcSession): User | undefined {
  return presence ? presence.user : registration.account;
}
