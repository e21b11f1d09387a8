/**
 * Coming in: names, passwords, accounts, and leaving again.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { PASSWORD, TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

const ANN = { address: "192.0.2.10" };
const BOB = { address: "192.0.2.11" };

/** What a name is answered with at the name prompt. */
async function answerTo(name: string, caller: VirtualCaller): Promise<string> {
  caller.line(name);
  const answer = await caller.until(/Name: $|Welcome/);
  return answer.split("\n").find((line) => line.startsWith("Cannot")) ?? answer;
}

/** Waits until a line has come to where it waits for the clock. */
async function arrived(caller: VirtualCaller): Promise<string> {
  return await caller.ayt();
}

Deno.test("a free name comes in as a guest, into the lobby", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  caller.line("ann");
  await caller.until(/Welcome to Partyline, ann\.\n[^]*You are in lobby\nHere: ann\n/);
});

Deno.test("spaces around a name do not count, and an empty name is asked for again", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  caller.line("   ");
  await caller.until(/Name: $/);
  caller.line("  ann ");
  await caller.until("Welcome to Partyline, ann.");
});

const BAD_NAMES: Record<string, string> = {
  "2pac": "a name does not begin with a digit or a dash",
  "-dash": "a name does not begin with a digit or a dash",
  "a b": "a name has only letters, digits and _-[]{}^|\\`",
  "a,b": "a name has only letters, digits and _-[]{}^|\\`",
  "ann!": "a name has only letters, digits and _-[]{}^|\\`",
  ["n".repeat(33)]: "a name has at most 32 characters",
  "Server": "that word means something else here",
};

for (const [name, reason] of Object.entries(BAD_NAMES)) {
  Deno.test(`the name "${name}" is refused`, async () => {
    await using house = await TestHouse.open();
    const answer = await answerTo(name, await house.visitor());
    strictEqual(answer, `Cannot take the name "${name}" as ${reason}`);
  });
}

for (const name of ["Zoë", "[cool]", "`^_{}|\\-", "n".repeat(32), "日本"]) {
  Deno.test(`the name "${name}" is taken`, async () => {
    await using house = await TestHouse.open();
    match(await answerTo(name, await house.visitor()), /Welcome$/);
  });
}

Deno.test("a name that somebody here has is refused, in any case", async () => {
  await using house = await TestHouse.open();
  await house.guest("Ann");
  const answer = await answerTo("aNN", await house.visitor());
  strictEqual(answer, 'Cannot take the name "aNN" as somebody here has it');
});

Deno.test("a name that looks like a member's is refused", async () => {
  await using house = await TestHouse.open();
  await house.register("Alice");
  const caller = await house.visitor();
  const like = 'as it looks like that of a member: "Alice"';
  strictEqual(
    await answerTo("\u0410lice", caller),
    `Cannot take the name "\u0410lice" ${like}`,
    "Cyrillic A",
  );
  strictEqual(await answerTo("AIice", caller), `Cannot take the name "AIice" ${like}`, "capital I");
});

Deno.test("a member's name asks for the password, in any case, and shows the member's spelling", async () => {
  await using house = await TestHouse.open();
  await house.register("Ann");
  const caller = await house.visitor();
  caller.line("aNN");
  await caller.until(/Password.*: $/);
  caller.line(PASSWORD);
  await caller.until("Welcome to Partyline, Ann.");
});

Deno.test("somebody new registers at once, and comes in with that password from then on", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor(ANN);
  caller.line("new");
  await caller.until(/name: $/i);
  caller.line("ann");
  await caller.until(/New password: $/);
  caller.line("first secret");
  await caller.until(/again: $/);
  caller.line("first secret");
  await caller.until(/Welcome to Partyline, ann\.[^]*Here: ann\n/);
  caller.line("/quit");
  await caller.hungUp;

  const again = await house.visitor(ANN);
  again.line("ann");
  await again.until(/Password.*: $/);
  again.line("first secret");
  await again.until("Welcome to Partyline, ann.");
});

Deno.test("a name that can't be registered is refused before a password is asked for", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor();
  caller.line("new");
  await caller.until(/name: $/i);
  strictEqual(await answerTo("Ann", caller), 'Cannot take the name "Ann" as it is registered');
});

for (
  const [what, first, second, reason] of [
    ["a short password", "12345", "", "it is shorter than 6 characters"],
    [
      "a password typed differently",
      "secret",
      "secrets",
      "you typed it differently the second time",
    ],
  ] as const
) {
  Deno.test(`${what} makes no account`, async () => {
    await using house = await TestHouse.open();
    const caller = await house.visitor();
    caller.line("new");
    await caller.until(/name: $/i);
    caller.line("ann");
    await caller.until(/New password: $/);
    caller.line(first);
    if (second) {
      await caller.until(/again: $/);
      caller.line(second);
    }
    await caller.until(`Cannot take that password as ${reason}.\n`);
    // What is typed next is a password still, not a name for all to read.
    await caller.until(/New password: $/);
    caller.line("");
    await caller.until("Cannot go on without a password\n");
    await caller.until(/Name: $/);
    strictEqual(house.house.world.userNamed("ann"), undefined);
  });
}

