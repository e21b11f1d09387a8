/**
 * Writes the manual of the gateway, docs/irc.md, from its tables: `deno task docs`.
 *
 * @module
 */

import { DEFAULT_POLICY, type Refusal, type RefusalCode } from "partyline";
import { EXTBANS } from "../channels/ban_mask.ts";
import { CAPABILITIES, type Capability, type CapabilityFacts } from "../tables/capabilities.ts";
import { CHANNEL_MODES, type ChannelMode } from "../tables/channel_modes.ts";
import { METADATA_SUBSCRIPTIONS } from "../client_state.ts";
import type { IrcCommand } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import { SUPPORT_TOKENS, type SupportFacts } from "../tables/isupport.ts";
import { LEFT_OUT } from "./left_out.ts";
import { METADATA_VALUE_BYTES } from "../people/metadata.ts";
import { type Numeric, NUMERICS } from "../tables/numerics.ts";
import { REFUSAL_CODES, refusalNumeric } from "../tables/refusals.ts";
import { MECHANISMS } from "../identity/sasl_exchange.ts";
import { SERVICES } from "../services/services.ts";
import { SETTINGS } from "../settings.ts";
import { USER_MODES, type UserMode } from "../tables/user_modes.ts";

type Cells = readonly string[];

/** What tokens of 005 are made of where nobody has changed a setting. */
const SUPPORT_FACTS: SupportFacts = {
  network: "Partyline",
  settings: { history_messages: SETTINGS.history_messages.default },
  house: { world: { policy: DEFAULT_POLICY } },
};

/** What the values of capabilities are made of there. */
const CAPABILITY_FACTS: CapabilityFacts = {
  saslMechanisms: Object.keys(MECHANISMS),
  registerBeforeConnect: SETTINGS.register_before_connect.default,
  multiline: { bytes: DEFAULT_POLICY.multilineBytes, lines: DEFAULT_POLICY.multilineLines },
  metadata: {
    subs: METADATA_SUBSCRIPTIONS,
    keys: DEFAULT_POLICY.notesPerTarget,
    valueBytes: METADATA_VALUE_BYTES,
  },
};

