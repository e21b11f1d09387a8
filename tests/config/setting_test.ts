/**
 * What each kind of setting reads, refuses and writes.
 *
 * @module
 */

import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  choice,
  flag,
  int,
  list,
  type Setting,
  SettingError,
  type SettingsOf,
  text,
} from "../../core/config/setting.ts";

const summary = "Something";

function refuses(setting: Setting, raw: string, message: string): void {
  throws(() => setting.parse(raw), (error: unknown) => {
    strictEqual(error instanceof SettingError && error.message, message);
    return true;
  });
}

Deno.test("an int takes whole numbers within its bounds, the bounds too", () => {
  const setting = int({ default: 5, min: -2, max: 10, summary });
  deepStrictEqual(["-2", "0", "007", "10"].map((raw) => setting.parse(raw)), [-2, 0, 7, 10]);
});

Deno.test("an int refuses what is out of bounds or not a whole number", () => {
  const setting = int({ default: 5, min: -2, max: 10, summary });
  for (
    const raw of ["-3", "11", "", "abc", "1.5", "1e1", "0x1", "+1", "1 0", "-0", "9".repeat(400)]
  ) {
    refuses(setting, raw, "it must be a whole number from -2 to 10");
  }
});

Deno.test("an int without bounds is not below zero and can be counted exactly", () => {
  const setting = int({ default: 0, summary });
  strictEqual(setting.parse("9007199254740991"), Number.MAX_SAFE_INTEGER);
  refuses(setting, "9007199254740992", "it must be a whole number not below 0");
  refuses(setting, "-1", "it must be a whole number not below 0");
});

Deno.test("an int names its unit", () => {
  const setting = int({ default: 60, max: 90, unit: "minutes", summary });
  strictEqual(setting.unit, "minutes");
  strictEqual(setting.expects, "a whole number of minutes from 0 to 90");
});

Deno.test("a text takes any characters of a line, up to its length", () => {
  const setting = text({ default: "a", maxLength: 3, summary });
  deepStrictEqual(["abc", "é ü", "👋👋👋"].map((raw) => setting.parse(raw)), [
    "abc",
    "é ü",
    "👋👋👋",
  ]);
  refuses(setting, "abcd", "it must be text of 1 to 3 characters");
});

Deno.test("a text is not blank unless that is allowed", () => {
  for (const raw of ["", "  "]) {
    refuses(text({ default: "a", summary }), raw, "it must be text of 1 to 200 characters");
  }
  strictEqual(text({ default: "", allowEmpty: true, summary }).parse(""), "");
});

Deno.test("texts and lists refuse control characters, line separators and half characters", () => {
  for (const raw of ["a\nb", "\x1b[31m", "\0", "\x7f", "\x9b", "a\u2028b", "\ud800"]) {
    refuses(text({ default: "a", summary }), raw, "it must not hold control characters");
    refuses(list({ default: [], summary }), raw, "it must not hold control characters");
  }
});

Deno.test("a text keeps its rule", () => {
  const rule = { expects: "lower case", test: (value: string) => value === value.toLowerCase() };
  const setting = text({ default: "a", rule, summary });
  strictEqual(setting.parse("b"), "b");
  strictEqual(setting.expects, "lower case");
  refuses(setting, "B", "it must be lower case");
});

Deno.test("a flag takes four words for yes and four for no, in any case", () => {
  const setting = flag({ default: true, summary });
  for (const raw of ["yes", "true", "on", "1", "YES", "On"]) strictEqual(setting.parse(raw), true);
  for (const raw of ["no", "false", "off", "0", "No", "OFF"]) {
    strictEqual(setting.parse(raw), false);
  }
  for (const raw of ["", "y", "2", "maybe"]) refuses(setting, raw, "it must be yes or no");
});

Deno.test("a flag is written as yes or no", () => {
  const setting = flag({ default: true, summary });
  deepStrictEqual([setting.write(true), setting.write(false)], ["yes", "no"]);
});

Deno.test("a choice takes one of its words in any case, and gives it as it was declared", () => {
  const setting = choice({ default: "Full", of: ["normal", "Full"], summary });
  deepStrictEqual(["NORMAL", "full"].map((raw) => setting.parse(raw)), ["normal", "Full"]);
  for (const raw of ["", "ful", "constructor"]) {
    refuses(setting, raw, "it must be one of normal, Full");
  }
});

Deno.test("a list drops the spaces around its items and the empty ones", () => {
  const setting = list({ default: [], summary });
  deepStrictEqual(setting.parse(" a b ,, c,"), ["a b", "c"]);
  deepStrictEqual(setting.parse(" "), []);
});

Deno.test("a list refuses a value when one item breaks its rule", () => {
  const rule = { expects: "a digit", test: (item: string) => /^\d$/.test(item) };
  const setting = list({ default: ["1"], rule, summary });
  deepStrictEqual(setting.parse("1, 2"), ["1", "2"]);
  refuses(setting, "1, x, 2", "it must be a list with commas, each a digit");
});

Deno.test("a default that the setting itself would refuse is the author's mistake", () => {
  throws(() => int({ default: 0, min: 1, max: 9, summary }), {
    name: "TypeError",
    message: 'Cannot use a default as it must be a whole number from 1 to 9: "0"',
  });
  throws(() => text({ default: "", summary }), TypeError);
  throws(
    () => list({ default: ["x"], rule: { expects: "y", test: () => false }, summary }),
    TypeError,
  );
});

Deno.test("an error in a rule is not taken for a wrong value", () => {
  const bug = new RangeError("bug");
  const rule = {
    expects: "anything",
    test(): boolean {
      throw bug;
    },
  };
  throws(() => text({ default: "a", rule, summary }), bug);
});

Deno.test("the types of the values follow from the rows", () => {
  const rows = {
    port: int({ default: 1, summary }),
    name: text({ default: "a", summary }),
    guests: flag({ default: true, summary }),
    level: choice({ default: "low", of: ["low", "high"], summary }),
    rooms: list({ default: [], summary }),
  };
  const values: SettingsOf<typeof rows> = {
    port: 2,
    name: "b",
    guests: false,
    level: "high",
    rooms: ["x"],
  };
  // @ts-expect-error a word that is not one of the choice
  const wrong: SettingsOf<typeof rows>["level"] = "middle";
  // @ts-expect-error the default must be one of the words
  throws(() => choice({ default: "middle", of: ["low", "high"], summary }), TypeError);
  strictEqual(wrong === values.level, false);
});

Deno.test("whatever a setting writes it reads back", () => {
  const number = int({ default: 0, min: -1000, max: 1000, summary });
  fc.assert(fc.property(fc.integer({ min: -1000, max: 1000 }), (value) => {
    strictEqual(number.parse(number.write(value)), value);
  }));
  const items = list({ default: [], summary });
  const item = fc.string({ minLength: 1 }).map((raw) => raw.replaceAll(",", "").trim());
  fc.assert(fc.property(fc.array(item.filter((raw) => raw !== "")), (value) => {
    deepStrictEqual(items.parse(items.write(value)), value);
  }));
});
