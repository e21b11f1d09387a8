/**
 * Power in a room: who may be there and speak, who runs it, and its rules.
 *
 * @module
 */

import { momentOf, nameOfMask, plugin, type TableHead, UserError } from "partyline";

/** What /bans tells of each mask. */
const MASKS_LISTED: TableHead = [
  "Who",
  { title: "List", told: "{}" },
  { title: "By", told: "by {}" },
  { title: "At", told: "set {}" },
  { title: "Reason", told: "as {}" },
];

/** What no name has, so that it is a mask. */
const IN_MASKS = /[!@*?:.]/;

const MASKS = "For a name a mask may stand: name!ident@host with * and ?, or account:NAME.";

/** The rules of a room that are on or off, as words to type. */
const SWITCHES = [
  {
    word: "invite-only",
    rule: "inviteOnly",
    summary: "Let only those in whom an operator has invited.",
  },
  { word: "moderated", rule: "moderated", summary: "Let only those speak who have a voice." },
  {
    word: "no-ctcp",
    rule: "noCtcp",
    summary: "Keep what IRC clients ask each other (CTCP) out of the room.",
  },
  {
    word: "op-moderated",
    rule: "opModerated",
    summary: "Let only halfops and above hear those who have no voice.",
  },
  { word: "open-topic", rule: "openTopic", summary: "Let everyone in the room set its topic." },
  {
    word: "outsiders",
    rule: "outsiders",
    summary: "Let people speak to the room who are not in it, as IRC clients can.",
  },
  { word: "private", rule: "hidden", summary: "Leave the room out of the lists that others see." },
  {
    word: "registered-only",
    rule: "registeredOnly",
    summary: "Let only those in who have an account.",
  },
  {
    word: "registered-speak",
    rule: "registeredSpeak",
    summary: "Let guests speak only when they have a voice.",
  },
] as const;

export default plugin({
  name: "moderation",
  summary: "Power in a room: who may be there and speak, and its rules.",
  needs: ["rooms", "server"],
  setup(host) {
    host.command({
      usage: "kick <user> [reason...]",
      summary: "Put somebody out of the room.",
      run: ({ args, rooms }) => rooms.kick(args.user, args.reason ?? ""),
    });

    host.command({
      usage: "ban <user> [reason...]",
      summary: "Keep somebody out of the room.",
      details: `${MASKS} A mask puts nobody out, but who fits it may neither speak nor come in.`,
      run({ args: { user, reason = "" }, rooms }) {
        if (IN_MASKS.test(user)) return rooms.setMask("ban", { mask: user, reason });
        return rooms.ban(user, reason);
      },
    });

    host.command({
      usage: "unban <user>",
      summary: "Let somebody into the room again.",
      run: ({ args, rooms }) => rooms.liftMask("ban", args.user),
    });

    host.command({
      usage: "mute <user> [reason...]",
      summary: "Let somebody stay in the room, but not speak.",
      details: MASKS,
      run({ args: { user: mask, reason = "" }, rooms }) {
        return rooms.setMask("mute", { mask, reason });
      },
    });

    host.command({
      usage: "unmute <user>",
      summary: "Let somebody speak in the room again.",
      run: ({ args, rooms }) => rooms.liftMask("mute", args.user),
    });

    host.command({
      usage: "mask <list:ban|exempt|invite|mute> <mask> [reason...]",
      summary: "Put a mask on a list of the room.",
      details:
        "ban: may neither come in nor speak. mute: may not speak. exempt: bans and mutes do " +
        `not apply. invite: needs no invitation. ${MASKS}`,
      run({ args: { list, mask, reason = "" }, rooms }) {
        return rooms.setMask(list, { mask, reason });
      },
    });

    host.command({
      usage: "unmask <list:ban|exempt|invite|mute> <mask>",
      summary: "Take a mask off a list of the room.",
      run: ({ args, rooms }) => rooms.liftMask(args.list, args.mask),
    });

    host.command({
      usage: "bans",
      summary: "Show the lists of the room: who is banned, muted, exempt from that, or invited.",
      async run({ rooms, server, reply, table }) {
        const { now } = await server.facts();
        const { name, masks } = await rooms.look();
        if (masks.length === 0) return reply(`Nobody is on a list of ${name}.`);
        const rows = masks.map(({ list, mask, by, at, reason }) => [
          nameOfMask(mask) ?? mask,
          list,
          by,
          momentOf(at, { now }),
          reason,
        ]);
        await table(rows, { head: MASKS_LISTED });
      },
    });

    host.command({
      usage: "voice <user>",
      summary: "Let somebody speak where the room is moderated.",
      run: ({ args, rooms }) => rooms.setVoice(args.user, true),
    });

    host.command({
      usage: "devoice <user>",
      summary: "Take somebody's voice away.",
      run: ({ args, rooms }) => rooms.setVoice(args.user, false),
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
      usage: "rank <user> <rank:member|voice|halfop|operator|admin|owner>",
      summary: "Give somebody a rank in the room, up to your own.",
      details:
        "A halfop kicks, sets the topic and gives voice; an operator bans, sets the rules and " +
        "gives ranks; admins and owners stand above that.",
      run: ({ args, rooms }) => rooms.setRank(args.user, args.rank),
    });

    for (const { word, rule, summary } of SWITCHES) {
      host.command({
        usage: `${word} <state:on|off>`,
        summary,
        run: ({ args, rooms }) => rooms.setRules({ [rule]: args.state === "on" }),
      });
    }

    host.command({
      usage: "limit <people:int>",
      summary: "Set how many people fit in the room; 0 is no limit.",
      run({ args, rooms }) {
        if (args.people < 0) throw new UserError("Cannot set a limit below 0");
        return rooms.setRules({ limit: args.people });
      },
    });

    host.command({
      usage: "key <word>",
      summary: "Set the word that one must know to come in.",
      details: "A single dash takes it away.",
      run: ({ args, rooms }) => rooms.setRules({ key: args.word === "-" ? "" : args.word }),
    });

    host.command({
      usage: "rename-room <name...>",
      summary: "Give the room another name.",
      run: ({ args, rooms }) => rooms.rename(args.name.replace(/^#/, ""), ""),
    });

    host.command({
      usage: "own-room",
      summary: "Make the room yours for good, if it is nobody's.",
      async run({ rooms, reply }) {
        await rooms.own();
        reply(`${await rooms.current()} is yours.`);
      },
    });

    host.command({
      usage: "disown-room",
      summary: "Give the room up, so that it is nobody's.",
      async run({ rooms, reply }) {
        const room = await rooms.current();
        await rooms.disown();
        reply(`${room} is nobody's now.`);
      },
    });
  },
});
