import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { LineEditor } from "../../../core/terminal/editing/line_editor.ts";
import { safeText } from "../../../core/terminal/charset/safe_text.ts";
import type { Completion } from "../../../core/terminal/editing/tab_completion.ts";
import { randomTyping, type, typing, withCursor } from "../typing.ts";
import { hostileText } from "../typed_text.ts";

const CHANGED = { kind: "changed" };
const BELL = { kind: "bell" };

function editorOf(keys: string, limitBytes = 100): LineEditor {
  const editor = new LineEditor({ limitBytes });
  type(editor, keys);
  return editor;
}

/** What the line is after typing, the cursor as a bar. */
function edited(keys: string): string {
  return withCursor(editorOf(keys));
}

function check(rows: readonly (readonly [keys: string, wanted: string])[]): void {
  for (const [keys, wanted] of rows) deepStrictEqual([keys, edited(keys)], [keys, wanted]);
}

Deno.test("text goes in at the cursor", () => {
  check([["ad<left>bc", "abc|d"], ["<left>a<home>b", "b|a"]]);
});

Deno.test("keys move the cursor, as far as the line goes", () => {
  check([
    ["abc<left><left>", "a|bc"],
    ["abc<ctrl-b><ctrl-b><ctrl-f>", "ab|c"],
    ["abc<home><left><right>", "a|bc"],
    ["abc<ctrl-a><ctrl-e><right>", "abc|"],
    ["abc<home><end>", "abc|"],
    ["ab cd  <alt-b>", "ab |cd  "],
    ["ab cd<ctrl-left><alt-left>", "|ab cd"],
    ["ab cd<home><alt-f>", "ab| cd"],
    ["ab cd<home><ctrl-right><alt-right>", "ab cd|"],
  ]);
});

Deno.test("keys erase on either side of the cursor", () => {
  check([
    ["abc<left><backspace>", "a|c"],
    ["abc<left><delete>", "ab|"],
    ["abc<home><ctrl-d>", "|bc"],
    ["abc<left><ctrl-u>", "|c"],
    ["abc<home><right><ctrl-k>", "a|"],
    ["ab cd <ctrl-w>", "ab |"],
    ["ab cd<alt-backspace>", "ab |"],
    ["ab cd<home><alt-d>", "| cd"],
  ]);
});

Deno.test("what was cut last is pasted, also into the next line", () => {
  check([
    ["ab cd<ctrl-w><home><ctrl-y> ", "cd |ab "],
    ["ab<ctrl-u>c<enter><ctrl-y><ctrl-y>", "abab|"],
    ["ab<ctrl-u><ctrl-u><ctrl-k><ctrl-y>", "ab|"],
  ]);
});

Deno.test("a character that a person sees as one is moved over and erased as one", () => {
  check([
    ["a👨‍👩‍👧<left>b", "ab|👨‍👩‍👧"],
    ["ae\u0301<backspace>", "a|"],
    ["🇸🇪🇩🇪<backspace>", "🇸🇪|"],
  ]);
});

Deno.test("characters typed one after the other join", () => {
  const editor = editorOf("e");
  type(editor, "\u0301");
  deepStrictEqual(editor.graphemes, ["e\u0301"]);
  deepStrictEqual(editorOf("👩x👧<left><backspace>\u200d").graphemes, ["👩‍👧"]);
});

Deno.test("a line that is sent with the next key is the one that is typed, and is called back", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const [typed, sent] = [0, 1].map(() => new LineEditor({ limitBytes: 10_000 })) as [
      LineEditor,
      LineEditor,
    ];
    for (const editor of [typed, sent]) editor.feed({ kind: "text", text: "so: " });
    typed.feed({ kind: "text", text });
    sent.feed({ kind: "text", text }, { isSent: true });
    deepStrictEqual(sent.graphemes, typed.graphemes);
    const enter = { kind: "key", name: "enter" } as const;
    deepStrictEqual(sent.feed(enter), typed.feed(enter));
    for (const editor of [typed, sent]) editor.feed({ kind: "key", name: "up" });
    strictEqual(sent.text, typed.text);
  }));
});

