import { deepStrictEqual, throws } from "node:assert/strict";
import { decodeWindowSize } from "../../core/telnet/window_size.ts";

Deno.test("window size is read big-endian", () => {
  deepStrictEqual(decodeWindowSize(Uint8Array.of(1, 2, 0, 50)), { columns: 258, rows: 50 });
});

Deno.test("window size of 0 is unsaid: RFC 1073 leaves it to the other end", () => {
  deepStrictEqual(decodeWindowSize(Uint8Array.of(0, 0, 0, 0)), {});
  deepStrictEqual(decodeWindowSize(Uint8Array.of(0, 0, 0, 24)), { rows: 24 });
  deepStrictEqual(decodeWindowSize(Uint8Array.of(0, 132, 0, 0)), { columns: 132 });
});

Deno.test("window size is never above 1000", () => {
  deepStrictEqual(decodeWindowSize(Uint8Array.of(255, 255, 3, 232)), { columns: 1000, rows: 1000 });
});

Deno.test("window size is read from the middle of a buffer", () => {
  const payload = Uint8Array.of(9, 9, 0, 80, 0, 24, 9).subarray(2, 6);
  deepStrictEqual(decodeWindowSize(payload), { columns: 80, rows: 24 });
});

Deno.test("window size of another length than 4 bytes is refused", () => {
  for (const length of [0, 3, 5]) {
    throws(() => decodeWindowSize(new Uint8Array(length)), {
      name: "RangeError",
      message: `Cannot read the window size as it takes 4 bytes: ${length} found`,
    });
  }
});
