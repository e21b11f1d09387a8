/**
 * Help, made from the rows of the commands.
 *
 * @module
 */

import { type HelpPage, plugin, styled, type Text, UserError } from "partyline";

/** What the names of the screens begin with that explain a topic. */
const TOPICS = "help/";

export default plugin({
  name: "help",
  summary: "Help, made from the commands themselves.",
  needs: ["commands", "screens"],
  setup(host) {
    host.command({
      usage: "help [topic]",
      summary: "List the commands, or explain one, or a topic.",
      aliases: ["?"],
      async run({ args, commands, screens, reply, table }) {
        if (args.topic !== undefined) {
          const page = await commands.look(args.topic);
          if (page) explain(reply, page);
          const isShown = await screens.show(TOPICS + args.topic.toLowerCase());
          if (page || isShown) return;
          const nearest = await commands.nearest(args.topic.replace(/^\//, ""));
          const hint = nearest === undefined ? "" : `. Did you mean /help ${nearest}?`;
          throw new UserError(
            `Cannot help with "${args.topic}" as there is no such command or topic${hint}`,
          );
        }
        const rows = (await commands.list()).flatMap(({ owner, lines }): Text[][] => [
          [styled`^{heading}${owner}^~`],
          ...lines.map(({ usage, summary }): Text[] => [styled`^{command}/${usage}^~`, summary]),
        ]);
        await table(rows);
        const topics = (await screens.list()).filter((name) => name.startsWith(TOPICS))
          .map((name) => name.slice(TOPICS.length));
        if (topics.length > 0) reply(`To read more, /help and one of: ${topics.join(", ")}`);
        reply("All else that you type is said to the room.");
      },
    });
  },
});

function explain(reply: (text: Text) => void, page: HelpPage): void {
  reply(styled`^{command}/${page.usage}^~\n${page.summary}`);
  if (page.details !== "") reply(page.details);
  if (page.aliases.length > 0) {
    reply(`Also: ${page.aliases.map((alias) => `/${alias}`).join(", ")}`);
  }
  if (page.shorthand) reply(`Short: ${page.shorthand}`);
  if (page.role !== "guest") reply(`For: ${page.role}s and above`);
}