const INTRODUCTION = `
# IRC

Rooms are channels, people are nicks, accounts are accounts, and what was said is there. Clients
need no bot and no bouncer beside it; the callers on telnet are in the same channels.

This page is made from the tables of \`plugins/irc/\` by \`deno task docs\`.

## Dialling in

At the front door (\`[main] port\`) your first word says that you speak IRC, in any case: \`CAP\`,
\`NICK\`, \`USER\`, \`PASS\` and the like, with a space behind it. At ports of its own nothing else is
spoken. The sysop opens them:

    [irc]
    port = 6667
    tls_port = 6697
    tls_cert = fullchain.pem
    tls_key = privkey.pem
    ws_port = 8067

Files are looked for from the folder of \`config.ini\`. On SIGHUP the certificate and the message of
the day are read again. Pages in a browser use \`ws_port\`, with the subprotocol \`text.ircv3.net\` or
\`binary.ircv3.net\`: a message is a line without its end.

In irssi, with an account and its password:

    /network add -sasl_username ann -sasl_password secret -sasl_mechanism PLAIN party
    /server add -network party chat.example.org 2023
    /connect party

In WeeChat:

    /server add party chat.example.org/2023
    /set irc.server.party.sasl_username ann
    /set irc.server.party.sasl_password secret
    /connect party

Without an account leave the SASL lines out, take any free nick, and later \`/msg NickServ REGISTER\`
and a password. A client that knows no SASL can send \`PASS ann:secret\`.

## Logging in by a certificate

In place of the password a client can show a certificate, by SASL EXTERNAL on \`tls_port\`. Make one;
that nobody but you has signed it is fine:

    openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=ann -keyout ann.pem -out ann.crt
    cat ann.crt >> ann.pem

Connect with it, log in by your password, and say \`/msg NickServ CERT ADD\`. That notes the
certificate you are connected by, which \`/whois\` shows to you; \`CERT ADD\` with a fingerprint
(SHA-256) notes another. From then on, in irssi:

    /network add -sasl_mechanism EXTERNAL party
    /server add -network party -tls -tls_cert ann.pem chat.example.org 6697
    /connect party

In WeeChat, where options before version 4 are named \`ssl\` in place of \`tls\`:

    /server add party chat.example.org/6697 -tls
    /set irc.server.party.tls_cert ~/ann.pem
    /set irc.server.party.sasl_mechanism external
    /connect party

You are the user of your nick; if that is no account, the only one who has noted the certificate. A
client may send the name of the account as well.

EXTERNAL is offered to those alone who are connected by a certificate. The server can ask for one
since Deno 2.9.5. On an older one, or as an executable that was made with an older one, it does not
offer EXTERNAL, and takes a new certificate of its own only by a restart.

## How the house looks from here

- A room \`den\` is the channel \`#den\`. A space in its name is a no-break space (U+00A0).
- Case does not count in names, in any alphabet. A nick is 1 to 32 letters, digits or
  \`\` _-[]{}^|\\\` \`\`.
- A nick that is somebody's account, or looks like it, is theirs. With your account you may wear
  another nick; others see which account you are.
- Two clients of one account are one person, with the same nick and channels. Each reads all that
  the person is told, and what the other says. The person leaves with the last of them.
- Hosts are cloaks: the same for all calls of an address, alike for those of a network.
- Whoever makes a channel runs it: with an account as its owner for good, else as an operator while
  they are there.
- Who joins reads the last of what was said, \`[main] join_lines\`; clients that know
  \`draft/chathistory\` ask for what they want.
- What you tell a member who is out waits for them.
- \`/me\` at a terminal is an ACTION here, and the other way around. Other CTCP passes between IRC
  clients, and terminals do not see it.
- Commands of plugins are commands here: \`/quote ROOMS\`, or \`/rooms\` in clients that pass on what
  they do not know. They answer by notices. \`HELP\` lists them all.
- Sysops and moderators have the user mode \`o\` as soon as they are logged in, without OPER.
- Text is UTF-8. Other bytes are answered by \`FAIL * INVALID_UTF8\`, and thrown away.
- Who sends more than \`[limits] lines_per_second\` after a burst of \`lines_burst\` is served later;
  who goes on is hung up on with \`Excess flood\`. Networks in \`[limits] exempt\` are not held up.
`;

/** The manual, as `deno fmt` would have it. */
export function ircManual(): string {
  const parts = [
    INTRODUCTION.trim(),
    "## Commands",
    "Before coming in only those are taken that say so.",
    table(["command", "what it does", "who, when", "source"], rowsOf(COMMANDS, commandCells)),
    ...SERVICES.flatMap(({ name, summary, commands }) => [
      `## ${name}`,
      `For ${summary} Tell it \`HELP\`, or any of these.`,
      table(["command", "what it does"], rowsOf(commands, serviceCells)),
    ]),
    "## Capabilities",
    "With the values that they have unless the settings say otherwise. All are specified by IRCv3.",
    table(["capability", "value", "specification"], rowsOf(CAPABILITIES, capabilityCells)),
    "SASL knows these mechanisms.",
    table(["mechanism", "source"], rowsOf(MECHANISMS, (name, { spec }) => [code(name), spec])),
    "## What 005 tells",
    "With the values that they have unless the settings say otherwise.",
    table(["token", "what it is", "source"], rowsOf(SUPPORT_TOKENS, tokenCells)),
    "## Channel modes",
    table(["mode", "channel, or who in it", "as", "source"], rowsOf(CHANNEL_MODES, modeCells)),
    "Masks are `nick!user@host` with `*` and `?`, or extended ones:",
    table(["mask", "who", "source"], rowsOf(EXTBANS, extbanCells)),
    "## User modes",
    table(["mode", "who has it", "changed by", "source"], rowsOf(USER_MODES, userModeCells)),
    "## Numerics",
    table(["numeric", "name", "parameters", "source"], rowsOf(NUMERICS, numericCells)),
    "## What is refused",
    "The world refuses with a word of its own; this is what becomes of it.",
    table(["refusal", "numeric"], REFUSAL_CODES.map(refusalCells)),
    "## Settings",
    "The section `[irc]` of `config.ini`.",
    table(["setting", "what it is", "a value", "default"], rowsOf(SETTINGS, settingCells)),
    "## What is left out, and why",
    table(["what", "why"], LEFT_OUT.map(({ what, why }) => [what, why])),
  ];
  return `${parts.join("\n\n")}\n`;
}