Deno.test("a line sent is safe text, in however small pieces it was typed", () => {
  const editor = editorOf("z");
  for (let index = 0; index < 9; index++) type(editor, "\u0308");
  deepStrictEqual(type(editor, "<enter>"), { kind: "line", text: "z" + "\u0308".repeat(4) });
});

Deno.test("keys that can do nothing ring the bell", () => {
  for (
    const key of ["left", "backspace", "delete", "home", "ctrl-k", "ctrl-y", "up", "down", "tab"]
  ) {
    deepStrictEqual(type(editorOf(""), `<${key}>`), BELL, key);
  }
});

Deno.test("keys that mean nothing are ignored", () => {
  const editor = editorOf("abc<left>");
  for (const key of ["insert", "page-up", "ctrl-z", "escape"]) {
    deepStrictEqual(type(editor, `<${key}>`), { kind: "none" }, key);
  }
  strictEqual(withCursor(editor), "ab|c");
});

Deno.test("a character with Alt that means nothing is typed", () => {
  check([["a<alt-x>b", "axb|"]]);
});

Deno.test("enter sends the whole line and begins an empty one", () => {
  const editor = editorOf("abc<left>");
  deepStrictEqual(type(editor, "<enter>"), { kind: "line", text: "abc" });
  deepStrictEqual(type(editor, "<enter>"), { kind: "line", text: "" });
});

Deno.test("Ctrl-C throws the line away, Ctrl-L keeps it", () => {
  const editor = editorOf("abc");
  deepStrictEqual(type(editor, "<ctrl-l>"), { kind: "redraw" });
  strictEqual(editor.text, "abc");
  deepStrictEqual(type(editor, "<ctrl-c>"), { kind: "interrupt" });
  strictEqual(editor.text, "");
});

Deno.test("Ctrl-D is the end on an empty line only", () => {
  deepStrictEqual(type(editorOf(""), "<ctrl-d>"), { kind: "end" });
  deepStrictEqual(type(editorOf("a"), "<ctrl-d>"), BELL);
});

Deno.test("older lines are called back and edited, and the draft is kept", () => {
  check([
    ["one<enter>two<enter><up>", "two|"],
    ["one<enter>two<enter><up><ctrl-p>s", "ones|"],
    ["one<enter>dra<up><down>ft", "draft|"],
    ["one<enter>two<enter><up><up><ctrl-n>", "two|"],
    ["one<enter><enter>  <enter><up>", "one|"],
    ["one<enter>two<enter><up><ctrl-c><up>", "two|"],
  ]);
});

Deno.test("typing stops at the limit in bytes and rings the bell", () => {
  const editor = editorOf("aéb", 5);
  deepStrictEqual(type(editor, "cd"), CHANGED);
  strictEqual(editor.text, "aébc");
  deepStrictEqual(type(editor, "d"), BELL);
  type(editor, "<backspace><backspace>");
  deepStrictEqual(type(editor, "日"), BELL);
  deepStrictEqual(type(editor, "é"), CHANGED);
  strictEqual(editor.text, "aéé");
});

Deno.test("a secret is in no history, no paste and no completion", () => {
  const editor = new LineEditor({
    limitBytes: 100,
    complete: () => ({ start: 0, candidates: ["x"] }),
  });
  type(editor, "name<enter>");
  editor.secret = true;
  type(editor, "hunter2<ctrl-u>hunter2");
  deepStrictEqual(type(editor, "<tab>"), BELL);
  deepStrictEqual(type(editor, "<up>"), BELL);
  deepStrictEqual(type(editor, "<enter>"), { kind: "line", text: "hunter2" });
  editor.secret = false;
  deepStrictEqual(type(editor, "<ctrl-y>"), BELL);
  type(editor, "<up>");
  strictEqual(editor.text, "name");
});

Deno.test("Ctrl-T changes the place of two characters", () => {
  check([
    ["teh<ctrl-t>", "the|"],
    ["abc<left><left><ctrl-t>", "ba|c"],
    ["a日<ctrl-t>", "日a|"],
    ["a<ctrl-t>", "a|"],
    ["ab<home><ctrl-t>", "|ab"],
  ]);
});

