/**
 * Being an operator of the server: OPER.
 *
 * @module
 */

import { nameKey, reachesRole, type Role } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSettings } from "../irc_house.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { verifySecret } from "../identity/secret.ts";

/** Being an operator of the server. */
export const OPER_COMMANDS: IrcCommands = {
  OPER: {
    params: "<name> <password>",
    summary: "Become an operator until you leave: by the server's name for that, or a moderator's.",
    spec: "RFC 2812 3.1.4",
    least: 1,
    run: oper,
  },
};

/**
 * Refuses settings of OPER that could mean nothing, or an operator without a password.
 *
 * @throws {Error} If there is a name and no password, or a password and no name.
 */
export function checkOperSettings(
  { oper_name: name, oper_password: password }: Pick<IrcSettings, "oper_name" | "oper_password">,
): void {
  if ((name === "") === (password === "")) return;
  const [given, missing] = name === "" ? ["password", "name"] : ["name", "password"];
  throw new Error(`Cannot use [irc] oper_${given} as there is no oper_${missing}`);
}

/** One answer for every failure: which names there are is nobody's business. */
async function oper(session: IrcSession, { params }: Message): Promise<void> {
  const [name, password] = params as [string, string?];
  const role = password === undefined ? undefined : await roleFor(session, { name, password });
  if (!role) {
    throw new IrcError("NOOPERHOST", [], "No operator of this server has that name and password");
  }
  await session.act({ kind: "grant-role", role });
  session.numeric("YOUREOPER");
}

/** What a name and its password make of somebody: those of the settings a sysop, a user's what they are. */
async function roleFor(
  { irc: { settings, house, log }, address }: IrcSession,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Role | undefined> {
  const isSetting = settings.oper_name !== "" && nameKey(name) === nameKey(settings.oper_name);
  const role = isSetting
    ? await house.credentials.guard({ name, address }, async () => {
      return await verifySecret(password, settings.oper_password) ? "sysop" : undefined;
    })
    : (await house.credentials.check({ name, password, address }))?.role;
  if (role && reachesRole(role, "moderator")) return role;
  log.warn("Operator refused", { name, address });
  return undefined;
}
