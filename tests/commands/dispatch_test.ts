import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { Command } from "../../core/commands/command.ts";
import { Dispatcher } from "../../core/commands/dispatch.ts";
import {
  CallerGone,
  Cancelled,
  ProtocolError,
  RefusedError,
  UserError,
} from "../../core/commands/errors.ts";
import { CommandRegistry } from "../../core/commands/registry.ts";
import type { Log } from "../../core/logging/log.ts";
import { FakeCaller } from "./fake_caller.ts";

const BROKEN = "fail: Cannot do that as something broke on our side. It has been logged.";

/** A dispatcher over a registry of few commands, a log in memory, and what the commands were run with. */
function makeHouse() {
  const logged: { sentence: string; values: Readonly<Record<string, unknown>> | undefined }[] = [];
  const unexpected = () => {
    throw new Error("logged at an unexpected level");
  };
  const log: Log = {
    debug: unexpected,
    info: unexpected,
    warn: unexpected,
    error: (sentence, values) => void logged.push({ sentence, values }),
  };
  const ran: [name: string, args: unknown][] = [];
  const note = (name: string) => ({ args }: { args: unknown }) => void ran.push([name, args]);
  const registry = new CommandRegistry();
  const row = { summary: "", owner: "house" };
  registry.add({ ...row, usage: "say <text...>", shorthand: "", run: note("say") });
  registry.add({ ...row, usage: "me <text...>", shorthand: ";", run: note("me") });
  registry.add({ ...row, usage: "join <room...>", aliases: ["j"], run: note("join") });
  registry.add({ ...row, usage: "recap [lines:int]", run: note("recap") });
  registry.add({ ...row, usage: "shutdown", role: "sysop", run: note("shutdown") });
  const add = (run: Command["run"], usage = "break [text...]") =>
    registry.add({ summary: "", owner: "dice", usage, run });
  return { dispatcher: new Dispatcher({ registry, log }), log, registry, add, ran, logged };
}

const LINES: readonly (readonly [line: string, ran: readonly unknown[]])[] = [
  ["/join Group  1", ["join", { room: "Group  1" }]],
  ["/JOIN lobby", ["join", { room: "lobby" }]],
  ["/j lobby", ["join", { room: "lobby" }]],
  ["  /join lobby", ["join", { room: "lobby" }]],
  ["/recap 5", ["recap", { lines: 5 }]],
  ["/recap", ["recap", {}]],
  [";waves", ["me", { text: "waves" }]],
  ["hello  all", ["say", { text: "hello  all" }]],
  ["  o/", ["say", { text: "  o/" }]],
  ["//join me", ["say", { text: "/join me" }]],
  ["//", ["say", { text: "/" }]],
];

for (const [line, expected] of LINES) {
  Deno.test(`the line "${line}" runs ${expected[0]}`, async () => {
    const { dispatcher, ran } = makeHouse();
    const caller = new FakeCaller();
    await dispatcher.dispatch(caller, line);
    deepStrictEqual({ ran, heard: caller.heard }, { ran: [expected], heard: [] });
  });
}

Deno.test("an empty line does nothing and takes no turn", async () => {
  const { dispatcher, ran } = makeHouse();
  const caller = new FakeCaller();
  for (const line of ["", " ", "    "]) await dispatcher.dispatch(caller, line);
  deepStrictEqual({ ran, heard: caller.heard, turns: caller.turnsTaken }, {
    ran: [],
    heard: [],
    turns: 0,
  });
});

const WRONG: readonly (readonly [line: string, heard: string])[] = [
  ["/jion lobby", 'fail: Cannot run "/jion" as there is no such command. Did you mean /join?'],
  ["/rec", 'fail: Cannot run "/rec" as there is no such command. Did you mean /recap?'],
  ["/xyzzy", 'fail: Cannot run "/xyzzy" as there is no such command.'],
  ["/", 'fail: Cannot run "/" as there is no such command.'],
  ["/shutdwon", 'fail: Cannot run "/shutdwon" as there is no such command.'],
  ["/shutdown", 'refuse: {"code":"needs-role","role":"sysop"}'],
  ["/shutdown now", 'refuse: {"code":"needs-role","role":"sysop"}'],
  ["/join", "fail: Cannot run /join as <room> is missing. Usage: /join <room...>"],
  [";", "fail: Cannot run /me as <text> is missing. Usage: /me <text...>"],
  [
    "/recap x",
    'fail: Cannot run /recap as [lines] takes a whole number: found "x". Usage: /recap [lines]',
  ],
  [
    `/\x1b]0;${"é".repeat(50)}`,
    `fail: Cannot run "/]0;${"é".repeat(36)}..." as there is no such command.`,
  ],
];

