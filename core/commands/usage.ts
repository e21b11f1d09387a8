/**
 * The usage string of a command: the one line that is its parser, its help, its completion and its type.
 *
 *     tell <user> <text...>           a required word, then the rest of the line
 *     recap [lines:int]               an optional whole number
 *     private <state:on|off>          one of some words
 *     invite <user> [where...:room]   an optional room, whose name may hold spaces
 *
 * @module
 */

/**
 * What a parameter may be, beside a choice. One that is named like a kind is of that kind unless it
 * says otherwise; the others are `text`.
 */
export const KINDS = ["command", "int", "room", "text", "user"] as const;

/** One parameter of a command. */
export interface Parameter {
  /** The key of its value in `args`. */
  readonly name: string;
  /** What it takes: a choice one of `choices`, an int a whole number, all others a string as typed. */
  readonly kind: typeof KINDS[number] | "choice";
  /** The words of a choice, in lower case; empty for the other kinds. */
  readonly choices: readonly string[];
  /** Whether the command can't run without it. */
  readonly required: boolean;
  /** Whether it takes the rest of the line; only the last parameter does. */
  readonly rest: boolean;
  /** How people read it: `<user>`, `[text...]`, `<on|off>`. */
  readonly shown: string;
}

/** A usage string, taken apart. */
export interface Usage {
  /** The command's name. */
  readonly name: string;
  /** In the order they are typed: the required ones first. */
  readonly parameters: readonly Parameter[];
  /** The whole line as people read it, kinds left out and no slash before it: `private <on|off>`. */
  readonly shown: string;
}

/** The values of a command's parameters, by name. */
export type Args = Readonly<Record<string, string | number | undefined>>;

/**
 * The type of `args` that follows from a usage string. Of `tell <user> <text...>` it is
 * `{ readonly user: string; readonly text: string }`.
 */
export type ArgsOf<Line extends string> = string extends Line ? Args
  : Flat<
    & { readonly [Inner in RequiredIn<WordsOf<Line>> as NameOf<Inner>]: ValueOf<Inner> }
    & { readonly [Inner in OptionalIn<WordsOf<Line>> as NameOf<Inner>]?: ValueOf<Inner> }
  >;

/** @internal */
type Flat<T> = { [Key in keyof T]: T[Key] };
/** @internal */
type WordsOf<Line extends string> = Split<Line, " ">;
/** @internal */
type Split<Line extends string, By extends string> = Line extends `${infer Head}${By}${infer Tail}`
  ? Head | Split<Tail, By>
  : Line;
/** @internal */
type RequiredIn<Word extends string> = Word extends `<${infer Inner}>` ? Inner : never;
/** @internal */
type OptionalIn<Word extends string> = Word extends `[${infer Inner}]` ? Inner : never;
/** @internal */
type NameOf<Inner extends string> = Inner extends `${infer Name}...${string}` ? Name
  : Inner extends `${infer Name}:${string}` ? Name
  : Inner;
/** @internal */
type ValueOf<Inner extends string> = Inner extends `${string}:${infer Kind}`
  ? Kind extends "int" ? number
  : Kind extends `${string}|${string}` ? Split<Kind, "|">
  : string
  : Inner extends "int" ? number
  : string;

/** What a command or a choice may be called. */
export const COMMAND_NAME = /^[a-z0-9][a-z0-9_-]*$/;

const PARAMETER = /^([<[])([a-z]\w*)(\.\.\.)?(?::([^<>[\]]+))?([>\]])$/;

/**
 * Takes a usage string apart.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const usage = parseUsage("private <state:on|off>");
 * strictEqual(usage.name, "private");
 * strictEqual(usage.shown, "private <on|off>");
 * deepStrictEqual(usage.parameters[0]?.choices, ["on", "off"]);
 * ```
 * @throws {TypeError} If the line breaks the grammar; the message says where.
 */
export function parseUsage(line: string): Usage {
  const [name = "", ...words] = line.split(" ");
  if (!COMMAND_NAME.test(name)) {
    throw malformed(line, "a command's name is lower-case letters, digits, - and _", name);
  }
  const parameters: Parameter[] = [];
  for (const word of words) {
    const parameter = parseParameter(line, word);
    const before = parameters.at(-1);
    if (before?.rest) {
      throw malformed(line, "nothing can follow the parameter that takes the rest", word);
    }
    if (parameter.required && before?.required === false) {
      throw malformed(line, "required parameters stand before optional ones", word);
    }
    if (parameters.some((other) => other.name === parameter.name)) {
      throw malformed(line, "each parameter has a name of its own", word);
    }
    parameters.push(parameter);
  }
  return { name, parameters, shown: [name, ...parameters.map(({ shown }) => shown)].join(" ") };
}

function parseParameter(line: string, word: string): Parameter {
  const [, open, name, dots = "", kindOrChoices, close] = PARAMETER.exec(word) ?? [];
  if (!open || !name || !close || (open === "<") !== (close === ">")) {
    throw malformed(line, "a parameter is <name> or [name], then ... and :kind inside", word);
  }
  const choices = kindOrChoices?.includes("|") ? kindOrChoices.split("|") : [];
  if (!choices.every((choice) => COMMAND_NAME.test(choice))) {
    throw malformed(line, "a choice is lower-case letters, digits, - and _", word);
  }
  if (new Set(choices).size < choices.length) {
    throw malformed(line, "each choice is named once", word);
  }
  const kind = choices.length > 0 ? "choice" : findKind(kindOrChoices ?? name);
  if (kind === undefined && kindOrChoices !== undefined) {
    throw malformed(line, `a kind is one of ${KINDS.join(", ")} or choices like on|off`, word);
  }
  const rest = dots !== "";
  if (rest && (kind === "int" || kind === "choice" || kind === "command")) {
    throw malformed(line, `a parameter of kind ${kind} takes one word, not the rest`, word);
  }
  return {
    name,
    kind: kind ?? "text",
    choices,
    required: open === "<",
    rest,
    shown: open + (choices.length > 0 ? choices.join("|") : name + dots) + close,
  };
}

function findKind(name: string): typeof KINDS[number] | undefined {
  return KINDS.find((kind) => kind === name);
}

function malformed(line: string, rule: string, found: string): TypeError {
  return new TypeError(`Cannot read the usage "${line}" as ${rule}: "${found}"`);
}
