import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import { LineEditor } from "../../../core/terminal/editing/line_editor.ts";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import { PromptLine } from "../../../core/terminal/editing/prompt_line.ts";
import { styled, type Text } from "../../../core/terminal/style/styled_text.ts";
import type { Completion } from "../../../core/terminal/editing/tab_completion.ts";
import { VirtualScreen } from "../../../testing/virtual_screen.ts";
import { hostileText, words } from "../typed_text.ts";
import { randomTyping, typing } from "../typing.ts";

const COLUMNS = 20;

/** Completes every word to three others. */
function complete(line: string): Completion {
  return { start: line.lastIndexOf(" ") + 1, candidates: ["aa ", "ab ", "b日 "] };
}

/** An editor, its prompt line, and a screen with some text above the prompt. */
function seat(prompt: Text = "> ") {
  const editor = new LineEditor({ limitBytes: 200, complete });
  const profile = { ...DEFAULT_PROFILE, columns: COLUMNS, colours: "16" } as const;
  const line = new PromptLine(editor, { prompt, profile });
  const screen = new VirtualScreen({ columns: COLUMNS, rows: 4 });
  screen.write("above\r\n" + line.draw());
  const enter = (keys: string): string => {
    let sent = "";
    for (const event of typing(keys)) {
      editor.feed(event);
      const update = line.update();
      screen.write(update);
      sent += update;
    }
    return sent;
  };
  return { editor, profile, line, screen, type: enter };
}

Deno.test("the row shows the prompt and the line, the cursor where typing goes", () => {
  const { screen, type } = seat();
  type("hello<left><left>");
  deepStrictEqual([screen.text(), screen.cursor], ["above\n> hello", { row: 1, column: 5 }]);
});

Deno.test("a character typed at the end is sent alone", () => {
  const { type } = seat();
  deepStrictEqual([type("h"), type("é"), type("llo")], ["h", "é", "llo"]);
});

Deno.test("what is erased at the end is erased alone", () => {
  const { screen, type } = seat();
  type("hello");
  strictEqual(type("<backspace>"), "\b\x1b[K");
  strictEqual(screen.currentLine(), "> hell");
});

Deno.test("a cursor that moves sends no text, and no key no byte", () => {
  const { type } = seat();
  type("hello there");
  deepStrictEqual(
    [type("<left>"), type("<home>"), type("<home>"), type("<right>"), type("<end>")],
    ["\b", "\r\x1b[2C", "", "\x1b[C", "\x1b[10C"],
  );
});

Deno.test("what is typed inside the line sends what follows it again, and nothing more", () => {
  const { screen, type } = seat();
  type("helo<left>");
  strictEqual(type("l"), "lo\b");
  strictEqual(type("<home><delete>"), "\b\b\b\bello\x1b[K\b\b\b\b");
  deepStrictEqual([screen.currentLine(), screen.cursor.column], ["> ello", 2]);
});

Deno.test("an empty prompt has the cursor in the first column", () => {
  const { screen, type } = seat("");
  type("a<home>b");
  deepStrictEqual([screen.currentLine(), screen.cursor.column], ["ba", 1]);
});

