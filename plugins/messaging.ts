/**
 * Talk: to the room, to one person, to everyone; being away, and not hearing somebody.
 *
 * @module
 */

import { historyText, joinStyled, plugin, styled, type Text, type Told } from "partyline";

export default plugin({
  name: "messaging",
  summary: "Talk: to the room, to one person, to everyone.",
  needs: ["login", "messages", "server", "users"],
  setup(host) {
    host.login.welcome(async ({ messages, server, page }) => {
      const mail = await messages.takeMail();
      if (mail.length === 0) return;
      const { now } = await server.facts();
      const head = styled`^{private}While you were away:^~`;
      await page(joinStyled([head, ...historyText(mail, { now, told: true })], "\n"));
    });

    host.command({
      usage: "say <text...>",
      summary: "Say something in the room; plain text does the same.",
      shorthand: "",
      run: ({ args, messages }) => messages.say(args.text),
    });

    host.command({
      usage: "me <text...>",
      summary: "Say what you do: /me waves, or ;waves",
      shorthand: ";",
      run: ({ args, messages }) => messages.say(args.text, "action"),
    });

    host.command({
      usage: "tell <user> <text...>",
      summary: "Say something to one person: /tell ann hi, or >ann hi",
      details: "To a member who is not here it is told when they come in next.",
      aliases: ["msg", "t"],
      shorthand: ">",
      async run({ args, messages, reply }) {
        confirm(reply, await messages.tell(args.user, args.text));
      },
    });

    host.command({
      usage: "edit [user]",
      summary: "Compose a message of several lines, for the room or for one person.",
      aliases: ["compose"],
      async run({ args, edit, messages, reply }) {
        const text = await edit("", await messages.limits());
        if (text === "") return reply("There was nothing to send.");
        try {
          if (args.user === undefined) await messages.say(text);
          else confirm(reply, await messages.tell(args.user, text));
        } catch (error) {
          // Nobody should have to write it again.
          reply(text);
          throw error;
        }
      },
    });

    host.command({
      usage: "reply <text...>",
      summary: "Answer whoever told you something last.",
      aliases: ["r"],
      async run({ args, messages, reply }) {
        confirm(reply, await messages.reply(args.text));
      },
    });

    host.command({
      usage: "shout <text...>",
      summary: "Say something to everyone here.",
      role: "moderator",
      run: ({ args, messages }) => messages.shout(args.text),
    });

    host.command({
      usage: "away [text...]",
      summary: "Be away: whoever tells you something gets the text. Without one: be back.",
      async run({ args, messages, reply }) {
        const wasAway = await messages.away() !== undefined;
        if (args.text === undefined && !wasAway) {
          await messages.setAway("away from the keyboard");
          return reply("You are away. Come back with /away");
        }
        await messages.setAway(args.text);
        reply(args.text === undefined ? "You are back." : "You are away. Come back with /away");
      },
    });

    host.command({
      usage: "ignore [user]",
      summary: "Hear no more of somebody. Without a name: list them.",
      async run({ args, users, reply }) {
        if (args.user !== undefined) {
          await users.ignore(args.user, true);
          return reply(`You hear no more of ${args.user}. To hear them again: /unignore`);
        }
        const names = await users.ignored();
        reply(names.length === 0 ? "You ignore nobody." : `You ignore ${names.join(", ")}.`);
      },
    });

    host.command({
      usage: "unignore <user>",
      summary: "Hear somebody again.",
      async run({ args, users, reply }) {
        await users.ignore(args.user, false);
        reply(`You hear ${args.user} again.`);
      },
    });
  },
});

function confirm(reply: (text: Text) => void, { to, kept, away }: Told): void {
  if (kept) reply(`${to} is not here, and will be told at their next login.`);
  if (away !== undefined) reply(styled`${to} is away: ${away}`);
}
