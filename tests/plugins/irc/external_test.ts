/**
 * Logging in by a certificate (SASL EXTERNAL), over TLS, from the first connection on.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import { readCertificate } from "../../../core/net/tls/tls_certificate.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { TcpWire, type TlsKey } from "../../../testing/wire.ts";

const path = (file: string) =>
  fileURLToPath(new URL(`../../kit/certificates/${file}`, import.meta.url));
const FILES = { tls_cert: path("localhost.crt"), tls_key: path("localhost.key") };
const CALLER = readCertificate({ certFile: path("caller.crt"), keyFile: path("caller.key") });
const OTHER = readCertificate({ certFile: path("renewed.crt"), keyFile: path("renewed.key") });
const base64 = (text: string) => Buffer.from(text).toString("base64");

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({
    door: "tcp",
    irc: { tls_port: 6697, ...FILES },
    limits: { exempt: ["127.0.0.1"] },
  });
}

function dial({ server }: TestHouse, own: TlsKey = {}): Promise<TcpWire> {
  const { port } = server.addresses.find(({ over }) => over === "TLS")!;
  const caCerts = [Deno.readTextFileSync(FILES.tls_cert)];
  return TcpWire.dialTls({ hostname: "localhost", port, caCerts, ...own });
}

/** Ann has an account, and has told NickServ of the certificate that she is connected by. */
async function openWithAnn(): Promise<TestHouse> {
  const house = await openHouse();
  const ann = await IrcClient.enter(house, "ann", {
    wire: await dial(house, CALLER),
    account: "ann",
  });
  const shown = (await ann.ask("WHOIS ann")).find(({ command }) => command === "276")!;
  const fingerprint = shown.params.at(-1)!.split(" ").at(-1);
  const [told] = await ann.ask("NS CERT ADD");
  strictEqual(told?.params[1], `You can log in by ${fingerprint}`);
  await ann.quit();
  return house;
}

/** Begins EXTERNAL, sends a message, and gives what that is answered. */
async function external(client: IrcClient, chunk: string): Promise<string[]> {
  client.send("AUTHENTICATE EXTERNAL");
  strictEqual((await client.next()).text, "AUTHENTICATE +");
  return await client.say(`AUTHENTICATE ${chunk}`);
}

Deno.test("the certificate that NickServ was told of logs in, and the person who comes in is the user", async () => {
  await using house = await openWithAnn();
  await using ann = new IrcClient(await dial(house, CALLER));
  const offered = (await ann.say("CAP LS 302")).join(" ");
  match(offered, / sasl=EXTERNAL,PLAIN,SCRAM-SHA-256 /);
  await ann.request(["sasl"]);
  await ann.ask("NICK ann");
  deepStrictEqual(await external(ann, "+"), [
    ":irc.partyline 900 ann ann!*@* ann :You are now logged in as ann",
    ":irc.partyline 903 ann :SASL authentication successful",
  ]);
  ann.send("USER a 0 * :Ann", "CAP END");
  await ann.until(({ command }) => command === "001");
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "ann");
});

// RFC 4422, appendix A.1: empty "when the client is requesting to act as the identity the server
// associated with its authentication credentials"
for (
  const [what, nick, chunk] of [
    ["another nick", "visitor", "+"],
    ["no nick yet", undefined, "+"],
    ["the name of the account", "visitor", base64("ANN")],
  ] as const
) {
  Deno.test(`whoever comes with ${what} is the one whose certificate it is`, async () => {
    await using house = await openWithAnn();
    await using ann = new IrcClient(await dial(house, CALLER));
    await ann.request(["sasl"]);
    if (nick !== undefined) await ann.ask(`NICK ${nick}`);
    match((await external(ann, chunk)).join("\n"), / 900 .* ann :.*\n.* 903 /);
  });
}

