/**
 * What only IRC clients can say, done to the world itself, for tests of those who can't show it.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { TestHouse } from "../../testing/test_house.ts";

const LINES = ["one", "two"].map((text) => ({ text, joined: false }));

/** What is said, in this order: two lines in one message; a question of CTCP; tags and nothing else. */
const WORDS = [
  { text: "one\ntwo", style: "say", extras: { lines: LINES } },
  { text: "\x01VERSION\x01", style: "say" },
  { text: "", style: "tags", extras: { tags: { "+typing": "active" } } },
] as const;

/** Somebody says all that in a room, and tells it to one person; and something to those who listen to operators. */
export async function saysAsIrc(
  { house }: TestHouse,
  { by: name, room, to }: { readonly by: string; readonly room: string; readonly to: string },
): Promise<void> {
  const by = house.world.presenceNamed(name)!.id;
  const drafts: Draft[] = [
    ...WORDS.map((words): Draft => ({ kind: "say", by, room, ...words })),
    ...WORDS.map((words): Draft => ({ kind: "tell", by, to, ...words })),
    { kind: "shout", text: "psst", official: false, wallops: true },
  ];
  for (const draft of drafts) {
    strictEqual((await house.sequencer.submit(draft)).refused, undefined);
  }
}
