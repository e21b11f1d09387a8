import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { ComposerView } from "../../../core/terminal/views/composer_view.ts";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import type { KeyEvent } from "../../../core/terminal/keys/key_decoder.ts";
import { DEFAULT_PROFILE, type TerminalProfile } from "../../../core/terminal/profile.ts";
import { VirtualScreen } from "../../../testing/virtual_screen.ts";
import { hostileText, words } from "../typed_text.ts";
import { randomTyping, typing } from "../typing.ts";

const PROFILE: TerminalProfile = { ...DEFAULT_PROFILE, columns: 20, rows: 6, editsLines: false };

const LIMITS = { bytes: 500, lines: 30 };

/** A composer on a screen. */
class Composing {
  readonly screen: VirtualScreen;
  readonly composer: ComposerView;
  end: string | undefined;

  constructor(text = "", profile = PROFILE) {
    this.screen = new VirtualScreen(profile);
    this.screen.write("before\r\n");
    this.composer = new ComposerView(text, LIMITS);
    this.screen.write(this.composer.draw(profile));
  }

  type(keys: string): string {
    return typing(keys).map((event) => this.press(event)).join("");
  }

  press(key: KeyEvent): string {
    const step = this.composer.press(key);
    this.screen.write(step.sent);
    if (step.kind !== "on") this.end = step.kind === "done" ? step.result : step.kind;
    return step.sent;
  }

  get rows(): string[] {
    return this.screen.lines().slice(0, -1);
  }

  get status(): string {
    return this.screen.lines().at(-1)!;
  }

  /** The row of the cursor, with the cursor as a bar. */
  get cursorRow(): string {
    const { row, column } = this.screen.cursor;
    const text = this.screen.lines()[row]!.padEnd(column);
    return `${row}: ${text.slice(0, column)}|${text.slice(column)}`;
  }
}

Deno.test("a text is composed over the whole screen, and wrapped at words", () => {
  const composing = new Composing();
  strictEqual(composing.status, "Ctrl-X: done   Ctrl");
  composing.type("Hello all of you out there,<enter>it is me.");
  deepStrictEqual(
    composing.rows,
    ["Hello all of you ", "out there,", "it is me.", "", ""].map((
      row,
    ) => row.trimEnd()),
  );
  strictEqual(composing.cursorRow, "2: it is me.|");
});

Deno.test("what is typed at the end of a line sends nothing else", () => {
  const composing = new Composing("one\ntwo");
  deepStrictEqual([composing.type("x"), composing.type("<left>")], ["x", "\b"]);
  strictEqual(composing.type("<up>"), "\x1b[1;4H");
  strictEqual(composing.type("<home>o"), "\r\x1b[Cone\b\b\b");
});

Deno.test("up, down and the page keys keep to their column", () => {
  const composing = new Composing("a long line\nb\nanother line");
  composing.type("<left><left>");
  strictEqual(composing.cursorRow, "2: another li|ne");
  composing.type("<up>");
  strictEqual(composing.cursorRow, "1: b|");
  composing.type("<up>");
  strictEqual(composing.cursorRow, "0: a long lin|e");
  composing.type("<page-down>");
  strictEqual(composing.cursorRow, "2: another li|ne");
  composing.type("<page-up><page-up>");
  strictEqual(composing.cursorRow, "0: a long lin|e");
});

Deno.test("down stays in the rows of a line that is wrapped", () => {
  const composing = new Composing("one two three four five six");
  composing.type("<ctrl-home><end>");
  strictEqual(composing.cursorRow, "1: five six|");
  composing.type("<up>");
  strictEqual(composing.cursorRow, "0: one two |three four");
  composing.type("<down>");
  strictEqual(composing.cursorRow, "1: five six|");
});

Deno.test("a text longer than the screen is scrolled, by half a screen at a time", () => {
  const composing = new Composing(Array.from({ length: 12 }, (_, i) => `${i + 1}`).join("\n"));
  deepStrictEqual(composing.rows, ["10", "11", "12", "", ""]);
  composing.type("<up><up><up>");
  deepStrictEqual(composing.rows, ["7", "8", "9", "10", "11"]);
  strictEqual(composing.cursorRow, "2: 9|");
});

