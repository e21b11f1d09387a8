/**
 * Somebody at WeeChat, with every capability that it knows, and somebody on a bare socket.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import { PASSWORD, type SocketCaller } from "./kit/socket_caller.ts";
import { strangeRows } from "./kit/strange_rows.ts";
import { TmuxPane } from "./kit/tmux_pane.ts";

/** Who it is, and where the server is; nothing on the screen but the buffer. */
function commandsFor({ port }: ServerProcess): string {
  return [
    `/server add party 127.0.0.1/${port}`,
    "/set irc.server.party.nicks wanda",
    "/set irc.server.party.sasl_username wanda",
    `/set irc.server.party.sasl_password "${PASSWORD}"`,
    "/set irc.server_default.anti_flood_prio_high 0",
    "/set irc.server_default.anti_flood_prio_low 0",
    "/set weechat.look.prefix_align none",
    // What is typed fast is no paste that it asks about.
    "/set weechat.look.paste_max_lines -1",
    "/bar hide buflist",
    "/bar hide nicklist",
    "/buffer clear",
    "/connect party",
  ].join(";");
}

/** WeeChat, which dials and logs in to the account wanda by SASL. */
async function openWeechat(server: ServerProcess): Promise<TmuxPane> {
  await using wanda = await server.dial();
  await wanda.enter("wanda");
  await wanda.register();
  return await TmuxPane.open(["weechat", "--temp-dir", "--run-command", commandsFor(server)], {
    columns: 140,
    rows: 45,
  });
}

/** Ben, who is in the room den and runs it. */
async function enterBen(server: ServerProcess): Promise<SocketCaller> {
  const ben = await server.dial();
  await ben.enter("ben");
  await ben.join("den");
  return ben;
}

/** Logs in, and goes into the room. */
async function join(pane: TmuxPane): Promise<void> {
  await pane.waitFor(/User mode for wanda/);
  await pane.enter("/join #den");
  await pane.waitFor(/Channel created on/);
}

Deno.test("WeeChat logs in by SASL, and finds nothing strange in the greeting", async () => {
  await using server = await ServerProcess.start();
  await using pane = await openWeechat(server);
  await pane.waitFor(/SASL authentication successful$/m);
  await pane.waitFor(/User mode for wanda is \[\+r\]$/m);
  await pane.enter("/buffer irc.server.party");
  await pane.enter("/whois wanda");
  const screen = await pane.waitFor(/\[wanda\] End of WHOIS list$/m);
  deepStrictEqual(strangeRows(screen), []);
  await pane.waitFor(/\[wanda\] is logged in as wanda$/m);
});

Deno.test("WeeChat and a caller at a terminal talk, in a room and alone", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openWeechat(server);
  await join(pane);
  await ben.heard.waitFor("-> wanda has come in to den\r\n");
  await pane.waitFor(/Channel #den: 2 nicks \(1 op, 0 halfops, 0 voices, 1 normal\)$/m);

  ben.say("grüße, 你好");
  await pane.waitFor(/@ben \S? ?grüße, 你好$/m);
  await pane.enter("schöne Grüße zurück");
  await ben.heard.waitFor("wanda: schöne Grüße zurück\r\n");
  await pane.enter("/me winkt");
  await ben.heard.waitFor("* wanda winkt\r\n");
  ben.say("/me waves");
  await pane.waitFor(/\* .*ben waves$/m);
  ben.say("one ".repeat(200));
  await pane.waitFor(/(?:one ){10}[^]*(?:one ){10}/);

  await pane.enter("/msg ben psst");
  await ben.heard.waitFor("wanda tells you: psst\r\n");
  ben.say("/tell wanda psst yourself");
  await pane.enter("/query ben");
  await pane.waitFor(/ben \S? ?psst yourself$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("WeeChat shows who is away, takes another name, and has the topic", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  ben.say("/topic about cats");
  await ben.settle();
  await using pane = await openWeechat(server);
  await join(pane);
  await pane.waitFor(/Topic for #den is "about cats"$/m);
  ben.say("/topic about dogs");
  await pane.waitFor(/ben has changed topic for #den from "about cats" to "about dogs"$/m);

  await pane.enter("/nick wanda2");
  await pane.waitFor(/You are now known as wanda2$/m);
  await ben.heard.waitFor("* wanda is called wanda2 now\r\n");
  ben.say("/nick benno");
  await pane.waitFor(/ben is now known as benno$/m);

  await pane.enter("/away dinner");
  await pane.waitFor(/\[wanda2? away: dinner\]/);
  ben.say("/tell wanda2 there?");
  await ben.heard.waitFor("wanda2 is away: dinner\r\n");
  await pane.enter("/away");
  ben.say("/away lunch");
  await ben.settle();
  await pane.enter("/query benno");
  await pane.enter("there?");
  await pane.waitFor(/\[benno\] is away: lunch$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("WeeChat kicks, is kicked, and sees modes", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openWeechat(server);
  await join(pane);
  ben.say("/op wanda");
  await pane.waitFor(/Mode #den \[\+o wanda\] by ben$/m);
  await pane.enter("/mode +m");
  await ben.heard.waitFor(/\* wanda has changed the rules: only those with a voice speak\r\n/);
  await pane.enter("/voice ben");
  await ben.heard.waitFor("* wanda has given ben a voice in den\r\n");
  ben.say("/kick wanda too loud");
  await pane.waitFor(/ben has kicked wanda \(too loud\)$/m);
  await pane.enter("/buffer clear");
  await pane.enter("/join #den");
  await pane.waitFor(/Channel #den: 2 nicks/);
  await pane.enter("/kickban ben go home");
  await pane.waitFor(/wanda has kicked ben \(go home\)$/m);
  await ben.heard.waitFor("* wanda has put ben out (go home)\r\n");
  ben.say("/join den");
  await ben.heard.waitFor('Cannot join or speak in "den" as you are banned from it\r\n');
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("WeeChat comes back, and reads what was said meanwhile", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openWeechat(server);
  await join(pane);
  await pane.enter("/disconnect party gone to bed");
  await ben.heard.waitFor("<- wanda has left (Quit: gone to bed)\r\n");
  for (const line of ["one", "/me counts", "three"]) ben.say(line);
  await ben.settle();
  await pane.enter("/buffer clear");
  // It goes into its rooms again by itself.
  await pane.enter("/connect party");
  await pane.waitFor(/ben \S? ?one\n.*\* .*ben counts\n.*ben \S? ?three$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("a command of a plugin is answered in WeeChat", async () => {
  await using server = await ServerProcess.start();
  await using pane = await openWeechat(server);
  await pane.waitFor(/User mode for wanda/);
  await pane.enter("/buffer irc.server.party");
  await pane.enter("/quote UPTIME");
  await pane.waitFor(/irc\.partyline.* has been up for /);
  doesNotMatch(await pane.screen(), new RegExp(PASSWORD));
});
