/**
 * What the parts cost that every message goes through, each by itself: `deno task bench:parts`.
 *
 * @module
 */

import { parseMessage, readLine } from "../plugins/irc/wire/message.ts";
import { ProfileTable } from "../plugins/irc/rendering/profile.ts";
import { ClientState } from "../plugins/irc/client_state.ts";
import { Mentions } from "../core/session/mentions.ts";
import { renderingFor } from "../core/session/terminal/terminal_rendering.ts";
import { openDatabase } from "../core/storage/database.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import { TelnetDecoder } from "../core/telnet/decoder.ts";
import { LineSplitter } from "../core/terminal/keys/line_splitter.ts";
import { DEFAULT_PROFILE } from "../core/terminal/profile.ts";
import { safeText } from "../core/terminal/charset/safe_text.ts";
import type { Action } from "../core/world/action.ts";
import type { EventOf, WorldEvent } from "../core/world/event.ts";
import { nameKey } from "../core/world/name.ts";
import { World } from "../core/world/world.ts";

const TEXT = "So we beat on, boats against the tide, drawn back and back again";
const FOREIGN = "Smörgåsbord 寿司 👍🏽 — نص قصير — e\u0301a\u0300 и ещё немного";
const CHUNK_BYTES = 4096;
const PEOPLE = 100;

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

const { world, events, said } = fullRoom();

/** How many messages a turn brings, to how many rooms. */
const COMMITS = [
  { count: 1, rooms: 1 },
  { count: 16, rooms: 1 },
  { count: 160, rooms: 1 },
  { count: 160, rooms: 10 },
];

Deno.bench("world.apply(say)", { group: "world" }, () => void world.apply(SAY));

Deno.bench("name key, ASCII", { group: "names" }, () => void nameKey("Guest_17"));
Deno.bench("name key, Greek", { group: "names" }, () => void nameKey("Οδυσσεύς"));

for (const { count, rooms } of COMMITS) {
  const name = rooms === 1
    ? `journal commit of ${count}`
    : `journal commit of ${count} to ${rooms} rooms`;
  Deno.bench(name, { group: "storage" }, (timer) => {
    const folder = Deno.makeTempDirSync({ prefix: "partyline_bench_" });
    const database = openDatabase(`${folder}/partyline.db`);
    const journal = new SqliteJournal(database);
    journal.commit(events);
    let id = 0;
    timer.start();
    for (let commits = 0; commits < 100; commits++) {
      journal.commit(Array.from({ length: count }, () => {
        const room = { ...said.room, id: id % rooms + 1 };
        return { ...said, room, id: ++id };
      }));
    }
    timer.end();
    database.close();
    Deno.removeSync(folder, { recursive: true });
  });
}

const decoder = new TelnetDecoder({
  data() {},
  command() {},
  negotiation() {},
  subnegotiation() {},
  oversized() {},
});
const splitter = new LineSplitter({ limitBytes: CHUNK_BYTES });
const [plainChunk, telnetChunk] = [chunkOf(`${TEXT}\r\n`), chunkOf(`${TEXT.slice(0, 15)}\xff\xff`)];
Deno.bench("telnet decoder, plain text", { group: "4 KiB" }, () => decoder.receive(plainChunk));
Deno.bench("telnet decoder, 1 IAC in 16", { group: "4 KiB" }, () => decoder.receive(telnetChunk));
Deno.bench("line splitter", { group: "4 KiB" }, () => void splitter.split(plainChunk));

const ircLine = new TextEncoder().encode(`PRIVMSG #lobby :${TEXT}`);
const taggedLine = `@+draft/reply=17;label=a1 PRIVMSG #lobby :${TEXT}`;
Deno.bench("IRC line, bytes to text", { group: "IRC" }, () => void readLine(ircLine));
Deno.bench("IRC line, taken apart", { group: "IRC" }, () => {
  parseMessage(`PRIVMSG #lobby :${TEXT}`);
});
Deno.bench(
  "IRC line with tags, taken apart",
  { group: "IRC" },
  () => void parseMessage(taggedLine),
);

const profiles = new ProfileTable({ world, serverName: "irc.bench", killed: new Map() });
const tagged = new ClientState();
for (const name of ["message-tags", "server-time", "account-tag"] as const) {
  tagged.capabilities.add(name);
}
const renderings = {
  "IRC": profiles.profileFor(new ClientState()),
  "IRC with tags": profiles.profileFor(tagged),
  "terminal, line mode": renderingFor({ ...DEFAULT_PROFILE, columns: 32_767 }, false),
  "terminal, character mode": renderingFor(
    { ...DEFAULT_PROFILE, colours: "16", editsLines: false },
    false,
  ),
};
for (const [name, rendering] of Object.entries(renderings)) {
  Deno.bench(`said, ${name}`, { group: "rendering" }, () => void rendering.render(said, "other"));
}

const mentions = new Mentions();
for (let n = 0; n < PEOPLE; n++) mentions.watch(`p${n}`, [`guest${n}`]);
Deno.bench("who is named, ASCII", { group: "texts" }, () => void mentions.in(TEXT));
Deno.bench("who is named, mixed scripts", { group: "texts" }, () => void mentions.in(FOREIGN));
Deno.bench("safe text, ASCII", { group: "texts" }, () => void safeText(TEXT));
Deno.bench("safe text, mixed scripts", { group: "texts" }, () => void safeText(FOREIGN));