Deno.test("whatever is typed, small updates show what drawing it all would show", () => {
  fc.assert(
    fc.property(randomTyping(fc.oneof(words, hostileText)), (events) => {
      const { editor, line, profile, screen } = seat();
      for (const event of events) {
        editor.feed(event);
        screen.write(line.update());
        const fresh = new VirtualScreen({ columns: COLUMNS, rows: 4 });
        fresh.write("above\r\n" + line.draw());
        deepStrictEqual(screen.lines(), fresh.lines());
        deepStrictEqual(screen.cursor, fresh.cursor);
        const below = editor.menu?.row(profile) ?? "";
        deepStrictEqual([screen.lines()[0], screen.lines()[2]], ["above", below]);
        ok(screen.lines().every((row) => displayWidth(row) < COLUMNS), "the last column is used");
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("whatever is typed, the row shows as much of the line as fits, around the cursor", () => {
  fc.assert(
    fc.property(randomTyping(words), (events) => {
      const { editor, line, screen } = seat();
      for (const event of events) {
        editor.feed(event);
        screen.write(line.update());
        if (editor.search) continue;
        const { before, after } = aroundCursor(screen);
        const { graphemes, cursor } = editor;
        ok(graphemes.slice(0, cursor).join("").endsWith(before), before);
        strictEqual(before === "", cursor === 0);
        const rest = graphemes.slice(cursor);
        while (displayWidth(before + rest.join("")) > COLUMNS - "> ".length - 1) rest.pop();
        strictEqual(after, rest.join("").trimEnd());
      }
    }),
    { numRuns: 200 },
  );
});

/** What a screen of this test's shows of the line, before and after the cursor. */
function aroundCursor(screen: VirtualScreen): { before: string; after: string } {
  const shown = screen.currentLine().slice(2);
  let before = "";
  for (const character of shown) {
    if (displayWidth(before + character) > screen.cursor.column - 2) break;
    before += character;
  }
  return {
    before: before.padEnd(before.length + screen.cursor.column - 2 - displayWidth(before)),
    after: shown.slice(before.length),
  };
}

Deno.test("a menu is in the row below, and nothing of it is left afterwards", () => {
  const { screen, type } = seat();
  type("a<tab>");
  deepStrictEqual(screen.lines(), ["above", "> a", " aa  ab  b日", ""]);
  deepStrictEqual(screen.cursor, { row: 1, column: 3 });
  type("<tab>");
  deepStrictEqual(screen.lines(), ["above", "> aa", "[aa] ab  b日", ""]);
  type("x");
  deepStrictEqual(screen.lines(), ["above", "> aa x", "", ""]);
});

Deno.test("a menu at the bottom of the screen scrolls it by a row", () => {
  const { line, screen, type } = seat();
  screen.write(line.leave() + "more\r\n" + line.draw());
  type("<tab>");
  deepStrictEqual(screen.lines(), [">", "more", ">", " aa  ab  b日"]);
  type("<escape>");
  deepStrictEqual([screen.lines(), screen.cursor.row], [[">", "more", ">", ""], 2]);
});

Deno.test("a menu goes with the row when that is erased, left or drawn anew", () => {
  for (const action of ["erase", "leave", "draw"] as const) {
    const { editor, line, screen, type } = seat();
    type("<tab>");
    editor.clear();
    screen.write(line[action]());
    deepStrictEqual(screen.text(), action === "erase" ? "above" : "above\n>");
  }
});

Deno.test("where the screen is read out there is no menu below", () => {
  const { line, profile, screen, type } = seat();
  line.change({ profile: { ...profile, screenReader: true } });
  type("a<tab><tab>");
  strictEqual(screen.text(), "above\n> aa");
});

Deno.test("a search shows what is looked for in the place of the prompt", () => {
  const { screen, type } = seat("lobby> ");
  type("one<enter>");
  type("<ctrl-r>");
  strictEqual(screen.text(), 'above\nsearch "":');
  type("n");
  deepStrictEqual([screen.text(), screen.cursor.column], ['above\nsearch "": one', 12]);
  type("<ctrl-g>");
  strictEqual(screen.text(), "above\nlobby>");
});

Deno.test("a long line scrolls sideways and comes back", () => {
  const { screen, type } = seat();
  type("abcdefghijklmnopq");
  strictEqual(screen.text(), "above\n> abcdefghijklmnopq");
  type("rstuvwxyz");
  strictEqual(screen.text(), "above\n> stuvwxyz");
  type("<home>");
  strictEqual(screen.text(), "above\n> abcdefghijklmnopq");
  type("<end>" + "<left>".repeat(8));
  strictEqual(screen.text(), "above\n> klmnopqrstuvwxyz");
});

Deno.test("a wide character that half fits is not shown", () => {
  const { screen, type } = seat();
  type("日本語日本語日本語");
  type("<home>");
  strictEqual(screen.text(), "above\n> 日本語日本語日本");
  strictEqual(screen.cursor.column, 2);
});

Deno.test("a secret is not shown, nor how long it is", () => {
  const { editor, screen, type } = seat("Password: ");
  editor.secret = true;
  strictEqual(type("hunter2<left><backspace>x"), "");
  deepStrictEqual([screen.currentLine(), screen.cursor.column], ["Password:", 10]);
});

Deno.test("an erased row is empty, and the next update draws it again", () => {
  const { line, screen, type } = seat();
  type("hello");
  screen.write(line.erase());
  deepStrictEqual([screen.text(), screen.cursor], ["above", { row: 1, column: 0 }]);
  screen.write("message\r\n" + line.update());
  strictEqual(screen.text(), "above\nmessage\n> hello");
});

Deno.test("a row that is left stays on the screen", () => {
  const { editor, line, screen, type } = seat();
  type("hello<home>");
  editor.feed({ kind: "key", name: "enter" });
  screen.write(line.leave() + "Hi.\r\n" + line.update());
  strictEqual(screen.text(), "above\n> hello\nHi.\n>");
});

Deno.test("a clear screen has the prompt line on its first row", () => {
  const { line, screen, type } = seat();
  type("hello<left>");
  screen.write(line.clearScreen());
  deepStrictEqual([screen.text(), screen.cursor], ["> hello", { row: 0, column: 6 }]);
});

Deno.test("a prompt has its styles, which end before the line", () => {
  const { screen, type } = seat(styled`^G${"lobby"}>^~ `);
  type("x");
  strictEqual(screen.currentLine(), "lobby> x");
  strictEqual(screen.styleAt({ row: 1, column: 0 }), "1;32;92");
  strictEqual(screen.styleAt({ row: 1, column: 7 }), "");
});

Deno.test("a prompt is cut at half the width, and is one line that clears nothing", () => {
  const { screen } = seat("a prompt of far too many words> ");
  strictEqual(screen.text(), "above\na prompt o");
  strictEqual(seat(styled`^s^l> \nmore`).screen.text(), "above\n>");
});

Deno.test("another prompt or size is drawn with the next update", () => {
  const { profile, line, screen, type } = seat();
  type("abcdefghijklmnop");
  line.change({ prompt: "lobby> " });
  screen.write(line.update());
  strictEqual(screen.currentLine(), "lobby> klmnop");
  line.change({ profile: { ...profile, columns: 80 } });
  const wide = new VirtualScreen();
  type("<home>");
  wide.write(line.draw());
  strictEqual(wide.text(), "lobby> abcdefghijklmnop");
});

Deno.test("what the terminal's charset lacks is drawn as what stands for it", () => {
  const { profile, line, screen, type } = seat("né→ ");
  line.change({ profile: { ...profile, charset: "ascii" } });
  type("é👍 日<left>");
  deepStrictEqual(
    [screen.currentLine(), screen.cursor],
    ["ne-> e:thumbs up: ?", { row: 1, column: 18 }],
  );
});

Deno.test("no row is too long in a charset in which characters are wider", () => {
  fc.assert(
    fc.property(randomTyping(words), (events) => {
      const { editor, profile, line, screen } = seat();
      line.change({ profile: { ...profile, charset: "ascii" } });
      for (const event of events) {
        editor.feed(event);
        screen.write(line.update());
        ok(screen.text().split("\n").length <= (editor.menu ? 3 : 2));
        ok(screen.cursor.column < COLUMNS);
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("what is typed has the colour of the theme's text, and what comes after it has not", () => {
  const editor = new LineEditor({ limitBytes: 200, complete });
  const profile = { ...DEFAULT_PROFILE, columns: COLUMNS, colours: "16", theme: "amber" } as const;
  const line = new PromptLine(editor, { prompt: "> ", profile });
  const screen = new VirtualScreen({ columns: COLUMNS, rows: 4 });
  screen.write(line.draw());
  editor.feed({ kind: "text", text: "a" });
  screen.write(line.update());
  strictEqual(screen.styleAt({ row: 0, column: 2 }), "33");
  screen.write(line.leave() + "b");
  strictEqual(screen.styleAt({ row: 1, column: 0 }), "");
  screen.write(line.draw() + line.erase() + "c");
  strictEqual(screen.styleAt({ row: 1, column: 0 }), "");
});
