import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { helpFor, helpList } from "../../core/commands/help.ts";
import { CommandRegistry } from "../../core/commands/registry.ts";

function makeRegistry(): CommandRegistry {
  const registry = new CommandRegistry();
  registry.add({ usage: "who", summary: "List people.", owner: "people", run() {} });
  registry.add({
    usage: "ban <user> [lines:int]",
    summary: "Ban a person.",
    details: "They may not come back.",
    role: "moderator",
    aliases: ["out"],
    shorthand: "!",
    owner: "moderation",
    run() {},
  });
  registry.add({ usage: "tell <user> <text...>", summary: "Say it.", owner: "people", run() {} });
  return registry;
}

Deno.test("the list of help is grouped by plugin and sorted", () => {
  const people = {
    owner: "people",
    lines: [
      { usage: "tell <user> <text...>", summary: "Say it." },
      { usage: "who", summary: "List people." },
    ],
  };
  deepStrictEqual(helpList(makeRegistry(), "guest"), [people]);
  deepStrictEqual(helpList(makeRegistry(), "moderator"), [
    { owner: "moderation", lines: [{ usage: "ban <user> [lines]", summary: "Ban a person." }] },
    people,
  ]);
});

Deno.test("the page of a command tells all that its row says", () => {
  deepStrictEqual(helpFor(makeRegistry(), "Out", "sysop"), {
    usage: "ban <user> [lines]",
    summary: "Ban a person.",
    owner: "moderation",
    details: "They may not come back.",
    aliases: ["out"],
    shorthand: "!",
    role: "moderator",
  });
});

Deno.test("a slash before the word is forgiven", () => {
  strictEqual(helpFor(makeRegistry(), "/who", "guest")?.usage, "who");
});

Deno.test("there is no page for what is unknown or out of reach", () => {
  strictEqual(helpFor(makeRegistry(), "dance", "guest"), undefined);
  strictEqual(helpFor(makeRegistry(), "ban", "member"), undefined);
});
