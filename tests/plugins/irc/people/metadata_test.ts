import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { METADATA_SUBSCRIPTIONS } from "../../../../plugins/irc/client_state.ts";
import { METADATA_VALUE_BYTES } from "../../../../plugins/irc/people/metadata.ts";
import { type Heard, IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

const CAPS = ["draft/metadata-3", "batch"];

const EXEMPT = { limits: { exempt: ["127.0.0.0/8"] } } as const;

/** What was heard, in short: the numeric or the reply, and its parameters but the last words. */
function short({ command, params }: Heard): string {
  if (command === "761") return `${params[1]} ${params[2]} = ${params[4]}`;
  if (command === "766") return `${params[1]} ${params[2]} is not set`;
  if (/^(FAIL|NOTE|WARN)$/.test(command)) return [command, ...params.slice(1, -1)].join(" ");
  return [command, ...params.slice(1)].join(" ");
}

/** What stands in the one batch that an answer is, and the parameters of the batch. */
function batched(heard: readonly Heard[]): { params: readonly string[]; lines: string[] } {
  const [start, ...lines] = heard;
  const end = lines.pop();
  strictEqual(start?.command, "BATCH");
  const [reference, ...params] = start.params;
  deepStrictEqual(end?.params, [reference!.replace("+", "-")]);
  for (const { tags, text } of lines) strictEqual(`+${tags.get("batch")}`, reference, text);
  return { params, lines: lines.map(short) };
}

/** What a client is answered, in short. */
async function ask(client: IrcClient, line: string): Promise<string[]> {
  return (await client.ask(line)).map(short);
}

/** What a client hears, batches left out. */
async function hears(client: IrcClient): Promise<string[]> {
  const heard = await client.overheard();
  return heard.filter(({ command }) => /^76[16]$/.test(command)).map(short);
}

Deno.test('SET "responds with one 761 RPL_KEYVALUE event, representing the new value", or 766 for none', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  deepStrictEqual(await ann.say("METADATA * SET url :http://den.example"), [
    ":irc.partyline 761 ann ann url * http://den.example",
  ]);
  deepStrictEqual(await ask(ann, "METADATA ann SET url :a b 💜"), ["ann url = a b 💜"]);
  // "It is not an error if a client attempts to set a key to its current value"
  deepStrictEqual(await ask(ann, "METADATA * SET url :a b 💜"), ["ann url = a b 💜"]);
  deepStrictEqual(await ann.say("METADATA * SET url"), [
    ":irc.partyline 766 ann ann url :Key not set",
  ]);
  deepStrictEqual(await ask(ann, "METADATA * SET url :"), ["ann url is not set"]);
});

Deno.test('GET: "The ordering of responses within the batch MUST match the order keys were specified"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await ann.say("METADATA * SET url x");
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  deepStrictEqual(batched(await bob.ask("METADATA ANN GET avatar URL url")), {
    params: ["metadata", "ann"],
    lines: ["ann avatar is not set", "WARN INVALID_KEY URL", "ann url = x"],
  });
});

Deno.test('LIST is "a metadata batch containing 761 RPL_KEYVALUE for all visible keys"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  const empty = { params: ["metadata", "ann"], lines: [] };
  deepStrictEqual(batched(await ann.ask("METADATA * LIST")), empty);
  await ann.say("METADATA * SET url x");
  await ann.say("METADATA * SET color :dark red");
  const { lines } = batched(await ann.ask("METADATA ann LIST"));
  deepStrictEqual(lines, ["ann url = x", "ann color = dark red"]);
});

Deno.test('"If the target is not valid, the server MUST reply with FAIL METADATA INVALID_TARGET"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  for (const rest of ["GET url", "LIST", "SET url x", "CLEAR", "SYNC"]) {
    for (const target of ["nobody", "#nowhere"]) {
      deepStrictEqual(await ask(ann, `METADATA ${target} ${rest}`), [
        `FAIL INVALID_TARGET ${target}`,
      ]);
    }
  }
  await using _bob = await IrcClient.enter(house, "bob");
  for (const rest of ["SUB url", "UNSUB url", "SUBS"]) {
    deepStrictEqual(await ask(ann, `METADATA bob ${rest}`), ["FAIL INVALID_TARGET bob"]);
  }
});

