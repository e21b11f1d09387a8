import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import {
  type CapabilityFacts,
  capabilityNames,
  capabilityToken,
  isCapability,
  RENDERING_CAPABILITIES,
} from "../../../../plugins/irc/tables/capabilities.ts";
import { type Heard, IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

const FACTS: CapabilityFacts = {
  saslMechanisms: ["PLAIN", "SCRAM-SHA-256"],
  registerBeforeConnect: true,
  multiline: { bytes: 4096, lines: 100 },
  metadata: { subs: 50, keys: 20, valueBytes: 300 },
};

Deno.test("names are sorted, and known as names", () => {
  deepStrictEqual(capabilityNames(), [...capabilityNames()].sort());
  for (const name of capabilityNames()) ok(isCapability(name));
  ok(!isCapability("toString"));
  ok(!isCapability("SASL"));
});

Deno.test("clients of version 302 read values", () => {
  strictEqual(capabilityToken("sasl", FACTS), "sasl=PLAIN,SCRAM-SHA-256");
  strictEqual(
    capabilityToken("draft/multiline", FACTS),
    "draft/multiline=max-bytes=4096,max-lines=100",
  );
  strictEqual(
    capabilityToken("draft/account-registration", FACTS),
    "draft/account-registration=before-connect,custom-account-name",
  );
  strictEqual(
    capabilityToken("draft/metadata-3", FACTS),
    "draft/metadata-3=before-connect,max-subs=50,max-keys=20,max-value-bytes=300",
  );
});

Deno.test("older clients read names alone", () => {
  for (const name of capabilityNames()) strictEqual(capabilityToken(name), name);
});

Deno.test("a value tells what can't be done by what is missing in it", () => {
  strictEqual(
    capabilityToken("draft/account-registration", { ...FACTS, registerBeforeConnect: false }),
    "draft/account-registration=custom-account-name",
  );
});

Deno.test("a value that would be empty is left out", () => {
  strictEqual(capabilityToken("sasl", { ...FACTS, saslMechanisms: [] }), "sasl");
});

Deno.test("what is kept by the session alone makes no profile of its own", () => {
  for (const name of ["cap-notify", "labeled-response", "multi-prefix", "sasl"] as const) {
    ok(!RENDERING_CAPABILITIES.includes(name), name);
  }
  for (const name of ["server-time", "echo-message", "draft/multiline"] as const) {
    ok(RENDERING_CAPABILITIES.includes(name), name);
  }
});

/** The capabilities in the lines of a list, in the order they came. */
function listed(lines: readonly Heard[]): string[] {
  return lines.flatMap(({ params }) => params.at(-1)!.split(" ").filter((word) => word !== ""));
}

/** A client that has said nothing yet. */
async function stranger(): Promise<{ house: TestHouse; client: IrcClient } & AsyncDisposable> {
  const house = await TestHouse.open({ door: "tcp", limits: { lines_burst: 1e6 } });
  const client = await IrcClient.dial(house);
  return {
    house,
    client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await house[Symbol.asyncDispose]();
    },
  };
}

// capability-negotiation: "the server MUST NOT send these new features to the client"
Deno.test("CAP LS without a version is one list without values", async () => {
  await using scene = await stranger();
  const lines = await scene.client.ask("CAP LS");
  strictEqual(lines.length, 1);
  deepStrictEqual(lines[0]!.params.slice(0, 2), ["*", "LS"]);
  deepStrictEqual(listed(lines), [...capabilityNames()]);
});

// capability-negotiation: "If the reply contains multiple lines .., all but the last MUST have .. an asterisk"
Deno.test("CAP LS 302 has values, in as many lines as it takes", async () => {
  await using scene = await stranger();
  const lines = await scene.client.ask("CAP LS 302");
  ok(lines.length > 1);
  for (const [at, { text, params }] of lines.entries()) {
    ok(text.length <= 510);
    strictEqual(params[2] === "*", at < lines.length - 1);
  }
  const words = listed(lines);
  deepStrictEqual(words.map((word) => word.split("=")[0]), [...capabilityNames()]);
  ok(words.includes("sasl=PLAIN,SCRAM-SHA-256"));
  ok(words.includes("draft/account-registration=before-connect,custom-account-name"));
});

