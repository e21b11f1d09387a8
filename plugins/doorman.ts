/**
 * The guard at the doors: what it did and why, and what a sysop tells it.
 *
 * @module
 */

import {
  type CallerContext,
  countOf,
  type GuardFacts,
  momentOf,
  OFFENCES,
  plugin,
  spanOf,
  styled,
  type TableHead,
  type Text,
  UserError,
} from "partyline";

/** How long a ban by a sysop lasts unless they say. */
const BAN_MINUTES = 60;

/** The longest that a sysop bans for at the doors; for longer there are bans from the house. */
const MOST_MINUTES = 10_080;

/** So many rows of a table are shown, for those who wait and those who are banned. */
const SHOWN = 20;

/** How what the guard did is told, beside the offences. */
const ACTS: Readonly<Record<string, string>> = {
  banned: "closed at once, as they are banned",
  busy: "read BUSY, as all nodes were taken",
  "shown-out": "shown out of the waiting room for others",
};

/** How it is told what somebody who waits has shown of themselves. */
const SIGNS: Readonly<Record<string, string>> = {
  silent: "nothing yet",
  answering: "their program answers",
  typing: "they type",
  proven: "passed the challenge",
};

export default plugin({
  name: "doorman",
  summary: "The guard at the doors: who was not let in, and why.",
  needs: ["guard"],
  setup(host) {
    host.command({
      usage: "guard [what:ban|unban|allow] [where] [minutes:int]",
      summary: "Show what the guard at the doors did, or tell it whom to ban or to let in.",
      details:
        "Without a word behind it, it tells who was not let in and why, who waits without a name, and " +
        "who is banned. An address may be a network: 192.0.2.0/24. Bans last an hour unless you say " +
        "how many minutes; who is here already stays. Bans and what is allowed end with the server: " +
        "see also /house-ban, and [guard] in the settings.",
      role: "sysop",
      async run({ args: { what, where, minutes = BAN_MINUTES }, guard, reply, table }) {
        if (what === undefined) {
          return await report(await guard.facts(), { reply, table });
        }
        if (where === undefined) throw new UserError(`Cannot ${what} as no address was given`);
        if (what === "allow") {
          await guard.allow(where);
          return reply(`${where} is always let in, until the server ends.`);
        }
        if (what === "unban") {
          if (await guard.unban(where)) return reply(`${where} is banned at the doors no longer.`);
          throw new UserError(`Cannot unban ${where} as it is not banned at the doors`);
        }
        if (minutes < 1 || minutes > MOST_MINUTES) {
          throw new UserError(`Cannot ban for so long: 1 to ${MOST_MINUTES} minutes`);
        }
        await guard.ban(where, minutes);
        reply(`${where} is banned at the doors for ${countOf(minutes, "minute")}.`);
      },
    });
  },
});

/** Tells what the guard did, in sentences and tables. */
async function report(
  facts: GuardFacts,
  { reply, table }: Pick<CallerContext, "reply" | "table">,
): Promise<void> {
  const { now, since, counts, isBusy, waiting, waitingSize, allowed } = facts;
  const section = async (head: TableHead, rows: readonly Text[][]) => {
    if (rows.length > 0) await table(rows.slice(0, SHOWN), { head });
    if (rows.length > SHOWN) reply(`And ${rows.length - SHOWN} more.`);
  };
  const busy = isBusy ? " The door is busy." : "";
  reply(styled`The guard has let in ${counts.admitted} in ${spanOf(now - since)}.${busy}`);
  await section(["Callers who", "Times"], reasons(facts));
  reply(`${waiting.length} of ${waitingSize} wait without a name.`);
  await section(["Address", { title: "By", told: "by {}" }, "For", "Have shown"], waiters(facts));
  await section(["Banned", "Until", { title: "Why", told: "as {}" }], bans(facts));
  await section(["Network", "Offences"], networks(facts));
  if (allowed.length > 0) reply(`Always let in, for now: ${allowed.join(", ")}`);
}

function reasons({ counts }: GuardFacts): string[][] {
  const words = { ...ACTS, ...Object.fromEntries(offenceWords()) };
  return Object.entries(counts)
    .filter(([what, count]) => count > 0 && what in words)
    .map(([what, count]) => [words[what]!, String(count)]);
}

function offenceWords(): [string, string][] {
  return Object.entries(OFFENCES).map(([offence, { words }]) => [offence, words]);
}

function waiters({ waiting, now }: GuardFacts): Text[][] {
  return waiting.map(({ address, gateway, since, shown }) => [
    address,
    gateway,
    spanOf(now - since),
    SIGNS[shown]!,
  ]);
}

function bans({ bans, now }: GuardFacts): Text[][] {
  return bans.toReversed().map(({ network, until, reason }) => [
    network,
    momentOf(until, { now }),
    reason,
  ]);
}

function networks({ networks }: GuardFacts): string[][] {
  return networks.map(({ network, offences }) => [network, String(offences)]);
}