Deno.test('"If the server receives a syntactically invalid METADATA command [...] FAIL METADATA INVALID_PARAMS"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  const wrong = {
    "METADATA": "*",
    "METADATA #den GET": "GET",
    "METADATA #den SNEEZE": "SNEEZE",
    "METADATA #den :: hi!": "*",
    "METADATA * LIST url": "LIST",
    "METADATA * SET url a b": "SET",
    "METADATA * constructor": "constructor",
  };
  for (const [line, named] of Object.entries(wrong)) {
    deepStrictEqual(await ask(ann, line), [`FAIL INVALID_PARAMS ${named}`], line);
  }
});

Deno.test("SET fails for a key or a value that is none, and where there are too many", async () => {
  await using house = await TestHouse.open({ door: "tcp", ...EXEMPT });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  for (const key of ["$url$", "URL", "a:b"]) {
    deepStrictEqual(await ask(ann, `METADATA * SET ${key} x`), [`FAIL INVALID_KEY ${key}`]);
  }
  for (const value of ["x".repeat(METADATA_VALUE_BYTES + 1), "💜".repeat(76), "  "]) {
    deepStrictEqual(await ask(ann, `METADATA * SET url :${value}`), ["FAIL INVALID_VALUE url"]);
  }
  const most = "x".repeat(METADATA_VALUE_BYTES);
  deepStrictEqual(await ask(ann, `METADATA * SET url ${most}`), [`ann url = ${most}`]);
  const limit = house.house.world.policy.notesPerTarget;
  for (let at = 1; at < limit; at++) await ann.say(`METADATA * SET k${at} x`);
  deepStrictEqual(await ask(ann, "METADATA * SET more x"), [`FAIL LIMIT_REACHED SET ann ${limit}`]);
  deepStrictEqual(await ask(ann, "METADATA * SET k1 y"), ["ann k1 = y"]);
});

Deno.test("what is noted about somebody else is not one's own to change: KEY_NO_PERMISSION", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await ann.say("METADATA * SET color red");
  deepStrictEqual(await ask(bob, "METADATA ann SET color blue"), [
    "FAIL KEY_NO_PERMISSION ann color",
  ]);
  deepStrictEqual(await ask(bob, "METADATA ann CLEAR"), ["FAIL KEY_NO_PERMISSION ann *"]);
  deepStrictEqual(batched(await ann.ask("METADATA * LIST")).lines, ["ann color = red"]);
});

Deno.test('CLEAR is "a metadata batch containing one 766 RPL_KEYNOTSET message per cleared key"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await ann.say("JOIN #den");
  for (const target of ["ann", "#den"]) {
    for (const key of ["url", "color"]) await ann.say(`METADATA ${target} SET ${key} x`);
    deepStrictEqual(batched(await ann.ask(`METADATA ${target} CLEAR`)), {
      params: ["metadata", target],
      lines: [`${target} url is not set`, `${target} color is not set`],
    });
    deepStrictEqual(batched(await ann.ask(`METADATA ${target} LIST`)).lines, []);
  }
});

Deno.test("operators of a channel note something about it, others read it", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await ann.say("JOIN #den");
  deepStrictEqual(await ask(ann, "METADATA #DEN SET url x"), ["#den url = x"]);
  deepStrictEqual(await ask(bob, "METADATA #den SET url y"), ["FAIL KEY_NO_PERMISSION #den url"]);
  await bob.say("JOIN #den");
  deepStrictEqual(await ask(bob, "METADATA #den SET url y"), ["FAIL KEY_NO_PERMISSION #den url"]);
  deepStrictEqual(await ask(bob, "METADATA #den CLEAR"), ["FAIL KEY_NO_PERMISSION #den *"]);
  deepStrictEqual(batched(await bob.ask("METADATA #den GET url")).lines, ["#den url = x"]);
});

Deno.test("what is noted about a room that is hidden or closed is for those in it", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await bob.say("METADATA * SUB url");
  await ann.say("JOIN #den,#cave");
  for (const room of ["#den", "#cave"]) await ann.say(`METADATA ${room} SET url x`);
  await ann.say("MODE #den +i");
  await ann.say("MODE #cave +s");
  deepStrictEqual(batched(await bob.ask("METADATA #den GET url")).lines, ["#den url is not set"]);
  for (const rest of ["LIST", "SYNC"]) {
    deepStrictEqual(batched(await bob.ask(`METADATA #den ${rest}`)).lines, []);
  }
  for (const rest of ["GET url", "LIST", "SYNC"]) {
    deepStrictEqual(await ask(bob, `METADATA #cave ${rest}`), ["FAIL INVALID_TARGET #cave"]);
  }
});

