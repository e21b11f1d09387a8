/**
 * Rooms: going in and out, what they are about, and what was said there.
 *
 * @module
 */

import {
  aloud,
  countOf,
  HANG,
  historyText,
  joinStyled,
  momentOf,
  personText,
  plugin,
  RefusedError,
  type RoomMessage,
  type RoomRules,
  type Rooms,
  type RoomSummary,
  type RoomView,
  rulesText,
  type Styled,
  styled,
  type TableHead,
  type Text,
  UserError,
} from "partyline";

/** What stands before a name in a list, by rank, for the eye and for the ear. */
const RANK_SIGNS = {
  owner: aloud("~", "owner "),
  admin: aloud("&", "admin "),
  operator: aloud("@", "operator "),
  halfop: aloud("%", "halfop "),
  voice: aloud("+", "voice "),
  member: "",
} as const;

/** So many of those in a room are named to whoever comes in; /who knows all. */
const MOST_NAMES = 100;

/** What /rooms tells of each room. */
const ROOMS: TableHead = [
  "  Room",
  { title: "People", told: "{} here" },
  { title: "Topic", told: "{}" },
];

export default plugin({
  name: "rooms",
  summary: "Rooms.",
  needs: ["login", "rooms", "server"],
  setup(host) {
    host.login.welcome(async ({ rooms, server, reply }) => {
      const { lobby, joinLines, now } = await server.facts();
      const isIn = (await rooms.list()).some((room) => room.joined);
      const view = isIn ? await rooms.look() : await rooms.join(lobby);
      showEntry(reply, view, { history: await rooms.earlier(joinLines), now });
    });

    host.command({
      usage: "rooms",
      summary: "List the rooms.",
      aliases: ["list"],
      async run({ rooms, table }) {
        const current = await rooms.current();
        const rows = (await rooms.list()).map((room) => [
          styled`${markOf(room, current)}^{room}${room.name}^~`,
          String(room.people),
          [doorText(room.rules), room.topic].filter(Boolean).join(" "),
        ]);
        await table(rows, { head: ROOMS });
      },
    });

    host.command({
      usage: "join <room...>",
      summary: "Go into a room, or make one.",
      details:
        "Who makes a room runs it: a member for good, a guest while they are there. Plain text " +
        "goes to it from now on.",
      aliases: ["j"],
      async run({ args, rooms, server, ask, reply }) {
        const { joinLines, now } = await server.facts();
        const before = await rooms.list();
        const view = await join(roomName(args.room), { rooms, ask });
        const wasIn = before.some(({ name, joined }) => joined && name === view.name);
        const history = wasIn ? await rooms.recent(joinLines) : await rooms.earlier(joinLines);
        showEntry(reply, view, { history, now });
      },
    });

    host.command({
      usage: "part [room...]",
      summary: "Leave a room.",
      aliases: ["leave"],
      async run({ args, rooms, reply }) {
        const room = await rooms.part({ ...(args.room && { room: roomName(args.room) }) });
        const current = await rooms.current();
        reply(`You have left ${room}.${current === undefined ? "" : ` You are in ${current}.`}`);
      },
    });

    host.command({
      usage: "focus <room...>",
      summary: "Choose the room that your plain text goes to.",
      aliases: ["f"],
      async run({ args, rooms, reply }) {
        reply(`What you say goes to ${await rooms.focus(roomName(args.room))}.`);
      },
    });

    host.command({
      usage: "topic [text...]",
      summary: "Read or set what the room is about.",
      details: "A single dash takes the topic away.",
      async run({ args, rooms, server, reply }) {
        if (args.text !== undefined) {
          return await rooms.setTopic(args.text === "-" ? "" : args.text);
        }
        const { now } = await server.facts();
        const { name, topic } = await rooms.look();
        reply(topic ? topicText(topic, now) : `${name} has no topic.`);
      },
    });

    host.command({
      usage: "invite <user> [room...]",
      summary: "Ask somebody into a room.",
      async run({ args, rooms, reply }) {
        await rooms.invite(args.user, args.room && roomName(args.room));
        reply(`${args.user} is invited.`);
      },
    });

    host.command({
      usage: "room",
      summary: "Show the room: its topic, its rules, and who is in it.",
      async run({ rooms, server, reply }) {
        const view = await rooms.look();
        showEntry(reply, view, { history: [], now: (await server.facts()).now });
        reply(`Rules: ${rulesText(view.rules)}`);
      },
    });

    host.command({
      usage: "recap [lines:int]",
      summary: "Show again what was said in the room.",
      details: "Without a number: the last 20 lines.",
      aliases: ["history"],
      async run({ args, rooms, server, page, reply }) {
        const { now } = await server.facts();
        const lines = args.lines ?? 20;
        if (lines < 1) throw new UserError(`Cannot show ${lines} lines`);
        const history = await rooms.recent(lines);
        if (history.length === 0) return reply("Nothing has been said here yet.");
        await page(joinStyled(historyText(history, { now }), "\n"));
      },
    });
  },
});

/** What stands before a room in the list of them, for the eye and for the ear. */
function markOf(room: RoomSummary, current: string | undefined): Styled {
  if (room.name === current) return aloud("> ", "Where you speak, ");
  return room.joined ? aloud("* ", "Where you are, ") : aloud("  ");
}

/** Goes into a room; whoever has to know its key is asked for it. */
async function join(
  room: string,
  { rooms, ask }: {
    rooms: Pick<Rooms, "join">;
    ask: (question: Text, options?: { readonly secret?: boolean }) => Promise<string>;
  },
): Promise<RoomView> {
  try {
    return await rooms.join(room);
  } catch (error) {
    const needsKey = error instanceof RefusedError && error.refusal.code === "wrong-key";
    if (!needsKey) throw error;
    return await rooms.join(room, { key: await ask(`Key of ${room}: `, { secret: true }) });
  }
}

/** What one must bring to come in. */
function doorText({ inviteOnly, key, registeredOnly }: RoomRules): string {
  const needs = [
    inviteOnly && "(by invitation)",
    registeredOnly && "(for members)",
    key !== "" && "(by key)",
  ];
  return needs.filter(Boolean).join(" ");
}

/** IRC people write a # before a room's name. */
function roomName(typed: string): string {
  return typed.replace(/^#/, "").trim();
}

function showEntry(
  reply: (text: Text) => void,
  room: RoomView,
  { history, now }: { history: readonly RoomMessage[]; now: number },
): void {
  for (const line of historyText(history, { now })) reply(line);
  reply(styled`^{label}You are in ^{room}${room.name}^~`);
  if (room.topic) reply(topicText(room.topic, now));
  reply(crowdText(room.members));
}

/** Who is in a room; of many, the first. Else a thousand people who come in read a million names. */
function crowdText(members: RoomView["members"]): Styled {
  const names = members.slice(0, MOST_NAMES).map((member) =>
    styled`${RANK_SIGNS[member.rank]}${personText(member)}`
  );
  const others = members.length - names.length;
  if (others > 0) names.push(styled`and ${countOf(others, "other")}`);
  return styled`^{label}Here:^~ ${HANG}${joinStyled(names, ", ")}`;
}

function topicText(
  { text, by, at }: { text: string; by: string; at: number },
  now: number,
): Styled {
  const set = styled`^{dim}${aloud(" (", ", set by ")}${by}, ${momentOf(at, { now })}${
    aloud(")")
  }^~`;
  return styled`^{label}Topic:^~ ${HANG}^{topic}${text}${set}`;
}
