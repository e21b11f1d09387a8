/**
 * Whole screens, as a person sees them in a window of 80 by 24 and of 40 by 25.
 *
 * @module
 */

import { TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

const SIZES = [{ columns: 80, rows: 24 }, { columns: 40, rows: 25 }];

/** A screen with its edges, the times of day made the same, and the cursor as a bar. */
function picture({ screen }: VirtualCaller): string {
  const { row, column } = screen.cursor;
  const edge = `+${"-".repeat(screen.columns)}+`;
  const rows = screen.lines().map((line, index) => {
    const padded = line.replaceAll(/\b\d\d:\d\d\b/g, "hh:mm").padEnd(screen.columns);
    const shown = index === row ? padded.slice(0, column) + "▏" + padded.slice(column + 1) : padded;
    return `|${shown}|`;
  });
  return [edge, ...rows, edge].join("\n");
}

for (const size of SIZES) {
  const { columns, rows } = size;

  Deno.test(`arriving, joining and talking on ${columns} by ${rows}`, async (t) => {
    await using house = await TestHouse.open({ main: { name: "The Attic" } });
    const bob = await house.member("bob");
    await bob.answerTo("/join Group 1");
    await bob.answerTo("/topic What the bears eat in the long winter of the north");
    await bob.answerTo("Does anybody here know whether bears like honey as much as they say?");
    const ann = await house.guest("ann", { client: "telnet", ...size });
    ann.line("/join group 1");
    await ann.until(/Here: ~bob, ann\n[^]*Group 1> $/);
    ann.line("They do, and blueberries too: I have seen one eat them all day long.");
    await ann.until(/all day\s+long\.\n[^]*Group 1> $/);
    ann.type("And what do they dr");
    await ann.until("they dr");
    bob.line("/me is amazed");
    await ann.until(/is amazed\n[^]*they dr$/);
    await t.assertSnapshot(picture(ann), { serializer: (text) => text });
  });

  Deno.test(`lists on ${columns} by ${rows}`, async (t) => {
    await using house = await TestHouse.open();
    const root = await house.sysop("root");
    await root.answerTo("/join A room with a long name for a small window");
    await root.answerTo(
      "/topic A topic that is longer than the row of any window that people have today",
    );
    await root.answerTo("/away gone fishing");
    const ann = await house.guest("Zoë_the_2nd", { client: "telnet", ...size });
    for (const [line, end] of [["/rooms", "today"], ["/who", "2 people"]] as const) {
      ann.line(line);
      await ann.until(new RegExp(`${end}[^]*lobby> $`));
    }
    await t.assertSnapshot(picture(ann), { serializer: (text) => text });
  });

  Deno.test(`a mistake and a question on ${columns} by ${rows}`, async (t) => {
    await using house = await TestHouse.open();
    const ann = await house.guest("ann", { client: "telnet", ...size });
    ann.line("/tel");
    await ann.until(/no such\s+command[^]*lobby> $/);
    ann.line("/register");
    await ann.until(/password: $/);
    ann.type("secret");
    await ann.ayt();
    await ann.until(/password: $/);
    await t.assertSnapshot(picture(ann), { serializer: (text) => text });
  });
}