Deno.test("SUB: 770 for the keys, and where their values are to be had: 774 *ALL", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  const later = "774 *ALL 0 Try again later";
  deepStrictEqual(await ask(ann, "METADATA * SUB url $x avatar"), [
    "770 url avatar",
    "WARN INVALID_KEY $x",
    later,
  ]);
  // Without new keys there is nothing to be had.
  deepStrictEqual(await ask(ann, "METADATA ann SUB url url"), ["770 url"]);
  deepStrictEqual(batched(await ann.ask("METADATA * SUBS")), {
    params: ["metadata-subs"],
    lines: ["772 url avatar"],
  });
  deepStrictEqual(await ask(ann, "METADATA * UNSUB url $x other"), [
    "771 url other",
    "WARN INVALID_KEY $x",
  ]);
  deepStrictEqual(batched(await ann.ask("METADATA * SUBS")).lines, ["772 avatar"]);
});

Deno.test('SUB: LIMIT_REACHED names "the first key that the client could not subscribe to"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  const keys = Array.from({ length: METADATA_SUBSCRIPTIONS - 1 }, (_, at) => `k${at}`);
  await ann.say(`METADATA * SUB ${keys.join(" ")}`);
  deepStrictEqual(await ask(ann, "METADATA * SUB one k0 two k1"), [
    "770 one k0",
    `FAIL LIMIT_REACHED SUB two ${METADATA_SUBSCRIPTIONS}`,
    "774 *ALL 0 Try again later",
  ]);
  const { lines } = batched(await ann.ask("METADATA * SUBS"));
  deepStrictEqual(lines.flatMap((line) => line.split(" ").slice(1)), [...keys, "one"]);
});

Deno.test('"If a client removes this capability or the batch capability [...] servers MUST clear that client\'s subscription list"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await ann.say("METADATA * SUB url");
  await ann.say("CAP REQ -batch");
  await ann.say("CAP REQ batch");
  deepStrictEqual(batched(await ann.ask("METADATA * SUBS")).lines, []);
});

Deno.test("notifications: of other clients in the channels that the subscriber is in, and of those channels", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await bob.say("METADATA * SUB url");
  await ann.say("METADATA * SET url unseen");
  deepStrictEqual(await bob.overheard(), []);
  for (const client of [ann, bob]) await client.say("JOIN #den");
  await bob.overheard();
  await ann.say("METADATA * SET url x");
  await ann.say("METADATA * SET color red");
  await ann.say("METADATA * SET url");
  await ann.say("METADATA #den SET url y");
  deepStrictEqual((await bob.overheard()).map(short), [
    "ann url = x",
    "ann url is not set",
    "#den url = y",
  ]);
  await bob.say("METADATA * UNSUB url");
  await ann.say("METADATA * SET url z");
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test('notifications are "to that subscriber (excluding changes the subscriber made on themselves)"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using desk = await IrcClient.enter(house, "ann", { caps: CAPS, account: "ann" });
  await using phone = await IrcClient.enter(house, "ann", { caps: CAPS, account: "ann" });
  for (const client of [desk, phone]) await client.say("METADATA * SUB url");
  deepStrictEqual(await ask(desk, "METADATA * SET url x"), ["ann url = x"]);
  deepStrictEqual((await phone.overheard()).map(short), ["ann url = x"]);
});

Deno.test('"When a metadata-aware client joins a channel, the server MUST send [...] a metadata batch"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await ann.say("JOIN #den");
  for (const target of ["*", "#den"]) await ann.say(`METADATA ${target} SET url x`);
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await bob.say("METADATA * SUB url avatar");
  const heard = await bob.ask("JOIN #den");
  const start = heard.findIndex(({ command }) => command === "BATCH");
  const expected = {
    params: ["metadata", "#den"],
    lines: ["#den url = x", "ann url = x"],
  };
  deepStrictEqual(batched(heard.slice(start)), expected);
  // "the batch MUST be identical to what would be returned if METADATA SYNC was issued against that channel"
  deepStrictEqual(batched(await bob.ask("METADATA #den SYNC")), expected);
  await using plain = await IrcClient.enter(house, "plain");
  ok((await plain.ask("JOIN #den")).every(({ command }) => command !== "761"));
});

