/**
 * Asks a room a question. The lesson: talking with a caller, keeping what lasts, and a time limit.
 *
 * @module
 */

import { countOf, int, plugin, UserError } from "partyline";

/** A poll, as it is kept: by the room that it is in. */
type Poll = {
  readonly question: string;
  readonly options: readonly string[];
  /** In milliseconds since the epoch. */
  readonly endsAt: number;
  /** The number of the option that somebody wants, by their name. */
  readonly votes: { readonly [name: string]: number };
};

export default plugin({
  name: "poll",
  summary: "Ask a room a question.",
  version: "1.0.0",
  needs: ["bot", "rooms", "store", "timers"],
  settings: {
    minutes: int({ default: 10, min: 1, max: 1440, unit: "minutes", summary: "Time to vote" }),
  },
  setup(host) {
    const { bot, settings, store } = host;

    host.command({
      usage: "poll <question...>",
      summary: "Ask everyone in the room.",
      async run({ args, edit, reply, rooms }) {
        const room = await currentRoom(rooms);
        reply("What can they choose from, one on each line?");
        const options = (await edit()).split("\n").map((line) => line.trim()).filter(Boolean);
        if (options.length < 2) throw new UserError("Cannot ask that as it takes two answers");

        const endsAt = host.now() + settings.minutes * 60_000;
        // Somebody else may have asked meanwhile. What throws in an update changes nothing.
        await store.update<Poll>(room, (poll) => {
          if (poll) throw new UserError("Cannot ask that as another poll is under way: /vote");
          return { question: args.question, options, endsAt, votes: {} };
        });
        await bot.say(room, `${args.question} (${options.join(", ")}) Type /vote`);
      },
    });

    host.command({
      usage: "vote",
      summary: "Vote in the poll of the room.",
      async run({ name, choose, reply, rooms }) {
        const room = await currentRoom(rooms);
        const poll = await pollOf(room);
        const choice = await choose(poll.question, poll.options);
        const vote = poll.options.indexOf(choice);
        // It may have ended while they were thinking.
        await store.update<Poll>(room, (poll) => {
          if (!poll) throw new UserError("Cannot vote as the poll is over");
          return { ...poll, votes: { ...poll.votes, [name]: vote } };
        });
        reply(`You have voted for ${choice}.`);
      },
    });

    host.command({
      usage: "votes",
      summary: "Show how the poll of the room stands.",
      async run({ reply, rooms, table }) {
        const poll = await pollOf(await currentRoom(rooms));
        reply(poll.question);
        const rows = resultOf(poll).map(({ option, votes }) => [option, countOf(votes, "vote")]);
        await table(rows);
      },
    });

    // Once a minute, not once for each poll: a poll also ends in time when the server was down meanwhile.
    host.every(60_000, async () => {
      for (const { key: room, value: poll } of await store.list<Poll>()) {
        if (poll.endsAt > host.now()) continue;
        await store.delete(room);
        const [first] = resultOf(poll);
        await bot.say(room, `${poll.question} You say: ${first!.option}.`);
      }
    });

    async function pollOf(room: string): Promise<Poll> {
      const poll = await store.get<Poll>(room);
      if (!poll) throw new UserError("Cannot find a poll in this room. Begin one: /poll");
      return poll;
    }
  },
});

/** The options of a poll, those with most votes first. */
function resultOf({ options, votes }: Poll): { option: string; votes: number }[] {
  const all = Object.values(votes);
  return options
    .map((option, index) => ({ option, votes: all.filter((vote) => vote === index).length }))
    .sort((a, b) => b.votes - a.votes);
}

async function currentRoom(rooms: { current(): Promise<string | undefined> }): Promise<string> {
  const room = await rooms.current();
  if (room === undefined) throw new UserError("Cannot do that as you are in no room");
  return room;
}
