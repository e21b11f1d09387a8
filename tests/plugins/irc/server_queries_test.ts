import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { type Heard, IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The codes of an answer. */
function codes(heard: readonly Heard[]): string[] {
  return heard.map(({ command }) => command);
}

/** The answer to LUSERS by its numerics, without the nick. */
async function lusers(client: IrcClient): Promise<Record<string, string>> {
  const heard = await client.ask("LUSERS");
  return Object.fromEntries(
    heard.map(({ command, params }) => [command, params.slice(1).join(" ")]),
  );
}

Deno.test("LUSERS counts people, the invisible, operators, the nameless, rooms, and the most there were", async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    irc: { oper_name: "boss", oper_password: "sesame" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  const bob = await IrcClient.enter(house, "bob");
  await bob.say("MODE bob +i");
  await using nameless = await IrcClient.dial(house);
  await nameless.say("NICK carl");
  deepStrictEqual(await lusers(ann), {
    251: "There are 1 users and 1 invisible on 1 server",
    252: "0 operators online",
    253: "1 unknown connections",
    254: "1 channels formed",
    255: "I have 2 clients and 0 servers",
    265: "2 2 Current local users 2, max 2",
    266: "2 2 Current global users 2, max 2",
  });
  await bob.quit();
  await ann.say("OPER boss sesame");
  await ann.say("JOIN #den,#cave");
  await ann.say("MODE #cave +s");
  const after = await lusers(ann);
  deepStrictEqual(
    [after[251], after[252], after[254], after[265]],
    [
      "There are 1 users and 0 invisible on 1 server",
      "1 operators online",
      "2 channels formed",
      "1 2 Current local users 1, max 2",
    ],
  );
});

Deno.test('MOTD: "one RPL_MOTDSTART [...], followed by one or more RPL_MOTD [...], then one RPL_ENDOFMOTD"', async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: { motd: "Be nice.\\nHave fun." } });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("MOTD irc.partyline"), [
    ":irc.partyline 375 ann :- irc.partyline Message of the day -",
    ":irc.partyline 372 ann :- Be nice.",
    ":irc.partyline 372 ann :- Have fun.",
    ":irc.partyline 376 ann :End of MOTD command",
  ]);
});

Deno.test("the message of the day may be in a file; without one there is 422", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, "From a file.\r\nTwo lines.\n");
    await using house = await TestHouse.open({ door: "tcp", irc: { motd: file } });
    await using ann = await IrcClient.enter(house, "ann");
    const texts = (await ann.ask("MOTD")).map(({ params }) => params[1]);
    deepStrictEqual(texts.slice(1, -1), ["- From a file.", "- Two lines."]);
  } finally {
    await Deno.remove(file);
  }
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("MOTD"), [":irc.partyline 422 ann :There is no MOTD"]);
});

Deno.test("a message of the day is read again by reload; the old stays if its file has gone", async () => {
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(file, "One.\r\n\r\nTwo \\new.\rThree.\n\n");
  await using house = await TestHouse.open({ door: "tcp", irc: { motd: file } });
  await using ann = await IrcClient.enter(house, "ann");
  const motd = async () => (await ann.ask("MOTD")).slice(1, -1).map(({ params }) => params[1]);
  deepStrictEqual(await motd(), ["- One.", "- ", "- Two \\new.", "- Three."]);
  await Deno.writeTextFile(file, "Other.");
  deepStrictEqual(await motd(), ["- One.", "- ", "- Two \\new.", "- Three."]);
  strictEqual(await house.server.reload(), 0);
  deepStrictEqual(await motd(), ["- Other."]);
  await Deno.writeTextFile(file, "\n");
  strictEqual(await house.server.reload(), 0);
  deepStrictEqual(await ann.say("MOTD"), [":irc.partyline 422 ann :There is no MOTD"]);
  await Deno.writeTextFile(file, "Last.");
  strictEqual(await house.server.reload(), 0);
  await Deno.remove(file);
  strictEqual(await house.server.reload(), 1);
  deepStrictEqual(await motd(), ["- Last."]);
});

