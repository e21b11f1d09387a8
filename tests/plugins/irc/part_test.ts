import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

// RFC 2812, 3.2.2: "If a "Part Message" is given, this will be sent"
Deno.test("everyone on the channel reads a PART with its reason", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  const [own] = await ann.ask("PART #den :to the sea");
  const [others] = await ben.overheard();
  for (const part of [own, others]) {
    deepStrictEqual([part?.nick, part?.command], ["ann", "PART"]);
    deepStrictEqual(part?.params, ["#den", "to the sea"]);
  }
});

Deno.test("one PART is for several channels, and each is answered for itself", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ben.say("JOIN #bens");
  await ann.say("JOIN #one,#two");
  const heard = await ann.ask("PART #one,#nowhere,#bens,two,#TWO");
  deepStrictEqual(
    heard.map(({ command, params }) => [command, params.find((p) => /^#|two/.test(p))]),
    [
      ["PART", "#one"],
      ["403", "#nowhere"],
      ["442", "#bens"],
      ["403", "two"],
      ["PART", "#two"],
    ],
  );
  strictEqual((await ann.ask("PART"))[0]?.command, "461");
  strictEqual((await ann.ask("PART :"))[0]?.command, "461");
});

Deno.test("a reason that is too long is cut, and one leaves all the same", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  const [part] = await ann.ask(`PART #den :${"\u00e9".repeat(230)}`);
  deepStrictEqual([part?.command, part?.params[1]], ["PART", "\u00e9".repeat(195)]);
  ok(!house.house.world.presenceNamed("ann")!.rooms.size);
});
