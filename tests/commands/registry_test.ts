import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import type { Command } from "../../core/commands/command.ts";
import { CommandRegistry } from "../../core/commands/registry.ts";

function row(usage: string, rest: Partial<Command> = {}): Command {
  return { usage, summary: "Does it.", owner: "house", run() {}, ...rest };
}

Deno.test("a command is found by its name and its aliases in any case", () => {
  const registry = new CommandRegistry();
  registry.add(row("quit", { aliases: ["bye", "?"] }));
  for (const word of ["quit", "QUIT", "Bye", "?"]) strictEqual(registry.find(word)?.name, "quit");
});

Deno.test("the beginning of a name is not a name", () => {
  const registry = new CommandRegistry();
  registry.add(row("quit"));
  for (const word of ["qui", "q", "", "quits"]) strictEqual(registry.find(word), undefined);
});

Deno.test("words that every object knows are no commands", () => {
  const registry = new CommandRegistry();
  for (const word of ["constructor", "__proto__"]) strictEqual(registry.find(word), undefined);
});

Deno.test("what a row leaves out has its default", () => {
  const registry = new CommandRegistry();
  registry.add(row("quit"));
  const { role, aliases, details, shorthand } = registry.find("quit")!;
  deepStrictEqual({ role, aliases, details, shorthand }, {
    role: "guest",
    aliases: [],
    details: "",
    shorthand: undefined,
  });
});

const CLASHES:
  readonly (readonly [what: string, first: Command, second: Command, reason: RegExp])[] = [
    ["name", row("tell <user>"), row("tell [text]"), /the word "tell" is taken: command "tell"/],
    [
      "alias",
      row("tell <user>", { aliases: ["msg"] }),
      row("mail", { aliases: ["msg"] }),
      /word "msg"/,
    ],
    [
      "name and alias",
      row("mail", { aliases: ["tell"] }),
      row("tell <user>"),
      /word "tell" .* "mail"/,
    ],
    ["alias and name", row("tell <user>"), row("mail", { aliases: ["tell"] }), /word "tell"/],
    [
      "shorthand",
      row("tell", { shorthand: ">" }),
      row("mail", { shorthand: ">" }),
      /shorthand ">"/,
    ],
    ["plain text", row("say", { shorthand: "" }), row("echo", { shorthand: "" }), /shorthand ""/],
  ];

for (const [what, first, second, reason] of CLASHES) {
  Deno.test(`a clash of ${what} names both owners and adds nothing`, () => {
    const registry = new CommandRegistry();
    registry.add({ ...first, owner: "chat" });
    throws(() => registry.add({ ...second, owner: "dice" }), (error) => {
      const { message } = error as Error;
      return /plugin "dice"/.test(message) && /plugin "chat"/.test(message) && reason.test(message);
    });
    strictEqual(registry.list({ role: "sysop" }).length, 1);
    strictEqual(registry.list({ role: "sysop" })[0]?.owner, "chat");
  });
}

Deno.test("a command that clashes in its last word takes none of the others", () => {
  const registry = new CommandRegistry();
  registry.add(row("tell"));
  throws(() => registry.add(row("mail", { aliases: ["letter", "tell"], shorthand: "@" })));
  strictEqual(registry.find("mail"), undefined);
  strictEqual(registry.find("letter"), undefined);
  strictEqual(registry.findShorthand("@bob"), undefined);
});

Deno.test("malformed rows are refused", () => {
  const registry = new CommandRegistry();
  throws(() => registry.add(row("Tell")), TypeError);
  throws(() => registry.add(row("tell", { aliases: ["Msg"] })), /an alias is .*: "Msg"/);
  throws(() => registry.add(row("tell", { aliases: ["a b"] })), TypeError);
  throws(
    () => registry.add(row("tell", { aliases: ["tell"] })),
    /each alias is another word: "tell"/,
  );
  throws(
    () => registry.add(row("tell", { shorthand: "/t" })),
    /a shorthand has no spaces.*: "\/t"/,
  );
  throws(() => registry.add(row("tell", { shorthand: " " })), TypeError);
  deepStrictEqual(registry.list({ role: "sysop" }), []);
});