function rowsOf<Row>(
  rows: Readonly<Record<string, Row>>,
  cells: (name: string, row: Row) => Cells,
): Cells[] {
  return Object.entries(rows).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, row]) => cells(name, row));
}

function commandCells(name: string, { params, summary, spec, when, role }: IrcCommand): Cells {
  const whens = { before: "before coming in", always: "always" };
  const who = [role, when && whens[when]].filter((word) => word !== undefined).join(", ");
  return [code(`${name} ${params}`.trim()), summary, who, spec];
}

function serviceCells(
  name: string,
  { params, summary, role }: { params: string; summary: string; role?: string },
): Cells {
  return [code(`${name} ${params}`.trim()), role ? `${summary} For a ${role}.` : summary];
}

function capabilityCells(name: string, { spec, value }: Capability): Cells {
  return [code(name), code(value?.(CAPABILITY_FACTS) ?? ""), spec];
}

function tokenCells(
  name: string,
  { summary, spec, value }: typeof SUPPORT_TOKENS[string],
): Cells {
  return [code(value ? `${name}=${value(SUPPORT_FACTS)}` : name), summary, spec];
}

function modeCells(letter: string, mode: ChannelMode): Cells {
  const kinds = {
    list: "a list of masks",
    key: "takes a word",
    limit: "takes a number",
    flag: "on or off",
    rank: "a rank",
  };
  const kind = mode.kind === "rank" ? `${kinds.rank}, ${code(mode.prefix)}` : kinds[mode.kind];
  return [code(letter), mode.summary, kind, mode.spec];
}

function extbanCells(
  letter: string,
  { long, summary, spec }: { long: string; summary: string; spec: string },
): Cells {
  return [`${code(`${letter}:`)} or ${code(`${long}:`)}`, summary, spec];
}

function userModeCells(letter: string, { summary, may, spec }: UserMode): Cells {
  const changes = { both: "yourself", drop: "yourself, away only", neither: "the server" };
  return [code(letter), summary, changes[may], spec];
}

function numericCells(name: string, { code: digits, params, text, spec }: Numeric): Cells {
  const last = text === undefined ? [] : [`:${text}`];
  return [digits, name, code([params, ...last].join(" ").trim()), spec];
}

/** What every detail of a refusal is in this page. */
const DETAILS: Readonly<Record<string, unknown>> = {
  limit: 1,
  rank: "operator",
  role: "moderator",
  reason: "",
};

/** Questions that the same refusal may be the answer to, in different ways. */
const QUESTIONS = [
  { command: "JOIN", params: ["#room"] },
  { command: "PRIVMSG", params: ["#room"] },
  { command: "MODE", params: ["#room"], mode: "b" },
  { command: "KILL", params: ["nick"] },
];

function refusalCells(refusal: RefusalCode): Cells {
  const details = new Proxy({ code: refusal }, {
    get: (target, name: string) => name === "code" ? target.code : DETAILS[name] ?? "name",
  }) as Refusal;
  const names = QUESTIONS.map((asked) => refusalNumeric(details, asked).name);
  const numerics = [...new Set(names)].map((name) => `${NUMERICS[name].code} ${name}`);
  return [code(refusal), numerics.join(", ")];
}

function settingCells(
  name: string,
  row: { summary: string; expects: string; default: unknown },
): Cells {
  const { summary, expects, default: value } = row;
  const shown = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  return [code(name), summary, expects, code(shown)];
}

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

/** A table whose columns are as wide as they must be. */
function table(head: Cells, rows: readonly Cells[]): string {
  const all = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, at) => Math.max(...all.map((cells) => [...cells[at]!].length)));
  const line = (cells: Cells) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(all[0]!), rule, ...all.slice(1).map(line)].join("\n");
}

if (import.meta.main) {
  Deno.writeTextFileSync(new URL("../../../docs/irc.md", import.meta.url), ircManual());
}
