/**
 * Somebody at TinTin++, a MUD client: it edits the lines itself, and takes our echo for a hidden password.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import { TmuxPane } from "./kit/tmux_pane.ts";

/** Debian puts it in the folder of games, which is not in everybody's PATH. */
const TINTIN = ["env", `PATH=${Deno.env.get("PATH")}:/usr/games`, "tt++", "-G"];

async function connect(pane: TmuxPane, server: ServerProcess): Promise<void> {
  await pane.enter(`#session party 127.0.0.1 ${server.port}`);
  await pane.waitFor(/^Name:$/m);
}

Deno.test("TinTin++ talks in line mode, without an echo of ours", async () => {
  await using server = await ServerProcess.start();
  await using ben = await server.dial();
  await ben.enter("ben");
  await using pane = await TmuxPane.open(TINTIN);
  await connect(pane, server);
  await pane.enter("tess");
  await pane.waitFor(/^Here: ben, tess$/m);
  await pane.enter("hello from tess");
  await ben.heard.waitFor("tess: hello from tess\r\n");
  ben.say("hello from ben");
  const screen = await pane.waitFor(/^ben: hello from ben$/m);
  const rows = screen.split("\n").filter((row) => row.includes("hello"));
  deepStrictEqual(rows, ["hello from tess", "ben: hello from ben"]);
});

Deno.test("TinTin++ shows no password: of a new account, at the door, or when it is changed", async () => {
  await using server = await ServerProcess.start();
  await using pane = await TmuxPane.open(TINTIN);
  await connect(pane, server);
  await pane.enter("new");
  await pane.waitFor(/^New name:$/m);
  await pane.enter("tess");
  await pane.waitFor(/^New password:$/m);
  await pane.enter("correct horse");
  await pane.waitFor(/^The same again:/m);
  await pane.enter("correct horse");
  await pane.waitFor(/^Here: tess$/m);
  await pane.enter("/logout");
  await pane.waitFor(/^Name:$/m);
  await pane.enter("tess");
  await pane.waitFor(/^Password.*:/m);
  await pane.enter("correct horse");
  await pane.waitFor(/^Password of tess:(?:.*\n)+Here: tess$/m);
  await pane.enter("/passwd");
  await pane.waitFor(/^Old password:/m);
  await pane.enter("correct horse");
  await pane.waitFor(/^Old password:(?:.*\n)+New password:/m);
  await pane.enter("battery staple");
  await pane.waitFor(/^Old password:(?:.*\n)+The same again:/m);
  await pane.enter("battery staple");
  await pane.waitFor(/^Your password is changed\.$/m);
  await pane.enter("can be seen");
  await pane.waitFor(/^can be seen$/m);
  doesNotMatch(await pane.everything(), /correct|horse|battery|staple/);
});
