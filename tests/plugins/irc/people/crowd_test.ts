/**
 * How many people LUSERS counts.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

/** So many people come in who have no client. */
async function fill(house: TestHouse, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => {
    const id = `filler-${index}`;
    return house.house.sequencer.submit({
      kind: "arrive",
      session: id,
      presence: id,
      name: `filler${index}`,
      via: "test",
    });
  }));
}

/** What 251 says. */
async function counted(client: IrcClient): Promise<string> {
  const lines = await client.ask("LUSERS");
  return lines.find(({ command }) => command === "251")!.params.at(-1)!;
}

Deno.test("where few are, each count is of this moment", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  strictEqual(await counted(ann), "There are 1 users and 0 invisible on 1 server");
  await ann.ask("MODE ann +i");
  strictEqual(await counted(ann), "There are 0 users and 1 invisible on 1 server");
});

Deno.test("where many are, those who hide are counted once a second", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await fill(house, 600);
  await using ann = await IrcClient.enter(house, "ann");
  await ann.ask("MODE ann +i");
  strictEqual(await counted(ann), "There are 601 users and 0 invisible on 1 server");
  house.clock.advance(1000);
  strictEqual(await counted(ann), "There are 600 users and 1 invisible on 1 server");
});
