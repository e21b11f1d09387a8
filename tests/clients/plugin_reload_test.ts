/**
 * A plugin that is loaded anew, again and again, in a house full of people who talk.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { pluginText } from "../kit/plugin_files.ts";
import { ServerProcess } from "./kit/server_process.ts";

const PEOPLE = 200;
const RELOADS = 100;

/** How many talk during each reload, each their one line. */
const TALKERS = 10;

/** Everything said in this story, and nothing else. */
const SAID = /^p\d+: line \d+$/;

/** The plugin, which has something of each kind, and tells which of its versions it is. */
function textOf(version: number): string {
  return pluginText("count", {
    parts: `needs: ["events", "timers"],`,
    setup: `
      host.on("said", () => {});
      host.every(50, () => {});
      host.command({ usage: "count", summary: "Count.", run: ({ reply }) => reply("number ${version}!") });`,
  });
}

Deno.test("200 callers talk while a plugin is reloaded 100 times: no line is lost, nobody is dropped", async () => {
  const settings = `max_nodes = ${PEOPLE + 10}\nlog_level = warning\n`;
  await using server = await ServerProcess.start(settings, { "plugins.d/count.js": textOf(0) });
  await using callers = new AsyncDisposableStack();
  const sysop = callers.use(await server.dial());
  const [, code] = await server.output.until(/\/claim (\S+)\n/);
  await sysop.enter("sysop");
  await sysop.register();
  sysop.say(`/claim ${code}`);
  await sysop.settle();
  const people = await server.dialMany(PEOPLE, callers);
  await Promise.all(people.map((caller, number) => caller.enter(`p${number}`)));

  for (let reload = 1; reload <= RELOADS; reload++) {
    await server.write("plugins.d/count.js", textOf(reload));
    sysop.say("/plugin reload count");
    const first = reload * TALKERS;
    for (let index = first; index < first + TALKERS; index++) {
      people[index % PEOPLE]!.say(`line ${index}`);
    }
    await sysop.heard.waitFor("Plugin count is reloaded.\r\n");
    const witness = people[reload % PEOPLE]!;
    witness.say("/count");
    await witness.heard.waitFor(`number ${reload}!\r\n`);
  }
  await Promise.all(people.map((caller) => caller.settle()));
  sysop.say("that was all");
  await Promise.all(people.map((caller) => caller.heard.waitFor("sysop: that was all\r\n")));
  await sysop.settle();

  const all = sysop.heard.lines.filter((line) => SAID.test(line));
  strictEqual(new Set(all).size, RELOADS * TALKERS);
  people.forEach((caller, number) => {
    // In line mode people have their own lines on the screen already, and are not sent them.
    const ofOthers = all.filter((line) => !line.startsWith(`p${number}: `));
    deepStrictEqual(caller.heard.lines.filter((line) => SAID.test(line)), ofOthers);
  });
});
