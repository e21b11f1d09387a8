/**
 * What we think of the caller's terminal, and how they say what it is.
 *
 * @module
 */

import {
  type CallerContext,
  plugin,
  type Styled,
  styled,
  type TerminalFact,
  type TerminalView,
  type TextSpan,
} from "partyline";

/** What a caller may choose by this command, and how they read of it. */
const ROWS = {
  "size": { fact: "size", title: "Size" },
  "charset": { fact: "charset", title: "Charset" },
  "colours": { fact: "colours", title: "Colours" },
  "editing": { fact: "editing", title: "Line edited by" },
  "screen-reader": { fact: "screenReader", title: "Screen reader" },
  "keep-alive": { fact: "keepAlive", title: "Keep-alive" },
} as const satisfies Readonly<
  Record<string, { readonly fact: keyof TerminalView; readonly title: string }>
>;

type RowName = keyof typeof ROWS;

const ORIGINS: { readonly [From in TerminalFact["from"]]: string } = {
  chosen: "as you chose",
  told: "as your client tells",
  guessed: "which is a guess",
};

/**
 * What is told apart by looking at it. None of its bytes, in any charset, does harm to a terminal of
 * another one: they are no controls with a meaning (ECMA-48, 8.3).
 */
const LETTERS = "áñú ░▒▓ ┌─├│└";

const CHARSETS = { first: "utf-8", second: "cp437", third: "latin-1", none: "ascii" } as const;

const DEPTHS = { first: "8", second: "16", third: "256", fourth: "true", none: "none" } as const;

/** How many steps a rainbow has: more than there are in 256 colours. */
const STEPS = 48;

export default plugin({
  name: "terminal",
  summary: "What is known of your terminal, and what you choose about it.",
  needs: ["terminal"],
  setup(host) {
    host.command({
      usage: "terminal [what:size|charset|colours|editing|screen-reader|keep-alive|test] [value]",
      summary: "Show what we think of your terminal, or say what it is.",
      details: "As in: /terminal charset cp437, /terminal colours 256, /terminal size 80x24, " +
        "/terminal editing client, /terminal screen-reader on, /terminal keep-alive off. With " +
        "auto it is again as your client tells. /terminal test finds out by what you see.",
      async run(context) {
        const { args: { what, value }, reply, terminal } = context;
        const known = await terminal.look();
        if (what === "test") return await test(context, known);
        if (what === undefined) return showAll(context, known);
        if (value !== undefined) await terminal.choose(what, value.toLowerCase());
        reply(factLine(what, await terminal.look()));
      },
    });
  },
});

type Context = CallerContext<"terminal">;

function showAll({ reply }: Context, known: TerminalView): void {
  reply(`Client: ${known.names.join(", ") || "it has told no name"}`);
  for (const name of Object.keys(ROWS) as RowName[]) reply(factLine(name, known));
  reply(
    styled`Wrong? ^{command}/terminal test^~ finds out, and ^{command}/help terminal^~ tells how to choose.`,
  );
}

function factLine(name: RowName, known: TerminalView): Styled {
  const { title, fact } = ROWS[name];
  const { value, from } = known[fact];
  const pending = name === "editing" && !known.editing.agreed
    ? "; your client has yet to agree"
    : "";
  return styled`${title}: ^{strong}${value}^~, ${ORIGINS[from]}${pending}`;
}

/** Shows what tells terminals apart, and chooses what follows from what the caller sees. */
async function test(context: Context, known: TerminalView): Promise<void> {
  const charset = await testCharset(context);
  await settle(context, { what: "charset", value: charset, known });
  // There is nothing to see for who has it read out.
  if (known.screenReader.value === "off") {
    if (charset === "utf-8") showWide(context);
    const colours = await testColours(context);
    await settle(context, { what: "colours", value: colours, known });
  }
  showAll(context, await context.terminal.look());
}

async function testCharset({ choose, reply, terminal }: Context): Promise<string> {
  for (const [line, charset] of Object.entries(CHARSETS)) {
    if (charset !== "ascii") await terminal.sample(`${line.padEnd(6)}  ${LETTERS}`, { charset });
  }
  reply("");
  const question = "Which line begins with a, n and u, each with a sign above it?";
  return CHARSETS[await choose(question, ["first", "second", "third", "none"])];
}

function showWide({ reply }: Context): void {
  reply("The bars stand below each other if wide characters and emoji are shown well:");
  reply("日本語 👍 |\n1234567890|");
}

async function testColours({ choose, reply, terminal }: Context): Promise<string> {
  for (const [line, colours] of Object.entries(DEPTHS)) {
    if (colours === "none") continue;
    const shown = colours === "8" || colours === "16" ? named(colours) : rainbow();
    await terminal.sample({ spans: [{ text: line.padEnd(8) }, ...shown] }, { colours });
  }
  reply("");
  const question = "Which line has the finest colours, and nothing odd in it?";
  return DEPTHS[await choose(question, ["first", "second", "third", "fourth", "none"])];
}

function named(colours: "8" | "16"): TextSpan[] {
  const all = ["red", "green", "yellow", "blue", "magenta", "cyan"] as const;
  return all.flatMap((foreground) => {
    const plain: TextSpan = { text: `${foreground} `, style: { foreground } };
    const bright: TextSpan = { ...plain, style: { foreground, bold: true } };
    return colours === "8" ? [plain] : [plain, bright];
  });
}

function rainbow(): TextSpan[] {
  return Array.from({ length: STEPS }, (_, step): TextSpan => ({
    text: " ",
    style: { background: hueInk(step / STEPS) },
  }));
}

/** A colour of the rainbow, from 0 to 1. */
function hueInk(hue: number): `#${string}` {
  const part = (shift: number) => {
    const distance = Math.abs(((hue + shift) % 1) * 6 - 3);
    return Math.round(255 * Math.min(Math.max(distance - 1, 0), 1)).toString(16).padStart(2, "0");
  };
  return `#${part(0)}${part(2 / 3)}${part(1 / 3)}`;
}

/** Chooses what the caller sees, unless it is so already. */
async function settle(
  { terminal }: Context,
  { what, value, known }: {
    readonly what: "charset" | "colours";
    readonly value: string;
    readonly known: TerminalView;
  },
): Promise<void> {
  if (known[what].value !== value) await terminal.choose(what, value);
}
