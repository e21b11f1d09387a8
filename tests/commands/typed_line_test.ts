import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CommandRegistry } from "../../core/commands/registry.ts";
import { readTypedLine } from "../../core/commands/typed_line.ts";

function makeRegistry(): CommandRegistry {
  const registry = new CommandRegistry();
  registry.add({ usage: "say <text...>", summary: "", shorthand: "", owner: "house", run() {} });
  registry.add({ usage: "me <text...>", summary: "", shorthand: ";", owner: "house", run() {} });
  return registry;
}

function read(line: string) {
  const typed = readTypedLine(makeRegistry(), line);
  return typed.kind === "slash"
    ? { word: typed.word, rest: typed.rest }
    : { [typed.kind]: typed.entry?.name, rest: typed.rest };
}

Deno.test("a slash and a word are a command", () => {
  deepStrictEqual(read("/tell bob  hi "), { word: "tell", rest: "bob  hi " });
  deepStrictEqual(read("/tell   bob"), { word: "tell", rest: "bob" });
  deepStrictEqual(read("/quit"), { word: "quit", rest: "" });
  deepStrictEqual(read("/"), { word: "", rest: "" });
  deepStrictEqual(read("/ quit"), { word: "", rest: "quit" });
});

Deno.test("spaces before a slash do not turn a command into something said", () => {
  deepStrictEqual(read("  /login bob secret"), { word: "login", rest: "bob secret" });
});

Deno.test("two slashes are text that begins with one", () => {
  deepStrictEqual(read("//shrug now"), { plain: "say", rest: "/shrug now" });
  deepStrictEqual(read("///"), { plain: "say", rest: "//" });
  deepStrictEqual(read("//;"), { plain: "say", rest: "/;" });
});

Deno.test("a shorthand needs no space after it and must begin the line", () => {
  deepStrictEqual(read(";waves"), { shorthand: "me", rest: "waves" });
  deepStrictEqual(read(";  waves"), { shorthand: "me", rest: "waves" });
  deepStrictEqual(read(" ;waves"), { plain: "say", rest: " ;waves" });
});

Deno.test("all else is plain text as it was typed", () => {
  deepStrictEqual(read("  hi /quit "), { plain: "say", rest: "  hi /quit " });
});

Deno.test("text is plain even when no command takes it", () => {
  const typed = readTypedLine(new CommandRegistry(), "hi");
  deepStrictEqual(typed, { kind: "plain", entry: undefined, rest: "hi" });
});

Deno.test("the rest is always how the line ends", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(" ", "/", ";", "  "));
  const lines = fc.array(piece).map((pieces) => pieces.join(""));
  const registry = makeRegistry();
  fc.assert(fc.property(lines, (line) => {
    strictEqual(line.endsWith(readTypedLine(registry, line).rest), true);
  }));
});