// capability-negotiation: "If no capabilities are active, an empty parameter MUST be sent"
Deno.test("CAP LIST lists what is active", async () => {
  await using scene = await stranger();
  deepStrictEqual(await scene.client.say("CAP LIST"), [":irc.partyline CAP * LIST :"]);
  await scene.client.ask("CAP REQ :server-time multi-prefix");
  deepStrictEqual(await scene.client.say("CAP LIST"), [
    ":irc.partyline CAP * LIST :multi-prefix server-time",
  ]);
});

// capability-negotiation: "The capability identifier set must be accepted as a whole, or rejected entirely"
Deno.test("CAP REQ is taken as a whole, or not at all, and answered as it was asked", async () => {
  await using scene = await stranger();
  const { client } = scene;
  deepStrictEqual(await client.say("CAP REQ :multi-prefix  nonsense away-notify"), [
    ":irc.partyline CAP * NAK :multi-prefix  nonsense away-notify",
  ]);
  deepStrictEqual(await client.say("CAP REQ :toString"), [":irc.partyline CAP * NAK toString"]);
  deepStrictEqual(await client.say("CAP LIST"), [":irc.partyline CAP * LIST :"]);
  deepStrictEqual(await client.say("CAP REQ :sasl away-notify"), [
    ":irc.partyline CAP * ACK :sasl away-notify",
  ]);
});

Deno.test("a capability with a dash before it is given back", async () => {
  await using scene = await stranger();
  const { client } = scene;
  await client.ask("CAP REQ :sasl away-notify");
  deepStrictEqual(await client.say("CAP REQ :-sasl multi-prefix"), [
    ":irc.partyline CAP * ACK :-sasl multi-prefix",
  ]);
  deepStrictEqual(await client.say("CAP LIST"), [
    ":irc.partyline CAP * LIST :away-notify multi-prefix",
  ]);
});

// capability-negotiation: "cap-notify .. is implicitly enabled .. [and] MUST NOT be disabled"
Deno.test("cap-notify comes with version 302 and stays", async () => {
  await using scene = await stranger();
  const { client } = scene;
  await client.ask("CAP LS 302");
  deepStrictEqual(await client.say("CAP REQ -cap-notify"), [
    ":irc.partyline CAP * NAK -cap-notify",
  ]);
  await client.ask("CAP LS");
  deepStrictEqual(await client.say("CAP LIST"), [":irc.partyline CAP * LIST cap-notify"]);
});

// capability-negotiation: "ERR_INVALIDCAPCMD .. when a client sends a CAP subcommand which is invalid"
Deno.test("an unknown subcommand is answered by 410", async () => {
  await using scene = await stranger();
  deepStrictEqual(await scene.client.say("CAP NOTACOMMAND x"), [
    ":irc.partyline 410 * NOTACOMMAND :Invalid CAP subcommand",
  ]);
  deepStrictEqual(await scene.client.say("CAP toString"), [
    ":irc.partyline 410 * toString :Invalid CAP subcommand",
  ]);
  deepStrictEqual(await scene.client.say("CAP"), [
    ":irc.partyline 461 * CAP :Not enough parameters",
  ]);
});

// capability-negotiation: "the server MUST NOT complete registration until the client sends a CAP END"
for (const beginning of ["CAP LS 302", "CAP REQ :nonsense"]) {
  Deno.test(`whoever has begun by ${beginning} comes in by CAP END`, async () => {
    await using scene = await stranger();
    const { client } = scene;
    client.send(beginning, "NICK ann", "USER ann 0 * :Ann");
    for (const { command } of await client.overheard()) strictEqual(command, "CAP");
    client.send("CAP END");
    strictEqual((await client.next()).command, "001");
  });
}

Deno.test("what is asked for after coming in counts from then on", async () => {
  await using scene = await stranger();
  const { client } = scene;
  client.send("NICK ann", "USER ann 0 * :Ann");
  await client.overheard();
  strictEqual((await client.ask("JOIN #den"))[0]!.tags.size, 0);
  deepStrictEqual(await client.say("CAP REQ server-time"), [
    ":irc.partyline CAP ann ACK server-time",
  ]);
  match((await client.ask("JOIN #hall"))[0]!.tags.get("time")!, /Z$/);
  await client.ask("CAP REQ -server-time");
  strictEqual((await client.ask("JOIN #attic"))[0]!.tags.size, 0);
  deepStrictEqual(await client.say("CAP END"), []);
});