Deno.test("Ctrl-X is done, without the empty lines at the end, and leaves an empty screen", () => {
  const composing = new Composing();
  composing.type("one<enter><enter>two<enter><enter><ctrl-x>");
  strictEqual(composing.end, "one\n\ntwo");
  strictEqual(composing.screen.text(), "");
  deepStrictEqual(composing.screen.cursor, { row: 0, column: 0 });
});

Deno.test("an xterm has its first screen back afterwards", () => {
  const composing = new Composing("", { ...PROFILE, xterm: true });
  composing.type("one<ctrl-x>");
  strictEqual(composing.screen.text(), "before");
  deepStrictEqual(composing.screen.cursor, { row: 1, column: 0 });
});

Deno.test("Ctrl-C leaves at once what is as it was, and asks before it throws a text away", () => {
  const unchanged = new Composing("old");
  unchanged.type("<left><ctrl-c>");
  strictEqual(unchanged.end, "cancelled");
  for (
    const [keys, end] of [
      ["<ctrl-c>y", "cancelled"],
      ["<escape>Y", "cancelled"],
      [
        "<ctrl-c><ctrl-c>",
        "cancelled",
      ],
      ["<ctrl-c>n", undefined],
      ["<ctrl-c><enter>", undefined],
    ] as const
  ) {
    const composing = new Composing();
    composing.type("x" + keys);
    strictEqual(composing.end, end, keys);
    if (end === undefined) match(composing.status, /^Ctrl-X/);
  }
  const asked = new Composing();
  asked.type("x<ctrl-c>");
  strictEqual(asked.status, "Throw the text away");
});

Deno.test("a paste of many lines goes in whole, and one that is too long says so", () => {
  const composing = new Composing();
  composing.press({ kind: "paste", text: "a\rb\x1b[2J\rc\r", isWhole: true });
  deepStrictEqual(composing.rows.slice(0, 3), ["a", "b[2J", "c"]);
  composing.press({ kind: "paste", text: "x\r".repeat(40), isWhole: true });
  composing.press({ kind: "paste", text: "x", isWhole: false });
  deepStrictEqual([composing.status, composing.screen.bells], ["That is too much: a", 2]);
  composing.type("d");
  match(composing.status, /^Ctrl-X/);
});

Deno.test("a resize wraps the text anew, with the cursor where it was in it", () => {
  const composing = new Composing("one two three four five six");
  composing.type("<left>");
  const profile = { ...PROFILE, columns: 40, rows: 10 };
  composing.screen.resize(profile);
  composing.screen.write(composing.composer.draw(profile));
  strictEqual(composing.cursorRow, "0: one two three four five si|x");
  match(composing.screen.lines()[9]!, /^Ctrl-X/);
});

Deno.test("a sentence of the house is in the last row until the next key", () => {
  const composing = new Composing();
  composing.screen.write(composing.composer.notice("Are you there?"));
  deepStrictEqual([composing.status, composing.cursorRow], ["Are you there?", "0: |"]);
  composing.type("x");
  match(composing.status, /^Ctrl-X/);
});

Deno.test("a charset that lacks a character has something for it", () => {
  const composing = new Composing("", { ...PROFILE, charset: "ascii" });
  composing.type("né👍x<left><left>");
  deepStrictEqual(composing.cursorRow, "0: ne|:thumbs up:x");
});

Deno.test("whatever is typed, small updates show what drawing it all would show", () => {
  fc.assert(
    fc.property(
      randomTyping(fc.oneof(words, hostileText)),
      fc.constantFrom("utf-8", "cp437"),
      (events, charset) => {
        const composing = new Composing("start\n\nhere", { ...PROFILE, charset });
        for (const event of events) {
          composing.press(event);
          if (composing.end !== undefined) return;
          const shown = [composing.screen.lines(), composing.screen.cursor];
          const fresh = new VirtualScreen(PROFILE);
          fresh.write(composing.composer.draw({ ...PROFILE, charset }));
          deepStrictEqual(shown, [fresh.lines(), fresh.cursor]);
          ok(fresh.lines().every((row) => displayWidth(row) < PROFILE.columns), "last column");
        }
      },
    ),
    { numRuns: 150 },
  );
});
