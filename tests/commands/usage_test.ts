import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { type Args, type ArgsOf, parseUsage } from "../../core/commands/usage.ts";

/** Whether two types are the same, and not merely assignable to each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

Deno.test("a usage string is taken apart into its name and its parameters", () => {
  deepStrictEqual(parseUsage("tell <user> <text...>"), {
    name: "tell",
    shown: "tell <user> <text...>",
    parameters: [
      { name: "user", kind: "user", choices: [], required: true, rest: false, shown: "<user>" },
      { name: "text", kind: "text", choices: [], required: true, rest: true, shown: "<text...>" },
    ],
  });
});

Deno.test("a command may have no parameters", () => {
  deepStrictEqual(parseUsage("quit"), { name: "quit", shown: "quit", parameters: [] });
});

Deno.test("a parameter named like a kind is of that kind unless it says otherwise", () => {
  const kinds = (line: string) => parseUsage(line).parameters.map(({ kind }) => kind);
  deepStrictEqual(kinds("x <user> <room> <command> <text> <int> <other>"), [
    "user",
    "room",
    "command",
    "text",
    "int",
    "text",
  ]);
  deepStrictEqual(kinds("x <room:text> [user:int]"), ["text", "int"]);
});

Deno.test("people read a usage string without kinds and with the choices", () => {
  strictEqual(
    parseUsage("x <state:on|off> <lines:int> [where...:room]").shown,
    "x <on|off> <lines> [where...]",
  );
});

const MALFORMED: readonly (readonly [line: string, reason: RegExp])[] = [
  ["", /a command's name is .*: ""$/],
  ["Tell <user>", /a command's name is .*: "Tell"$/],
  ["/tell <user>", /a command's name is .*: "\/tell"$/],
  ["<user>", /a command's name is/],
  ["tell  <user>", /a parameter is <name> or \[name\].*: ""$/],
  ["tell user", /a parameter is <name> or \[name\].*: "user"$/],
  ["tell <user]", /a parameter is <name>/],
  ["tell [user>", /a parameter is <name>/],
  ["tell <>", /a parameter is <name>/],
  ["tell <us-er>", /a parameter is <name>/],
  ["tell <User>", /a parameter is <name>/],
  ["tell <__proto__>", /a parameter is <name>/],
  ["tell <user:>", /a parameter is <name>/],
  ["tell <text:room...>", /a kind is one of/],
  ["tell <who:person>", /a kind is one of command, int, room, text, user/],
  ["tell [user] <text...>", /required parameters stand before optional ones: "<text...>"$/],
  ["tell <text...> <user>", /nothing can follow .*: "<user>"$/],
  ["tell <user> <user>", /a name of its own: "<user>"$/],
  ["set <state:on|>", /a choice is lower-case/],
  ["set <state:On|off>", /a choice is lower-case/],
  ["set <state:on|on>", /each choice is named once/],
  ["set <state...:on|off>", /a parameter of kind choice takes one word/],
  ["set <lines...:int>", /a parameter of kind int takes one word/],
  ["help [command...]", /a parameter of kind command takes one word/],
];

for (const [line, reason] of MALFORMED) {
  Deno.test(`the usage string "${line}" is malformed and the error says why`, () => {
    throws(() => parseUsage(line), (error) => {
      strictEqual(error instanceof TypeError, true);
      strictEqual(
        (error as TypeError).message.startsWith(`Cannot read the usage "${line}" as`),
        true,
      );
      return reason.test((error as TypeError).message);
    });
  });
}

Deno.test("a usage string of any characters is read or refused with a TypeError", () => {
  const pieces = fc.constantFrom("x", "a", "<", ">", "[", "]", ":", "|", "...", " ", "int", "é");
  const line = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")),
  );
  fc.assert(fc.property(line, (line) => {
    try {
      parseUsage(line);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }));
});

Deno.test("the type of the arguments follows from the usage string", () => {
  const same: readonly true[] = [
    // deno-lint-ignore ban-types
    true satisfies Same<ArgsOf<"quit">, {}>,
    true satisfies Same<
      ArgsOf<"tell <user> <text...>">,
      { readonly user: string; readonly text: string }
    >,
    true satisfies Same<
      ArgsOf<"ban <user> [reason...]">,
      { readonly user: string; readonly reason?: string }
    >,
    true satisfies Same<ArgsOf<"recap [lines:int]">, { readonly lines?: number }>,
    true satisfies Same<ArgsOf<"roll <int>">, { readonly int: number }>,
    true satisfies Same<ArgsOf<"private <state:on|off>">, { readonly state: "on" | "off" }>,
    true satisfies Same<ArgsOf<"size [of:s|m|l]">, { readonly of?: "s" | "m" | "l" }>,
    true satisfies Same<
      ArgsOf<"invite <user> [where...:room]">,
      { readonly user: string; readonly where?: string }
    >,
    true satisfies Same<ArgsOf<string>, Args>,
  ];
  strictEqual(same.every((one) => one), true);
});

Deno.test("arguments of another shape are type errors", () => {
  const args: ArgsOf<"kick <user> [minutes:int] [state:on|off]"> = { user: "bob" };
  // @ts-expect-error A required argument is missing.
  const missing: typeof args = { minutes: 3 };
  // @ts-expect-error A number is not a string.
  const text: typeof args = { user: "bob", minutes: "3" };
  // @ts-expect-error No such choice.
  const choice: typeof args = { user: "bob", state: "maybe" };
  // @ts-expect-error An optional argument may be missing.
  const minutes: number = args.minutes;
  // @ts-expect-error No such argument.
  strictEqual(args.reason, undefined);
  deepStrictEqual([missing, text, choice, minutes].length, 4);
});