for (const [line, heard] of WRONG) {
  Deno.test(`the line ${JSON.stringify(line)} runs nothing and says why`, async () => {
    const { dispatcher, ran, logged } = makeHouse();
    const caller = new FakeCaller();
    await dispatcher.dispatch(caller, line);
    deepStrictEqual({ ran, logged, heard: caller.heard }, { ran: [], logged: [], heard: [heard] });
  });
}

Deno.test("a hint for a sysop may be a sysop's command", async () => {
  const { dispatcher } = makeHouse();
  const caller = new FakeCaller({ role: "sysop" });
  await dispatcher.dispatch(caller, "/shutdwon");
  match(caller.heard[0]!, /Did you mean \/shutdown\?$/);
});

Deno.test("where no command takes plain text the caller is told", async () => {
  const { log, logged } = makeHouse();
  const caller = new FakeCaller();
  await new Dispatcher({ registry: new CommandRegistry(), log }).dispatch(caller, "hello");
  deepStrictEqual(caller.heard, [
    "fail: Cannot say that as no command takes plain text. Commands begin with /",
  ]);
  deepStrictEqual(logged, []);
});

Deno.test("a command waits for the caller's turn", async () => {
  const { dispatcher, ran } = makeHouse();
  const caller = new FakeCaller();
  const turn = Promise.withResolvers<void>();
  caller.turn = turn.promise;
  const done = dispatcher.dispatch(caller, "hello");
  deepStrictEqual(ran, []);
  turn.resolve();
  await done;
  deepStrictEqual(ran, [["say", { text: "hello" }]]);
});

Deno.test("without a wait a command has begun when dispatch returns", async () => {
  const { dispatcher, ran } = makeHouse();
  const done = dispatcher.dispatch(new FakeCaller(), "hello");
  deepStrictEqual(ran, [["say", { text: "hello" }]]);
  await done;
});

Deno.test("the role is the one at the caller's turn", async () => {
  const { dispatcher, ran } = makeHouse();
  const caller = new FakeCaller({ role: "sysop" });
  const turn = Promise.withResolvers<void>();
  caller.turn = turn.promise;
  const done = dispatcher.dispatch(caller, "/shutdown");
  caller.role = "member";
  turn.resolve();
  await done;
  deepStrictEqual({ ran, heard: caller.heard }, {
    ran: [],
    heard: ['refuse: {"code":"needs-role","role":"sysop"}'],
  });
});

Deno.test("a command that went away before the caller's turn is not run", async () => {
  const { dispatcher, add } = makeHouse();
  const caller = new FakeCaller();
  const turn = Promise.withResolvers<void>();
  caller.turn = turn.promise;
  const remove = add(() => caller.reply("ran"));
  const done = dispatcher.dispatch(caller, "/break");
  remove();
  turn.resolve();
  await done;
  deepStrictEqual(caller.heard, ['fail: Cannot run "/break" as there is no such command.']);
});

Deno.test("wrong lines take a turn too, so a flood of them is slowed", async () => {
  const { dispatcher } = makeHouse();
  const caller = new FakeCaller();
  await dispatcher.dispatch(caller, "/xyzzy");
  strictEqual(caller.turnsTaken, 1);
});

Deno.test("a caller who hangs up before their turn is told nothing", async () => {
  const { dispatcher, ran, logged } = makeHouse();
  const caller = new FakeCaller();
  caller.turn = Promise.reject(new CallerGone());
  await dispatcher.dispatch(caller, "hello");
  deepStrictEqual({ ran, logged, heard: caller.heard }, { ran: [], logged: [], heard: [] });
});

const FAILURES: readonly (readonly [what: string, error: Error, heard: readonly string[]])[] = [
  ["a UserError is read by the person", new UserError("Cannot dance as you sit."), [
    "fail: Cannot dance as you sit.",
  ]],
  ["a refusal is put in words by the gateway", new RefusedError({ code: "yourself" }), [
    'refuse: {"code":"yourself"}',
  ]],
  ["Ctrl-C is confirmed", new Cancelled(), ["reply: Cancelled."]],
  ["a hang-up is silent", new CallerGone(), []],
];

