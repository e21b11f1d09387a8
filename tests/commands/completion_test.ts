import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { complete } from "../../core/commands/completion.ts";
import { CommandRegistry } from "../../core/commands/registry.ts";
import type { Completion } from "../../core/terminal/editing/tab_completion.ts";
import type { Role } from "../../core/world/role.ts";
import { FakeCaller } from "./fake_caller.ts";

const SOURCES = {
  user: () => ["bob", "Alice", "alan", "Zoë"],
  room: () => ["lobby", "Group 1", "Group 2", "lounge"],
};

const ROWS: readonly { usage: string; role?: Role; aliases?: string[]; shorthand?: string }[] = [
  { usage: "ban <user> [reason...]", role: "moderator" },
  { usage: "echo <word>" },
  { usage: "help [command]", aliases: ["?"] },
  { usage: "invite <user> <room>" },
  { usage: "join <room...>" },
  { usage: "me <text...>", shorthand: ";" },
  { usage: "private <state:on|off> [lines:int]" },
  { usage: "quit", aliases: ["exit"] },
  { usage: "quiet <user> [state:on|off]" },
  { usage: "say <text...>", shorthand: "" },
  { usage: "seen <user...>" },
  { usage: "tell <user> <text...>", shorthand: ">" },
];

function makeRegistry(): CommandRegistry {
  const registry = new CommandRegistry();
  for (const row of ROWS) registry.add({ ...row, summary: "", owner: "house", run() {} });
  return registry;
}

function press(line: string, role: Role = "guest", cursor = line.length): Completion | undefined {
  const vocabulary = { registry: makeRegistry(), sources: SOURCES };
  return complete(vocabulary, { caller: new FakeCaller({ role }), line, cursor });
}

const OFFERS: readonly (readonly [line: string, start: number, candidates: readonly string[]])[] = [
  ["/qui", 0, ["/quiet ", "/quit "]],
  ["/QUIT", 0, ["/quit "]],
  ["/ex", 0, ["/exit "]],
  ["/?", 0, ["/? "]],
  ["  /jo", 2, ["/join "]],
  ["/help he", 6, ["help "]],
  ["/? he", 3, ["help "]],
  ["/quiet al", 7, ["alan ", "Alice "]],
  ["/quiet  AL", 8, ["alan ", "Alice "]],
  ["/quiet ", 7, ["alan ", "Alice ", "bob ", "Zoë "]],
  ["/quiet bob o", 11, ["off ", "on "]],
  ["/private ", 9, ["off ", "on "]],
  ["/join lo", 6, ["lobby", "lounge"]],
  ["/join group ", 6, ["Group 1", "Group 2"]],
  ["/join ", 6, ["Group 1", "Group 2", "lobby", "lounge"]],
  ["/invite bob gr", 12, ["Group\u00a01 ", "Group\u00a02 "]],
  ["/invite bob Group\u00a01", 12, ["Group\u00a01 "]],
  ["/seen zo", 6, ["Zoë"]],
  [">al", 1, ["alan ", "Alice "]],
  ["> b", 2, ["bob "]],
  [">bob hello al", 11, ["alan ", "Alice "]],
  [";hugs bo", 6, ["bob "]],
  [";bo", 1, ["bob "]],
  ["bo", 0, ["bob: "]],
  ["hi bo", 3, ["bob "]],
  [" bo", 1, ["bob "]],
];

for (const [line, start, candidates] of OFFERS) {
  Deno.test(`"${line}" can become ${candidates.join("or ").trim()}`, () => {
    deepStrictEqual(press(line), { start, candidates });
  });
}

const NO_OFFERS: readonly (readonly [line: string, why: string])[] = [
  ["", "nothing has been begun"],
  ["hi ", "no word has been begun in the text"],
  ["xy", "nobody has such a name"],
  ["/xy", "there is no such command"],
  ["/xy al", "an unknown command has no parameters"],
  ["/ba", "a guest may not ban"],
  ["/ban al", "a guest's ban has no arguments"],
  ["/quit now", "it takes no arguments"],
  ["/quiet bob on al", "it takes no more arguments"],
  ["/private on 1", "numbers are not completed"],
  ["/echo al", "a word may be anything"],
  ["/join group  1", "no room has two spaces in its name"],
];

for (const [line, why] of NO_OFFERS) {
  Deno.test(`"${line}" has no completion: ${why}`, () => {
    strictEqual(press(line), undefined);
  });
}

Deno.test("what comes after the cursor does not count", () => {
  deepStrictEqual(press("/qui bob", "guest", 4), { start: 0, candidates: ["/quiet ", "/quit "] });
});

Deno.test("all that the role may run is offered after a slash", () => {
  ok(!press("/")?.candidates.includes("/ban "));
  ok(press("/", "moderator")?.candidates.includes("/ban "));
  deepStrictEqual(press("/ban al", "moderator")?.candidates, ["alan ", "Alice "]);
});

Deno.test("a name that two sources give is offered once", () => {
  const sources = { user: () => ["bob", "bob"], room: () => [] };
  const request = { caller: new FakeCaller(), line: "b", cursor: 1 };
  deepStrictEqual(complete({ registry: makeRegistry(), sources }, request)?.candidates, ["bob: "]);
});

Deno.test("text that no command takes has no completion", () => {
  const request = { caller: new FakeCaller(), line: "bo", cursor: 2 };
  strictEqual(complete({ registry: new CommandRegistry(), sources: SOURCES }, request), undefined);
});

Deno.test("every candidate goes on from what was typed", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("/", " ", ">", "al", "join", "tell", "lo"));
  const lines = fc.array(piece).map((pieces) => pieces.join(""));
  fc.assert(fc.property(lines, (line) => {
    const completion = press(line, "sysop");
    if (completion === undefined) return;
    const typed = line.slice(completion.start).toLowerCase();
    ok(completion.candidates.length > 0);
    for (const candidate of completion.candidates) ok(candidate.toLowerCase().startsWith(typed));
  }));
});
