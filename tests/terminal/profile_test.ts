import { deepStrictEqual } from "node:assert/strict";
import { clampSize } from "../../core/terminal/profile.ts";

Deno.test("a size that is said is kept", () => {
  deepStrictEqual(clampSize({ columns: 132, rows: 43 }), { columns: 132, rows: 43 });
});

Deno.test("a size that is unsaid, or 0, is 80x24", () => {
  deepStrictEqual(clampSize({}), { columns: 80, rows: 24 });
  deepStrictEqual(clampSize({ columns: 0, rows: 0 }), { columns: 80, rows: 24 });
});

Deno.test("a size that is no screen becomes the nearest that is", () => {
  deepStrictEqual(clampSize({ columns: 1, rows: 1 }), { columns: 20, rows: 5 });
  deepStrictEqual(clampSize({ columns: 65535, rows: 65535 }), { columns: 500, rows: 300 });
  deepStrictEqual(clampSize({ columns: NaN, rows: 30.5 }), { columns: 80, rows: 30 });
});
