/**
 * Who is here, who was, and the time.
 *
 * @module
 */

import { deepStrictEqual, match } from "node:assert/strict";
import { timeWords } from "../../core/words/time_text.ts";
import { TestHouse } from "../../testing/test_house.ts";

Deno.test("/who tells role, seat, silence and rooms of everyone, and who is away", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.guest("bob");
  await ann.answerTo("/join den"); // and what came before is read with its answer
  await bob.answerTo("/away lunch");
  house.clock.advance(90_000);
  deepStrictEqual(
    await ann.answerTo("/who"),
    [
      "-> bob has come in",
      "Name  Role    Where     Idle  Rooms",
      "ann   member  telnet 1  0s    lobby, den",
      "bob   guest   telnet 2  1m    lobby (away)",
      "2 people.",
    ].slice(1),
  );
});

Deno.test("/who of one person counts one", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual((await ann.answerTo("/who")).at(-1), "1 person.");
});

Deno.test("/whois of a guest who is here", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const rows = await ann.answerTo("/whois ANN");
  deepStrictEqual(rows.map((row) => row.replace(/\d\d:\d\d/, "00:00")), [
    "Name        ann",
    "Role        guest",
    "Here since  00:00",
    "Where       telnet 1",
    "Idle        0s",
    "Rooms       lobby",
  ]);
});

Deno.test("/whois of a member who is not here tells when they were seen last", async () => {
  await using house = await TestHouse.open();
  await house.register("bob");
  const ann = await house.guest("ann");
  const rows = await ann.answerTo("/whois bob");
  match(rows.join("\n"), /^Name +bob\nRole +member\nMember since +\S+\nLast seen +\S+$/);
});

Deno.test("/whois of nobody", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/whois zoe"), ['Cannot find anybody called "zoe"']);
});

Deno.test("/last lists the newest calls first, as many as asked for", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  bob.line("/quit");
  await ann.until("bob has left");
  await house.guest("cy");
  const list = (await ann.answerTo("/last 2")).slice(-3).join("\n");
  match(list, /^Name +By +Came +Left\ncy +telnet +\d\d:\d\d\nbob +telnet +\d\d:\d\d +\d\d:\d\d$/);
});

Deno.test("/uptime tells how long, who and how full", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 5, name: "The Attic" } });
  const ann = await house.guest("ann");
  house.clock.advance(25 * 60_000);
  const [told] = await ann.answerTo("/uptime");
  match(told!, /^The Attic \(Partyline \S+\) has been up for 25m\. 1 here, 1 of 5 nodes taken\.$/);
});

Deno.test("/time tells the time of the server", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/time"), [`It is ${timeWords(house.clock.now())}.`]);
});
