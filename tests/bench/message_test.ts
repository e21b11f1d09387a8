/**
 * The messages of the load generator.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type MessageCharset, MessageFormat, stampOf } from "../../bench/message.ts";

const CHARSETS: readonly MessageCharset[] = ["utf-8", "cp437", "latin-1"];

Deno.test("a message is read in the charset that it was written in, and in no other", () => {
  for (const written of CHARSETS) {
    const message = new MessageFormat("abcde", { charset: written }).write(stampOf(7, 123));
    const line = Buffer.from(`u7: ${message}\r\n`, "latin1");
    for (const charset of CHARSETS) {
      const read = new MessageFormat("abcde", { charset }).read(line, line.length);
      strictEqual(
        read,
        charset === written ? stampOf(7, 123) : undefined,
        `${written}: ${charset}`,
      );
    }
  }
});

Deno.test("a message with a byte missing, or with another behind it, is none", () => {
  const format = new MessageFormat("abcde");
  const message = format.write(stampOf(0, 0));
  for (const text of [`${message.slice(0, -1)}\r\n`, `${message}!\r\n`, `${message}\n`]) {
    const line = Buffer.from(text, "latin1");
    strictEqual(format.read(line, line.length), undefined, JSON.stringify(text));
  }
});
