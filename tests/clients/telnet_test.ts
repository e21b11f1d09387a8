/**
 * People at Debian's telnet and nc, each on a terminal of their own.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import { type PaneSize, TmuxPane } from "./kit/tmux_pane.ts";

/** A line that does not fit on the screen by far. */
const LONG = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");

function telnet(server: ServerProcess, size?: PaneSize): Promise<TmuxPane> {
  return TmuxPane.open(["telnet", "127.0.0.1", String(server.port)], size);
}

function nc(server: ServerProcess): Promise<TmuxPane> {
  return TmuxPane.open(["nc", "127.0.0.1", String(server.port)]);
}

/** Comes in as a guest. */
async function enter(pane: TmuxPane, name: string): Promise<void> {
  await pane.waitFor(/^Name:$/m);
  await pane.enter(name);
  await pane.waitFor(new RegExp(`^Here: .*\\b${name}\\b`, "m"));
}

/** Comes in at a telnet, whose line we edit, so that it shows where plain text goes. */
async function enterByTelnet(pane: TmuxPane, name: string): Promise<void> {
  await enter(pane, name);
  await pane.waitFor(/^lobby>$/m);
}

/** The rows that match, from top to bottom, with their times made the same. */
function rowsLike(screen: string, pattern: RegExp): readonly string[] {
  return screen.split("\n").filter((row) => pattern.test(row))
    .map((row) => row.replace(/^\d\d:\d\d/, "hh:mm"));
}

Deno.test("two at telnet and one at nc register, join a room, and talk", async () => {
  await using server = await ServerProcess.start();
  await using ann = await telnet(server);
  await using ben = await telnet(server);
  await using cat = await nc(server);

  await ann.waitFor(/^Name:$/m);
  await ann.enter("new");
  await ann.waitFor(/^New name:$/m);
  await ann.enter("ann");
  await ann.waitFor(/^New password:$/m);
  await ann.enter("correct horse");
  await ann.waitFor(/^The same again:$/m);
  await ann.enter("correct horse");
  await ann.waitFor(/^lobby>$/m);
  doesNotMatch(await ann.everything(), /correct|horse/);

  await enterByTelnet(ben, "ben");
  await ben.enter("/register");
  await ben.waitFor(/^New password:$/m);
  await ben.enter("battery staple");
  await ben.waitFor(/^The same again:$/m);
  await ben.enter("battery staple");
  await ben.waitFor(/is yours now/);
  doesNotMatch(await ben.everything(), /battery|staple/);

  await enter(cat, "cat");
  for (const [pane, name] of [[ann, "ann"], [ben, "ben"], [cat, "cat"]] as const) {
    await pane.enter("/join the kitchen");
    await pane.waitFor(new RegExp(`^Here: .*\\b${name}\\b`, "m"));
    await pane.waitFor(/^You are in the kitchen$/m);
  }
  await ann.waitFor(/^\d\d:\d\d -> cat has come in to the kitchen$/m);

  await ann.enter("from ann");
  await ben.waitFor(/^\d\d:\d\d \[the kitchen\] ann: from ann$/m);
  await cat.waitFor(/^\[the kitchen\] ann: from ann$/m);
  await ben.enter("from ben");
  await ann.waitFor(/^\d\d:\d\d \[the kitchen\] ben: from ben$/m);
  await cat.waitFor(/^\[the kitchen\] ben: from ben$/m);
  await cat.enter("from cat");
  await ann.waitFor(/^\d\d:\d\d \[the kitchen\] cat: from cat$/m);
  await ben.waitFor(/^\d\d:\d\d \[the kitchen\] cat: from cat$/m);

  const wanted = ["ann: from ann", "ben: from ben", "cat: from cat"]
    .map((line) => `hh:mm [the kitchen] ${line}`);
  deepStrictEqual(rowsLike(await ann.screen(), /: from /), wanted);
  deepStrictEqual(rowsLike(await ben.screen(), /: from /), wanted);
});

Deno.test("the password of an account lets its owner in at telnet, and is not shown", async () => {
  await using server = await ServerProcess.start();
  await using first = await telnet(server);
  await enterByTelnet(first, "ann");
  await first.enter("/register");
  await first.waitFor(/^New password:$/m);
  await first.enter("correct horse");
  await first.waitFor(/^The same again:$/m);
  await first.enter("correct horse");
  await first.waitFor(/is yours now/);
  await first.enter("/quit");
  await first.waitFor(/Connection closed by foreign host/);

  await using again = await telnet(server);
  await again.waitFor(/^Name:$/m);
  await again.enter("ann");
  await again.waitFor(/^Password.*:$/m);
  await again.enter("wrong horse");
  await again.waitFor(/password is wrong/);
  await again.enter("correct horse");
  await again.waitFor(/^lobby>$/m);
  doesNotMatch(await again.everything(), /horse/);
});

