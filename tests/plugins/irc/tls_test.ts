/**
 * IRC over TLS, on real sockets, with the certificate of the tests.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Listener } from "../../../core/net/listener.ts";
import { readCertificate } from "../../../core/net/tls/tls_certificate.ts";
import { openWithRuntime } from "../../../core/net/tls/tls_socket.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { TcpWire, type TlsKey } from "../../../testing/wire.ts";

const path = (file: string) =>
  fileURLToPath(new URL(`../../kit/certificates/${file}`, import.meta.url));
const FILES = { certFile: path("localhost.crt"), keyFile: path("localhost.key") };
const CALLER = readCertificate({ certFile: path("caller.crt"), keyFile: path("caller.key") });

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({
    door: "tcp",
    irc: { tls_port: 6697, tls_cert: FILES.certFile, tls_key: FILES.keyFile },
    limits: { exempt: ["127.0.0.1"] },
  });
}

/** Dials a port as a client that trusts the certificate of the tests alone. */
function dialPort(port: number, own: TlsKey = {}): Promise<TcpWire> {
  const caCerts = [Deno.readTextFileSync(FILES.certFile)];
  return TcpWire.dialTls({ hostname: "localhost", port, caCerts, ...own });
}

function dial({ server }: TestHouse, own: TlsKey = {}): Promise<TcpWire> {
  return dialPort(server.addresses.find(({ over }) => over === "TLS")!.port, own);
}

Deno.test("people in TLS and without talk, and WHOIS tells who is in TLS: 671 and +Z", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", {
    wire: await dial(house),
    caps: ["message-tags", "echo-message"],
    account: "ann",
  });
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  await ann.ask("PRIVMSG #den :grüße");
  strictEqual((await bob.overheard()).at(-1)?.params[1], "grüße");
  await bob.ask("PRIVMSG #den :dank");
  strictEqual((await ann.overheard()).at(-1)?.params[1], "dank");
  const secure = ":irc.partyline 671 bob ann :is using a secure connection";
  ok((await bob.say("WHOIS ann")).includes(secure));
  ok(!(await ann.ask("WHOIS bob")).some(({ command }) => command === "671"));
  match((await ann.say("MODE ann")).join(), / 221 ann \+\w*Z/);
  strictEqual((await bob.ask("MODE bob"))[0]?.params[1]?.includes("Z"), false);
  match((await ann.say("WHOIS ann")).join("\n"), / 379 ann ann :is using modes \+\w*Z/);
});

Deno.test("nobody is given +Z, and nobody drops it", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { wire: await dial(house) });
  await using bob = await IrcClient.enter(house, "bob");
  await ann.ask("MODE ann -Z");
  await bob.ask("MODE bob +Z");
  match((await ann.say("MODE ann")).join(), /Z/);
  ok(!/Z/.test((await bob.say("MODE bob")).join().replace("irc.partyline", "")));
});

// Modern IRC, RPL_WHOISSECURE: the client "is using a secure connection"
Deno.test("who is here in TLS and without is not told to be secure", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", {
    wire: await dial(house),
    account: "ann",
  });
  const isSecure = async () =>
    (await ann.ask("WHOIS ann")).some(({ command }) => command === "671");
  ok(await isSecure());
  const again = await IrcClient.enter(house, "ann", { account: "ann" });
  ok(!await isSecure());
  await again.quit();
  ok(await isSecure());
});

Deno.test("WHOIS tells oneself and operators the certificate (276), and nobody else", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { wire: await dial(house, CALLER) });
  await using bob = await IrcClient.enter(house, "bob");
  const told = async (client: IrcClient) =>
    (await client.ask("WHOIS ann")).filter(({ command }) => command === "276")
      .map(({ params }) => params.at(-1));
  const [line, ...more] = await told(ann);
  match(line!, /^has client certificate fingerprint [\da-f]{64}$/);
  deepStrictEqual(more, []);
  deepStrictEqual(await told(bob), []);
  await house.register("cas");
  await using cas = await IrcClient.enter(house, "cas", { account: "cas" });
  await cas.ask(`CLAIM ${house.house.world.claimCode}`);
  deepStrictEqual(await told(cas), [line]);
});

Deno.test("many lines at once are all answered, however TLS cuts them", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { wire: await dial(house) });
  const tokens = Array.from({ length: 500 }, (_, i) => `t${i}`.padEnd(300, "."));
  ann.send(...tokens.map((token) => `PING ${token}`));
  const pongs: (string | undefined)[] = [];
  while (pongs.length < tokens.length) pongs.push((await ann.next()).params[1]);
  deepStrictEqual(pongs, tokens);
});

Deno.test("the ERROR of who quits comes before TLS ends", async () => {
  await using house = await openHouse();
  const ann = await IrcClient.enter(house, "ann", { wire: await dial(house) });
  ann.send("QUIT :bye");
  match((await ann.hearOut()).at(-1)!.text, /^ERROR :Closing link: 127\.0\.0\.1/);
  ann.wire.reset();
});

Deno.test("a runtime that asks for no certificates offers no EXTERNAL", async () => {
  await using house = await openHouse();
  const { gateway } = house.house.gateways.rows.find(({ gateway }) => gateway.name === "irc")!;
  const socket = openWithRuntime({ hostname: "127.0.0.1", port: 0 }, {
    files: FILES,
    certificate: readCertificate(FILES),
  });
  const port = new Listener(socket, {
    serve: (link) => gateway.serve(link),
    clock: house.clock,
    outboxLimitBytes: 1 << 20,
  });
  const wire = await dialPort(port.address.port, CALLER);
  const ann = await IrcClient.enter(house, "ann", { wire, account: "ann" });
  match((await ann.say("CAP LS 302")).join(" "), / sasl=PLAIN,SCRAM-SHA-256 /);
  deepStrictEqual(await ann.say("NS CERT ADD"), [
    ":NickServ!NickServ@services.irc.partyline NOTICE ann :You are connected without a certificate",
  ]);
  ok((await ann.ask("WHOIS ann")).some(({ command }) => command === "671"));
  await ann.quit();
  await port.close();
});
