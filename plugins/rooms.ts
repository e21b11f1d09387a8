/**
 * Rooms: going in and out, what they are about, and who may be in them.
 *
 * @module
 */

import {
  formatTable,
  messageText,
  momentText,
  plugin,
  type RoomMessage,
  type RoomView,
  rulesText,
  type Styled,
  styled,
  type Text,
  UserError,
} from "partyline";

/** What stands before a name in a list, by rank. */
const RANK_SIGNS = { owner: "~", operator: "@", voice: "+", member: "" } as const;

/** After how many lines of history what they are written to gets time to be read. */
const FLUSH_LINES = 10;

export default plugin({
  name: "rooms",
  summary: "Rooms, and the power in them.",
  needs: ["login", "rooms", "server"],
  setup(host) {
    host.login.welcome(async ({ rooms, server, reply }) => {
      const { lobby, joinLines, now } = await server.facts();
      const isIn = (await rooms.list()).some((room) => room.joined);
      const view = isIn ? await rooms.look() : await rooms.join(lobby);
      showEntry(reply, view, { history: await rooms.recent(joinLines), now });
    });

    host.command({
      usage: "rooms",
      summary: "List the rooms.",
      aliases: ["list"],
      async run({ rooms, columns, reply }) {
        const current = await rooms.current();
        const rows = (await rooms.list()).map((room) => [
          room.name === current ? ">" : room.joined ? "*" : "",
          room.name,
          String(room.people),
          [room.rules.inviteOnly ? "(by invitation)" : "", room.topic].filter(Boolean).join(" "),
        ]);
        const head = ["", "Room", "People", "Topic"];
        reply(formatTable([head, ...rows], { columns }));
      },
    });

    host.command({
      usage: "join <room...>",
      summary: "Go into a room, or make one.",
      details: "A room that nobody has made yet is yours. Plain text goes to it from now on.",
      aliases: ["j"],
      async run({ args, rooms, server, reply }) {
        const { joinLines, now } = await server.facts();
        const view = await rooms.join(roomName(args.room));
        showEntry(reply, view, { history: await rooms.recent(joinLines), now });
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
      usage: "kick <user> [reason...]",
      summary: "Put somebody out of the room.",
      run: ({ args, rooms }) => rooms.kick(args.user, args.reason ?? ""),
    });

    host.command({
      usage: "ban <user> [reason...]",
      summary: "Keep somebody out of the room.",
      run: ({ args, rooms }) => rooms.ban(args.user, args.reason ?? ""),
    });

    host.command({
      usage: "unban <user>",
      summary: "Let somebody into the room again.",
      run: ({ args, rooms }) => rooms.unban(args.user),
    });

    host.command({
      usage: "bans",
      summary: "List who is banned from the room.",
      async run({ rooms, server, columns, reply }) {
        const { now } = await server.facts();
        const { name, bans } = await rooms.look();
        if (bans.length === 0) return reply(`Nobody is banned from ${name}.`);
        const rows = bans.map((ban) => [ban.name, ban.by, momentText(ban.at, { now }), ban.reason]);
        reply(formatTable([["Name", "By", "At", "Reason"], ...rows], { columns }));
      },
    });

    host.command({
      usage: "op <user>",
      summary: "Make somebody an operator of the room.",
      run: ({ args, rooms }) => rooms.setRank(args.user, "operator"),
    });

    host.command({
      usage: "deop <user>",
      summary: "Take somebody's rank in the room away.",
      run: ({ args, rooms }) => rooms.setRank(args.user, "member"),
    });

    host.command({
      usage: "owner <user>",
      summary: "Make somebody an owner of the room, beside you.",
      run: ({ args, rooms }) => rooms.setRank(args.user, "owner"),
    });

    host.command({
      usage: "private <state:on|off>",
      summary: "Leave the room out of the lists that others see.",
      run: ({ args, rooms }) => rooms.setRules({ hidden: args.state === "on" }),
    });

    host.command({
      usage: "invite-only <state:on|off>",
      summary: "Let only those in whom an operator has invited.",
      run: ({ args, rooms }) => rooms.setRules({ inviteOnly: args.state === "on" }),
    });

    host.command({
      usage: "limit <people:int>",
      summary: "Set how many people fit in the room; 0 is no limit.",
      run({ args, rooms }) {
        if (args.people < 0) throw new UserError("Cannot set a limit below 0");
        return rooms.setRules({ limit: args.people });
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
      async run({ args, rooms, server, reply, flushed }) {
        const { now } = await server.facts();
        const lines = args.lines ?? 20;
        if (lines < 1) throw new UserError(`Cannot show ${lines} lines`);
        const history = await rooms.recent(lines);
        if (history.length === 0) return reply("Nothing has been said here yet.");
        for (const [index, message] of history.entries()) {
          reply(historyLine(message, now));
          if (index % FLUSH_LINES === FLUSH_LINES - 1) await flushed();
        }
      },
    });
  },
});

/** IRC people write a # before a room's name. */
function roomName(typed: string): string {
  return typed.replace(/^#/, "").trim();
}

function showEntry(
  reply: (text: Text) => void,
  room: RoomView,
  { history, now }: { history: readonly RoomMessage[]; now: number },
): void {
  const people = room.members.map(({ name, rank }) => RANK_SIGNS[rank] + name).join(", ");
  for (const message of history) reply(historyLine(message, now));
  reply(styled`^yYou are in ^!${room.name}^.^~`);
  if (room.topic) reply(topicText(room.topic, now));
  reply(styled`^yHere:^~ ${people}`);
}

function topicText(
  { text, by, at }: { text: string; by: string; at: number },
  now: number,
): Styled {
  return styled`^yTopic:^~ ${text} ^K(${by}, ${momentText(at, { now })})^~`;
}

function historyLine(message: RoomMessage, now: number): Styled {
  return styled`^K${momentText(message.at, { now })}^~ ${messageText(message)}`;
}
