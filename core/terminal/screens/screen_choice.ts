/**
 * Which of the files of a screen a caller is shown.
 *
 * @module
 */

import type { Charset, TerminalProfile } from "../profile.ts";
import type { ScreenFile } from "./screen_file.ts";

/** What of a terminal matters for the choice. */
export type ScreenViewer = Pick<
  TerminalProfile,
  "charset" | "colours" | "columns" | "rows" | "screenReader"
>;

/** Which charsets in names a terminal can show, by its own, the best first; "" is a name without one. */
const SHOWN: Readonly<Record<Charset, readonly (Charset | "")[]>> = {
  "ascii": ["ascii", ""],
  "cp437": ["cp437", "", "ascii"],
  "latin-1": ["latin-1", "", "ascii"],
  "utf-8": ["utf-8", "", "latin-1", "cp437", "ascii"],
};

/** How wide a text is that does not say for which width it is, on screens that are not narrower. */
const USUAL_COLUMNS = 80;

/** A screen wider than that has not told its width. */
const WIDEST = 500;

/**
 * The files that a terminal can show, the best first. Left out is what is wider than its screen, or in a
 * charset that it does not have; and pictures where there are no colours, or somebody listens.
 *
 * Of the others the better one is, by the first of these that tells them apart: a picture, but on a
 * terminal that has ASCII alone, one that is not made of it comes last; what is no higher than the screen; what is wider; what is in the terminal's own charset, or does not say; what says its size;
 * what is higher; whose name comes first.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { DEFAULT_PROFILE } from "../profile.ts";
 * import { readScreen } from "./screen_file.ts";
 * import { parseScreenName } from "./screen_name.ts";
 * const art = new TextEncoder().encode("art");
 * const files = ["a.132x37.ans", "a.80x24.ans", "a.40x25.ans", "a.txt"].map((name) =>
 *   readScreen(parseScreenName(name)!, art)
 * );
 * const chosenFor = (columns: number, colours: "none" | "16") =>
 *   fittingScreens(files, { ...DEFAULT_PROFILE, columns, colours })
 *     .map(({ name: { kind, size } }) => size?.columns ?? kind);
 * deepStrictEqual(chosenFor(100, "16"), [80, 40, "txt"]);
 * deepStrictEqual(chosenFor(100, "none"), ["txt"]);
 * ```
 */
export function fittingScreens(
  files: readonly ScreenFile[],
  viewer: ScreenViewer,
): readonly ScreenFile[] {
  const columns = viewer.columns > WIDEST ? USUAL_COLUMNS : viewer.columns;
  const seen = { ...viewer, columns };
  return files.filter((file) => fits(file, seen))
    .map((file, index) => ({ file, grades: [...gradesOf(file, seen), -index] }))
    .sort((a, b) => firstDifference(b.grades, a.grades))
    .map(({ file }) => file);
}

function fits({ name, size }: ScreenFile, viewer: ScreenViewer): boolean {
  if (!SHOWN[viewer.charset].includes(name.charset ?? "")) return false;
  if (name.kind === "ans" && (viewer.colours === "none" || viewer.screenReader)) return false;
  return Math.max(name.size?.columns ?? 0, size?.columns ?? 0) <= viewer.columns;
}

/** How good a file is, by one reason after the other: more is better. */
function gradesOf({ name, size = name.size }: ScreenFile, viewer: ScreenViewer): number[] {
  const { charset = "" } = name;
  const isOfBlocks = viewer.charset === "ascii" && charset !== "ascii";
  const rows = Math.max(name.size?.rows ?? 0, size?.rows ?? 0);
  const columns = name.size?.columns ?? size?.columns ??
    Math.min(USUAL_COLUMNS, viewer.columns);
  return [
    name.kind === "txt" ? 0 : isOfBlocks ? -1 : 1,
    Number(rows <= viewer.rows),
    columns,
    -SHOWN[viewer.charset].indexOf(charset),
    Number(name.size !== undefined),
    rows,
  ];
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((grade, index) => grade !== b[index]);
  return index < 0 ? 0 : a[index]! - b[index]!;
}