for (const [what, error, heard] of FAILURES) {
  for (const how of ["thrown", "rejected"] as const) {
    Deno.test(`${what} and not logged (${how})`, async () => {
      const { dispatcher, add, logged } = makeHouse();
      add(() => {
        if (how === "rejected") return Promise.reject(error);
        throw error;
      });
      const caller = new FakeCaller();
      await dispatcher.dispatch(caller, "/break");
      deepStrictEqual({ heard: caller.heard, logged }, { heard: [...heard], logged: [] });
    });
  }
}

const BUGS: readonly unknown[] = [
  new TypeError("x is undefined"),
  new ProtocolError("433"),
  "text",
  undefined,
];

for (const bug of BUGS) {
  Deno.test(`a bug is logged without what was typed, and one neutral line read: ${bug}`, async () => {
    const { dispatcher, add, logged } = makeHouse();
    add(() => Promise.reject(bug));
    const caller = new FakeCaller();
    await dispatcher.dispatch(caller, "/break my secret");
    deepStrictEqual(caller.heard, [BROKEN]);
    deepStrictEqual(logged, [{
      sentence: "Command failed",
      values: { command: "break", owner: "dice", error: bug },
    }]);
    doesNotMatch(JSON.stringify(logged), /secret/);
  });
}

Deno.test("a caller that can't be answered does not make dispatch reject", async () => {
  const { dispatcher, logged } = makeHouse();
  const caller = new FakeCaller();
  const error = new Error("the gateway is broken");
  caller.fail = () => {
    throw error;
  };
  await dispatcher.dispatch(caller, "/xyzzy");
  deepStrictEqual(logged, [
    { sentence: "Caller could not be answered", values: { session: "s1", error } },
  ]);
});

Deno.test("a command can ask, and its end is awaited", async () => {
  const { dispatcher, registry } = makeHouse();
  registry.add({
    usage: "leave",
    summary: "",
    owner: "house",
    async run({ caller }) {
      caller.reply(await caller.ask("Sure?") === "y" ? "Gone." : "Still here.");
      await caller.ask("Really?");
      caller.reply("Not reached.");
    },
  });
  const caller = new FakeCaller({ answers: ["y"] });
  await dispatcher.dispatch(caller, "/leave");
  deepStrictEqual(caller.heard, ["ask: Sure?", "reply: Gone.", "ask: Really?"]);
});

Deno.test("a gateway runs a command by its word", async () => {
  const { dispatcher, ran } = makeHouse();
  const caller = new FakeCaller();
  strictEqual(await dispatcher.run(caller, "JOIN", "  Group  1 "), "done");
  deepStrictEqual({ ran, heard: caller.heard }, {
    ran: [["join", { room: "Group  1" }]],
    heard: [],
  });
});

Deno.test("a gateway answers an unknown word itself", async () => {
  const { dispatcher } = makeHouse();
  const caller = new FakeCaller();
  strictEqual(await dispatcher.run(caller, "jion", "lobby"), "unknown");
  deepStrictEqual(caller.heard, []);
});

Deno.test("a gateway learns that a run failed after the caller has been told", async () => {
  const { dispatcher, add } = makeHouse();
  add(() => Promise.reject(new CallerGone()));
  const caller = new FakeCaller();
  strictEqual(await dispatcher.run(caller, "join", ""), "failed");
  strictEqual(await dispatcher.run(caller, "shutdown", ""), "failed");
  strictEqual(await dispatcher.run(caller, "break", ""), "failed");
  strictEqual(caller.heard.length, 2);
});

Deno.test("no line makes dispatch reject, nor log", async () => {
  const { dispatcher, logged } = makeHouse();
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("/", " ", ";", "join"));
  const lines = fc.array(piece).map((pieces) => pieces.join(""));
  await fc.assert(fc.asyncProperty(lines, async (line) => {
    const caller = new FakeCaller();
    await dispatcher.dispatch(caller, line);
    ok(caller.heard.length <= 1);
    deepStrictEqual(logged, []);
  }));
});

Deno.test("a line for a plugin that is replaced waits, and runs what is there then", async () => {
  const { dispatcher, registry, add } = makeHouse();
  const [old, fresh] = [new FakeCaller(), new FakeCaller()];
  const remove = add(({ caller }) => caller.reply("old"));
  const release = registry.hold("dice");
  const waiting = dispatcher.dispatch(fresh, "/break it");
  await dispatcher.dispatch(old, "/join lobby");
  deepStrictEqual(fresh.heard, []);
  remove();
  add(({ caller }) => caller.reply("new"));
  release();
  await waiting;
  deepStrictEqual(fresh.heard, ["reply: new"]);
});
