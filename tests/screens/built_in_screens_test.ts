/**
 * The screens in the program, as callers with terminals of all kinds see them.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ScreenFolder } from "../../core/session/terminal/screen_folder.ts";
import { displayWidth } from "../../core/terminal/style/display_width.ts";
import { plain } from "../../core/terminal/style/styled_text.ts";
import { TestHouse } from "../../testing/test_house.ts";
import type { ClientName } from "../../testing/telnet_client.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

const SIZES = [
  { columns: 40, rows: 25 },
  { columns: 80, rows: 24 },
  { columns: 132, rows: 37 },
] as const;

/** By what a terminal shows: the program that is called with, and whether it is read out. */
const TERMINALS: Readonly<Record<string, { client: ClientName; listens?: true }>> = {
  "ASCII": { client: "vt220" },
  "CP437": { client: "syncterm" },
  "UTF-8": { client: "telnet" },
  "a screen reader": { client: "telnet", listens: true },
};

/** A screen with its edges, and the times of day made the same. */
function picture({ screen }: VirtualCaller): string {
  const edge = `+${"-".repeat(screen.columns)}+`;
  const rows = screen.lines().map((line) => {
    return `|${line.replaceAll(/\b\d\d:\d\d\b/g, "hh:mm").padEnd(screen.columns)}|`;
  });
  return [edge, ...rows, edge].join("\n");
}

for (const [kind, { client, listens }] of Object.entries(TERMINALS)) {
  for (const size of SIZES) {
    const where = `${size.columns} by ${size.rows} of ${kind}`;

    Deno.test(`the welcome on ${where}`, async (t) => {
      await using house = await TestHouse.open({ main: { screens: "none" }, greetsKnown: true });
      const caller = await (listens ? house.member("ann", { client, ...size }) : house.visitor({
        client,
        ...size,
      }));
      if (listens) {
        await caller.answerTo("/terminal screen-reader on");
        caller.line("/logout");
        await caller.until(/Name: $/);
      }
      await t.assertSnapshot(picture(caller), { serializer: (text) => text });
    });
  }
}

for (const size of SIZES) {
  for (const screen of ["/rules", "/help getting-started", "/help rooms", "/help irc"]) {
    Deno.test(`${screen} on ${size.columns} columns`, async (t) => {
      await using house = await TestHouse.open({ main: { screens: "none" } });
      const ann = await house.guest("ann", { client: "telnet", columns: size.columns, rows: 50 });
      ann.press("ctrl-l");
      ann.line(screen);
      await ann.prompt();
      await t.assertSnapshot(picture(ann), { serializer: (text) => text });
    });
  }
}

Deno.test("a caller who leaves a terminal with colours sees the receiver put down", async () => {
  await using house = await TestHouse.open({ main: { screens: "none" } });
  const ann = await house.guest("ann", { client: "telnet", columns: 40 });
  ann.line("/quit");
  match(
    await ann.goodbye(),
    /▄▄▄[^]*The line is free\.[^]*Call again soon\.[^]*\nGoodbye, ann\.\n$/,
  );
});

Deno.test("on CP437 the blocks are single bytes", async () => {
  await using house = await TestHouse.open({ main: { screens: "none" }, greetsKnown: true });
  const caller = await house.visitor({ client: "syncterm" });
  const bytes = caller.bytes.flatMap((chunk) => [...chunk]);
  for (const block of [0xb0, 0xb1, 0xb2, 0xdb, 0xdc, 0xdf]) ok(bytes.includes(block));
  strictEqual(bytes.includes(0xe2), false);
});

const BUILT_IN = new ScreenFolder({
  path: fileURLToPath(new URL("../../screens", import.meta.url)),
  now: () => 0,
});

Deno.test("no picture in the program reaches the last column that its name says", () => {
  for (const { path, file } of BUILT_IN.readAll().files) {
    if (file.name.kind === "txt") continue;
    const { columns } = file.name.size ?? { columns: 40 };
    ok(file.size!.columns < columns, path);
    strictEqual(file.sauce?.author, "Partyline", path);
  }
});

Deno.test("texts in the program stay readable on 40 columns", () => {
  for (const { path, file } of BUILT_IN.readAll().files) {
    if (file.name.kind !== "txt") continue;
    const words = plain(file.show({}, "utf-8")).split(/\s+/);
    deepStrictEqual(words.filter((word) => displayWidth(word) > 38), [], path);
  }
});
