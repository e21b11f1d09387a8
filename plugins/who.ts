/**
 * Who is here, who was, and what time it is.
 *
 * @module
 */

import {
  countOf,
  formatTable,
  momentText,
  type PersonHere,
  plugin,
  type Portrait,
  spanText,
  styled,
  type Text,
} from "partyline";

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
      async run({ args, columns, rooms, server, users, reply }) {
        const { now } = await server.facts();
        let people = await users.here();
        if (args.room !== undefined) {
          const { members } = await rooms.look(args.room.replace(/^#/, ""));
          const names = new Set(members.map(({ name }) => name));
          people = people.filter(({ name }) => names.has(name));
        }
        const rows = people.map((person) => personRow(person, now));
        const head = ["Name", "Role", "Where", "Idle", "Rooms"];
        reply(formatTable([head, ...rows], { columns }));
        reply(`${countOf(people.length, "person", "people")}.`);
      },
    });

    host.command({
      usage: "whois <user>",
      summary: "Tell what is known of somebody.",
      async run({ args, columns, server, users, reply }) {
        const { now } = await server.facts();
        const portrait = await users.look(args.user);
        reply(formatTable([...describe(portrait, now)], { columns }));
      },
    });

    host.command({
      usage: "last [calls:int]",
      summary: "List the last callers.",
      details: "Whose call is lost was here when the server was cut off.",
      async run({ args, columns, server, users, reply }) {
        const { now, startedAt } = await server.facts();
        const calls = await users.lastCalls(Math.min(Math.max(args.calls ?? CALLS, 1), 100));
        const rows = calls.map(({ name, via, arrivedAt, leftAt }) => [
          name,
          via,
          momentText(arrivedAt, { now }),
          leftAt !== undefined
            ? momentText(leftAt, { now })
            // Nobody has noted when they left whom a server had that was killed.
            : arrivedAt < startedAt
            ? "lost"
            : "",
        ]);
        reply(formatTable([["Name", "By", "Came", "Left"], ...rows], { columns }));
      },
    });

    host.command({
      usage: "time",
      summary: "Tell the time here.",
      async run({ server, reply }) {
        const { now } = await server.facts();
        reply(new Date(now).toString());
      },
    });

    host.command({
      usage: "uptime",
      summary: "Tell how long the server has been up.",
      async run({ server, reply }) {
        const { name, version, startedAt, now, people, nodes } = await server.facts();
        reply(
          `${name} (Partyline ${version}) has been up for ${spanText(now - startedAt)}. ` +
            `${people} here, ${nodes.taken} of ${nodes.size} nodes taken.`,
        );
      },
    });
  },
});

function personRow(person: PersonHere, now: number): Text[] {
  const { name, role, isBot, activeAt, away, rooms } = person;
  const where = away === undefined ? rooms.join(", ") : styled`${rooms.join(", ")} ^K(away)^~`;
  return [
    styled`^C${name}^~`,
    isBot ? `${role}, bot` : role,
    seats(person),
    spanText(now - activeAt),
    where,
  ];
}

function seats({ sessions }: PersonHere): string {
  return sessions.map(({ gateway, node }) => node ? `${gateway} ${node}` : gateway).join(", ");
}

function* describe({ name, account, here }: Portrait, now: number): Iterable<Text[]> {
  yield ["Name", styled`^C${name}^~`];
  if (account && account.name !== name) yield ["Account", account.name];
  if (here?.realName !== undefined) yield ["Real name", here.realName];
  if (here?.isBot) yield ["Bot", "yes"];
  yield ["Role", here?.role ?? account?.role ?? "guest"];
  if (account) yield ["Member since", momentText(account.createdAt, { now })];
  if (here) {
    yield ["Here since", momentText(here.since, { now })];
    yield ["Where", seats(here)];
    yield ["Idle", spanText(now - here.activeAt)];
    yield ["Rooms", here.rooms.join(", ")];
    if (here.away !== undefined) yield ["Away", here.away];
  } else if (account) {
    yield ["Last seen", momentText(account.lastSeenAt, { now })];
  }
}
