/**
 * Running the house: claiming it, roles, nodes, and stopping it.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { PluginFiles, pluginText } from "../kit/plugin_files.ts";
import { TestHouse } from "../../testing/test_house.ts";

const MINUTE = 60_000;

Deno.test("the code of the first start makes a member sysop, in any case", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const code = house.house.world.claimCode!;
  match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  ok((await ann.answerTo(`/claim ${code.toLowerCase()}`)).includes("The server is yours."));
  match((await ann.answerTo("/whois ann")).join("\n"), /Role +sysop/);
});

Deno.test("a wrong code claims nothing", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  deepStrictEqual(await ann.answerTo("/claim AAAA-AAAA-AAAA"), [
    "Cannot claim this server with that code as it is wrong",
  ]);
  strictEqual(house.house.world.hasSysop, false);
});

Deno.test("a guest can't claim the server, code or not", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const [told] = await ann.answerTo(`/claim ${house.house.world.claimCode}`);
  match(told!, /^Cannot do that as it takes a/);
  strictEqual(house.house.world.hasSysop, false);
});

Deno.test("the code works once", async () => {
  await using house = await TestHouse.open();
  const code = house.house.world.claimCode!;
  await house.sysop("root");
  const ann = await house.member("ann");
  deepStrictEqual(await ann.answerTo(`/claim ${code}`), [
    "Cannot claim this server as it has a sysop already",
  ]);
});

Deno.test("a role is given by a sysop, and told to whom it is given", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const ann = await house.member("ann");
  await root.until("ann has come in\n");
  deepStrictEqual(await root.answerTo("/role ann moderator"), ["ann is a moderator now."]);
  await ann.until("You are a moderator now\n");
  ann.line("/shout hi");
  await root.until("ann shouts: hi\n");
  await root.answerTo("/role ann member");
  await ann.until("You are a member now\n");
  ok((await ann.answerTo("/shout hi")).includes("Cannot do that as it takes a moderator"));
});

Deno.test("a role may be given to a member who is not here", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  await house.register("ann");
  await root.answerTo("/role ann sysop");
  const ann = await house.member("ann");
  match((await ann.answerTo("/nodes")).join("\n"), /nodes taken/);
});

for (
  const [line, answer] of [
    ["/role root member", "Cannot do that to yourself"],
    ["/role guest moderator", 'Cannot do that as "guest" has no account'],
    ["/role nobody moderator", 'Cannot find anybody called "nobody"'],
    ["/role guest king", "Cannot run /role as it takes member, moderator or sysop"],
    ["/hangup 1", "Cannot hang up that node as it is yours"],
    ["/hangup 9", "Cannot hang up node 9 as nobody is on it"],
    ["/shutdown -1", "Cannot count down so long"],
    ["/shutdown 99999", "Cannot count down so long"],
    ["/cancel-shutdown", "Cannot call the countdown off as there is none"],
    ["/house-ban bob -1", "Cannot ban for so long: 1 to 5256000 minutes, or 0 for good"],
    ["/house-ban a!b!c 5", 'Cannot set the mask "a!b!c" as '],
    ["/house-unban nobody", 'Cannot lift the ban of "nobody'],
    ["/kill nobody", 'Cannot find anybody called "nobody"'],
    ["/plugin load who", 'Cannot load plugin "who" as it is loaded already'],
    ["/plugin load dice", 'Cannot find plugin "dice" as '],
    ["/plugin reload who", 'Cannot reload plugin "who" as it is a part of the program'],
    ["/plugin unload dice", 'Cannot unload plugin "dice" as it is not loaded'],
    ["/plugin unload irc", 'Cannot unload plugin "irc" while the house is open'],
    ["/plugin unload sysop", "Cannot unload this plugin as nobody could load it again"],
  ] as const
) {
  Deno.test(`a sysop who types ${line} is told why not`, async () => {
    await using house = await TestHouse.open();
    const root = await house.sysop("root");
    await house.guest("guest");
    await root.until("guest has come in\n");
    const [told] = await root.answerTo(line);
    ok(told?.startsWith(answer), told);
  });
}

for (
  const line of [
    "/role bob sysop",
    "/broadcast hi",
    "/nodes",
    "/hangup 1",
    "/shutdown",
    "/cancel-shutdown",
    "/plugins",
    "/plugin load who",
    "/plugin reload who",
    "/plugin unload who",
  ]
) {
  Deno.test(`${line} takes a sysop`, async () => {
    await using house = await TestHouse.open();
    const ann = await house.member("ann");
    deepStrictEqual(await ann.answerTo(line), ["Cannot do that as it takes a sysop"]);
  });
}

for (const line of ["/kill bob", "/house-ban bob 5", "/house-unban bob", "/house-bans"]) {
  Deno.test(`${line} takes a moderator`, async () => {
    await using house = await TestHouse.open();
    const ann = await house.member("ann");
    deepStrictEqual(await ann.answerTo(line), ["Cannot do that as it takes a moderator"]);
  });
}

Deno.test("who is killed is told by whom and why, and is gone", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  root.line("/kill ann flooding");
  match(await ann.goodbye(), /\*\*\* Killed by root: flooding\n$/);
  await root.until(/<- ann has left \(.*flooding.*\)\n/);
});

Deno.test("a ban from the house puts out, keeps out, and ends with its time", async () => {
  await using house = await TestHouse.open({ limits: { idle_minutes: 0 } });
  const root = await house.sysop("root");
  deepStrictEqual(await root.answerTo("/house-bans"), ["Nobody is banned from the house."]);
  const ann = await house.guest("ann");
  root.line("/house-ban ann 10 flooding");
  await ann.goodbye();
  await root.until("<- ann has left (Killed by root: flooding)\n");
  match(
    (await root.answerTo("/house-bans")).join("\n"),
    /Mask +By +At +Ends +Reason\nann!\*@\* +root +\d\d:\d\d +\d\d:\d\d +flooding$/,
  );
  const again = await house.visitor();
  again.line("ann");
  await again.until("Cannot let you in as you are banned from this server: flooding\n");
  house.clock.skip(10 * MINUTE);
  deepStrictEqual(await root.answerTo("/house-bans"), ["Nobody is banned from the house."]);
  await house.guest("ann");
});

Deno.test("a ban from the house is lifted, or holds for good", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  await root.answerTo("/house-ban 192.0.2.128/25 0");
  match(
    (await root.answerTo("/house-bans")).join("\n"),
    /192\.0\.2\.128\/25 +root +\d\d:\d\d +never/,
  );
  const ann = await house.visitor({ address: "192.0.2.200" });
  ann.line("ann");
  await ann.until("Cannot let you in as you are banned from this server\n");
  ok((await root.answerTo("/house-unban 192.0.2.128/25")).join().includes("no longer"));
  ann.line("ann");
  await ann.until("Here: ");
});

Deno.test("a broadcast reaches everyone in the name of the house", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await ann.answerTo("/part");
  const root = await house.sysop("root");
  root.line("/broadcast Tea is ready");
  await root.until("*** Tea is ready\n");
  strictEqual(await ann.until(/\n/), "*** Tea is ready\n");
});

Deno.test("/nodes lists every session by node, with its address and its times", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  await house.visitor({ address: "192.0.2.77" });
  house.clock.advance(30_000);
  await house.guest("ann", { address: "2001:db8::1" });
  deepStrictEqual((await root.answerTo("/nodes")).slice(-5).map((row) => row.trimEnd()), [
    "Name          Node  By      Address      Online  Idle",
    "root          1     telnet  192.0.2.1    30s     0s",
    "ann           2     telnet  2001:db8::1  0s      0s",
    "(logging in)        telnet  192.0.2.77   30s     30s",
    "2 of 64 nodes taken.",
  ]);
});

Deno.test("/hangup ends the call on a node, and tells both", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  root.line("/hangup 2");
  await root.until("Node 2 is hung up.\n");
  match(await ann.goodbye(), /\*\*\* The sysop has hung up on you\.\n$/);
  await root.until("ann has left (The sysop has hung up on you)\n");
});

Deno.test("/shutdown counts down with reminders, and then stops the server", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  root.line("/shutdown 2");
  strictEqual(await ann.until(/\n/), "*** The server stops in 2 minutes.\n");
  for (
    const [afterMs, text] of [
      [MINUTE, "1 minute"],
      [MINUTE / 2, "30 seconds"],
      [MINUTE / 3, "10 seconds"],
    ] as const
  ) {
    house.clock.advance(afterMs - 1);
    deepStrictEqual(await ann.roundtrip(), []);
    house.clock.advance(1);
    strictEqual(await ann.until(/\n/), `*** The server stops in ${text}.\n`);
  }
  house.clock.advance(10_000);
  deepStrictEqual(await house.ended, { exitCode: 0 });
});

Deno.test("/shutdown without a number gives one minute", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  root.line("/shutdown");
  await root.until("*** The server stops in 1 minute.\n");
  house.clock.advance(MINUTE);
  await house.ended;
});

Deno.test("/shutdown 0 stops the server at once", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  root.line("/shutdown 0");
  await root.ayt();
  house.clock.advance(1);
  deepStrictEqual(await house.ended, { exitCode: 0 });
});

Deno.test("a countdown that was called off stops nothing, and everyone is told", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  root.line("/shutdown 1");
  await ann.until("in 1 minute.\n");
  house.clock.advance(MINUTE / 2);
  root.line("/cancel-shutdown");
  await ann.until("*** The server stays up.\n");
  house.clock.advance(10 * MINUTE);
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("callers are told when the server stops, and their lines are closed", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const visitor = await house.visitor();
  await house.stop("The server stops.");
  match(await ann.goodbye(), /\*\*\* The server stops\.\n$/);
  match(await visitor.goodbye(), /\*\*\* The server stops\.\n$/);
});

Deno.test("/plugins tells what is loaded, from where, and what is wrong", async () => {
  await using folder = await PluginFiles.make({
    "dice.js": pluginText("dice", { parts: `version: "1.2.0",` }),
    "bad.js": "const = 5;",
  });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  await house.house.plugins.unload("who");
  const told = (await root.answerTo("/plugins")).join("\n");
  match(told, /^help +\(in the program\) +1 command$/m);
  match(told, /^who +\(in the program\) +not loaded$/m);
  match(told, /^dice +1\.2\.0 +\S.* 1\s+command$/m);
  match(told, /bad\.js:1:7: Cannot load the plugin as/);
});
