import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { isScreenName, parseScreenName } from "../../../core/terminal/screens/screen_name.ts";

Deno.test("a name is a screen, a size, a charset and a kind", () => {
  deepStrictEqual(parseScreenName("welcome.txt"), { screen: "welcome", kind: "txt" });
  deepStrictEqual(parseScreenName("welcome.80x24.ans"), {
    screen: "welcome",
    kind: "ans",
    size: { columns: 80, rows: 24 },
  });
  deepStrictEqual(parseScreenName("help/rooms.latin1.132x37.txt"), {
    screen: "help/rooms",
    kind: "txt",
    size: { columns: 132, rows: 37 },
    charset: "latin-1",
  });
});

Deno.test("what is not named like that is no screen", () => {
  const others = [
    "welcome",
    "welcome.png",
    "Welcome.txt",
    "welcome.TXT",
    ".txt",
    "-a.txt",
    "welcome.utf16.txt",
    "welcome.80x24.40x25.txt",
    "welcome.utf8.ascii.txt",
    "welcome.0x24.txt",
    "welcome.1000x24.txt",
    "welcome.constructor.txt",
    "../welcome.txt",
    "a/b/c/d.txt",
    "/welcome.txt",
    "wel come.txt",
    "welcome..txt",
  ];
  for (const name of others) strictEqual(parseScreenName(name), undefined, name);
});

Deno.test("screens have names that can't lead out of their folder", () => {
  for (const name of ["motd", "help/rooms", "trivia/help/start"]) {
    strictEqual(isScreenName(name), true);
  }
  for (const name of ["", "..", "../motd", "a//b", "motd.txt", "x".repeat(101)]) {
    strictEqual(isScreenName(name), false, name);
  }
});
