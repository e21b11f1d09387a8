/**
 * Pictures in ANSI art: what the bytes of a file draw.
 *
 * @module
 */

import { graphemes } from "../style/display_width.ts";
import { Canvas, type Picture } from "./canvas.ts";
import { Pen } from "./pen.ts";

/** How a picture is read. */
export interface AnsiOptions {
  /** Where it wraps. */
  readonly columns: number;
  /** Whether blinking stands for a bright ground: "iCE colours". */
  readonly brightGrounds?: boolean;
}

/** A control sequence: its parameters, what comes between, its final character (ECMA-48, section 5.4). */
// deno-lint-ignore no-control-regex
const CONTROL_SEQUENCE = /\x1b\[([0-?]*)([ -/]*)([@-~])/y;

/** What else begins with ESC: a control string up to its end, or a function of a few characters. */
// deno-lint-ignore no-control-regex
const OTHER_SEQUENCE = /\x1b(?:[PX\]^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])/y;

/** What is drawn: all but controls. */
// deno-lint-ignore no-control-regex
const TEXT = /[^\x00-\x1f\x7f-\x9f]+/y;

/** The most that the parameter of a sequence can say. */
const MOST = 9999;

/** Which part an erasing sequence means, by its parameter (ECMA-48, sections 8.3.39 and 8.3.41). */
const SIDES = ["after", "before", "all"] as const;

/**
 * Reads a picture: text, line ends and tabs, the colours of SGR (16, 256 and 24-bit), the cursor's moves
 * (CUU, CUD, CUF, CUB, CNL, CPL, CHA, VPA, CUP, HVP), saving and restoring it, and erasing (ED, EL); by
 * ECMA-48, and as ANSI.SYS does where that differs. All else that is a sequence is left out; what is
 * drawn outside of the largest picture is lost.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const { rows, columns } = readAnsi("\x1b[31mred\x1b[2;3Hx", { columns: 80 });
 * strictEqual(columns, 3);
 * deepStrictEqual(rows[0]?.[0], { text: "r", look: { foreground: 1 } });
 * strictEqual(rows[1]?.[2]?.text, "x");
 * ```
 * @param art Its characters; of those that are controls, these alone do something: ESC, CR, LF and HT.
 */
export function readAnsi(art: string, { columns, brightGrounds = false }: AnsiOptions): Picture {
  const canvas = new Canvas({ columns });
  const pen = new Pen({ brightGrounds });
  for (let at = 0; at < art.length;) {
    const text = matchAt(TEXT, art, at);
    if (text) {
      for (const grapheme of graphemes(text[0])) canvas.draw(grapheme, pen.look);
      at += text[0].length;
      continue;
    }
    const sequence = matchAt(CONTROL_SEQUENCE, art, at);
    if (sequence) {
      const [whole, parameters, between, final] = sequence as unknown as [string, ...string[]];
      if (between === "") obey(final!, { parameters: parameters!, canvas, pen });
      at += whole.length;
      continue;
    }
    const other = matchAt(OTHER_SEQUENCE, art, at);
    if (other) {
      if (other[0] === "\x1b7") canvas.save();
      if (other[0] === "\x1b8") canvas.restore();
      at += other[0].length;
      continue;
    }
    control(art[at]!, canvas);
    at++;
  }
  return canvas.finish();
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function control(character: string, canvas: Canvas): void {
  if (character === "\r") canvas.carriageReturn();
  else if (character === "\n") canvas.lineFeed();
  else if (character === "\t") canvas.tab();
}

/** Does what a control sequence says (ECMA-48, section 8.3). */
function obey(
  final: string,
  { parameters, canvas, pen }: {
    readonly parameters: string;
    readonly canvas: Canvas;
    readonly pen: Pen;
  },
): void {
  // What begins with another character is private: the modes of a terminal.
  if (!/^[\d;:]*$/.test(parameters)) return;
  const numbers = parameters.split(/[;:]/).map((digits) =>
    digits === "" ? undefined : Math.min(Number(digits), MOST)
  );
  const [first, second] = numbers;
  const count = Math.max(first ?? 1, 1);
  switch (final) {
    case "A":
      return canvas.moveBy({ rows: -count });
    case "B":
      return canvas.moveBy({ rows: count });
    case "C":
      return canvas.moveBy({ columns: count });
    case "D":
      return canvas.moveBy({ columns: -count });
    case "E":
      return canvas.moveBy({ rows: count, columns: -MOST });
    case "F":
      return canvas.moveBy({ rows: -count, columns: -MOST });
    case "G":
      return canvas.moveTo({ column: count - 1 });
    case "d":
      return canvas.moveTo({ row: count - 1 });
    case "H":
    case "f":
      return canvas.moveTo({ row: count - 1, column: Math.max(second ?? 1, 1) - 1 });
    case "J":
      if (first === 2) return canvas.clear();
      return canvas.erase("picture", SIDES[first ?? 0] ?? "after");
    case "K":
      return canvas.erase("row", SIDES[first ?? 0] ?? "after");
    case "m":
      return pen.select(numbers.map((number) => number ?? 0));
    case "s":
      return canvas.save();
    case "t":
      return pen.selectRgb(numbers.map((number) => number ?? 0));
    case "u":
      return canvas.restore();
  }
}
