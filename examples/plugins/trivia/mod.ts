/**
 * A quiz with scores. The lesson: a folder of files, a game that many play, and handing over at a reload.
 *
 * @module
 */

import { type Cancel, countOf, int, plugin, UserError } from "partyline";
import { type Question, QUESTIONS } from "./questions.ts";

/** The rounds that are under way: the number of the question, by the room. */
const rounds = new Map<string, number>();

export default plugin({
  name: "trivia",
  summary: "A quiz with scores.",
  version: "1.0.0",
  needs: ["bot", "events", "rooms", "store", "timers"],
  settings: {
    seconds: int({ default: 30, min: 5, max: 600, unit: "seconds", summary: "Time to answer" }),
  },

  /** What the next one is handed when this file is changed, so that no round is lost. */
  save: () => [...rounds],

  setup(host, saved) {
    const { bot, settings, store } = host;
    const timers = new Map<string, Cancel>();

    host.command({
      usage: "trivia",
      summary: "Ask the room a question.",
      async run({ rooms }) {
        const room = await rooms.current();
        if (room === undefined) throw new UserError("Cannot ask anything as you are in no room");
        if (rounds.has(room)) throw new UserError("Cannot ask as a question is still open");
        const asked = await store.update<number>("asked", (asked = 0) => asked + 1);
        const number = (asked! - 1) % QUESTIONS.length;
        begin(room, number);
        await bot.say(room, QUESTIONS[number]!.text);
      },
    });

    host.command({
      usage: "scores",
      summary: "Show who knows most.",
      async run({ reply, table }) {
        const scores = await store.list<number>("score/");
        if (scores.length === 0) return reply("Nobody has scored yet. Begin: /trivia");
        const rows = scores
          .sort((a, b) => b.value - a.value)
          .map(({ key, value }) => [key.slice("score/".length), countOf(value, "point")]);
        await table(rows);
      },
    });

    host.on("said", async ({ room, name, text }) => {
      const question = questionIn(room);
      if (!question?.answers.includes(text.trim().toLowerCase())) return;
      end(room);
      const points = await store.update<number>(`score/${name}`, (points = 0) => points + 1);
      await bot.say(room, `${name} is right, and has ${countOf(points!, "point")}.`);
    });

    if (Array.isArray(saved)) {
      for (const [room, number] of saved) if (QUESTIONS[number]) begin(room, number);
    }

    function begin(room: string, number: number): void {
      rounds.set(room, number);
      timers.set(room, host.after(settings.seconds * 1000, () => giveUp(room)));
    }

    async function giveUp(room: string): Promise<void> {
      const question = questionIn(room);
      end(room);
      if (question) await bot.say(room, `Time is up. It is ${question.answers[0]}.`);
    }

    function end(room: string): void {
      timers.get(room)?.();
      timers.delete(room);
      rounds.delete(room);
    }
  },
});

function questionIn(room: string): Question | undefined {
  const number = rounds.get(room);
  return number === undefined ? undefined : QUESTIONS[number];
}