Deno.test("Alt-U, L and C spell a word anew", () => {
  check([
    ["one two<home><alt-u>", "ONE| two"],
    ["ONE TWO<home><alt-l><alt-l>", "one two|"],
    ["one tWO<home><alt-f><alt-c>", "one Two|"],
    ["straße<home><alt-u>", "STRASSE|"],
    ["x<alt-u>", "x|"],
  ]);
});

/** Pastes at an editor. */
function paste(editor: LineEditor, text: string, isWhole = true): unknown {
  return editor.feed({ kind: "paste", text, isWhole });
}

Deno.test("a line that is pasted goes in at the cursor, without its end", () => {
  const editor = editorOf("ad<left>");
  deepStrictEqual(paste(editor, "b\x1b[2Jc\r"), CHANGED);
  strictEqual(withCursor(editor), "ab[2Jc|d");
  type(editor, "<ctrl-_>");
  strictEqual(withCursor(editor), "a|d");
});

Deno.test("lines that are pasted are one block with what was typed", () => {
  const editor = editorOf("see: !<left>");
  deepStrictEqual(paste(editor, "one\r\r\ntwo\r\n"), {
    kind: "block",
    lines: ["see: one", "", "two!"],
  });
  strictEqual(editor.text, "");
});

Deno.test("a paste that is too long is refused whole, and what was typed stays", () => {
  const editor = editorOf("abc");
  deepStrictEqual(paste(editor, "x", false), { kind: "paste-too-long" });
  strictEqual(editor.text, "abc");
});

Deno.test("a secret that is pasted is never a block", () => {
  const editor = editorOf("");
  editor.secret = true;
  deepStrictEqual(paste(editor, "pass\nword\n"), CHANGED);
  strictEqual(editor.text, "pass word");
});

/** An editor that completes the word before the cursor from a list. */
function completing(candidates: readonly string[]): LineEditor {
  const complete = (line: string): Completion => {
    const start = line.lastIndexOf(" ") + 1;
    const word = line.slice(start).toLowerCase();
    return {
      start,
      candidates: candidates.filter((candidate) => candidate.toLowerCase().startsWith(word)),
    };
  };
  return new LineEditor({ limitBytes: 100, complete });
}

Deno.test("tab puts the only candidate in, spelled as it is, with what follows it", () => {
  const editor = completing(["Ännchen ", "Bo "]);
  deepStrictEqual(type(editor, "hi änn!<left><tab>"), CHANGED);
  strictEqual(withCursor(editor), "hi Ännchen |!");
});

Deno.test("tab goes on as far as all candidates agree, and opens a menu of them", () => {
  const editor = completing(["Anna ", "annika "]);
  deepStrictEqual(type(editor, "a<tab>"), { kind: "candidates", list: ["Anna ", "annika "] });
  strictEqual(withCursor(editor), "Ann|");
  deepStrictEqual(editor.menu?.candidates, ["Anna ", "annika "]);
  deepStrictEqual(type(editor, "i"), CHANGED);
  strictEqual(editor.menu, undefined);
  deepStrictEqual(type(editor, "<tab>"), CHANGED);
  strictEqual(withCursor(editor), "annika |");
});

Deno.test("in a menu tab and the arrows put one candidate after the other in", () => {
  const editor = completing(["Anna ", "Anne ", "Anno "]);
  type(editor, "hi ann!<left><tab>");
  for (
    const [key, wanted] of [
      ["tab", "hi Anna |!"],
      ["tab", "hi Anne |!"],
      ["right", "hi Anno |!"],
      ["down", "hi Anna |!"],
      ["shift-tab", "hi Anno |!"],
      ["left", "hi Anne |!"],
      ["up", "hi Anna |!"],
    ] as const
  ) {
    deepStrictEqual(type(editor, `<${key}>`), CHANGED);
    strictEqual(withCursor(editor), wanted);
  }
});

