/**
 * Screens that callers ask for, or read when they come in.
 *
 * @module
 */

import { plugin } from "partyline";

export default plugin({
  name: "screens",
  summary: "The message of the day and the rules of the house, from the sysop's files.",
  needs: ["login", "screens"],
  setup(host) {
    host.login.welcome(async ({ screens }) => void await screens.show("motd"));

    host.command({
      usage: "motd",
      summary: "Read the message of the day.",
      async run({ screens, reply }) {
        if (!await screens.show("motd")) reply("There is no message of the day.");
      },
    });

    host.command({
      usage: "rules",
      summary: "Read the rules of the house.",
      async run({ screens, reply }) {
        if (!await screens.show("rules")) reply("There are no rules written down.");
      },
    });
  },
});