Deno.test("a removed command leaves nothing behind", () => {
  const registry = new CommandRegistry();
  const tell = row("tell <user>", { aliases: ["msg"], shorthand: ">" });
  registry.add(tell)();
  for (const word of ["tell", "msg"]) strictEqual(registry.find(word), undefined);
  strictEqual(registry.findShorthand(">bob"), undefined);
  registry.add(tell);
  strictEqual(registry.find("msg")?.name, "tell");
});

Deno.test("removing twice does not take the next owner's command away", () => {
  const registry = new CommandRegistry();
  const remove = registry.add(row("tell", { shorthand: ">" }));
  remove();
  registry.add(row("tell", { shorthand: ">", owner: "other" }));
  remove();
  strictEqual(registry.find("tell")?.owner, "other");
  strictEqual(registry.findShorthand(">bob")?.owner, "other");
});

Deno.test("the list is sorted and holds what the role may run, once each", () => {
  const registry = new CommandRegistry();
  registry.add(row("who", { aliases: ["w"] }));
  registry.add(row("ban <user>", { role: "moderator" }));
  registry.add(row("shutdown", { role: "sysop" }));
  registry.add(row("mail", { role: "member" }));
  const names = (role: "guest" | "moderator") => registry.list({ role }).map(({ name }) => name);
  deepStrictEqual(names("guest"), ["who"]);
  deepStrictEqual(names("moderator"), ["ban", "mail", "who"]);
});

Deno.test("the longest shorthand that fits is taken, and plain text fits always", () => {
  const registry = new CommandRegistry();
  strictEqual(registry.findShorthand("hello"), undefined);
  registry.add(row("shout", { shorthand: ">>" }));
  registry.add(row("say", { shorthand: "" }));
  registry.add(row("tell", { shorthand: ">" }));
  strictEqual(registry.findShorthand(">>hello")?.name, "shout");
  strictEqual(registry.findShorthand(">hello")?.name, "tell");
  strictEqual(registry.findShorthand("hello")?.name, "say");
});

Deno.test("a hint may be an alias but not what the role may not run", () => {
  const registry = new CommandRegistry();
  registry.add(row("quit", { aliases: ["goodbye"] }));
  registry.add(row("shutdown", { role: "sysop" }));
  strictEqual(registry.nearest("godbye", { role: "guest" }), "goodbye");
  strictEqual(registry.nearest("shutdwon", { role: "guest" }), undefined);
  strictEqual(registry.nearest("shutdwon", { role: "sysop" }), "shutdown");
});

Deno.test("a row's arguments are typed by its usage string", () => {
  const registry = new CommandRegistry();
  registry.add({
    usage: "private <state:on|off> [lines:int]",
    summary: "Does it.",
    owner: "house",
    run({ args }) {
      const state: "on" | "off" = args.state;
      // @ts-expect-error An optional argument may be missing.
      const lines: number = args.lines;
      // @ts-expect-error There is no such parameter.
      ok([state, lines, args.user]);
    },
  });
});

Deno.test("a command that is prepared is added later, and can be added again", () => {
  const registry = new CommandRegistry();
  const add = registry.prepare(row("tell <user>"));
  strictEqual(registry.find("tell"), undefined);
  for (let times = 0; times < 2; times++) {
    const remove = add();
    ok(registry.find("tell"));
    remove();
    strictEqual(registry.find("tell"), undefined);
  }
  throws(() => registry.prepare(row("tell <user")), TypeError);
});

Deno.test("the commands of a plugin are held until it lets go, and others are not", async () => {
  const registry = new CommandRegistry();
  const release = registry.hold("house");
  const held = registry.heldBy({ owner: "house" });
  strictEqual(registry.heldBy({ owner: "other" }), undefined);
  release();
  await held;
  strictEqual(registry.heldBy({ owner: "house" }), undefined);
});