Deno.test("Enter takes what is chosen in a menu, and sends a line when nothing is", () => {
  const editor = completing(["Anna ", "Anne "]);
  deepStrictEqual(type(editor, "ann<tab><tab><enter>"), CHANGED);
  strictEqual(withCursor(editor), "Anna |");
  deepStrictEqual(type(editor, "ann<tab><enter>"), { kind: "line", text: "Anna ann" });
});

Deno.test("Esc and Ctrl-G leave a menu with what was typed", () => {
  for (const key of ["escape", "ctrl-g"]) {
    const editor = completing(["Anna ", "Anne "]);
    deepStrictEqual(type(editor, `ann<tab><tab><${key}>`), CHANGED);
    strictEqual(withCursor(editor), "ann|");
    strictEqual(editor.menu, undefined);
  }
});

Deno.test("other keys take what is chosen, and do what they always do", () => {
  const editor = completing(["Anna ", "Anne "]);
  type(editor, "ann<tab><tab><ctrl-a>x");
  strictEqual(withCursor(editor), "x|Anna ");
  type(editor, "<ctrl-_><ctrl-_>");
  strictEqual(withCursor(editor), "ann|");
});

Deno.test("a key that means nothing closes a menu, which is to be seen", () => {
  const editor = completing(["Anna ", "Anne "]);
  type(editor, "ann<tab>");
  deepStrictEqual(type(editor, "<ctrl-x>"), CHANGED);
  strictEqual(editor.menu, undefined);
});

Deno.test("tab with nothing to offer rings the bell", () => {
  deepStrictEqual(type(completing(["Anna"]), "x<tab><tab>"), BELL);
});

Deno.test("a completion that is too long for the line is not put in", () => {
  const editor = completing(["a".repeat(101)]);
  deepStrictEqual(type(editor, "a<tab>"), BELL);
  strictEqual(editor.text, "a");
});

Deno.test("a completion cannot smuggle controls in", () => {
  const editor = completing(["a\x1b[2J"]);
  type(editor, "a<tab>");
  strictEqual(editor.text, "a[2J");
});

Deno.test("an edited line is what a list of characters would be", () => {
  const characters = fc.constantFrom(..."ab é日", "👍🏽", "🇸🇪", "❤️");
  const keys = fc.constantFrom(
    "<left>",
    "<right>",
    "<backspace>",
    "<delete>",
    "<ctrl-k>",
    "<home>",
  );
  fc.assert(fc.property(fc.array(fc.oneof(characters, keys), { maxLength: 40 }), (typed) => {
    const before: string[] = [];
    let after: string[] = [];
    for (const key of typed) {
      if (key === "<left>") after.unshift(...before.splice(-1));
      else if (key === "<right>") before.push(...after.splice(0, 1));
      else if (key === "<backspace>") before.pop();
      else if (key === "<delete>") after.shift();
      else if (key === "<ctrl-k>") after = [];
      else if (key === "<home>") after.unshift(...before.splice(0));
      else before.push(key);
    }
    const editor = new LineEditor({ limitBytes: 1000 });
    type(editor, typed.join(""));
    strictEqual(withCursor(editor), [...before, "|", ...after].join(""));
  }));
});

Deno.test("whatever is typed, the line is in bounds and holds no controls", () => {
  fc.assert(
    fc.property(
      randomTyping(hostileText),
      fc.integer({ min: 0, max: 200 }),
      (events, limitBytes) => {
        const editor = new LineEditor({ limitBytes });
        for (const event of [...events, ...typing("<enter>")]) {
          const outcome = editor.feed(event);
          ok(new TextEncoder().encode(editor.text).length <= limitBytes);
          ok(editor.cursor >= 0 && editor.cursor <= editor.graphemes.length);
          doesNotMatch(editor.text, /[\p{Cc}\p{Cs}\u202e]/u);
          if (outcome.kind === "line") strictEqual(safeText(outcome.text), outcome.text);
          if (outcome.kind === "block") deepStrictEqual(outcome.lines.map(safeText), outcome.lines);
        }
      },
    ),
    { numRuns: 200 },
  );
});
