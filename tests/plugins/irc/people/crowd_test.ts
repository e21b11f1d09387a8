/**
 * How many people LUSERS counts.
 *
 * @module
 */

import { notStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

/** What LUSERS says by a numeric, but for the client's nick. */
async function counts(client: IrcClient, code: string): Promise<string> {
  const lines = await client.ask("LUSERS");
  return lines.find(({ command }) => command === code)!.params.slice(1).join(" ");
}

/** What 251 says. */
const counted = (client: IrcClient) => counts(client, "251");

Deno.test("who hides is counted as such, as long as they do", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  strictEqual(await counted(ann), "There are 1 users and 0 invisible on 1 server");
  await ann.ask("MODE ann +i");
  strictEqual(await counted(ann), "There are 0 users and 1 invisible on 1 server");
  await ann.ask("MODE ann -i");
  strictEqual(await counted(ann), "There are 1 users and 0 invisible on 1 server");
});

Deno.test("who hides is not counted any more when they have left", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const bob = await IrcClient.enter(house, "bob");
  await bob.ask("MODE bob +i");
  strictEqual(await counted(ann), "There are 1 users and 1 invisible on 1 server");
  await bob.quit();
  strictEqual(await counted(ann), "There are 1 users and 0 invisible on 1 server");
});

Deno.test("those who moderate are counted, for as long as they do", async () => {
  const irc = { oper_name: "boss", oper_password: "sesame" };
  await using house = await TestHouse.open({ door: "tcp", irc });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  const before = await counts(ann, "252");
  await bob.ask("OPER boss sesame");
  notStrictEqual(await counts(ann, "252"), before);
  await bob.ask("MODE bob -o");
  strictEqual(await counts(ann, "252"), before);
});

Deno.test("rooms are counted that everybody may know of", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const before = Number((await counts(ann, "254")).split(" ")[0]);
  const count = async () => Number((await counts(ann, "254")).split(" ")[0]) - before;
  await ann.ask("JOIN #den");
  strictEqual(await count(), 1);
  await ann.ask("MODE #den +s");
  strictEqual(await count(), 0);
  await ann.ask("MODE #den -s");
  strictEqual(await count(), 1);
});