Deno.test("the shortest password is a setting", async () => {
  await using house = await TestHouse.open({ login: { password_length: 12 } });
  const ann = await house.guest("ann");
  ann.line("/register");
  await ann.until(/password: $/i);
  ann.line("12345678901");
  await ann.until("shorter than 12 characters");
});

Deno.test("after three wrong passwords the line is closed", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor();
  caller.line("ann");
  for (const password of ["one", "two", "three"]) {
    await caller.until(/Password.*: $/);
    caller.line(password);
    await arrived(caller);
    house.clock.advance(10_000);
    await caller.until('Cannot let you in as "ann" as the password is wrong\n');
  }
  strictEqual(await caller.goodbye(), "Goodbye.\n");
});

Deno.test("each failure makes the next answer wait longer: not at all, 1 second, 2 seconds", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor();
  caller.line("ann");
  for (const seconds of [0, 1, 2]) {
    await caller.until(/Password.*: $/);
    caller.line("wrong");
    if (seconds > 0) {
      await arrived(caller);
      house.clock.advance(seconds * 1000 - 1);
      doesNotMatch(await arrived(caller), /wrong/);
      house.clock.advance(1);
    }
    await caller.until("the password is wrong");
  }
});

Deno.test("the right password waits as well, behind the wrong ones of others", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const guesser = await house.visitor(BOB);
  guesser.line("ann");
  await guesser.until(/Password.*: $/);
  guesser.line("wrong");
  await guesser.until("the password is wrong");

  const ann = await house.visitor(ANN);
  ann.line("ann");
  await ann.until(/Password.*: $/);
  ann.line(PASSWORD);
  await arrived(ann);
  house.clock.advance(999);
  doesNotMatch(await arrived(ann), /Welcome/);
  house.clock.advance(1);
  await ann.until("Welcome to Partyline, ann.");
});

Deno.test("an empty password goes back to the name prompt", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor();
  caller.line("ann");
  await caller.until(/Password.*: $/);
  caller.line("");
  await caller.until(/Name: $/);
  caller.line("bob");
  await caller.until("Welcome to Partyline, bob.");
});

Deno.test("whoever never finds a name is sent away", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  for (let tries = 0; tries < 10; tries++) caller.line("not a name");
  match(await caller.goodbye(), /Goodbye\.\n$/);
});

Deno.test("/quit works at the name prompt", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  caller.line("/quit");
  strictEqual(await caller.goodbye(), "Goodbye.\n");
});

Deno.test("Ctrl-C at the name prompt hangs up", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor({ client: "telnet" });
  caller.press("ctrl-c");
  match(await caller.goodbye(), /Goodbye\.\n$/);
});

Deno.test("a login that takes too long is ended", async () => {
  await using house = await TestHouse.open({ limits: { login_minutes: 2 } });
  const caller = await house.visitor();
  caller.send("a");
  await caller.ayt();
  house.clock.advance(2 * 60_000 - 1);
  await arrived(caller);
  house.clock.advance(1);
  match(await caller.goodbye(), /\*\*\* Logging in took too long\.\n$/);
});

Deno.test("who has come in is no longer timed", async () => {
  await using house = await TestHouse.open({ limits: { login_minutes: 2 } });
  const ann = await house.guest("ann");
  house.clock.advance(10 * 60_000);
  await ann.roundtrip();
});

Deno.test("without guests, a free name is registered, and there is no other way in", async () => {
  await using house = await TestHouse.open({ main: { guests: false } });
  const caller = await house.visitor();
  caller.line("ann");
  await caller.until(/New password: $/);
  caller.line("12345");
  await caller.until(/New password: $/);
  caller.line("");
  await caller.until(/Name: $/);
  strictEqual(house.house.world.presenceNamed("ann"), undefined);
  caller.line("ann");
  await caller.until(/New password: $/);
  caller.line("a secret");
  await caller.until(/again: $/);
  caller.line("a secret");
  await caller.until("Welcome to Partyline, ann.");
});

Deno.test("/register makes an account of a guest, who keeps their rooms", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ann.line("/join den");
  await ann.until(/Here: .*\n/);
  ann.line("/register");
  await ann.until(/New password: $/);
  ann.line("a secret");
  await ann.until(/again: $/);
  ann.line("a secret");
  await ann.until('"ann" is yours now.');
  ann.line("/whois ann");
  const portrait = await ann.until(/Rooms.*\n/);
  match(portrait, /Role +member/);
  match(portrait, /Rooms +lobby, den/);
});

Deno.test("/register is refused to a member", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  ann.line("/register");
  await ann.until('Cannot register "ann" as you have the account "ann"\n');
});

Deno.test("/passwd changes the password, if the old one is right", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann", ANN);
  ann.line("/passwd");
  await ann.until(/Old password: $/);
  ann.line(PASSWORD);
  await ann.until(/New password: $/);
  ann.line("other secret");
  await ann.until(/again: $/);
  ann.line("other secret");
  await ann.until("Your password is changed.");

  const again = await house.visitor(BOB);
  again.line("ann");
  await again.until(/Password.*: $/);
  again.line(PASSWORD);
  await again.until("the password is wrong");
  again.line("other secret");
  await arrived(again);
  house.clock.advance(1000);
  await again.until("Welcome to Partyline, ann.");
});

