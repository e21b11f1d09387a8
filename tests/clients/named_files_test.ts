/**
 * Files that the settings name, and reading them again.
 *
 * @module
 */

import { match } from "node:assert/strict";
import { freePort } from "../kit/program.ts";
import { ServerProcess } from "./kit/server_process.ts";

/** The text of a file beside the tests of TLS. */
function textOf(name: string): string {
  return Deno.readTextFileSync(new URL(`../kit/certificates/${name}`, import.meta.url));
}

Deno.test("a certificate is read from the files beside the settings", async () => {
  const port = freePort();
  const trusted = textOf("localhost.crt");
  await using server = await ServerProcess.start(
    `[irc]\ntls_port = ${port}\ntls_cert = irc.crt\ntls_key = irc.key\n`,
    { "irc.crt": trusted, "irc.key": textOf("localhost.key") },
  );
  match(server.output.text, new RegExp(`port ${port}, TLS\n`));
  using conn = await Deno.connectTls({ hostname: "localhost", port, caCerts: [trusted] });
  await conn.handshake();
});

Deno.test("SIGHUP has files read again, and callers stay", async () => {
  await using server = await ServerProcess.start();
  await using caller = await server.dial();
  await caller.enter("ann");
  server.reload();
  await server.output.until(/^Reloaded\.\n/m);
  await caller.settle();
});
