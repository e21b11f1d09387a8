/**
 * Greets whoever comes into the lobby for the first time. The lesson: hearing of events, and speaking.
 *
 * @module
 */

import { plugin, text } from "partyline";

export default plugin({
  name: "welcome",
  summary: "Greet those who are new.",
  version: "1.0.0",
  needs: ["bot", "events", "store"],
  settings: {
    bot_name: text({ default: "Concierge", maxLength: 32, summary: "Who greets" }),
    room: text({ default: "lobby", maxLength: 50, summary: "Room that they are greeted in" }),
    greeting: text({
      default: "Welcome, NAME! Type /help to see what there is to do.",
      summary: "What they are greeted with; NAME is their name",
    }),
  },
  async setup(host) {
    const { bot_name, room, greeting } = host.settings;
    await host.bot.rename(bot_name);

    host.on("joined", async ({ room: joined, name, isBot }) => {
      if (isBot || joined.toLowerCase() !== room.toLowerCase()) return;
      const key = `greeted/${name.toLowerCase()}`;
      if (await host.store.get(key)) return;
      await host.store.set(key, true);
      await host.bot.say(joined, greeting.replaceAll("NAME", () => name));
    });
  },
});
