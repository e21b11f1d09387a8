import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

function openHouse(irc: Readonly<Record<string, unknown>> = {}): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", irc, limits: { exempt: ["127.0.0.1"] } });
}

// account-registration: "If <account> is *, then this value is the user's current nickname."
Deno.test("a guest makes an account of their nick, and is logged in", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  const heard = await ann.say("REGISTER * * sesame");
  deepStrictEqual(heard[0], ":irc.partyline REGISTER SUCCESS ann :Account created");
  match(heard[1]!, /^:irc\.partyline 900 ann ann!~ann@\S+ ann :You are now logged in as ann$/);
  strictEqual(heard.length, 2);
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "ann");
  await using again = await IrcClient.dial(house);
  again.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${btoa("\0ann\0sesame")}`);
  strictEqual((await again.overheard()).at(-1)!.command, "903");
});

// account-registration: "custom-account-name: .. the server accepts account names that are not the nick"
Deno.test("an account may have another name than the nick", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  strictEqual(
    (await ann.say("REGISTER Zoë * pw"))[0],
    ":irc.partyline REGISTER SUCCESS Zoë :Account created",
  );
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "Zoë");
});

Deno.test("the spelling is that of the nick, whatever the command's", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "Ann");
  match((await ann.say("REGISTER aNN * pw"))[0]!, / SUCCESS Ann /);
});

// account-registration: "before-connect: .. the server supports early registration"
Deno.test("an account can be made before coming in", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.dial(house);
  ann.send("CAP LS 302", "NICK ann");
  await ann.overheard();
  deepStrictEqual(await ann.say("REGISTER * * sesame"), [
    ":irc.partyline REGISTER SUCCESS ann :Account created",
    ":irc.partyline 900 ann ann!*@* ann :You are now logged in as ann",
  ]);
  ann.send("USER ann 0 * :Ann", "CAP END");
  await ann.until(({ command }) => command === "001");
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "ann");
});

Deno.test("where the sysop does not want that, one comes in first", async () => {
  await using house = await openHouse({ register_before_connect: false });
  await using ann = await IrcClient.dial(house);
  deepStrictEqual(await ann.say("REGISTER * * sesame"), [
    ":irc.partyline FAIL REGISTER COMPLETE_CONNECTION_REQUIRED * :Come in first, then make an account",
  ]);
  strictEqual(house.house.world.userNamed("ann"), undefined);
  ann.send("NICK ann", "USER ann 0 * :Ann");
  await ann.overheard();
  match((await ann.say("REGISTER * * sesame"))[0]!, / SUCCESS ann /);
});

/** What is refused: the nick, what is asked, and the answer after FAIL REGISTER. */
const REFUSED: Readonly<Record<string, readonly [nick: string, asked: string, answer: RegExp]>> = {
  "ACCOUNT_EXISTS": ["ann", "REGISTER bob * pw", /^ACCOUNT_EXISTS bob :./],
  "ACCOUNT_EXISTS for one that looks the same": [
    "ann",
    "REGISTER b\u043eb * pw",
    /^ACCOUNT_EXISTS b\u043eb :./,
  ],
  "BAD_ACCOUNT_NAME": ["ann", "REGISTER 1x * pw", /^BAD_ACCOUNT_NAME 1x :./],
  "BAD_ACCOUNT_NAME for a service's": [
    "ann",
    "REGISTER NickServ * pw",
    /^BAD_ACCOUNT_NAME NickServ :./,
  ],
  "USERNAME_EXISTS for a name that a guest wears": [
    "ann",
    "REGISTER gast * pw",
    /^USERNAME_EXISTS gast :./,
  ],
  "WEAK_PASSWORD": ["ann", "REGISTER * * :", /^WEAK_PASSWORD ann :./],
};

for (const [code, [nick, asked, answer]] of Object.entries(REFUSED)) {
  Deno.test(`FAIL REGISTER ${code}`, async () => {
    await using house = await openHouse();
    await house.register("bob");
    await using _gast = await IrcClient.enter(house, "gast");
    await using ann = await IrcClient.enter(house, nick);
    const heard = await ann.say(asked);
    strictEqual(heard.length, 1);
    match(heard[0]!.replace(":irc.partyline FAIL REGISTER ", ""), answer);
    strictEqual(house.house.world.presenceNamed("ann")?.user, undefined);
  });
}

Deno.test("nobody registers a guest's name under their feet", async () => {
  await using house = await openHouse();
  await using _guest = await IrcClient.enter(house, "root");
  await using other = await IrcClient.dial(house);
  other.send("NICK root");
  match(
    (await other.say("REGISTER * * pw"))[0]!,
    /^:irc\.partyline FAIL REGISTER USERNAME_EXISTS root :/,
  );
});

// account-registration: "FAIL REGISTER NEED_NICK *: .. the client sends REGISTER before sending a NICK command"
Deno.test("whoever has no nick has no account either", async () => {
  await using house = await openHouse();
  await using client = await IrcClient.dial(house);
  match((await client.say("REGISTER * * pw"))[0]!, /^:irc\.partyline FAIL REGISTER NEED_NICK \* :/);
  deepStrictEqual(await client.say("REGISTER * *"), [
    ":irc.partyline 461 * REGISTER :Not enough parameters",
  ]);
});

// account-registration: "ALREADY_AUTHENTICATED: .. if the client is already authenticated"
Deno.test("whoever is logged in needs no other account, and no code", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "annie", { account: "ann" });
  const end = "ALREADY_AUTHENTICATED ann :You are logged in as ann";
  deepStrictEqual(await ann.say("REGISTER * * pw"), [`:irc.partyline FAIL REGISTER ${end}`]);
  deepStrictEqual(await ann.say("VERIFY x 1"), [`:irc.partyline FAIL VERIFY ${end}`]);
});

// account-registration: "INVALID_CODE: .. the <code> in the VERIFY command is invalid or expired"
Deno.test("there is no code to verify", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("VERIFY ann 123"), [
    ":irc.partyline FAIL VERIFY INVALID_CODE ann :No account waits for a code",
  ]);
});

// account-notify: "when a user .. logs in .. all clients in common channels .. receive ACCOUNT"
Deno.test("those who want to know read of a new account, and messages have its name", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob", {
    caps: ["account-notify", "account-tag"],
  });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["account-notify"] });
  for (const client of [bob, ann]) await client.ask("JOIN #den");
  await bob.overheard();
  const own = (await ann.ask("REGISTER annie * pw")).filter(({ command }) => command === "ACCOUNT");
  deepStrictEqual(own.map(({ nick, params }) => [nick, params]), [["ann", ["annie"]]]);
  const told = await bob.overheard();
  deepStrictEqual(told.map(({ nick, command, params }) => [nick, command, params]), [
    ["ann", "ACCOUNT", ["annie"]],
  ]);
  await ann.ask("PRIVMSG #den :hi");
  const [said] = await bob.overheard();
  deepStrictEqual([...said!.tags], [["account", "annie"]]);
});

// extended-join: "JOIN #channel accountname :Real Name", "If the user is not identified, .. an asterisk"
Deno.test("whoever joins is shown with account and real name to those who want it", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob", { caps: ["extended-join"] });
  await bob.ask("JOIN #den");
  await using ann = await IrcClient.enter(house, "annie", { account: "ann", realName: "Ann Oh" });
  await using guest = await IrcClient.enter(house, "gast");
  for (const client of [ann, guest]) await client.ask("JOIN #den");
  const joins = (await bob.overheard()).filter(({ command }) => command === "JOIN");
  deepStrictEqual(joins.map(({ params }) => params), [
    ["#den", "ann", "Ann Oh"],
    ["#den", "*", "gast"],
  ]);
  ok(!("user" in house.house.world.presenceNamed("gast")!));
});
