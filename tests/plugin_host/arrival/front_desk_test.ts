/**
 * The front desk: who stands behind it.
 *
 * @module
 */

import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { type DeskCaller, FrontDesk } from "../../../core/plugin_host/arrival/front_desk.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { FakeCaller } from "../../commands/fake_caller.ts";

/** A caller in memory who stands at the desk. */
class Visitor extends FakeCaller implements DeskCaller {
  readonly id = this.session;
  readonly gateway = "test";
  readonly address = "192.0.2.1";
}

Deno.test("whoever comes while nobody greets is sent away with a word", async () => {
  await using house = await TestHouse.open();
  const visitor = new Visitor();
  await new FrontDesk().receive(house.house, visitor);
  deepStrictEqual(visitor.heard, ["hangUp: Nobody can log in here at the moment."]);
});

Deno.test("the desk is free for another plugin once the first is gone", async () => {
  await using house = await TestHouse.open();
  const desk = new FrontDesk();
  const leave = desk.setGreeter("one", async (visitor) => visitor.reply("one"));
  throws(() => desk.setGreeter("two", async () => {}), /plugin "two".*plugin "one"/);
  leave();
  desk.setGreeter("two", async (visitor) => visitor.reply("two"));
  leave();
  const visitor = new Visitor();
  await desk.receive(house.house, visitor);
  deepStrictEqual(visitor.heard, ["reply: two"]);
});

Deno.test("nobody is welcomed who has not got a name", async () => {
  await using house = await TestHouse.open();
  const desk = new FrontDesk();
  let welcomed = 0;
  desk.setGreeter("one", async () => {});
  desk.addWelcome(async () => void welcomed++);
  await desk.receive(house.house, new Visitor());
  strictEqual(welcomed, 0);
});
