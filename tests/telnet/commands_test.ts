import { strictEqual } from "node:assert/strict";
import { commandName } from "../../core/telnet/commands.ts";
import { BYTES } from "../../core/telnet/protocol.ts";

Deno.test("break and interrupt are the same wish", () => {
  strictEqual(commandName(BYTES.BRK), "interrupt");
  strictEqual(commandName(BYTES.IP), "interrupt");
});

Deno.test("commands have the numbers of RFC 854 and RFC 1184", () => {
  const wanted = {
    236: "end-of-file",
    237: "suspend",
    238: "abort",
    243: "interrupt",
    244: "interrupt",
    245: "abort-output",
    246: "ayt",
    247: "erase-character",
    248: "erase-line",
  };
  for (let code = 0; code < 256; code++) {
    strictEqual(commandName(code), wanted[code as keyof typeof wanted], String(code));
  }
});
