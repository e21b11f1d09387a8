/**
 * Somebody at irssi, and somebody on a bare socket, at the front door.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch } from "node:assert/strict";
import { strangeRows } from "./kit/strange_rows.ts";
import { ServerProcess } from "./kit/server_process.ts";
import { PASSWORD, type SocketCaller } from "./kit/socket_caller.ts";
import { TmuxPane } from "./kit/tmux_pane.ts";

/** Its config file: who it is, where the server is, and no pause between commands. */
function configFor({ port }: ServerProcess): string {
  return `
servers = ( { address = "127.0.0.1"; chatnet = "party"; port = "${port}"; } );
chatnets = {
  party = {
    type = "IRC";
    nick = "iris";
    sasl_mechanism = "PLAIN";
    sasl_username = "iris";
    sasl_password = "${PASSWORD}";
  };
};
settings = {
  core = { nick = "iris"; user_name = "iris"; real_name = "Iris Müller"; };
  "irc/core" = { cmds_max_at_once = "1000"; };
};
`;
}

/** irssi, which dials and logs in to the account iris by SASL. */
async function openIrssi(server: ServerProcess): Promise<TmuxPane> {
  await using iris = await server.dial();
  await iris.enter("iris");
  await iris.register();
  return await TmuxPane.open(["irssi", "-c", "party"], {
    columns: 120,
    rows: 40,
    files: { ".irssi/config": configFor(server) },
  });
}

/** Ben, who is in the room den and runs it. */
async function enterBen(server: ServerProcess): Promise<SocketCaller> {
  const ben = await server.dial();
  await ben.enter("ben");
  await ben.join("den");
  return ben;
}

/** Goes into the room. */
async function join(pane: TmuxPane): Promise<void> {
  await pane.enter("/join #den");
  await pane.waitFor(/Irssi: #den: Total of \d+ nicks/);
}

Deno.test("irssi logs in by SASL, and finds nothing strange in the greeting", async () => {
  await using server = await ServerProcess.start();
  await using pane = await openIrssi(server);
  await pane.waitFor(/SASL authentication succeeded/);
  await pane.waitFor(/Mode change \[\+i\] for user iris/);
  await pane.enter("/whois iris");
  const screen = await pane.waitFor(/End of WHOIS/);
  deepStrictEqual(strangeRows(screen), []);
  for (const fact of [/iris \[~iris@/, /ircname +: Iris Müller/, /account +: iris/]) {
    await pane.waitFor(fact);
  }
});

Deno.test("irssi and a caller at a terminal talk, in a room and alone", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  await join(pane);
  await ben.heard.waitFor("-> iris has come in to den\r\n");
  await pane.waitFor(/\[@ben\] +\[ ?iris\]/);
  // It has asked all that it wants to know about the channel: modes, who is in it, bans.
  await pane.waitFor(/Join to #den was synced/);

  ben.say("grüße, 你好");
  await pane.waitFor(/<@ben> grüße, 你好$/m);
  await pane.enter("schöne Grüße zurück");
  await ben.heard.waitFor("iris: schöne Grüße zurück\r\n");
  await pane.enter("/me winkt");
  await ben.heard.waitFor("* iris winkt\r\n");
  ben.say("/me waves");
  await pane.waitFor(/ \* ben waves$/m);

  await pane.enter("/msg ben psst");
  await ben.heard.waitFor("iris tells you: psst\r\n");
  ben.say("/tell iris psst yourself");
  await pane.enter("/query ben");
  await pane.waitFor(/<ben> psst yourself$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("irssi shows who is away, takes another name, and has the topic", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  ben.say("/topic about cats");
  await ben.settle();
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  await join(pane);
  await pane.waitFor(/Topic for #den: about cats$/m);
  ben.say("/topic about dogs");
  await pane.waitFor(/ben changed the topic of #den to: about dogs$/m);

  await pane.enter("/nick iris2");
  await pane.waitFor(/You're now known as iris2$/m);
  await ben.heard.waitFor("* iris is called iris2 now\r\n");
  ben.say("/nick benno");
  await pane.waitFor(/ben is now known as benno$/m);

  await pane.enter("/away dinner");
  await pane.waitFor(/\[~?iris2\(\+i\)[^\]]*zZzZ/);
  ben.say("/tell iris2 there?");
  await ben.heard.waitFor("iris2 is away: dinner\r\n");
  await pane.enter("/away");
  ben.say("/away lunch");
  await ben.settle();
  await pane.enter("/query benno");
  await pane.enter("there?");
  await pane.waitFor(/benno is away: lunch$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("irssi kicks, is kicked, and sees modes", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  await join(pane);
  ben.say("/op iris");
  await pane.waitFor(/mode\/#den \[\+o iris\] by ben$/m);
  await pane.enter("/mode +m");
  await ben.heard.waitFor(/\* iris has changed the rules: only those with a voice speak\r\n/);
  await pane.enter("/voice ben");
  await ben.heard.waitFor("* iris has given ben a voice in den\r\n");
  ben.say("/kick iris too loud");
  await pane.waitFor(/kicked from #den by ben \[too loud\]$/m);
  await pane.enter("/clear");
  await join(pane);
  // What ben has made of her holds for the account.
  await pane.waitFor(/\[@iris\]/);
  await pane.enter("/ban ben");
  await pane.waitFor(/mode\/#den \[\+b .*\] by iris$/m);
  await pane.enter("/kick ben go home");
  await pane.waitFor(/ben was kicked from #den by iris \[go home\]$/m);
  await ben.heard.waitFor("* iris has put ben out (go home)\r\n");
  ben.say("/join den");
  await ben.heard.waitFor('Cannot join or speak in "den" as you are banned from it\r\n');
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("irssi comes back, and reads what was said meanwhile", async () => {
  await using server = await ServerProcess.start();
  await using ben = await enterBen(server);
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  await join(pane);
  await pane.enter("/disconnect * gone to bed");
  await ben.heard.waitFor("<- iris has left (Quit: gone to bed)\r\n");
  for (const line of ["one", "/me counts", "three"]) ben.say(line);
  await ben.settle();
  await pane.enter("/window goto 1");
  await pane.enter("/clear");
  // Or the greeting of the first time is taken for that of the second.
  await pane.waitFor(/^(?![^]*Mode change)/);
  await pane.enter("/connect party");
  await pane.waitFor(/SASL authentication succeeded(?:.*\n)*.*Mode change/);
  await join(pane);
  await pane.waitFor(/< ?@?ben> one\n.* \* ben counts\n.*< ?@?ben> three$/m);
  deepStrictEqual(strangeRows(await pane.everything()), []);
});

Deno.test("a command of a plugin is answered in irssi", async () => {
  await using server = await ServerProcess.start();
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  await pane.enter("/quote UPTIME");
  await pane.waitFor(/^\d\d:\d\d !irc\.partyline .* has been up for /m);
  await pane.enter("/quote NOSUCHWORD");
  await pane.waitFor(/Unknown command: NOSUCHWORD|NOSUCHWORD Unknown command/);
});

Deno.test("irssi never shows the password", async () => {
  await using server = await ServerProcess.start();
  await using pane = await openIrssi(server);
  await pane.waitFor(/Mode change/);
  doesNotMatch(await pane.everything(), new RegExp(PASSWORD));
});
