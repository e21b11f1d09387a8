/**
 * Reading INI text, good and bad.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { formatProblem } from "../../core/config/config_problem.ts";
import { CONFIG_LIMIT, readIni } from "../../core/config/ini_reader.ts";

function problemsOf(text: string): string[] {
  return readIni({ file: "c.ini", text }).problems.map(formatProblem);
}

/** The value of the only entry, which must be well. */
function valueOf(raw: string): string | undefined {
  const { entries, problems } = readIni({ file: "c.ini", text: `[s]\nk =${raw}` });
  deepStrictEqual(problems, []);
  strictEqual(entries.length, 1);
  return entries[0]?.value;
}

Deno.test("entries know their section, key, value and line", () => {
  const { headers, entries, problems } = readIni({
    file: "c.ini",
    text: "; hello\n[main]\nport = 2023\n\n[ limits ]\nrooms=5\n",
  });
  deepStrictEqual(headers, [{ name: "main", line: 2 }, { name: "limits", line: 5 }]);
  deepStrictEqual(entries, [
    { section: "main", key: "port", value: "2023", line: 3 },
    { section: "limits", key: "rooms", value: "5", line: 6 },
  ]);
  deepStrictEqual(problems, []);
});

Deno.test("sections and keys may be in any case, and values keep theirs", () => {
  const { entries } = readIni({ file: "c.ini", text: "[MAIN]\nNaMe = Late Night" });
  deepStrictEqual(entries, [{ section: "main", key: "name", value: "Late Night", line: 2 }]);
});

Deno.test("a byte order mark and every kind of line end are read", () => {
  const { entries } = readIni({ file: "c.ini", text: "\uFEFF[a]\r\nb = 1\rc = 2\n\nd = 3" });
  deepStrictEqual(
    entries.map(({ key, value, line }) => [key, value, line]),
    [["b", "1", 2], ["c", "2", 3], ["d", "3", 5]],
  );
});

Deno.test("comments start with a semicolon or a hash, on a line of their own or after the rest", () => {
  const { headers, entries, problems } = readIni({
    file: "c.ini",
    text: "; one\n  # two = 2\n[a] ; three\nb = 1 # four\nc = 2 ; five",
  });
  deepStrictEqual(headers, [{ name: "a", line: 3 }]);
  deepStrictEqual(entries.map(({ key, value }) => [key, value]), [["b", "1"], ["c", "2"]]);
  deepStrictEqual(problems, []);
});

for (
  const [what, raw, value] of [
    ["nothing", "", ""],
    ["spaces around it", "   a b   ", "a b"],
    ["an equals sign", " a=b", "a=b"],
    ["brackets", " [a]", "[a]"],
    ["an apostrophe inside", " Bob's", "Bob's"],
    ["escaped comment signs", " a\\;b\\#c", "a;b#c"],
    ["a backslash before a letter", " C:\\data", "C:\\data"],
    ["double quotes around spaces", ' "  a  "', "  a  "],
    ["double quotes around comment signs", ' "a;b#c" ; d', "a;b#c"],
    ["double quotes around escapes", ' "a\\"b\\\\c"', 'a"b\\c'],
    ["single quotes", " 'a;b \\' # c", "a;b \\"],
    ["single quotes around a number", " '123'", "123"],
    ["a word that JSON knows", " true", "true"],
    ["null", " null", "null"],
    ["a line separator", " a\u2028b", "a\u2028b"],
    ["the name of a prototype", " __proto__", "__proto__"],
  ] as const
) {
  Deno.test(`a value with ${what} is read`, () => strictEqual(valueOf(raw), value));
}

for (const raw of ['"', '"a', '"a" b', '"C:\\data"', "'", "'a", "'a'b", "\"a'", '""a"']) {
  Deno.test(`a value quoted as ${raw} is a problem`, () => {
    deepStrictEqual(problemsOf(`[s]\nk = ${raw}`), [
      'c.ini:2: Cannot read "k" as its quotes, or backslashes in them, are wrong: ' +
      JSON.stringify(raw),
    ]);
  });
}

