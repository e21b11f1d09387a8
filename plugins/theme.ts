/**
 * How things look to the caller: themes, times before lines, and a bell.
 *
 * @module
 */

import {
  aloud,
  type CallerContext,
  HANG,
  messageText,
  personText,
  plugin,
  type Styled,
  styled,
  type TerminalView,
  type ThemeView,
  UserError,
} from "partyline";

/** The people of the samples; their numbers choose their colours. */
const [ANN, BOB, CY] = [
  { name: "ann", user: 0 },
  { name: "bob", user: 1 },
  { name: "cy", user: 2 },
];

export default plugin({
  name: "theme",
  summary: "How things look to you.",
  needs: ["terminal"],
  setup(host) {
    host.command({
      usage: "theme [name]",
      summary: "Show the themes there are, or choose one.",
      async run({ args, reply, terminal }) {
        const { theme, colours, screenReader } = await terminal.look();
        const themes = await terminal.themes();
        if (args.name === undefined) {
          const isSeen = screenReader.value === "off";
          for (const view of themes) {
            await show(view, { current: theme.value, isSeen, reply, terminal });
          }
          if (colours.value === "none" && isSeen) {
            reply(
              styled`Your terminal shows no colours, as far as is known: ^{command}/terminal colours^~`,
            );
          }
          return reply(styled`To choose one: ^{command}/theme NAME^~`);
        }
        const wanted = args.name.toLowerCase();
        const names = themes.map(({ name }) => name).join(", ");
        if (!themes.some(({ name }) => name === wanted)) {
          throw new UserError(`Cannot choose "${args.name}" as there is no such theme: ${names}`);
        }
        await terminal.choose("theme", wanted);
        reply(`The theme is ${wanted} now.`);
      },
    });

    host.command({
      usage: "times [state:on|off|auto]",
      summary: "Show the time before each line, or not.",
      details: "Without your word for it there are times where the screen has room for them.",
      run: ({ args, ...context }) => choose(context, { what: "times", state: args.state }),
    });

    host.command({
      usage: "bell [state:on|off]",
      summary: "Ring when somebody says your name or tells you something, or not.",
      details: "It is off unless you want it.",
      run: ({ args, ...context }) => choose(context, { what: "bell", state: args.state }),
    });
  },
});

/** What /times and /bell tell, by what they are now. */
const STATES: { readonly [What in "bell" | "times"]: Readonly<Record<string, string>> } = {
  bell: {
    on: "The bell rings when somebody says your name or tells you something.",
    off: "The bell does not ring.",
  },
  times: { on: "Each line has its time.", off: "Lines have no times." },
};

async function choose(
  { reply, terminal }: Pick<CallerContext<"terminal">, "reply" | "terminal">,
  { what, state }: { readonly what: "bell" | "times"; readonly state: string | undefined },
): Promise<void> {
  if (state !== undefined) await terminal.choose(what, state);
  const known: TerminalView = await terminal.look();
  reply(STATES[what][known[what].value]!);
}

/** Shows a theme: its name and what it is, and how a room would look by it. */
async function show(
  { name, summary }: ThemeView,
  { current, isSeen, reply, terminal }: Pick<CallerContext<"terminal">, "reply" | "terminal"> & {
    readonly current: string;
    readonly isSeen: boolean;
  },
): Promise<void> {
  const mark = name === current ? aloud("> ", "Yours: ") : aloud("  ");
  reply(styled`${mark}^{strong}${name}${aloud("", ":")}^~ ${HANG}${summary}`);
  if (isSeen) { for (const line of sample()) await terminal.sample(line, { theme: name }); }
}

function sample(): readonly Styled[] {
  const front = styled`    ^{time}21:05 ^~`;
  const said = { style: "say", text: "Good evening!" } as const;
  const asked = { style: "say", text: "Is that you, my friend?", isMentioned: true } as const;
  return [
    styled`${messageText({ ...ANN, ...said }, front)!}  ^{coming}-> ${
      personText(BOB)
    } has come in^~`,
    styled`${messageText({ ...BOB, ...asked }, front)!}  ^{note}* ${personText(ANN)} has put ${
      personText(CY)
    } out^~`,
    styled`${front}${personText(CY)} ^{private}tells you:^~ psst!  ^{error}Cannot do that^~`,
  ];
}
