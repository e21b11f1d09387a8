import { deepStrictEqual } from "node:assert/strict";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import { fittingScreens, type ScreenViewer } from "../../../core/terminal/screens/screen_choice.ts";
import { readScreen } from "../../../core/terminal/screens/screen_file.ts";
import { parseScreenName } from "../../../core/terminal/screens/screen_name.ts";

/** The files that fit, the best first; `wide.ans` is 100 columns wide, `high.ans` 50 rows high. */
function choose(names: readonly string[], viewer: Partial<ScreenViewer> = {}): string[] {
  const known = names.map((name) => {
    const art = name.includes("wide") ? "\x1b[100Gx" : name.includes("high") ? "\x1b[50Bx" : "x";
    const path = name.replace(/^(wide|high)/, "a");
    const parsed = parseScreenName(path)!;
    const size = name.startsWith("wide") ? { size: { columns: 100, rows: 24 } } : {};
    return { name, file: readScreen({ ...size, ...parsed }, new TextEncoder().encode(art)) };
  });
  const chosen = fittingScreens(known.map(({ file }) => file), {
    ...DEFAULT_PROFILE,
    colours: "16",
    ...viewer,
  });
  return chosen.map((file) => known.find((it) => it.file === file)!.name);
}

const SIZES = ["a.132x37.ans", "a.40x25.ans", "a.80x24.ans", "a.txt"];

Deno.test("the widest picture is shown that is not wider than the screen", () => {
  deepStrictEqual(choose(SIZES, { columns: 200, rows: 60 })[0], "a.132x37.ans");
  deepStrictEqual(choose(SIZES, { columns: 132, rows: 37 })[0], "a.132x37.ans");
  deepStrictEqual(choose(SIZES, { columns: 131 })[0], "a.80x24.ans");
  deepStrictEqual(choose(SIZES, { columns: 79, rows: 25 })[0], "a.40x25.ans");
  deepStrictEqual(choose(SIZES, { columns: 39 }), ["a.txt"]);
});

Deno.test("a picture that does not say its size has that which it has", () => {
  deepStrictEqual(choose(["wide.ans", "a.txt"], { columns: 99 }), ["a.txt"]);
  deepStrictEqual(choose(["wide.ans", "a.txt"], { columns: 100 }), ["wide.ans", "a.txt"]);
});

Deno.test("one that is higher than the screen comes after those that are not", () => {
  deepStrictEqual(choose(SIZES, { columns: 132, rows: 25 }), [
    "a.80x24.ans",
    "a.40x25.ans",
    "a.132x37.ans",
    "a.txt",
  ]);
  deepStrictEqual(choose(["high.ans"]), ["high.ans"]);
});

Deno.test("where there are no colours, or somebody listens, there are no pictures", () => {
  deepStrictEqual(choose(SIZES, { colours: "none" }), ["a.txt"]);
  deepStrictEqual(choose(SIZES, { screenReader: true }), ["a.txt"]);
  deepStrictEqual(choose(["a.ans"], { colours: "none" }), []);
});

Deno.test("what is in the terminal's own charset is better than what is in another", () => {
  const names = ["a.ans", "a.ascii.ans", "a.cp437.ans", "a.latin1.ans", "a.utf8.ans"];
  deepStrictEqual(choose(names, { charset: "utf-8" }), [
    "a.utf8.ans",
    "a.ans",
    "a.latin1.ans",
    "a.cp437.ans",
    "a.ascii.ans",
  ]);
  deepStrictEqual(choose(names, { charset: "cp437" }), ["a.cp437.ans", "a.ans", "a.ascii.ans"]);
  deepStrictEqual(choose(names, { charset: "latin-1" }), ["a.latin1.ans", "a.ans", "a.ascii.ans"]);
  deepStrictEqual(choose(names, { charset: "ascii" }), ["a.ascii.ans", "a.ans"]);
});

Deno.test("on ASCII, text is better than a picture that is not made of it", () => {
  deepStrictEqual(choose(["a.80x24.ans", "a.txt"], { charset: "ascii" }), ["a.txt", "a.80x24.ans"]);
  deepStrictEqual(choose(["a.ascii.ans", "a.txt"], { charset: "ascii" })[0], "a.ascii.ans");
  deepStrictEqual(choose(["a.ascii.txt", "a.txt"], { charset: "ascii" })[0], "a.ascii.txt");
});

Deno.test("a width is better than a charset, and a charset than saying the size", () => {
  deepStrictEqual(choose(["a.40x25.utf8.ans", "a.80x24.ans"])[0], "a.80x24.ans");
  deepStrictEqual(choose(["a.80x24.ans", "a.80x24.utf8.ans"])[0], "a.80x24.utf8.ans");
});

Deno.test("a text is for every screen, as if it were 80 columns wide on those that are wider", () => {
  const texts = ["a.132x37.txt", "a.40x25.txt", "a.80x24.txt", "a.txt"];
  const plainly = (columns: number) => choose(texts, { columns, rows: 40, colours: "none" })[0];
  deepStrictEqual([39, 40, 60, 80, 131, 132].map(plainly), [
    "a.txt",
    "a.40x25.txt",
    "a.txt",
    "a.80x24.txt",
    "a.80x24.txt",
    "a.132x37.txt",
  ]);
});

Deno.test("a terminal that has told no width is taken for one of 80 columns", () => {
  deepStrictEqual(choose(["a.132x37.txt", "a.txt"], { columns: 32_767, rows: 50 }), ["a.txt"]);
});

Deno.test("of those that are alike the first is taken", () => {
  deepStrictEqual(
    choose(["a.80x24.ans", "a.cp437.80x24.ans"], { charset: "cp437" })[0],
    "a.cp437.80x24.ans",
  );
  deepStrictEqual(choose(["a.txt", "a.txt"]), ["a.txt", "a.txt"]);
});