Deno.test("/passwd with a wrong old password changes nothing", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const before = house.house.world.userNamed("ann")!.passwordHash;
  ann.line("/passwd\nwrong\nother secret\nother secret");
  await ann.until("Cannot change the password as the old one is wrong");
  strictEqual(house.house.world.userNamed("ann")!.passwordHash, before);
});

Deno.test("guests have no password to change", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ann.line("/passwd");
  await ann.until("Cannot do that as it takes a member");
});

Deno.test("/logout leads back to the name prompt, and the room sees them go", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("/logout");
  await ann.until(/You are logged out\.\n[^]*Name: $/);
  await bob.until("ann has left (logged out)");
  ann.line("anna");
  await ann.until(/Welcome to Partyline, anna\./);
  await bob.until("anna has come in");
});

Deno.test("a second login of the same account is a second session of the same person", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob", BOB);
  const first = await house.member("ann", ANN);
  await bob.until("ann has come in");
  const second = await house.member("ann", ANN);
  deepStrictEqual(await bob.roundtrip(), [], "nobody has come in");
  bob.line("/who");
  const list = await bob.until(/\d people\./);
  match(list, /ann +member +telnet 2, telnet 3 /);
  match(list, /2 people\.$/);
  first.line("/quit");
  await first.hungUp;
  deepStrictEqual(await bob.roundtrip(), [], "nobody has left");
  second.line("/quit");
  await bob.until("ann has left (quit)");
});

Deno.test("the second session is in the rooms of the first one, and sees who is there", async () => {
  await using house = await TestHouse.open();
  const first = await house.member("ann");
  first.line("/join den");
  await first.until("Here: ~ann");
  const second = await house.visitor();
  second.line("ann");
  await second.until(/Password.*: $/);
  second.line(PASSWORD);
  await second.until("You are in den\nHere: ~ann\n");
});

for (const client of ["telnet", "mud", "dumb"] as const) {
  Deno.test(`a password is never shown to a caller by ${client}`, async () => {
    await using house = await TestHouse.open();
    const caller = await house.member("ann", { client });
    await caller.ayt();
    ok(!caller.screen.allText().includes(PASSWORD));
    ok(!caller.heard.includes(PASSWORD));
    caller.line("/shown");
    await caller.until("no such command");
    ok(caller.screen.allText().includes("/shown"), "what is typed after it is shown");
  });
}

Deno.test("in line mode the password question stands between WILL ECHO and WONT ECHO", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor({ client: "mud" });
  const before = caller.asked.length;
  caller.line("ann");
  await caller.until(/Password.*: $/);
  deepStrictEqual(caller.asked.slice(before), ["WILL ECHO"]);
  caller.line(PASSWORD);
  await caller.until("Welcome");
  await caller.ayt();
  deepStrictEqual(caller.asked.slice(before), ["WILL ECHO", "WONT ECHO"]);
});

Deno.test("a password hidden in line mode is followed by a line end of ours", async () => {
  await using house = await TestHouse.open();
  const caller = await house.member("ann", { client: "mud" });
  match(caller.screen.allText(), /Password of ann: *\nWelcome to Partyline, ann\.\n/);
});

Deno.test("a password does not come back with the arrow keys or Ctrl-Y", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann", { client: "telnet" });
  ann.press("up", "up", "up", "ctrl-y");
  await ann.ayt();
  ok(!ann.heard.includes(PASSWORD));
  ok(!ann.screen.allText().includes(PASSWORD));
});

Deno.test("the cursor does not tell how long a password is", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor({ client: "telnet" });
  caller.line("ann");
  await caller.until(/Password of ann: $/);
  const before = caller.screen.cursor;
  caller.type("123456");
  await caller.ayt();
  strictEqual(caller.screen.cursor.column, before.column);
});

Deno.test("whoever's client can't hide a password is told so before they type it", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const caller = await house.visitor();
  caller.line("ann");
  await caller.until("(Your terminal will show what you type.)\nPassword of ann: ");
});

Deno.test("/nick gives another name, which those in the same rooms read", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.guest("bob");
  deepStrictEqual(await ann.answerTo("/nick annie"), [
    "-> bob has come in",
    "* You are called annie now",
  ]);
  await bob.until("* ann is called annie now\n");
  bob.line("/tell ann hello");
  await ann.until("bob tells you: hello\n");
  match((await bob.answerTo("/whois ann")).join("\n"), /Name +annie\nAccount +ann\n/);
  match((await bob.answerTo("/whois annie")).join("\n"), /Account +ann\n/);
});

Deno.test("/nick takes no name that somebody has", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const bob = await house.guest("bob");
  await house.guest("cy");
  await bob.until("cy has come in\n");
  deepStrictEqual(await bob.answerTo("/nick CY"), [
    'Cannot take the name "CY" as somebody here has it',
  ]);
  deepStrictEqual(await bob.answerTo("/nick ann"), [
    'Cannot take the name "ann" as it is registered',
  ]);
});
