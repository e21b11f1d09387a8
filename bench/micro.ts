/**
 * What the parts cost that every message goes through, each by itself.
 *
 * @module
 */

import { renderingFor } from "../core/session/terminal_rendering.ts";
import { openDatabase } from "../core/storage/database.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import { TelnetDecoder } from "../core/telnet/decoder.ts";
import { LineSplitter } from "../core/terminal/line_splitter.ts";
import { DEFAULT_PROFILE } from "../core/terminal/profile.ts";
import { safeText } from "../core/terminal/safe_text.ts";
import type { Action } from "../core/world/action.ts";
import type { EventOf, WorldEvent } from "../core/world/event.ts";
import { World } from "../core/world/world.ts";
import { runsPerSecond, type StopwatchOptions } from "./stopwatch.ts";
import type { Row } from "./table.ts";

/** Something to measure. */
interface Micro {
  readonly name: string;
  readonly unit: string;
  /** How many of the unit's things one run does; 1 unless told. */
  readonly amount?: number;
  run(): void;
}

const TEXT = "So we beat on, boats against the tide, drawn back and back again";
const FOREIGN = "Smörgåsbord 寿司 👍🏽 — نص قصير — e\u0301a\u0300 и ещё немного";
const CHUNK_BYTES = 4096;
const PEOPLE = 100;

/**
 * Measures all of it, one after the other.
 *
 * @throws The reason of the signal, once that is aborted.
 */
export async function measureParts(
  options: StopwatchOptions,
  signal: AbortSignal,
): Promise<Row[]> {
  const folder = await Deno.makeTempDir({ prefix: "partyline_bench_" });
  const database = openDatabase(`${folder}/partyline.db`);
  try {
    const journal = new SqliteJournal(database);
    const rows: Row[] = [];
    for (const micro of [...worldMicros(), ...journalMicros(journal), ...textMicros()]) {
      const { name, unit, amount = 1, run } = micro;
      const { median, min, max } = runsPerSecond(run, options);
      rows.push({ name, unit, median: median * amount, min: min * amount, max: max * amount });
      await new Promise((resolve) => setTimeout(resolve)); // a signal may have come meanwhile
      signal.throwIfAborted();
    }
    return rows;
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function worldMicros(): Micro[] {
  const { world } = fullRoom();
  return [{ name: "world.apply(say)", unit: "actions/s", run: () => void world.apply(SAY) }];
}

function journalMicros(journal: SqliteJournal): Micro[] {
  const { events, said } = fullRoom();
  journal.commit(events);
  let id = 0;
  return [1, 16, 100].map((count) => ({
    name: `journal commit of ${count}`,
    unit: "commits/s",
    run: () => journal.commit(Array.from({ length: count }, () => ({ ...said, id: ++id }))),
  }));
}

function textMicros(): Micro[] {
  const { said } = fullRoom();
  const line = renderingFor({ ...DEFAULT_PROFILE, columns: 32_767 }, false);
  const character = renderingFor({ ...DEFAULT_PROFILE, colours: "16", editsLines: false }, false);
  const lines = chunkOf(`${TEXT}\r\n`);
  const telnet = chunkOf(`${TEXT.slice(0, 15)}\xff\xff`);
  const megabytes = { unit: "MB/s", amount: CHUNK_BYTES / 1e6 };
  const decoder = new TelnetDecoder({
    data() {},
    command() {},
    negotiation() {},
    subnegotiation() {},
    oversized() {},
  });
  const splitter = new LineSplitter({ limitBytes: CHUNK_BYTES });
  return [
    { name: "telnet decoder, plain text", ...megabytes, run: () => decoder.receive(lines) },
    { name: "telnet decoder, 1 IAC in 16", ...megabytes, run: () => decoder.receive(telnet) },
    { name: "line splitter", ...megabytes, run: () => void splitter.split(lines) },
    {
      name: "render said, line mode",
      unit: "events/s",
      run: () => void line.render(said, "other"),
    },
    {
      name: "render said, character mode",
      unit: "events/s",
      run: () => void character.render(said, "other"),
    },
    { name: "safe_text, ASCII", unit: "texts/s", run: () => void safeText(TEXT) },
    { name: "safe_text, mixed scripts", unit: "texts/s", run: () => void safeText(FOREIGN) },
  ];
}

const SAY: Action = {
  kind: "say",
  at: 2,
  by: "p0",
  session: "s0",
  room: "lobby",
  text: TEXT,
  style: "say",
};

/** A world of one room, the events that made it, and one message of it. */
function fullRoom(): { world: World; events: readonly WorldEvent[]; said: EventOf<"said"> } {
  const world = new World();
  const events: WorldEvent[] = [];
  const apply = (action: Action) => {
    const outcome = world.apply(action);
    if (outcome.refused) throw new Error(`Cannot fill the room: ${outcome.refused.code}`);
    events.push(...outcome.events);
    return outcome.events;
  };
  apply({ kind: "open-room", at: 1, name: "lobby", permanent: true });
  for (let i = 0; i < PEOPLE; i++) {
    const [presence, session] = [`p${i}`, `s${i}`];
    apply({ kind: "arrive", at: 1, session, presence, name: `guest${i}`, via: "bench" });
    apply({ kind: "join", at: 1, by: presence, session, room: "lobby" });
  }
  const before = [...events];
  const [said] = apply(SAY);
  return { world, events: before, said: said as EventOf<"said"> };
}

/** A text over and over, in as many bytes as one read gives. */
function chunkOf(text: string): Uint8Array {
  const whole = text.repeat(Math.ceil(CHUNK_BYTES / text.length)).slice(0, CHUNK_BYTES);
  return Uint8Array.from(whole, (letter) => letter.charCodeAt(0));
}
