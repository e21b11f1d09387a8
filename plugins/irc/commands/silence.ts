/**
 * Not hearing somebody: SILENCE.
 *
 * @module
 */

import { completeMask, nameKey, nameOfMask } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { forEachTarget, targetsOf } from "../channels/target_list.ts";

/** Not hearing somebody. */
export const SILENCE_COMMANDS: IrcCommands = {
  SILENCE: {
    params: "[+|-<nick>{,+|-<nick>}]",
    summary: "Hear somebody no longer, or again; or list whom you do not hear.",
    spec: "ircu, SILENCE",
    run: silence,
  },
};

async function silence(session: IrcSession, { command, params }: Message): Promise<void> {
  const [changes = ""] = params;
  if (changes === "" || nameKey(changes) === nameKey(session.nick)) return list(session);
  await forEachTarget(session, {
    targets: targetsOf(changes).map(({ target }) => readChange(target)),
    asked: ({ mask }) => ({ command, params: [mask] }),
    act: (change) => apply(session, change),
  });
}

/** Somebody to be heard no longer, or again. */
interface Change {
  readonly on: boolean;
  readonly mask: string;
}

/** Without a sign, somebody is to be heard no longer. */
function readChange(item: string): Change {
  return { on: !item.startsWith("-"), mask: item.replace(/^[+-]/, "") };
}

async function apply(session: IrcSession, { on, mask }: Change): Promise<void> {
  const name = nameOfMask(completeMask(mask));
  if (name === undefined) {
    throw new IrcError("UNKNOWNERROR", ["SILENCE"], `Only whole nicks can be silenced: ${mask}`);
  }
  await session.act({ kind: "ignore", name, on });
  session.from(session.mask, "SILENCE", [`${on ? "+" : "-"}${name}!*@*`]);
}

function list(session: IrcSession): void {
  for (const name of session.person.ignored) session.numeric("SILELIST", [`${name}!*@*`]);
  session.numeric("ENDOFSILELIST");
}
