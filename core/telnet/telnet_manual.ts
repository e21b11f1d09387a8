/**
 * Writes the manual of telnet, docs/telnet.md, from its tables: `deno task docs`.
 * @module
 */

import { CHARSETS } from "./charset.ts";
import { COMMANDS } from "./commands.ts";
import { GMCP_MESSAGES } from "./gmcp.ts";
import { LEFT_OUT } from "./left_out.ts";
import { MTTS_FLAGS } from "./mtts.ts";
import { ENVIRONMENT_VARIABLES } from "./new_environ.ts";
import type { TelnetOption } from "./option.ts";
import { OPENING, OPTIONS } from "./options.ts";

type Cells = readonly string[];

const ROWS: readonly TelnetOption[] = OPTIONS;

const INTRODUCTION = `
# Telnet

What callers' programs and the house say to each other before, beside and behind the text. This page
is for those who write such a program, or wonder why theirs is treated as it is. It is made from the
tables of \`core/telnet/\` by \`deno task docs\`.

## The first second of a call

A caller at the front door (\`[main] port\`) who says nothing for \`detect_ms\` is asked, in one write:

    ${openingWords()}

Whoever answers nothing, as \`nc\` and scripts do, hears no more telnet, however long they stay: line
mode, UTF-8, no colours.

What a program says of itself decides what comes next. It may take half a second over it; text typed
meanwhile is kept.

- **A terminal** is put into character mode, by ECHO and SGA: we edit the line. One that can't move
  its cursor, or refuses, is asked for LINEMODE, so that it can edit its line itself.
- **A MUD client**, known by its terminal type, by the MTTS, or by agreeing to GMCP, edits its own
  lines and is never asked to let us echo, but for a password. Behind each prompt there is IAC EOR
  where that is agreed on, or IAC GA where SGA was refused.

Negotiation is that of RFC 1143: a request for what is so already is not answered. All answers that
a program draws from us come out of one budget, 500 at once and then 2 a second; past that we are
mute, and still take text. A subnegotiation may have 1024 bytes; of a longer one, or one without an
end, nothing is kept.

Lines may end with CR LF, CR NUL, CR or LF. We send CR LF, and a 255 doubled.
`;

/** The manual, as `deno fmt` would have it. */
export function telnetManual(): string {
  const parts = [
    INTRODUCTION.trim(),
    "## Options",
    "All others are refused.",
    table(["option", "what we make of it", "on at", "whom we ask, and when", "source"], [
      ...ROWS.map(optionCells),
    ]),
    "## Commands",
    table(["command", "what comes of it", "source"], COMMANDS.map(commandCells)),
    "NOP, DM, GA and EOR ask for nothing. A quiet line is kept open by IAC NOP.",
    "## What the bits of the MTTS do",
    table(["bit", "says", "what we make of it"], MTTS_FLAGS.map(mttsCells)),
    "## Variables of NEW-ENVIRON",
    "Asked for once, by USERVAR; by VAR where RFC 1572 knows the name, or the client the MNES.",
    table(["variable", "asked of"], ENVIRONMENT_VARIABLES.map(variableCells)),
    "## Charsets",
    table(["name", "other names that are taken"], CHARSETS.map(charsetCells)),
    "## Messages of GMCP",
    "Rooms are the channels `#room`; beside them there are `tell` and `shout`.",
    table(["message", "from", "what it is"], GMCP_MESSAGES.map(messageCells)),
    "## What is left out, and why",
    table(["what", "why"], LEFT_OUT.map(({ what, why }) => [what, why])),
  ];
  return `${parts.join("\n\n")}\n`;
}

function openingWords(): string {
  const words = OPENING.map(({ side, code }) => {
    const { name } = ROWS.find((option) => option.code === code)!;
    return `${side === "local" ? "WILL" : "DO"} ${name}`;
  });
  return words.join(", ");
}

function optionCells(option: TelnetOption): Cells {
  const { name, code, summary, spec } = option;
  return [`${name} (${code})`, summary, sidesOf(option), askedOf(option), spec];
}

function sidesOf({ agree }: TelnetOption): string {
  const sides = { local: "ours", remote: "the client's" };
  // What nobody may switch on but we is the client's: LINEMODE.
  return agree.length === 0 ? sides.remote : agree.map((side) => sides[side]).join(", ");
}

function askedOf({ opening, offer, asked }: TelnetOption): string {
  const whom = { all: "All, once they are known", mud: "All but terminals, once they are known" };
  const rows = [opening && "All, at once", offer && whom[offer.to], asked];
  return rows.filter((row) => row !== undefined).join("; ") || "Nobody";
}

function commandCells({ code, name, spec }: typeof COMMANDS[number]): Cells {
  const outcomes: Readonly<Record<typeof name, string>> = {
    "abort": "You hang up",
    "abort-output": "Nothing: no output is long enough",
    "ayt": "A line that says that we are there",
    "end-of-file": "You hang up",
    "erase-character": "The last character typed is gone",
    "erase-line": "The line typed is gone",
    "interrupt": "What you are asked, or have typed, is gone",
    "suspend": "Nothing: there is no job",
  };
  return [`${name.toUpperCase()} (${code})`, outcomes[name], spec];
}

function mttsCells({ bit, name, use }: typeof MTTS_FLAGS[number]): Cells {
  return [String(bit), name, use];
}

function variableCells({ name, of }: typeof ENVIRONMENT_VARIABLES[number]): Cells {
  return [code(name), of === "mud" ? "MUD clients" : "all others"];
}

function charsetCells({ name, aliases }: typeof CHARSETS[number]): Cells {
  return [code(name), aliases.map(code).join(", ")];
}

function messageCells({ name, from, summary }: typeof GMCP_MESSAGES[number]): Cells {
  return [code(name), from === "server" ? "us" : from, summary];
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A table whose columns are as wide as they must be. */
function table(head: Cells, rows: readonly Cells[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((cells) => [...cells[at]!].length)));
  const line = (cells: Cells) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

if (import.meta.main) {
  Deno.writeTextFileSync(new URL("../../docs/telnet.md", import.meta.url), telnetManual());
}
