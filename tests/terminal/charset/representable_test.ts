import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { decoderFor, encodeText, isInCharset } from "../../../core/terminal/charset/charset.ts";
import type { Charset } from "../../../core/terminal/profile.ts";
import { representable, representableText } from "../../../core/terminal/charset/representable.ts";
import { safeText } from "../../../core/terminal/charset/safe_text.ts";
import { plain, styled } from "../../../core/terminal/style/styled_text.ts";
import { hostileText } from "../typed_text.ts";

const CHARSETS: readonly Charset[] = ["cp437", "latin-1", "ascii"];

for (
  const [what, text, cp437, latin1, ascii] of [
    ["quotes", "“a” ‘b’", "\"a\" 'b'", "\"a\" 'b'", "\"a\" 'b'"],
    ["dashes and dots", "1–2—3…", "1-2--3...", "1-2--3...", "1-2--3..."],
    ["accents", "Zoë Łódź", "Zoë Lódz", "Zoë Lódz", "Zoe Lodz"],
    ["accents apart", "Zoe\u0308", "Zoë", "Zoë", "Zoe"],
    ["letters of their own", "Straße, Ærø", "Straße, Æro", "Straße, Ærø", "Strasse, AEro"],
    ["bullets and arrows", "• a → b", "∙ a -> b", "* a -> b", "* a -> b"],
    ["boxes", "┏━┓║╭", "┌─┐║┌", "+-+|+", "+-+|+"],
    ["blocks", "█▉▌▄▀░", "██▌▄▀░", '##|_":', '##|_":'],
    ["money", "5€ 6£", "5EUR 6£", "5EUR 6£", "5EUR 6GBP"],
    ["full width", "ＡＢ！", "AB!", "AB!", "AB!"],
    ["fractions and ligatures", "½ ﬁn ²", "½ fin ²", "½ fin ²", "1/2 fin 2"],
    ["spaces", "a\u2003b\u3000c", "a b c", "a b c", "a b c"],
    ["emoji", "👍🏽!", ":thumbs up:!", ":thumbs up:!", ":thumbs up:!"],
    ["flags and hearts", "🇫🇷❤️", ":flag France:<3", ":flag France:<3", ":flag France:<3"],
    ["other scripts", "Щука, Ήλιος", "Shchuka, Ilios", "Shchuka, Ilios", "Shchuka, Ilios"],
    ["what there is nothing for", "日本 नि", "?? ?", "?? ?", "?? ?"],
  ] as const
) {
  Deno.test(`${what} can be read in every charset`, () => {
    deepStrictEqual(CHARSETS.map((charset) => representable(text, charset)), [
      cp437,
      latin1,
      ascii,
    ]);
    strictEqual(representable(text, "utf-8"), text);
  });
}

Deno.test("emoji joined in a way that has no name have the names of all", () => {
  strictEqual(representable("👍\u200d🦄", "ascii"), ":thumbs up, unicorn:");
});

Deno.test("styled text keeps its styles, and loses what is not safe", () => {
  const shown = representableText(styled`^r${"é\u202e"}^~→`, "ascii");
  deepStrictEqual(shown, styled`^re^~->`);
  strictEqual(plain(representableText("é\x9b", "cp437")), "é");
});

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  hostileText,
);

for (const charset of CHARSETS) {
  Deno.test(`${charset}: text comes back from its bytes, and changes only once`, () => {
    fc.assert(fc.property(anyText, (text) => {
      const shown = representable(text, charset);
      strictEqual(decoderFor(charset).decode(encodeText(shown, charset)), shown);
      strictEqual(representable(shown, charset), shown);
    }));
  });

  Deno.test(`${charset}: no safe text becomes a control byte`, () => {
    fc.assert(fc.property(anyText, (text) => {
      const bytes = encodeText(representable(safeText(text), charset), charset);
      deepStrictEqual(bytes.filter((byte) => byte < 0x20 || byte === 0x7f), new Uint8Array());
    }));
  });

  Deno.test(`${charset}: what it has stays as it is`, () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const had = Array.from(text.normalize("NFC"))
        .filter((character) => isInCharset(character, charset)).join("");
      strictEqual(representable(had, charset), had);
    }));
  });
}

Deno.test("a very long text is no problem", () => {
  ok(representable("日👍é".repeat(10_000), "ascii").length > 10_000);
});
