import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { parseArguments } from "../../core/commands/arguments.ts";
import { parseUsage } from "../../core/commands/usage.ts";

function read(usage: string, rest: string) {
  return parseArguments(parseUsage(usage), rest);
}

Deno.test("any number of spaces separates words", () => {
  deepStrictEqual(read("x <a> <b>", "one   two  "), { args: { a: "one", b: "two" } });
  deepStrictEqual(read("x <a> <b>", "  one two"), { args: { a: "one", b: "two" } });
});

Deno.test("only spaces separate words", () => {
  deepStrictEqual(read("x <a>", "one\u00a0two\tthree"), { args: { a: "one\u00a0two\tthree" } });
});

Deno.test("the rest keeps its inner spaces and loses those around it", () => {
  deepStrictEqual(read("x <a> <text...>", "one   two  three  "), {
    args: { a: "one", text: "two  three" },
  });
});

Deno.test("a rest that comes first keeps the spaces it begins with", () => {
  deepStrictEqual(read("say <text...>", "   /\\_/\\ "), { args: { text: "   /\\_/\\" } });
});

Deno.test("optional arguments that were not typed are not there", () => {
  deepStrictEqual(read("ban <user> [reason...]", "bob"), { args: { user: "bob" } });
  deepStrictEqual(read("recap [lines:int]", "  "), { args: {} });
});

Deno.test("a missing argument is named", () => {
  deepStrictEqual(read("tell <user> <text...>", "bob  "), {
    problem: "Cannot run /tell as <text> is missing. Usage: /tell <user> <text...>",
  });
});

Deno.test("a rest of nothing but spaces is missing", () => {
  deepStrictEqual(read("say <text...>", "   "), {
    problem: "Cannot run /say as <text> is missing. Usage: /say <text...>",
  });
});

Deno.test("words too many are an error that shows them", () => {
  deepStrictEqual(read("quit", "now  please"), {
    problem: 'Cannot run /quit as it takes nothing more: found "now  please". Usage: /quit',
  });
  deepStrictEqual(read("kick <user>", "bob now"), {
    problem: 'Cannot run /kick as it takes nothing more: found "now". Usage: /kick <user>',
  });
});

Deno.test("an int is a whole decimal number within the safe range", () => {
  for (
    const [typed, value] of [["0", 0], ["007", 7], ["-12", -12], ["9007199254740991", 2 ** 53 - 1]]
  ) {
    deepStrictEqual(read("x <n:int>", String(typed)), { args: { n: value } });
  }
  for (
    const typed of ["ten", "1.5", "1e3", "0x10", "+5", "-", "9007199254740992", "1_000", "１", "∞"]
  ) {
    deepStrictEqual(read("x [n:int]", typed), {
      problem: `Cannot run /x as [n] takes a whole number: found "${typed}". Usage: /x [n]`,
    });
  }
});

Deno.test("a choice is matched in any case and given in its own spelling", () => {
  deepStrictEqual(read("x <state:on|off>", "OFF"), { args: { state: "off" } });
});

Deno.test("what is no choice is answered with the choices", () => {
  deepStrictEqual(read("x <size:s|m|l>", "xl"), {
    problem: 'Cannot run /x as it takes s, m or l: found "xl". Usage: /x <s|m|l>',
  });
});

Deno.test("a room keeps the # that it was typed with", () => {
  deepStrictEqual(read("join <room...>", "#Group 1"), { args: { room: "#Group 1" } });
});

Deno.test("a long wrong word is shortened and made safe", () => {
  deepStrictEqual(read("x <n:int>", "\x1b" + "9".repeat(60)), {
    problem: `Cannot run /x as <n> takes a whole number: found "${
      "9".repeat(40)
    }...". Usage: /x <n>`,
  });
});

Deno.test("a parameter may be named like a property of every object", () => {
  const result = read("x <constructor> [toString]", "a");
  deepStrictEqual(result, { args: { constructor: "a" } });
});

Deno.test("arguments typed with any spacing are read back", () => {
  const word = fc.string({ unit: "binary", minLength: 1 }).map((text) => text.replaceAll(" ", "_"));
  const gap = fc.integer({ min: 1, max: 4 }).map((length) => " ".repeat(length));
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).chain((words) =>
    fc.array(gap, { minLength: words.length, maxLength: words.length }).map((gaps) =>
      words.map((word, index) => (index > 0 ? gaps[index] : "") + word).join("")
    )
  );
  const values = fc.record({
    who: word,
    count: fc.maxSafeInteger(),
    state: fc.constantFrom("on", "off"),
    text,
  });
  const usage = parseUsage("x <who> <count:int> <state:on|off> <text...>");
  fc.assert(fc.property(values, gap, gap, (args, gap, tail) => {
    const line = [args.who, args.count, args.state, args.text].join(gap) + tail;
    deepStrictEqual(parseArguments(usage, line), { args: { ...args } });
  }));
});

Deno.test("no line makes the parser throw", () => {
  const usages = ["x", "x <a>", "x [n:int] [state:on|off]", "x <a> [text...]", "x <room...>"];
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(" ", "  ", "1", "on"));
  const line = fc.array(piece).map((pieces) => pieces.join(""));
  fc.assert(fc.property(fc.constantFrom(...usages), line, (usage, line) => {
    parseArguments(parseUsage(usage), line);
  }));
});
