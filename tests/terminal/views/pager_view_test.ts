import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { KeyEvent } from "../../../core/terminal/keys/key_decoder.ts";
import { PagerView } from "../../../core/terminal/views/pager_view.ts";
import { DEFAULT_PROFILE, type TerminalProfile } from "../../../core/terminal/profile.ts";
import { styled, type Text } from "../../../core/terminal/style/styled_text.ts";
import { VirtualScreen } from "../../../testing/virtual_screen.ts";
import { typing } from "../typing.ts";

const PROFILE: TerminalProfile = { ...DEFAULT_PROFILE, columns: 30, rows: 6, editsLines: false };

const TEXT = Array.from({ length: 14 }, (_, index) => `line ${index + 1}`).join("\n");

/** A pager on a screen. */
class Reading {
  readonly screen = new VirtualScreen(PROFILE);
  readonly pager: PagerView;
  end: "done" | "cancelled" | undefined;

  constructor(text: Text = TEXT) {
    this.pager = new PagerView(text);
    this.screen.write(this.pager.draw(PROFILE));
  }

  type(keys: string): string {
    return typing(keys).map((event) => this.press(event)).join("");
  }

  press(key: KeyEvent): string {
    const { kind, sent } = this.pager.press(key);
    this.screen.write(sent);
    if (kind !== "on") this.end = kind;
    return sent;
  }

  get lines(): string[] {
    return this.screen.lines();
  }
}

Deno.test("a screenful is shown, and that there is more", () => {
  const { lines } = new Reading();
  deepStrictEqual(lines.slice(0, 5), ["line 1", "line 2", "line 3", "line 4", "line 5"]);
  strictEqual(lines[5], "-- More -- (35%) space: on, b");
});

Deno.test("space, Enter and n go on by a page, and nothing of the row is left", () => {
  for (const key of [" ", "<enter>", "n", "<page-down>"]) {
    const reading = new Reading();
    reading.type(key);
    deepStrictEqual(reading.lines, [
      "line 6",
      "line 7",
      "line 8",
      "line 9",
      "line 10",
      "-- More -- (71%)",
    ]);
    reading.type(key);
    strictEqual(reading.end, "done");
    deepStrictEqual(
      reading.screen.allText().split("\n"),
      [...TEXT.split("\n"), ...reading.lines.slice(-1)].filter((line) => line !== ""),
    );
    deepStrictEqual(reading.screen.cursor, { row: 5, column: 0 });
  }
});

Deno.test("down goes on by a line, and sends only that", () => {
  const reading = new Reading();
  strictEqual(reading.type("<down>"), "\r\x1b[Kline 6\r\n\r-- More -- (42%)\x1b[K");
});

Deno.test("b goes back by a page, and rings at the beginning", () => {
  const reading = new Reading();
  reading.type("  ");
  const again = new Reading();
  again.type(" <down>b");
  deepStrictEqual(again.lines.slice(0, 2), ["line 2", "line 3"]);
  again.type("b");
  deepStrictEqual(again.lines.slice(0, 2), ["line 1", "line 2"]);
  again.type("b");
  strictEqual(again.screen.bells, 1);
});

Deno.test("q, Esc and Ctrl-G leave, and Ctrl-C wants out of it all", () => {
  for (
    const [key, end] of [
      ["q", "done"],
      ["Q", "done"],
      ["<escape>", "done"],
      ["<ctrl-g>", "done"],
      ["<ctrl-c>", "cancelled"],
    ] as const
  ) {
    const reading = new Reading();
    reading.type(key);
    deepStrictEqual([reading.end, reading.lines[5]], [end, ""]);
  }
});

Deno.test("a slash looks for something, which comes to the top", () => {
  const reading = new Reading();
  reading.type("/LINE 9<backspace>8");
  strictEqual(reading.lines[5], "/LINE 8");
  reading.type("<enter>");
  deepStrictEqual([reading.lines[0], reading.lines[5]], ["line 8", "-- More -- (85%)"]);
  reading.type("/nowhere<enter>");
  strictEqual(reading.lines[5], 'Nothing below has "nowhere"');
  reading.type("/x<ctrl-g>");
  strictEqual(reading.lines[5], "-- More -- (85%)");
});

Deno.test("looking for nothing looks for the same again", () => {
  const reading = new Reading("a\nb\nc\nx\nd\ne\nf\nx\ng\nh\ni\nj\nk\nl");
  reading.type("/x<enter>");
  strictEqual(reading.lines[0], "x");
  reading.type("/<enter>");
  deepStrictEqual(reading.lines.slice(0, 2), ["x", "g"]);
});

Deno.test("a key that means nothing shows those that do", () => {
  const reading = new Reading();
  reading.type("<down>");
  reading.type("x");
  match(reading.lines[5]!, /^-- More -- \(42%\) space: on/);
});

Deno.test("a resize goes on in the same line of the text, in the new width", () => {
  const text = `${"short\n".repeat(8)}one two three four five six seven eight nine ten\n${
    "end\n".repeat(20)
  }`;
  const reading = new Reading(text);
  reading.type("<down><down><down><down>");
  const first = reading.lines[0];
  reading.screen.resize({ columns: 20, rows: 10 });
  reading.screen.write(reading.pager.draw({ ...PROFILE, columns: 20, rows: 10 }));
  strictEqual(reading.lines[0], first);
  ok(reading.lines.some((line) => line === "one two three four"));
  match(reading.lines[9]!, /^-- More --/);
});

Deno.test("a sentence of the house is in the last row until the next key", () => {
  const reading = new Reading();
  reading.screen.write(reading.pager.notice("Are you there? This is a long sentence."));
  strictEqual(reading.lines[5], "Are you there? This is a long");
  reading.type("<down>");
  strictEqual(reading.lines[5], "-- More -- (42%)");
});

Deno.test("what would clear the screen does not, and styles stay", () => {
  const reading = new Reading(styled`^s^gone^~\n${"x\n".repeat(10)}`);
  strictEqual(reading.lines[0], "one");
});

Deno.test("keys that come in one packet are pressed one after the other", () => {
  const reading = new Reading();
  reading.press({ kind: "text", text: "b /line 9" });
  strictEqual(reading.lines[5], "/line 9");
  strictEqual(reading.end, undefined);
});

Deno.test("whatever is pressed, the screen has rows of the text and one row below them", () => {
  const keys = fc.constantFrom(
    ...typing("<down><up><page-down><enter><home><escape><ctrl-l><tab><backspace>"),
    ...[" ", "b", "n", "g", "/", "line 1", "x", "q"].map((text): KeyEvent => ({
      kind: "text",
      text,
    })),
    { kind: "paste", text: "a\nb", isWhole: true } as const,
  );
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 20 }), (pressed) => {
      const reading = new Reading();
      for (const key of pressed) {
        reading.press(key);
        if (reading.end) return strictEqual(reading.lines[5], "");
        const shown = reading.lines.slice(0, 5).map((line) => Number(line.slice("line ".length)));
        deepStrictEqual(shown, shown.map((_, index) => shown[0]! + index));
        strictEqual(reading.screen.cursor.row, 5);
      }
    }),
    { numRuns: 200 },
  );
});