Deno.test("a key that comes twice is a problem that names both lines, and the first counts", () => {
  const { entries, problems } = readIni({
    file: "c.ini",
    text: "[a]\nb = 1\n[c]\nb = 2\n[A]\nB = 3",
  });
  deepStrictEqual(entries.map(({ value }) => value), ["1", "2"]);
  deepStrictEqual(problems.map(formatProblem), [
    'c.ini:6: Cannot read "b" as it is set already: on line 2',
  ]);
});

Deno.test("a key before the first section is a problem", () => {
  deepStrictEqual(problemsOf("; hi\nport = 1\n[main]"), [
    'c.ini:2: Cannot read "port" as no [section] stands above it',
  ]);
});

for (const line of ["hello", "= 5", "port: 5"]) {
  Deno.test(`the line "${line}" is a problem`, () => {
    deepStrictEqual(problemsOf(`[main]\n${line}`), [
      "c.ini:2: Cannot read the line as it must be [section], key = value or ; comment: " +
      `"${line}"`,
    ]);
  });
}

for (const header of ["[main", "[]", "[ ]", "[main] port = 5", "[a]]"]) {
  Deno.test(`the header "${header}" is a problem, and the keys below it are passed over`, () => {
    const { entries, problems } = readIni({
      file: "c.ini",
      text: `[a]\n${header}\nb = 1\n[c]\nd = 2`,
    });
    deepStrictEqual(entries.map(({ key }) => key), ["d"]);
    deepStrictEqual(problems.map(formatProblem), [
      `c.ini:2: Cannot read the line as it must be [section]: "${header}"`,
    ]);
  });
}

Deno.test("names that objects have by themselves are names like all others", () => {
  const { entries } = readIni({
    file: "c.ini",
    text: "[__proto__]\n__proto__ = 1\nconstructor = 2\n[constructor]\ntoString = 3\na[] = 4",
  });
  deepStrictEqual(entries.map(({ section, key, value }) => [section, key, value]), [
    ["__proto__", "__proto__", "1"],
    ["__proto__", "constructor", "2"],
    ["constructor", "tostring", "3"],
    ["constructor", "a[]", "4"],
  ]);
});

Deno.test("a text of more than 1 MiB is refused whole, and one of 1 MiB is read", () => {
  const text = "[a]\nb = 1\n".padEnd(CONFIG_LIMIT, ";");
  strictEqual(readIni({ file: "c.ini", text }).entries.length, 1);
  const { headers, entries, problems } = readIni({ file: "c.ini", text: text + ";" });
  deepStrictEqual({ headers, entries }, { headers: [], entries: [] });
  deepStrictEqual(problems.map(formatProblem), [
    "c.ini: Cannot read the file as it is longer than 1048576 bytes",
  ]);
});

Deno.test("the longest quoted value is read", () => {
  const value = "\\".repeat(200_000) + "x".repeat(200_000);
  strictEqual(valueOf(JSON.stringify(value)), value);
});

Deno.test("half a million wrong lines are half a million problems", () => {
  strictEqual(problemsOf("x\n".repeat(CONFIG_LIMIT / 2)).length, CONFIG_LIMIT / 2);
});

Deno.test("no text makes the reader throw, and each line gives at most one thing", () => {
  const piece = fc.constantFrom(
    "[",
    "]",
    "=",
    '"',
    "'",
    "\\",
    ";",
    "#",
    "\n",
    "\r",
    " ",
    "a",
    "\uFEFF",
  );
  const text = fc.array(fc.oneof(piece, piece, fc.string({ unit: "binary", maxLength: 3 })), {
    maxLength: 60,
  }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (text) => {
      const { headers, entries, problems } = readIni({ file: "c.ini", text });
      const lines = [...headers, ...entries, ...problems].map(({ line }) => line);
      strictEqual(new Set(lines).size, lines.length);
      ok(entries.every(({ value }) => typeof value === "string"));
    }),
    { numRuns: 300 },
  );
});
