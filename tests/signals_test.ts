/**
 * Signals to a running program: how it ends, and what it reads again.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { enter, openIn, testIn } from "./kit/command_line.ts";
import { IrcClient } from "./kit/irc_client.ts";
import { freePort } from "./kit/program.ts";
import { TcpWire } from "../testing/wire.ts";

const HOUSE = fileURLToPath(new URL("..", import.meta.url));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  testIn(`${signal} ends the server once callers have been told`, async (folder) => {
    await using house = await openIn(folder);
    using ann = await enter(house.port, "ann");
    house.program.signal(signal);
    match(await ann.goodbye(), /\*\*\* The server stops\.\s*$/);
    const { code, stdout, stderr } = await house.program.ended;
    match(stdout, /\nStopped\.\n$/);
    deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
  });
}

testIn("a server whose terminal is gone goes on, and ends as it is told to", async (folder) => {
  await using house = await openIn(folder);
  const { program, port } = house;
  await program.stdout.stop();
  await program.stderr.stop();
  if (Deno.build.os !== "windows") program.signal("SIGHUP");
  using ann = await enter(port, "ann");
  program.signal("SIGTERM");
  match(await ann.goodbye(), /\*\*\* The server stops\.\s*$/);
  strictEqual((await program.ended).code, 0);
});

testIn("a second signal ends the server at once", async (folder) => {
  await using house = await openIn(folder);
  const { program, port } = house;
  // Who does not hang up is waited for, and that leaves the time for a second signal.
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await conn.read(new Uint8Array(1));
  program.signal("SIGINT");
  await program.stdout.until(/Once more to stop at once/);
  program.signal("SIGINT");
  const { code, stdout } = await program.ended;
  doesNotMatch(stdout, /Stopped/);
  strictEqual(code, 1);
});

/** Lays a certificate of the tests, and its key, where the settings look for them. */
async function layCertificate(folder: string, name: "localhost" | "renewed"): Promise<string> {
  for (const end of ["crt", "key"]) {
    await Deno.copyFile(`${HOUSE}tests/kit/certificates/${name}.${end}`, `${folder}/irc.${end}`);
  }
  return await Deno.readTextFile(`${folder}/irc.crt`);
}

/** Shakes hands with a port, trusting one certificate alone. */
async function dialTls(port: number, trusted: string): Promise<Deno.TlsConn> {
  const conn = await Deno.connectTls({ hostname: "localhost", port, caCerts: [trusted] });
  await conn.handshake();
  return conn;
}

testIn(
  "the start tells the ports that speak TLS and WebSocket, and SIGTERM ends all",
  async (folder) => {
    const [tlsPort, wsPort] = [freePort(), freePort()];
    const trusted = await layCertificate(folder, "localhost");
    await Deno.writeTextFile(
      `${folder}/config.ini`,
      `[irc]\ntls_port = ${tlsPort}\ntls_cert = irc.crt\ntls_key = irc.key\nws_port = ${wsPort}\n`,
    );
    await using house = await openIn(folder);
    ok(house.banner.includes(`  irc     on 0.0.0.0 port ${tlsPort}, TLS\n`), house.banner);
    ok(house.banner.includes(`  irc     on 0.0.0.0 port ${wsPort}, WebSocket\n`), house.banner);
    using conn = await dialTls(tlsPort, trusted);
    const socket = new WebSocket(`ws://127.0.0.1:${wsPort}/`, ["text.ircv3.net"]);
    await new Promise((resolve) => socket.onopen = resolve);
    // Neither of them hangs up of itself, so both are cut when the time to do so is over.
    using mute = await Deno.connect({ hostname: "127.0.0.1", port: tlsPort });
    const closed = new Promise((resolve) => socket.onclose = resolve);
    house.program.signal("SIGTERM");
    const { code, stdout } = await house.program.ended;
    match(stdout, /\nStopped\.\n$/);
    strictEqual(code, 0);
    await closed;
    void [conn, mute];
  },
);

testIn(
  "SIGHUP takes a new certificate, and keeps the old while there is none that fits",
  async (folder) => {
    const port = freePort();
    const before = await layCertificate(folder, "localhost");
    await Deno.writeTextFile(
      `${folder}/config.ini`,
      `[irc]\ntls_port = ${port}\ntls_cert = irc.crt\ntls_key = irc.key\n`,
    );
    await using house = await openIn(folder);
    using _early = await dialTls(port, before);
    const after = await layCertificate(folder, "renewed");
    house.program.signal("SIGHUP");
    const [said] = await house.program.stdout.until(
      /^(?:Reloaded|Not all could be reloaded.*)\.\n/m,
    );
    if (said.startsWith("Not")) {
      // An executable that was made with an old Deno says so, and keeps what it has.
      await house.program.stderr.until(/without a restart as this Deno is older than 2\.9\.5\./);
      using _same = await dialTls(port, before);
      return;
    }
    using _late = await dialTls(port, after);
    await Deno.remove(`${folder}/irc.key`);
    house.program.signal("SIGHUP");
    await house.program.stdout.until(/^Not all could be reloaded: see the log\.\n/m);
    await house.program.stderr.until(/Cannot use the key .* as the file does not exist\./);
    using _later = await dialTls(port, after);
  },
);

testIn("SIGHUP reads the message of the day again, seen from the config file", async (folder) => {
  const file = `${folder}/house/motd.txt`;
  await Deno.mkdir(`${folder}/house`);
  await Deno.writeTextFile(`${folder}/house/config.ini`, "[irc]\nmotd = motd.txt\n");
  await Deno.writeTextFile(file, "Before.\n");
  await using house = await openIn(folder, "--config", "house/config.ini");
  await using ann = new IrcClient(
    await TcpWire.dial({ hostname: "127.0.0.1", port: house.port }),
  );
  ann.send("NICK ann", "USER ann 0 * :Ann");
  strictEqual((await ann.until(({ command }) => command === "372")).params[1], "- Before.");
  await Deno.writeTextFile(file, "After.\n");
  house.program.signal("SIGHUP");
  await house.program.stdout.until(/^Reloaded\.\n/m);
  ann.send("MOTD");
  strictEqual((await ann.until(({ command }) => command === "372")).params[1], "- After.");
  await Deno.remove(file);
  house.program.signal("SIGHUP");
  await house.program.stdout.until(/^Not all could be reloaded: see the log\.\n/m);
  ann.send("MOTD");
  strictEqual((await ann.until(({ command }) => command === "372")).params[1], "- After.");
});
