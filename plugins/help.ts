/**
 * Help, made from the rows of the commands.
 *
 * @module
 */

import { formatTable, type HelpPage, plugin, styled, type Text, UserError } from "partyline";

export default plugin({
  name: "help",
  summary: "Help, made from the commands themselves.",
  needs: ["commands"],
  setup(host) {
    host.command({
      usage: "help [command]",
      summary: "List the commands, or explain one.",
      aliases: ["?"],
      async run({ args, columns, commands, reply }) {
        if (args.command !== undefined) {
          const page = await commands.look(args.command);
          if (page) return explain(reply, page);
          const nearest = await commands.nearest(args.command.replace(/^\//, ""));
          const hint = nearest === undefined ? "" : `. Did you mean /help ${nearest}?`;
          throw new UserError(
            `Cannot help with "${args.command}" as there is no such command${hint}`,
          );
        }
        const rows = (await commands.list()).flatMap(({ owner, lines }): Text[][] => [
          [styled`^{heading}${owner}^~`],
          ...lines.map(({ usage, summary }): Text[] => [styled`  ^{command}/${usage}^~`, summary]),
        ]);
        reply(formatTable(rows, { columns }));
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
