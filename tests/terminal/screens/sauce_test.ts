import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { readSauce } from "../../../core/terminal/screens/sauce.ts";
import { withSauce } from "./sauce_record.ts";

const ART = new TextEncoder().encode("art");

Deno.test("a record tells who drew what, and how large", () => {
  const { picture, sauce } = readSauce(withSauce(ART, {
    title: "Night line",
    author: "Ann",
    group: "Wire",
    date: "20261121",
    columns: 132,
    rows: 37,
    flags: 1,
  }));
  deepStrictEqual(picture, ART);
  deepStrictEqual(sauce, {
    title: "Night line",
    author: "Ann",
    group: "Wire",
    date: "20261121",
    columns: 132,
    rows: 37,
    brightGrounds: true,
  });
});

Deno.test("comments are no part of the picture", () => {
  const { picture, sauce } = readSauce(withSauce(ART, { comments: ["one", "two"] }));
  deepStrictEqual(picture, ART);
  strictEqual(sauce?.title, "");
});

Deno.test("a record that has more comments than there is room for is still one", () => {
  const file = withSauce(ART, { title: "x" });
  file[file.length - 128 + 104] = 255;
  strictEqual(readSauce(file).sauce?.title, "x");
  deepStrictEqual(readSauce(file).picture, ART);
});

Deno.test("sizes are those of pictures alone", () => {
  const music = { dataType: 4, columns: 300, rows: 200, flags: 1 };
  const { sauce } = readSauce(withSauce(ART, music));
  deepStrictEqual([sauce?.columns, sauce?.rows, sauce?.brightGrounds], [0, 0, false]);
});

Deno.test("a file without a record ends at its first SUB, or at its end", () => {
  deepStrictEqual(readSauce(Uint8Array.of(65, 26, 66)), {
    picture: Uint8Array.of(65),
    sauce: undefined,
  });
  deepStrictEqual(readSauce(ART).picture, ART);
  strictEqual(readSauce(new Uint8Array()).picture.length, 0);
});

Deno.test("names in a record are CP437, and end at a NUL", () => {
  const file = withSauce(ART, { title: "xxx\0rest" });
  file[file.length - 128 + 7] = 0x8e;
  strictEqual(readSauce(file).sauce?.title, "Äxx");
});

Deno.test("no bytes are too bad to be read", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, hasRecord) => {
      const { picture } = readSauce(hasRecord ? withSauce(bytes, {}) : bytes);
      strictEqual(picture.length <= bytes.length, true);
    }),
    { numRuns: 200 },
  );
});