Deno.test("one who is here as a guest logs in, and has their name", async () => {
  await using house = await openWithAnn();
  await using ann = await IrcClient.enter(house, "gast", {
    wire: await dial(house, CALLER),
    caps: ["sasl"],
  });
  match((await external(ann, "+")).join("\n"), / 900 .* 903 /s);
  strictEqual(house.house.world.presenceNamed("gast")?.user?.name, "ann");
});

Deno.test("another certificate is 904, whomever it claims to be", async () => {
  await using house = await openWithAnn();
  const tries: [nick: string, chunk: string][] = [
    ["ann", "+"],
    ["visitor", base64("ann")],
    ["visitor", "+"],
  ];
  for (const [nick, chunk] of tries) {
    await using client = new IrcClient(await dial(house, OTHER));
    await client.request(["sasl"]);
    await client.ask(`NICK ${nick}`);
    house.clock.advance(20_000); // past the wait that the failure before has brought
    client.send("AUTHENTICATE EXTERNAL", `AUTHENTICATE ${chunk}`);
    const answer = await client.until(({ command }) => /^90\d$/.test(command));
    strictEqual(answer.text, `:irc.partyline 904 ${nick} :SASL authentication failed`);
  }
  strictEqual(house.house.world.presenceCount, 0);
});

Deno.test("ann's certificate is nobody else's: 904 for the name of another", async () => {
  await using house = await openWithAnn();
  await house.register("bob");
  await using client = new IrcClient(await dial(house, CALLER));
  await client.request(["sasl"]);
  deepStrictEqual(await external(client, base64("bob")), [
    ":irc.partyline 904 * :SASL authentication failed",
  ]);
});

Deno.test("a certificate that is forgotten is 904, and the password is good still", async () => {
  await using house = await openWithAnn();
  const first = await IrcClient.enter(house, "ann", {
    wire: await dial(house, CALLER),
    account: "ann",
  });
  const [fingerprint] = (await first.ask("NS CERT LIST")).map(({ params }) => params[1]);
  await first.ask(`NS CERT DEL ${fingerprint}`);
  await first.quit();
  await using ann = new IrcClient(await dial(house, CALLER));
  await ann.request(["sasl"]);
  match((await external(ann, base64("ann"))).join(), / 904 /);
  house.clock.advance(20_000);
  await ann.logIn(house, "ann");
});

// sasl-3.2: "This capability MAY have a value [...] a list of the SASL mechanisms [...] available"
Deno.test("EXTERNAL is offered to whoever has a certificate, and to no one else", async () => {
  await using house = await openWithAnn();
  const clients = {
    plain: await IrcClient.dial(house),
    tls: new IrcClient(await dial(house)),
    certified: new IrcClient(await dial(house, OTHER)),
  };
  for (const [how, client] of Object.entries(clients)) {
    await using _client = client;
    const offered = (await client.say("CAP LS 302")).join(" ");
    strictEqual(/ sasl=EXTERNAL,PLAIN/.test(offered), how === "certified", offered);
    if (how === "certified") continue;
    deepStrictEqual(await client.say("AUTHENTICATE EXTERNAL"), [
      ":irc.partyline 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms",
      ":irc.partyline 904 * :SASL authentication failed",
    ]);
    ok(!offered.includes("EXTERNAL"), how);
  }
});

Deno.test("certificates outlast a restart of the server", async () => {
  const dataDir = await Deno.makeTempDir();
  try {
    const options = { door: "tcp", dataDir, irc: { tls_port: 6697, ...FILES } } as const;
    {
      await using house = await TestHouse.open(options);
      const ann = await IrcClient.enter(house, "ann", {
        wire: await dial(house, CALLER),
        account: "ann",
      });
      await ann.ask("NS CERT ADD");
      await ann.quit();
    }
    await using house = await TestHouse.open(options);
    await using ann = new IrcClient(await dial(house, CALLER));
    await ann.request(["sasl"]);
    match((await external(ann, "+")).join("\n"), / 900 .* ann :.* 903 /s);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});
