/**
 * Messages of several lines: BATCH.
 *
 * @module
 */

import type { Refusal } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { failMultiline, invalid, MULTILINE, MultilineBatch } from "../talk/multiline_batch.ts";
import { clientTags, say } from "../talk/speech.ts";

/** Messages of several lines. */
export const BATCH_COMMANDS: IrcCommands = {
  BATCH: {
    params: "+<reference> draft/multiline <target>, or -<reference>",
    summary: "Begin a message of several lines, or send it off.",
    spec: "IRCv3 draft/multiline",
    least: 1,
    run: batch,
  },
};

/** References as servers make them too: short words without spaces or signs. */
const REFERENCE = /^[A-Za-z\d-]{1,64}$/;

async function batch(session: IrcSession, message: Message): Promise<void> {
  if (!session.state.has(MULTILINE)) throw new IrcError("UNKNOWNCOMMAND", ["BATCH"]);
  const [typed = ""] = message.params;
  const reference = typed.slice(1);
  if (!REFERENCE.test(reference)) throw invalid("A batch has a reference of letters and digits");
  if (typed.startsWith("+")) return open(session, reference, message);
  if (typed.startsWith("-")) return await close(session, reference);
  throw invalid("A batch begins with + or ends with -");
}

/** The answer to the message is that to its end, by the label of its beginning. */
function open(session: IrcSession, reference: string, { params, tags }: Message): void {
  const [, type, target = ""] = params;
  const { multiline } = session.state;
  if (multiline && !multiline.hasFailed) {
    return failMultiline(session, invalid("There is no batch inside another"));
  }
  if (type !== MULTILINE) throw invalid("A client can open a batch of draft/multiline alone");
  if (target === "") throw invalid("The message has no target");
  const kept = clientTags(session, tags);
  const label = session.takeLabel();
  session.state.multiline = new MultilineBatch({
    reference,
    target,
    ...(kept && { tags: kept }),
    ...(label !== undefined && { label }),
  });
}

async function close(session: IrcSession, reference: string): Promise<void> {
  const { multiline } = session.state;
  if (multiline?.opening.reference !== reference) {
    throw invalid("There is no batch of that reference");
  }
  session.state.multiline = undefined;
  if (multiline.hasFailed) return;
  session.giveLabel(multiline.opening.label);
  await send(session, multiline);
}

async function send(session: IrcSession, batch: MultilineBatch): Promise<void> {
  const { command, lines, text, opening: { target, tags } } = batch;
  if (command === undefined) throw invalid("The message has no lines");
  const style = command === "NOTICE" ? "notice" : "say";
  const extras = { lines, ...(tags && { tags }) };
  const refused = (refusal: Refusal) => {
    if (refusal.code.startsWith("text-")) {
      session.explain(invalid("The message has no text to show"));
    } else if (command !== "NOTICE") {
      session.refuse(refusal, { command: "BATCH", params: [target] });
    }
  };
  await say(session, target, { command, text, style, extras, refused });
}
