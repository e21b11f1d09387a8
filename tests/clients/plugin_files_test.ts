/**
 * Plugins in a folder beside the settings, as a sysop and callers meet them.
 *
 * @module
 */

import { match, ok, strictEqual } from "node:assert/strict";
import { type Ending, startProgram } from "../kit/program.ts";
import { command, pluginText } from "../kit/plugin_files.ts";
import { ServerProcess } from "./kit/server_process.ts";
import type { SocketCaller } from "./kit/socket_caller.ts";

/** What `check` says of plugins. */
async function check(files: Readonly<Record<string, string>>): Promise<Ending> {
  const folder = await Deno.makeTempDir({ prefix: "partyline_" });
  try {
    await Deno.mkdir(`${folder}/plugins.d`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/plugins.d/${name}`, text);
    }
    await using program = startProgram(["check"], folder);
    return await program.ended;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What is wrong with plugins, each as the text of one, and what `check` says of it. */
const MISTAKES: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
  "a mistake in the syntax": [
    "const = 5;\n",
    /^plugins\.d\/bad\.js:1:7: Cannot load the plugin as its syntax is wrong: /,
  ],
  "one that throws in setup": [
    pluginText("bad", { setup: "null.roll();" }),
    /^plugins\.d\/bad\.js:8:10: Cannot load the plugin as its setup threw /,
  ],
  "a command that there is": [
    pluginText("bad", { setup: command("join", "") }),
    /^plugins\.d\/bad\.js:8:10: Cannot load the plugin as the word "join" is taken: .*\(in the program\)\n$/,
  ],
  "an import of a package": [
    `import "npm:is-odd";\n${pluginText("bad")}`,
    /^plugins\.d\/bad\.js:1(?::\d+)?: Cannot load the plugin as it imports what plugins may not/,
  ],
  "no plugin": [
    "export const five = 5;\n",
    /^plugins\.d\/bad\.js: Cannot load the plugin as it exports no plugin: /,
  ],
};

Deno.test("check shows a plugin in JavaScript, with 300 commands, and is content", async () => {
  const setup = Array.from({ length: 300 }, (_, index) => command(`do${index}`, "")).join("\n");
  const { code, stdout, stderr } = await check({ "many.js": pluginText("many", { setup }) });
  match(stdout, /\nmany +plugins\.d\/many\.js +do0 do1 /);
  ok(stdout.includes("do299"), stdout);
  strictEqual(stderr, "");
  strictEqual(code, 0);
});

Deno.test("check shows a plugin in TypeScript, or says that the program can't read it", async () => {
  const { code, stdout, stderr } = await check({
    "typed.ts": pluginText("typed", { before: "const five: number = 5;", answer: "String(five)" }),
  });
  if (code === 0) match(stdout, /\ntyped +plugins\.d\/typed\.ts +typed +nothing\n/);
  else match(stderr, /^plugins\.d\/typed\.ts: .*write it in JavaScript\n$/);
});

for (const [mistake, [text, message]] of Object.entries(MISTAKES)) {
  Deno.test(`check tells of ${mistake}, beside a plugin that is well`, async () => {
    const { code, stdout, stderr } = await check({ "bad.js": text, "good.js": pluginText("good") });
    match(stdout, /\nbad +plugins\.d\/bad\.js +is wrong: see below +nothing\n/);
    match(stdout, /\ngood +plugins\.d\/good\.js +good +nothing\n/);
    match(stderr, message);
    strictEqual(code, 1);
  });
}

/** A caller who claims the house. */
async function enterAsSysop(server: ServerProcess, caller: SocketCaller): Promise<void> {
  const [, code] = await server.output.until(/\/claim (\S+)\n/);
  await caller.enter("ann");
  await caller.register();
  caller.say(`/claim ${code}`);
  await caller.settle();
}

/** A caller who speaks IRC. */
async function enterByIrc(caller: SocketCaller): Promise<void> {
  caller.say("NICK ivy\r\nUSER ivy 0 * :Ivy");
  await caller.heard.waitFor(/ (?:376|422) ivy /);
}

/** The plugin of the tests, whose answer tells which of its versions it is. */
function hello(version: number): string {
  return pluginText("hello", { answer: `"Hello number ${version}"` });
}

Deno.test("a plugin in the folder answers a terminal and IRC, and reloads while both stay", async () => {
  await using server = await ServerProcess.start("", { "plugins.d/hello.js": hello(1) });
  await using sysop = await server.dial();
  await enterAsSysop(server, sysop);
  await using irc = await server.dial();
  await enterByIrc(irc);
  for (let version = 1; version <= 3; version++) {
    if (version > 1) {
      await server.write("plugins.d/hello.js", hello(version));
      sysop.say("/plugin reload hello");
      await sysop.heard.waitFor("Plugin hello is reloaded.\r\n");
    }
    sysop.say("/hello");
    await sysop.heard.waitFor(`Hello number ${version}\r\n`);
    irc.say("HELLO");
    await irc.heard.waitFor(`:Hello number ${version}\r\n`);
  }
});

Deno.test("a plugin that can't be reloaded stays, and the sysop reads file and line", async () => {
  await using server = await ServerProcess.start("", { "plugins.d/hello.js": hello(1) });
  await using sysop = await server.dial();
  await enterAsSysop(server, sysop);
  await server.write("plugins.d/hello.js", "const = 5;\n");
  sysop.say("/plugin reload hello");
  await sysop.heard.waitFor("plugins.d/hello.js:1:7: ");
  sysop.say("/hello");
  await sysop.heard.waitFor("Hello number 1\r\n");
});

Deno.test("with [plugins] watch a plugin is loaded as soon as it changes, and nobody is dropped", async () => {
  await using server = await ServerProcess.start("[plugins]\nwatch = yes\n", {
    "plugins.d/hello.js": hello(1),
  });
  await using sysop = await server.dial();
  await enterAsSysop(server, sysop);
  await using irc = await server.dial();
  await enterByIrc(irc);
  await server.write("plugins.d/hello.js", hello(2));
  await sysop.heard.waitFor('Plugin "hello" is loaded');
  irc.say("HELLO");
  await irc.heard.waitFor(":Hello number 2\r\n");
  await server.write("plugins.d/wave.js", pluginText("wave"));
  await sysop.heard.waitFor('Plugin "wave" is loaded');
  sysop.say("/wave");
  await sysop.heard.waitFor("this is wave\r\n");
});