Deno.test('"If <target> is given and a matching server cannot be found, the server will respond with [...] ERR_NOSUCHSERVER"', async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    limits: { exempt: ["127.0.0.0/8"] },
    irc: { admin: "me" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  for (const query of ["ADMIN", "INFO", "MOTD", "STATS u", "TIME", "VERSION", "LUSERS *"]) {
    for (const target of ["irc.partyline", "IRC.*", "ann"]) {
      const answer = codes(await ann.ask(`${query} ${target}`));
      strictEqual(answer.includes("402"), false, `${query} ${target}`);
    }
    deepStrictEqual(await ann.say(`${query} elsewhere.example`), [
      ":irc.partyline 402 ann elsewhere.example :No such server",
    ]);
  }
});

Deno.test("VERSION: one RPL_VERSION reply and one or more RPL_ISUPPORT replies", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const [version, ...tokens] = await ann.ask("VERSION");
  match(version!.text, /^:irc\.partyline 351 ann partyline-\S+ irc\.partyline :/);
  deepStrictEqual(codes(tokens), tokens.map(() => "005"));
});

// Modern IRC, 005: "the maximum number of RPL_ISUPPORT tokens that can be advertised is 13"
Deno.test("a line of 005 has no more than 13 tokens, and fits in a line", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "a".repeat(32));
  const lines = (await ann.ask("VERSION")).slice(1);
  for (const { params, text } of lines) {
    strictEqual(params.length <= 15 && text.length <= 510, true, text);
    strictEqual(params.at(-1), "are supported by this server");
  }
});

Deno.test("ADMIN tells what the setting says; without it there is 423", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: { admin: "Ann <ann@example>" } });
  await using ann = await IrcClient.enter(house, "ann");
  const heard = await ann.ask("ADMIN");
  deepStrictEqual(codes(heard), ["256", "257", "258", "259"]);
  strictEqual(heard.at(-1)?.params.at(-1), "Ann <ann@example>");
  await using other = await TestHouse.open({ door: "tcp" });
  await using bob = await IrcClient.enter(other, "bob");
  deepStrictEqual(await bob.say("ADMIN"), [
    ":irc.partyline 423 bob irc.partyline :No administrative info available",
  ]);
});

Deno.test('INFO: "zero or more RPL_INFO replies, followed by one RPL_ENDOFINFO numeric"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const heard = await ann.ask("INFO");
  strictEqual(heard.pop()?.text, ":irc.partyline 374 ann :End of INFO list");
  deepStrictEqual([...new Set(codes(heard))], ["371"]);
});

Deno.test("LINKS tells of this server: RPL_LINKS, and RPL_ENDOFLINKS at the end", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("LINKS"), [
    `:irc.partyline 364 ann irc.partyline irc.partyline :0 ${house.house.name}`,
    ":irc.partyline 365 ann * :End of LINKS list",
  ]);
});

Deno.test("STATS u tells for how long the server is up; other letters have nothing to tell", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  house.clock.advance(((26 * 60 + 3) * 60 + 4) * 1000);
  await using ann = await IrcClient.enter(house, "ann");
  const end = (letter: string) => `:irc.partyline 219 ann ${letter} :End of STATS report`;
  deepStrictEqual((await ann.say("STATS u")).slice(-2), [
    ":irc.partyline 242 ann :Server up 1 days 2:03:04",
    end("u"),
  ]);
  deepStrictEqual(await ann.say("STATS z"), [end("z")]);
  deepStrictEqual(await ann.say("STATS"), [":irc.partyline 461 ann STATS :Not enough parameters"]);
});

Deno.test("TIME tells the server's time; SUMMON and USERS are not offered", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("TIME"), [
    ":irc.partyline 391 ann irc.partyline :Mon, 01 Jan 2024 00:00:00 GMT",
  ]);
  deepStrictEqual(codes(await ann.ask("SUMMON ann")), ["445"]);
  deepStrictEqual(codes(await ann.ask("USERS")), ["446"]);
});