Deno.test("MONITOR brings what is noted about somebody, and tells of changes", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await bob.say("METADATA * SUB url");
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS, account: "ann" });
  await ann.say("METADATA * SET url x");
  const [online, ...rest] = await bob.ask("MONITOR + ann,carl");
  strictEqual(online?.command, "730");
  const [offline, ...batch] = rest;
  strictEqual(offline?.command, "731");
  const expected = { params: ["metadata", "ann"], lines: ["ann url = x"] };
  deepStrictEqual(batched(batch), expected);
  await ann.say("METADATA * SET url y");
  deepStrictEqual(await hears(bob), ["ann url = y"]);
  await ann.quit();
  await bob.overheard();
  await using _again = await IrcClient.enter(house, "ann", { account: "ann" });
  const [back, ...noted] = await bob.overheard();
  strictEqual(back?.command, "730");
  deepStrictEqual(batched(noted), { ...expected, lines: ["ann url = y"] });
});

Deno.test("SYNC *ALL is of all that the client is told of: its rooms, who is in them, whom it monitors", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using bob = await IrcClient.enter(house, "bob", { caps: CAPS });
  await using carl = await IrcClient.enter(house, "carl", { caps: CAPS });
  await using dora = await IrcClient.enter(house, "dora", { caps: CAPS });
  for (const client of [ann, bob, carl, dora]) await client.say("METADATA * SET url x");
  await bob.say("JOIN #den");
  await ann.say("JOIN #den");
  await ann.say("MONITOR + carl");
  await ann.say("METADATA * SUB url");
  deepStrictEqual(batched(await ann.ask("METADATA *ALL SYNC")), {
    params: ["metadata", "*ALL"],
    lines: ["bob url = x", "ann url = x", "carl url = x"],
  });
});

Deno.test("before-connect: what was noted is told in the greeting, before the message of the day", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: { motd: "Hello." } });
  await using ann = await IrcClient.dial(house);
  await ann.request(CAPS);
  deepStrictEqual(await ann.say("METADATA * SET display-name :a b c"), [
    ":irc.partyline 761 * * display-name * :a b c",
  ]);
  deepStrictEqual(await ask(ann, "METADATA * SUB display-name"), ["770 display-name"]);
  deepStrictEqual(batched(await ann.ask("METADATA * LIST")), {
    params: ["metadata", "*"],
    lines: ["* display-name = a b c"],
  });
  for (const target of ["ann", "#den"]) {
    deepStrictEqual(await ask(ann, `METADATA ${target} LIST`), [`FAIL INVALID_TARGET ${target}`]);
  }
  deepStrictEqual(await ask(ann, "METADATA * SET URL x"), ["FAIL INVALID_KEY URL"]);
  ann.send("NICK ann", "USER ann 0 * :ann", "CAP END");
  const heard = await ann.overheard();
  const from = heard.findIndex(({ command }) => command === "BATCH");
  const to = heard.findIndex(({ command }) => command === "375");
  ok(from < to);
  deepStrictEqual(batched(heard.slice(from, to)), {
    params: ["metadata", "ann"],
    lines: ["ann display-name = a b c"],
  });
  deepStrictEqual(batched(await ann.ask("METADATA * GET display-name")).lines, [
    "ann display-name = a b c",
  ]);
});

Deno.test("a user's notes last from one visit to the next, a guest's do not", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  for (const options of [{ caps: CAPS, account: "ann" }, { caps: CAPS }]) {
    const nick = "account" in options ? "ann" : "bob";
    const first = await IrcClient.enter(house, nick, options);
    await first.say("METADATA * SET url x");
    await first.quit();
    await using again = await IrcClient.enter(house, nick, options);
    const { lines } = batched(await again.ask("METADATA * LIST"));
    deepStrictEqual(lines, nick === "ann" ? ["ann url = x"] : []);
  }
});

Deno.test("760: WHOIS tells clients that know of metadata what is noted", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  await using plain = await IrcClient.enter(house, "plain");
  await ann.say("METADATA * SET display-name :Ann of the Den");
  const noted = async (client: IrcClient) =>
    (await client.say("WHOIS ann")).filter((line) => line.includes(" 760 "));
  deepStrictEqual(await noted(ann), [
    ":irc.partyline 760 ann ann display-name * :Ann of the Den",
  ]);
  deepStrictEqual(await noted(plain), []);
});

Deno.test("bytes that are no UTF-8 are no value", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: CAPS });
  const line = new TextEncoder().encode("METADATA * SET url :x?\r\n");
  line[line.indexOf("?".charCodeAt(0))] = 0xc3;
  ann.sendBytes(line);
  const heard = await ann.overheard();
  deepStrictEqual(heard.map(({ params }) => params[1]), ["INVALID_UTF8"]);
  deepStrictEqual(batched(await ann.ask("METADATA * LIST")).lines, []);
});
