/**
 * Plugins: loading and unloading them, what each is handed, and what happens when one breaks.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { choice, int, type Plugin, plugin, UserError } from "partyline";
import { startLog, stopLog } from "../../core/logging/log.ts";
import { PluginHost } from "../../core/plugin_host/plugin_host.ts";
import { TestHouse } from "../../testing/test_house.ts";

/** A plugin with one command that answers with its own name. */
function named(name: string, row: { usage?: string; aliases?: string[]; shorthand?: string } = {}) {
  return plugin({
    name,
    summary: "For tests.",
    setup(host) {
      host.command({
        usage: row.usage ?? name,
        summary: "Say who you are.",
        ...(row.aliases && { aliases: row.aliases }),
        ...(row.shorthand && { shorthand: row.shorthand }),
        run: ({ reply }) => reply(`this is ${name}`),
      });
    },
  });
}

/** Collects what is logged until disposed of. */
function recordedLog(): { lines: string[] } & Disposable {
  const lines: string[] = [];
  startLog({ level: "info", write: (line) => lines.push(line) });
  return { lines, [Symbol.dispose]: stopLog };
}

Deno.test("a plugin's command is there once it is loaded, and gone once it is not", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const unload = await house.load(named("dice", { aliases: ["d"], shorthand: "%" }));
  for (const line of ["/dice", "/d", "%"]) {
    deepStrictEqual(await ann.answerTo(line), ["this is dice"]);
  }
  unload();
  deepStrictEqual(await ann.answerTo("/dice"), [
    'Cannot run "/dice" as there is no such command.',
  ]);
  await ann.answerTo("%");
  match((await ann.answerTo("/recap")).join(), /ann: %/, "its shorthand is plain text again");
});

Deno.test("a plugin can be loaded again after it was unloaded", async () => {
  await using house = await TestHouse.open();
  const host = new PluginHost(house.house);
  await host.load(named("dice"), {});
  deepStrictEqual(host.loaded, ["dice"]);
  host.unload("dice");
  deepStrictEqual(host.loaded, []);
  await host.load(named("dice"), {});
});

Deno.test("a plugin hears its settings", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await house.load(
    plugin({
      name: "dice",
      summary: "Rolls.",
      settings: {
        sides: int({ default: 6, min: 2, summary: "Sides" }),
        colour: choice({ default: "red", of: ["red", "blue"], summary: "Colour" }),
      },
      setup(host) {
        const sides: number = host.settings.sides;
        const colour: "red" | "blue" = host.settings.colour;
        host.command({
          usage: "dice",
          summary: "Tell the settings.",
          run: ({ reply }) => reply(`${sides} ${colour}`),
        });
      },
    }),
    { sides: 20, colour: "blue" },
  );
  deepStrictEqual(await ann.answerTo("/dice"), ["20 blue"]);
});

for (
  const [what, second, clash] of [
    ["a command", named("two", { usage: "one" }), 'the word "one"'],
    ["an alias", named("two", { aliases: ["one"] }), 'the word "one"'],
    ["a shorthand", named("two", { shorthand: "%" }), 'the shorthand "%"'],
  ] as const
) {
  Deno.test(`${what} that another plugin has is a clash that names both plugins`, async () => {
    await using house = await TestHouse.open();
    await house.load(named("one", { shorthand: "%" }));
    await rejects(house.load(second), (error: Error) => {
      match(error.message, /plugin "two"/);
      match(error.message, /plugin "one"/);
      ok(error.message.includes(clash), error.message);
      return true;
    });
  });
}

Deno.test("two plugins of one name are a clash", async () => {
  await using house = await TestHouse.open();
  const host = new PluginHost(house.house);
  await host.load(named("dice"), {});
  await rejects(host.load(named("dice", { usage: "other" }), {}), {
    message: 'Cannot load plugin "dice" as one of that name is loaded',
  });
});

Deno.test("a second plugin can't greet callers; the message names both", async () => {
  await using house = await TestHouse.open();
  const doorman = plugin({
    name: "doorman",
    summary: "Greets.",
    needs: ["login"],
    setup: (host) => host.login.greet(async () => {}),
  });
  await rejects(house.load(doorman), {
    message: 'Cannot let plugin "doorman" greet callers as plugin "login" does already',
  });
});

Deno.test("of a plugin whose setup fails nothing stays", async () => {
  await using house = await TestHouse.open();
  const half = plugin({
    name: "half",
    summary: "Fails half-way.",
    needs: ["login"],
    setup(host) {
      host.command({ usage: "half", summary: "Half.", run: ({ reply }) => reply("half") });
      host.login.welcome(async ({ reply }) => reply("half welcome"));
      throw new TypeError("broken on purpose");
    },
  });
  await rejects(house.load(half), /broken on purpose/);
  const ann = await house.guest("ann");
  ok(!ann.heard.includes("half welcome"));
  match((await ann.answerTo("/half")).join(), /no such command/);
});

Deno.test("a plugin that needs what there is not is refused", async () => {
  await using house = await TestHouse.open();
  const greedy: Plugin = {
    ...named("greedy"),
    // As a plugin in JavaScript could write it.
    needs: ["filesystem"] as unknown as Plugin["needs"],
  };
  await rejects(house.load(greedy), {
    message: 'Cannot load plugin "greedy" as it needs what there is not: "filesystem"',
  });
});

for (const name of ["", "Dice", "my plugin", "2dice", "dice-roller"]) {
  Deno.test(`"${name}" is no name for a plugin`, () => {
    throws(() => named(name, { usage: "fine" }), TypeError);
  });
}