Deno.test("Tab completes commands, people and rooms", async () => {
  await using server = await ServerProcess.start();
  await using ben = await server.dial();
  await ben.enter("benedict");
  await ben.join("conservatory");
  await using ann = await telnet(server);
  await enterByTelnet(ann, "ann");

  await ann.type("/wh");
  await ann.press("Tab");
  await ann.waitFor(/^lobby> \/who$/m);
  await ann.type("i");
  await ann.press("Tab");
  await ann.waitFor(/^lobby> \/whois$/m);
  await ann.type("BEN");
  await ann.press("Tab");
  await ann.waitFor(/^lobby> \/whois benedict$/m);
  await ann.press("Enter");
  await ann.waitFor(/^Rooms +.*conservatory/m);

  await ann.type("/join con");
  await ann.press("Tab");
  await ann.waitFor(/^lobby> \/join conservatory$/m);
  await ann.press("Enter");
  await ann.waitFor(/^conservatory>$/m);
});

Deno.test("a line longer than the screen stays whole while others talk, and they stand above it", async () => {
  await using server = await ServerProcess.start();
  await using ben = await server.dial();
  await ben.enter("ben");
  await using ann = await telnet(server, { columns: 50, rows: 20 });
  await enterByTelnet(ann, "ann");

  const words = LONG.split(" ");
  for (const [number, word] of words.entries()) {
    await ann.type(number === 0 ? word : ` ${word}`);
    if (number % 4 === 0) ben.say(`meanwhile ${number / 4}`);
  }
  await ann.waitFor(/meanwhile 9\n.*word39$/);
  await ann.press("Home");
  await ann.type("first ");
  ben.say("at the front");
  await ann.waitFor(/at the front\nlobby> first word0 /);
  await ann.press("Right", "Right", "C-w", "BSpace", "C-e");
  await ann.type(" last");
  ben.say("at the end");
  const screen = await ann.waitFor(/at the end\n.*word39 last$/);

  const talk = [...Array(10).keys()].map((number) => `ben: meanwhile ${number}`);
  deepStrictEqual(rowsLike(screen, /^ben: /), [...talk, "ben: at the front", "ben: at the end"]);
  const row = screen.split("\n").at(-1)!;
  ok(row.startsWith("lobby> ") && row.length < 50, row);
  deepStrictEqual((await ann.cursor()).column, row.length);

  await ann.press("Enter");
  await ben.heard.waitFor(`ann: firstrd0 ${words.slice(1).join(" ")} last\r\n`);
});

Deno.test("a line being typed and the talk above it take the new width of a window", async () => {
  await using server = await ServerProcess.start();
  await using ben = await server.dial();
  await ben.enter("ben");
  await using ann = await telnet(server, { columns: 80, rows: 20 });
  await enterByTelnet(ann, "ann");
  const typed = "This line has some sixty letters, so that it fits only once.";
  await ann.type(typed);
  await ann.waitFor(/^lobby> This line .* once\.$/m);

  await ann.resize({ columns: 40, rows: 20 });
  const narrow = await ann.waitFor(/^lobby> (?!This).* once\.$/m);
  ok(narrow.split("\n").at(-1)!.length < 40, narrow);
  ben.say("Now that you have less room, I talk in more lines than before.");
  const wrapped = await ann.waitFor(/^ben: Now that .*\n.*than before\.\nlobby> /m);
  ok(wrapped.split("\n").every((row) => row.length <= 40), wrapped);

  await ann.resize({ columns: 100, rows: 20 });
  await ann.waitFor(/^lobby> This line .* once\.$/m);
  ben.say("Now that you have more room again, I talk in a single line, like this.");
  await ann.waitFor(/^\d\d:\d\d ben: Now that .* like this\.\nlobby> This line .* once\.$/m);
  await ann.press("Enter");
  await ben.heard.waitFor(`ann: ${typed}\r\n`);
});

Deno.test("hanging up, in whatever way, is told to the others and frees the node", async () => {
  await using server = await ServerProcess.start();
  await using witness = await server.dial();
  await witness.enter("witness");

  await using polite = await telnet(server);
  await enterByTelnet(polite, "polite");
  match(await polite.screen(), /^You are on node 2 of 64\.$/m);
  await polite.press("C-]");
  await polite.waitFor(/^telnet>/m);
  await polite.enter("quit");
  await witness.heard.waitFor(/<- polite has left/);

  await using killed = await telnet(server);
  await enterByTelnet(killed, "killed");
  match(await killed.screen(), /^You are on node 2 of 64\.$/m);
  Deno.kill(await killed.pid(), "SIGKILL");
  await witness.heard.waitFor(/<- killed has left/);

  await using ended = await nc(server);
  await enter(ended, "ended");
  match(await ended.screen(), /^You are on node 2 of 64\.$/m);
  await ended.press("C-c");
  await witness.heard.waitFor(/<- ended has left/);

  await using last = await telnet(server);
  await enterByTelnet(last, "last");
  match(await last.screen(), /^You are on node 2 of 64\.$/m);
});
