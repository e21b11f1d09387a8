/**
 * Running the house: claiming it, roles, who may come in, nodes, and stopping it.
 *
 * @module
 */

import { countOf, momentOf, plugin, spanOf, styled, type TableHead, UserError } from "partyline";

/** The longest time for which somebody is banned, but for good. */
const MOST_MINUTES = 5_256_000;

/** What /house-bans tells of each ban. */
const BANS: TableHead = [
  "Mask",
  { title: "By", told: "by {}" },
  { title: "At", told: "set {}" },
  { title: "Ends", told: "ends {}" },
  { title: "Reason", told: "as {}" },
];

/** What /nodes tells of each session. */
const SESSIONS: TableHead = [
  "Name",
  "Node",
  { title: "By", told: "by {}" },
  { title: "Address", told: "from {}" },
  "Online",
  "Idle",
];

/** What /plugins tells of each plugin. */
const PLUGINS: TableHead = [
  "Name",
  "Version",
  { title: "From", told: "from {}" },
  { title: "", told: "{}" },
];

export default plugin({
  name: "sysop",
  summary: "Running the house.",
  needs: ["messages", "plugins", "server"],
  setup(host) {
    host.command({
      usage: "claim <code>",
      summary: "Become the sysop of a new server, by the code of its first start.",
      role: "member",
      async run({ args, server, reply }) {
        await server.claim(args.code.toUpperCase());
        reply("The server is yours.");
      },
    });

    host.command({
      usage: "role <user> <role:member|moderator|sysop>",
      summary: "Give a member a role.",
      role: "sysop",
      async run({ args, server, reply }) {
        await server.setRole(args.user, args.role);
        reply(styled`${args.user} is a ${args.role} now.`);
      },
    });

    host.command({
      usage: "kill <user> [reason...]",
      summary: "Put somebody out of the house.",
      role: "moderator",
      run: ({ args, server }) => server.kill(args.user, args.reason ?? ""),
    });

    host.command({
      usage: "house-ban <mask> <minutes:int> [reason...]",
      summary: "Keep whoever fits a mask out of the house; 0 minutes is for good.",
      details:
        "A mask is name!ident@host with * and ?, of which parts may be left out; account:NAME; " +
        "an address; or a network: 192.0.2.0/24. Whoever fits it and is here is put out.",
      role: "moderator",
      async run({ args: { mask, minutes, reason = "" }, server, reply }) {
        if (minutes < 0 || minutes > MOST_MINUTES) {
          throw new UserError(
            `Cannot ban for so long: 1 to ${MOST_MINUTES} minutes, or 0 for good`,
          );
        }
        await server.banFromHouse({ mask, reason, ...(minutes > 0 && { minutes }) });
        reply(`${mask} is banned from the house.`);
      },
    });

    host.command({
      usage: "house-unban <mask>",
      summary: "Lift a ban from the house.",
      role: "moderator",
      async run({ args, server, reply }) {
        await server.unbanFromHouse(args.mask);
        reply(`${args.mask} is banned from the house no longer.`);
      },
    });

    host.command({
      usage: "house-bans",
      summary: "List the bans from the house.",
      role: "moderator",
      async run({ server, reply, table }) {
        const { now } = await server.facts();
        const rows = (await server.houseBans()).map(({ mask, by, at, until, reason }) => [
          mask,
          by,
          momentOf(at, { now }),
          until === undefined ? "never" : momentOf(until, { now }),
          reason,
        ]);
        if (rows.length === 0) return reply("Nobody is banned from the house.");
        await table(rows, { head: BANS });
      },
    });

    host.command({
      usage: "broadcast <text...>",
      summary: "Tell everyone something in the name of the house.",
      role: "sysop",
      run: ({ args, messages }) => messages.shout(args.text, { official: true }),
    });

    host.command({
      usage: "nodes",
      summary: "List every session.",
      role: "sysop",
      async run({ server, reply, table }) {
        const { now, nodes } = await server.facts();
        const rows = (await server.sessions()).map((session) => [
          session.name ?? "(logging in)",
          session.node === undefined ? "" : String(session.node),
          session.gateway,
          session.address,
          spanOf(now - session.connectedAt),
          spanOf(now - session.activeAt),
        ]);
        await table(rows, { head: SESSIONS });
        reply(`${nodes.taken} of ${nodes.size} nodes taken.`);
      },
    });

    host.command({
      usage: "hangup <node:int>",
      summary: "Hang up on a node.",
      role: "sysop",
      async run({ args, server, reply }) {
        if (!await server.hangUp(args.node)) {
          throw new UserError(`Cannot hang up node ${args.node} as nobody is on it`);
        }
        reply(`Node ${args.node} is hung up.`);
      },
    });

    host.command({
      usage: "plugins",
      summary: "List the plugins, and what is wrong with those that are not loaded.",
      role: "sysop",
      async run({ plugins, reply, table }) {
        const all = await plugins.list();
        const rows = all.map(({ name, version, file, isLoaded, commands }) => [
          name,
          version ?? "",
          file ?? "(in the program)",
          isLoaded ? countOf(commands.length, "command") : "not loaded",
        ]);
        await table(rows, { head: PLUGINS });
        for (const { problem } of all) if (problem !== undefined) reply(problem);
      },
    });

    host.command({
      usage: "plugin <what:load|reload|unload> <name>",
      summary: "Load a plugin, load it anew, or take it out of the house.",
      details: "What can't be loaded anew stays as it was. Callers notice nothing.",
      role: "sysop",
      async run({ args: { what, name }, plugins, reply }) {
        if (what === "unload" && name === "sysop") {
          throw new UserError("Cannot unload this plugin as nobody could load it again");
        }
        await plugins[what](name);
        reply(`Plugin ${name} is ${what}ed.`);
      },
    });

    host.command({
      usage: "shutdown [minutes:int]",
      summary: "Stop the server after a countdown, of one minute unless told.",
      role: "sysop",
      async run({ args, server }) {
        const minutes = args.minutes ?? 1;
        if (minutes < 0 || minutes > 10_080) {
          throw new UserError("Cannot count down so long: 0 to 10080 minutes");
        }
        await server.shutDown(minutes);
      },
    });

    host.command({
      usage: "cancel-shutdown",
      summary: "Call the countdown off.",
      role: "sysop",
      async run({ messages, server }) {
        if (!await server.cancelShutDown()) {
          throw new UserError("Cannot call the countdown off as there is none");
        }
        await messages.shout("The server stays up.", { official: true });
      },
    });
  },
});
