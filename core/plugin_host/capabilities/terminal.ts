/**
 * The "terminal" capability: what is known of the caller's terminal, and what they choose about it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { UserError } from "../../commands/errors.ts";
import type { Origin } from "../../session/terminal/caller_client.ts";
import { TerminalSession } from "../../session/terminal/terminal_session.ts";
import type { Charset, ColourDepth } from "../../terminal/profile.ts";
import type { Text } from "../../terminal/style/styled_text.ts";
import type { ThemeName } from "../../terminal/style/theme.ts";
import { THEME_NAMES, THEMES } from "../../terminal/style/themes.ts";
import { choiceKey, type ChoiceName, CHOICES } from "../../terminal/terminal_choices.ts";
import { act } from "./act.ts";
import { actorOf, type House } from "./house.ts";

/** Something that is known of a terminal, in the words in which it is chosen. */
export interface TerminalFact {
  /** What it is, or "unknown": `80x24`, `cp437`, `on`. */
  readonly value: string;
  /** Whether the caller has chosen it, their client has told it, or it is a guess. */
  readonly from: Origin;
}

/** What is chosen by who chooses nothing. */
const AUTO = "auto";

/** A theme that callers may choose. */
export interface ThemeView {
  /** The word that it is chosen by. */
  readonly name: ThemeName;
  /** One line: what it is like, and on which ground it can be read. */
  readonly summary: string;
}

/** What is known of a caller's terminal. */
export interface TerminalView {
  /** The names that the client has told, in capitals; none for one that has not. */
  readonly names: readonly string[];
  /** Whether it rings when somebody says the caller's name, or tells them something: `on` or `off`. */
  readonly bell: TerminalFact;
  /** How text becomes bytes. */
  readonly charset: TerminalFact;
  /** How many colours it shows: `none`, `8`, `16`, `256` or `true`. */
  readonly colours: TerminalFact;
  /** Who should edit the line: `client` or `server`; and whether the client has agreed to it. */
  readonly editing: TerminalFact & { readonly agreed: boolean };
  /** Whether a quiet line is kept alive: `on` or `off`. */
  readonly keepAlive: TerminalFact;
  /** Whether what is shown is read out: `on` or `off`. */
  readonly screenReader: TerminalFact;
  /** Columns and rows: `80x24`. */
  readonly size: TerminalFact;
  /** How things look. */
  readonly theme: TerminalFact;
  /** Whether what happens is shown with its time: `on` or `off`. */
  readonly times: TerminalFact;
}

/** What is other about the terminal that a sample is for. */
export interface SampleOptions {
  /** How its text becomes bytes. */
  readonly charset?: Charset;
  /** How many colours it shows. */
  readonly colours?: ColourDepth;
  /** How things look there. */
  readonly theme?: ThemeName;
}

/** The caller's terminal. Each of them throws a {@linkcode UserError} where there is none, as by IRC. */
export interface Terminal {
  /** What is known of it. */
  look(): Promise<TerminalView>;
  /**
   * Chooses something: for the account, or as long as a guest is here.
   *
   * @param value What it is to be; `auto` for whatever the client tells, or we guess.
   * @throws {UserError} If it can't be that; the message has what it can be.
   */
  choose(what: ChoiceName, value: string): Promise<void>;
  /** Shows a text as it is sent to other terminals, to see what comes of it. */
  sample(text: Text, as: SampleOptions): Promise<void>;
  /** The themes that there are. */
  themes(): Promise<readonly ThemeView[]>;
}

/** The terminal of one caller. */
export class CallerTerminal implements Terminal {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async look(): Promise<TerminalView> {
    const { client, terminal } = this.#session();
    const { charset, colours, editsLines, keepAlive, screenReader, size, choices } = client;
    const from = (name: keyof typeof choices) => choices[name] === undefined ? "guessed" : "chosen";
    return {
      names: [...client.names],
      bell: { value: onOrOff(terminal.bell), from: from("bell") },
      charset: { ...charset },
      colours: { ...colours },
      editing: {
        value: editsLines.value ? "client" : "server",
        from: editsLines.from,
        agreed: terminal.editsLines === editsLines.value,
      },
      keepAlive: { value: onOrOff(keepAlive.value), from: keepAlive.from },
      screenReader: { value: onOrOff(screenReader.value), from: screenReader.from },
      size: { value: sizeText(size.value), from: size.from },
      theme: { value: terminal.theme, from: from("theme") },
      times: { value: onOrOff(terminal.times), from: from("times") },
    };
  }

  async choose(what: ChoiceName, value: string): Promise<void> {
    const { client } = this.#session();
    const { read, shown } = CHOICES[what];
    if (value !== AUTO && read(value) === undefined) {
      const options = `${shown}, ${AUTO}`;
      throw new UserError(`Cannot choose ${what} "${value}" as it is none of these: ${options}`);
    }
    if (what === "editing" && value === "server" && !client.speaksTelnet) {
      throw new UserError("Cannot edit your lines as your client does not speak telnet");
    }
    const key = choiceKey(what, client.names[0]);
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "prefer", ...actor, key, ...(value !== AUTO && { value }) });
  }

  async sample(text: Text, as: SampleOptions): Promise<void> {
    this.#session().sample(text, as);
  }

  async themes(): Promise<readonly ThemeView[]> {
    return THEME_NAMES.map((name) => ({ name, summary: THEMES[name].summary }));
  }

  #session(): TerminalSession {
    const session = this.#house.directory.session(this.#caller.session);
    if (session instanceof TerminalSession) return session;
    throw new UserError(
      `Cannot tell of your terminal as you are at none: you come by ${session?.gateway}`,
    );
  }
}

function onOrOff(value: boolean): string {
  return value ? "on" : "off";
}

function sizeText(
  { columns, rows }: { readonly columns?: number; readonly rows?: number },
): string {
  return columns || rows ? `${columns ?? "?"}x${rows ?? "?"}` : "unknown";
}
