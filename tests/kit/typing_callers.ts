/**
 * Ann at a terminal that sends each key, bob by nc, and what is on ann's screen.
 *
 * @module
 */

import { TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

/** A terminal that sends each key. */
export const TELNET = { client: "telnet" } as const;

/** A house with ann at a terminal, and bob by nc. */
export async function annAndBob(
  size: { columns: number; rows: number } = { columns: 80, rows: 24 },
): Promise<{ house: TestHouse; ann: VirtualCaller; bob: VirtualCaller }> {
  const house = await TestHouse.open({ limits: { lines_burst: 1000 } });
  const ann = await house.guest("ann", { ...TELNET, ...size });
  const bob = await house.guest("bob");
  await ann.until(/bob has come in\n[^]*lobby> $/);
  return { house, ann, bob };
}

/** The last rows of a screen, without the times before what was said. */
export function lastRows(caller: VirtualCaller, count: number): string[] {
  const rows = caller.screen.text().split("\n").slice(-count);
  return rows.map((row) => row.replace(/^\d\d:\d\d /, ""));
}

/** The row of the cursor, with the cursor as a bar. */
export function typedRow({ screen }: VirtualCaller): string {
  const row = screen.currentLine().padEnd(screen.cursor.column);
  return row.slice(0, screen.cursor.column) + "|" + row.slice(screen.cursor.column);
}
