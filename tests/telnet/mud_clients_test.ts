import { strictEqual } from "node:assert/strict";
import { isMudClient } from "../../core/telnet/mud_clients.ts";

Deno.test("MUD clients are known by how their terminal type begins", () => {
  for (const name of ["TINTIN++", "WINTIN++", "MUDLET", "MUSHCLIENT 5.06", "ZMUD", "KBTIN"]) {
    strictEqual(isMudClient(name), true, name);
  }
});

Deno.test("terminals are no MUD clients", () => {
  const names = ["XTERM-256COLOR", "VT100", "ANSI", "ANSI-BBS", "SYNCTERM", "LINUX", "DUMB"];
  for (const name of [...names, "SCREEN.TINTIN", ""]) strictEqual(isMudClient(name), false, name);
});
