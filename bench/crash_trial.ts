/**
 * `kill -9` while a room is talking as fast as it can, and whether the history then holds all that anyone saw.
 *
 * @module
 */

import { openDatabase } from "../core/storage/database.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import { LOBBY } from "./caller_kind.ts";
import { MessageFormat, readStamp } from "./message.ts";
import type { Trial } from "./trial.ts";

const ORDER = { kind: "crash", callers: 100, senders: 10, window: 16 } as const;

/** How long they talk at most before it is killed, in milliseconds. */
const TALK_MS = 1000;

/** Messages that are read at a time. */
const PAGE = 1000;

/** Kills a server that is in the middle of it, starts it again, and looks. */
export const CRASH_TRIAL: Trial = {
  name: "kill -9 in the middle of talk: Partyline",
  async run(stage) {
    await using running = await stage.serve("Partyline");
    const { mark, heard } = await stage.load(running, ORDER, () => {
      setTimeout(() => running.kill(), Math.random() * TALK_MS);
    });
    await running.startAgain();
    await running.stop();
    const held = countHeld(`${running.folder}/data/partyline.db`, { mark, heard });
    const seen = heard.reduce((sum, count) => sum + count, 0);
    if (seen === 0) throw new Error("Nobody had heard anything when the server was killed");
    return [
      { unit: "messages seen by somebody", value: seen },
      { unit: "of them not in the history", value: seen - held },
    ];
  },
};

/**
 * How many of the messages that somebody has heard are in a history, once and in the order of their sender.
 *
 * @param heard By sender.
 */
function countHeld(
  path: string,
  { mark, heard }: { readonly mark: string; readonly heard: readonly number[] },
): number {
  const format = new MessageFormat(mark, { tail: "" });
  const database = openDatabase(path);
  const journal = new SqliteJournal(database);
  const room = journal.load().rooms.find(({ name }) => name === LOBBY)!;
  const next = heard.map(() => 0);
  let after = 0;
  for (;;) {
    const page = journal.messages.said(room.id, {
      after: { id: after },
      take: "oldest",
      limit: PAGE,
    });
    for (const { text } of page) {
      const bytes = new TextEncoder().encode(text);
      const { sender, sequence } = readStamp(format.read(bytes, bytes.length) ?? NaN);
      if (sequence === next[sender]) next[sender]!++;
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.id;
  }
  database.close();
  return next.reduce((sum, count, sender) => sum + Math.min(count, heard[sender]!), 0);
}
