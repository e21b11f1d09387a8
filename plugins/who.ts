/**
 * Who is here, who was, and what time it is.
 *
 * @module
 */

import {
  aloud,
  countOf,
  joinStyled,
  momentOf,
  type PersonHere,
  personText,
  plugin,
  type Portrait,
  spanOf,
  styled,
  type TableHead,
  type Text,
  themed,
  timeWords,
} from "partyline";

/** What /who tells of each person. */
const PEOPLE: TableHead = [
  "Name",
  { title: "Role", told: "{}" },
  { title: "Where", told: "on {}" },
  "Idle",
  { title: "Rooms", told: "in {}" },
];

/** What /last tells of each call. */
const CALLED: TableHead = [
  "Name",
  { title: "By", told: "by {}" },
  { title: "Came", told: "came {}" },
  { title: "Left", told: "left {}" },
];

/** How many calls /last shows unless told. */
const CALLS = 10;

export default plugin({
  name: "who",
  summary: "Who is here, who was, and the time.",
  needs: ["rooms", "server", "users"],
  setup(host) {
    host.command({
      usage: "who [room...]",
      summary: "List who is here, or in a room.",
      aliases: ["w"],
      async run({ args, rooms, server, users, reply, table }) {
        const { now } = await server.facts();
        let people = await users.here();
        if (args.room !== undefined) {
          const { members } = await rooms.look(args.room.replace(/^#/, ""));
          const names = new Set(members.map(({ name }) => name));
          people = people.filter(({ name }) => names.has(name));
        }
        await table(people.map((person) => personRow(person, now)), { head: PEOPLE });
        reply(`${countOf(people.length, "person", "people")}.`);
      },
    });

    host.command({
      usage: "whois <user>",
      summary: "Tell what is known of somebody.",
      async run({ args, server, users, table }) {
        const { now } = await server.facts();
        const portrait = await users.look(args.user);
        const rows = [...describe(portrait, now)];
        await table(rows.map(([what, value]) => [themed("label", what), value]));
      },
    });

    host.command({
      usage: "last [calls:int]",
      summary: "List the last callers.",
      details: "Whose call is lost was here when the server was cut off.",
      async run({ args, server, users, table }) {
        const { now, startedAt } = await server.facts();
        const calls = await users.lastCalls(Math.min(Math.max(args.calls ?? CALLS, 1), 100));
        const rows = calls.map(({ name, via, arrivedAt, leftAt }) => [
          name,
          via,
          momentOf(arrivedAt, { now }),
          leftAt !== undefined
            ? momentOf(leftAt, { now })
            // Nobody has noted when they left whom a server had that was killed.
            : arrivedAt < startedAt
            ? "lost"
            : "",
        ]);
        await table(rows, { head: CALLED });
      },
    });

    host.command({
      usage: "time",
      summary: "Tell the time here.",
      async run({ server, reply }) {
        const { now } = await server.facts();
        reply(`It is ${timeWords(now)}.`);
      },
    });

    host.command({
      usage: "uptime",
      summary: "Tell how long the server has been up.",
      async run({ server, reply }) {
        const { name, version, startedAt, now, people, nodes } = await server.facts();
        reply(
          styled`${name} (Partyline ${version}) has been up for ${
            spanOf(now - startedAt)
          }. ${people} here, ${nodes.taken} of ${nodes.size} nodes taken.`,
        );
      },
    });
  },
});

function personRow(person: PersonHere, now: number): Text[] {
  const { role, isBot, activeAt, away, rooms } = person;
  const where = away === undefined ? rooms.join(", ") : styled`${rooms.join(", ")} ^{dim}(away)^~`;
  return [
    personText(person),
    isBot ? `${role}, bot` : role,
    seats(person),
    spanOf(now - activeAt),
    where,
  ];
}

function seats({ sessions }: PersonHere): Text {
  const shown = sessions.map(({ gateway, node }): Text =>
    node ? aloud(`${gateway} ${node}`, `${gateway} node ${node}`) : gateway
  );
  return joinStyled(shown, ", ");
}

function* describe(
  { name, user, account, here }: Portrait,
  now: number,
): Iterable<readonly [what: string, value: Text]> {
  yield ["Name", personText({ name, user })];
  if (account && account.name !== name) yield ["Account", account.name];
  if (here?.realName !== undefined) yield ["Real name", here.realName];
  if (here?.isBot) yield ["Bot", "yes"];
  yield ["Role", here?.role ?? account?.role ?? "guest"];
  if (account) yield ["Member since", momentOf(account.createdAt, { now })];
  if (here) {
    yield ["Here since", momentOf(here.since, { now })];
    yield ["Where", seats(here)];
    yield ["Idle", spanOf(now - here.activeAt)];
    yield ["Rooms", here.rooms.join(", ")];
    if (here.away !== undefined) yield ["Away", here.away];
  } else if (account) {
    yield ["Last seen", momentOf(account.lastSeenAt, { now })];
  }
}