Deno.test("what a plugin does not need is not there, at run time and by type", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const seen: string[] = [];
  await house.load(plugin({
    name: "modest",
    summary: "Needs messages alone.",
    needs: ["messages"],
    setup(host) {
      seen.push(...Object.keys(host));
      // @ts-expect-error: "login" is not in needs
      strictEqual(host.login, undefined);
      host.command({
        usage: "modest",
        summary: "Look around.",
        run(context) {
          seen.push(...Object.keys(context));
          context.messages.away();
          // @ts-expect-error: "rooms" is not in needs
          strictEqual(context.rooms, undefined);
          // @ts-expect-error: "server" is not in needs
          strictEqual(context.server, undefined);
        },
      });
    },
  }));
  deepStrictEqual(await ann.answerTo("/modest"), []);
  ok(seen.includes("messages"));
  for (const part of ["accounts", "commands", "login", "rooms", "server", "users"]) {
    ok(!seen.includes(part), part);
  }
});

Deno.test("a plugin without needs has no part of the house", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await house.load(plugin({
    name: "modest",
    summary: "Needs nothing.",
    setup(host) {
      host.command({
        usage: "modest",
        summary: "Look around.",
        run(context) {
          // @ts-expect-error: nothing is in needs
          strictEqual(context.messages, undefined);
          context.reply(Object.keys(context).sort().join(" "));
        },
      });
    },
  }));
  deepStrictEqual(await ann.answerTo("/modest"), [
    "args ask choose columns edit flushed hangUp name page reply role table",
  ]);
});

Deno.test("the types of arguments follow from the usage", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await house.load(plugin({
    name: "typed",
    summary: "Types.",
    setup(host) {
      host.command({
        usage: "typed <count:int> <mode:fast|slow> [text...]",
        summary: "Take arguments.",
        run({ args, reply }) {
          const count: number = args.count;
          const mode: "fast" | "slow" = args.mode;
          // @ts-expect-error: it may be left out
          const text: string = args.text;
          // @ts-expect-error: there is no such parameter
          strictEqual(args.other, undefined);
          reply(JSON.stringify([count, mode, text ?? null]));
        },
      });
    },
  }));
  deepStrictEqual(await ann.answerTo("/typed 3 FAST"), ['[3,"fast",null]']);
});

Deno.test("a command that breaks costs its caller one neutral line, and is logged with its stack", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "faulty",
    summary: "Breaks.",
    setup(host) {
      host.command({
        usage: "crash [text...]",
        summary: "Crash.",
        async run({ args }) {
          await Promise.resolve();
          throw new TypeError(`broken by ${args.text?.length} characters`);
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  deepStrictEqual(await ann.answerTo("/crash my secret"), [
    "Cannot do that as something broke on our side. It has been logged.",
  ]);
  deepStrictEqual(await bob.roundtrip(), []);
  const logged = log.lines.join("\n");
  match(logged, /error commands {2}Command failed command=crash owner=faulty/);
  match(logged, /plugin_host_test\.ts/, "with its stack");
  ok(!logged.includes("my secret"), "and without what was typed");
});

Deno.test("a UserError is read by its caller as it is", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "picky",
    summary: "Refuses.",
    setup(host) {
      host.command({
        usage: "pick",
        summary: "Refuse.",
        run() {
          throw new UserError("Cannot pick that as it is too heavy: a piano");
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/pick"), ["Cannot pick that as it is too heavy: a piano"]);
  ok(!log.lines.some((line) => line.includes("error")));
});

Deno.test("welcomes come in the order of the plugins, and not after their plugin is gone", async () => {
  await using house = await TestHouse.open();
  const welcoming = (name: string) =>
    plugin({
      name,
      summary: "Welcomes.",
      needs: ["login"],
      setup: (host) => host.login.welcome(async ({ reply }) => reply(`welcome by ${name}`)),
    });
  await house.load(welcoming("one"));
  const unload = await house.load(welcoming("two"));
  await house.load(welcoming("three"));
  const ann = await house.visitor();
  ann.line("ann");
  await ann.until(/Here: ann\n[^]*welcome by one\nwelcome by two\nwelcome by three\n/);
  unload();
  const bob = await house.visitor();
  bob.line("bob");
  await bob.until("welcome by one\nwelcome by three\n");
});

Deno.test("a question asked by a command gets the next line, and what follows is said", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "quiz",
    summary: "Asks.",
    setup(host) {
      host.command({
        usage: "quiz",
        summary: "Ask.",
        async run({ ask, reply }) {
          reply(`first ${await ask("First? ")}`);
          reply(`second ${await ask("Second? ")}`);
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send("/quiz\none\n/two\nthree\n");
  await ann.until(/first one\n[^]*second \/two\n/);
  await bob.until("ann: three\n");
});

Deno.test("a question ends with the call, and the command with it", async () => {
  await using house = await TestHouse.open();
  const ended = Promise.withResolvers<string>();
  await house.load(plugin({
    name: "quiz",
    summary: "Asks.",
    setup(host) {
      host.command({
        usage: "quiz",
        summary: "Ask.",
        async run({ ask }) {
          try {
            await ask("Well? ");
          } catch (error) {
            ended.resolve((error as Error).name);
            throw error;
          }
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  ann.line("/quiz");
  await ann.until("Well? ");
  ann.reset();
  strictEqual(await ended.promise, "CallerGone");
});
