import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { plugin } from "../../../core/plugin_host/plugin.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const DICE = plugin({
  name: "dice",
  summary: "Dice.",
  setup(host) {
    host.command({
      usage: "flip [coins]",
      summary: "Flip coins.",
      run: ({ reply }) => reply("heads"),
    });
  },
});

Deno.test('HELP: "a single RPL_HELPSTART message, then arbitrarily many RPL_HELPTXT messages, then a single RPL_ENDOFHELP"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const command of ["HELP", "HELPOP"]) {
    const heard = await ann.ask(command);
    deepStrictEqual(heard.map(({ command }) => command), [
      "704",
      ...heard.slice(2).map(() => "705"),
      "706",
    ]);
    ok(heard.every(({ params }) => params.length === 3 && params[1] === "*"));
    ok(heard.some(({ params }) => params[2]?.startsWith("PRIVMSG: ")));
  }
});

Deno.test("HELP of a command tells its parameters, what it does, and where it is described", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const subject of ["MONITOR", "monitor", "/Monitor"]) {
    deepStrictEqual(await ann.say(`HELP ${subject}`), [
      ":irc.partyline 704 ann MONITOR :MONITOR + <nick>{,<nick>} | - <nick>{,<nick>} | C | L | S",
      ":irc.partyline 705 ann MONITOR :",
      ":irc.partyline 705 ann MONITOR :Be told when people come and go; C clears the list, L and S show it.",
      ":irc.partyline 706 ann MONITOR :Described in: IRCv3 monitor",
    ]);
  }
});

Deno.test('HELP: "reply with a single ERR_HELPNOTFOUND message"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("HELP xyzzy"), [
    ":irc.partyline 524 ann xyzzy :No help on that subject",
  ]);
  strictEqual((await ann.ask("HELP :no such thing"))[0]?.command, "524");
});

Deno.test("HELP knows the commands of plugins, while they are there", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const unload = await house.load(DICE);
  await using ann = await IrcClient.enter(house, "ann");
  const texts = (await ann.ask("HELP flip")).map(({ params }) => params[2]);
  deepStrictEqual(texts.slice(0, 3), ["FLIP [coins]", "", "Flip coins."]);
  const list = await ann.ask("HELP");
  ok(list.some(({ params }) => params[2] === "FLIP: Flip coins."));
  unload();
  strictEqual((await ann.ask("HELP flip"))[0]?.command, "524");
});

Deno.test("HELP lists what the caller may use, each once", async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    irc: { oper_name: "boss", oper_password: "sesame" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  const words = async () => {
    const lines = await ann.ask("HELP");
    return lines.map(({ params }) => /^(\S+): /.exec(params[2]!)?.[1]).filter((word) => word);
  };
  const asGuest = await words();
  deepStrictEqual(asGuest, [...new Set(asGuest)].sort());
  await ann.say("OPER boss sesame");
  const asSysop = await words();
  ok(asSysop.length > asGuest.length);
});
