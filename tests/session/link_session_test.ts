/**
 * What all sessions over a link have in common, by a session that says back what it hears.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { CallerGone } from "../../core/commands/errors.ts";
import { startLog, stopLog } from "../../core/logging/log.ts";
import type { TcpLink } from "../../core/net/tcp_link.ts";
import { LinkSession, type LinkSessionParts } from "../../core/session/link_session.ts";
import type { SessionHouse } from "../../core/session/session_house.ts";
import { plain, type Text } from "../../core/terminal/style/styled_text.ts";
import { eventually } from "../kit/eventually.ts";
import { memoryLink, type MemoryPeer } from "../../testing/memory_link.ts";
import { LineCaller } from "../kit/line_caller.ts";
import { TestHouse, type TestHouseOptions } from "../../testing/test_house.ts";

const MINUTE_MS = 60_000;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** A session that does as a test wants with its lines; by default it says them back. */
class EchoSession extends LinkSession<string> {
  readonly served: string[] = [];
  readonly #serve: (line: string, session: EchoSession) => unknown;

  constructor(
    house: SessionHouse,
    { serve, ...parts }: LinkSessionParts & {
      serve: (line: string, session: EchoSession) => unknown;
    },
  ) {
    super(house, parts);
    this.profile = { render: () => undefined };
    this.#serve = serve;
  }

  protected override receive(bytes: Uint8Array): void {
    const text = DECODER.decode(bytes);
    if (text.includes("break")) throw new Error("a bug in reading");
    this.noteActivity();
    for (const line of text.split("\n").filter((line) => line !== "")) this.lines.push(line);
  }

  override async serve(line: string): Promise<void> {
    await this.ready();
    this.served.push(line);
    await this.#serve(line, this);
  }

  protected override sayGoodbye(text: Text): void {
    this.say(`goodbye: ${plain(text)}`);
  }

  say(text: string): void {
    this.link.write(ENCODER.encode(`${text}\n`));
  }

  override leave(lastLine: Text, because: { because: string }): void {
    super.leave(lastLine, because);
  }

  get held(): boolean {
    return this.isHeldBack;
  }
}

/** A session under test, and what is around it. */
interface Scene extends AsyncDisposable {
  readonly house: TestHouse;
  readonly session: EchoSession;
  readonly link: TcpLink;
  readonly peer: MemoryPeer;
  /** Resolves when the session is over. */
  readonly over: Promise<void>;
}

async function open(
  {
    serve = (line: string, session: EchoSession) => session.say(line),
    address = "192.0.2.7",
    ...options
  }: TestHouseOptions & {
    serve?: (line: string, session: EchoSession) => unknown;
    address?: string;
  } = {},
): Promise<Scene> {
  const house = await TestHouse.open(options);
  const { link, peer } = memoryLink({ clock: house.clock, address });
  const session = new EchoSession(house.house, { link, gateway: "echo", serve });
  session.run();
  const over = session.gone;
  return {
    house,
    session,
    link,
    peer,
    over,
    async [Symbol.asyncDispose]() {
      peer.reset();
      await over;
      await house[Symbol.asyncDispose]();
    },
  };
}

/** Makes the session somebody, who is in the lobby. */
async function enter({ house, session }: Scene, name = "eve"): Promise<void> {
  await house.house.entry.asGuest(session, name);
  const by = session.presence!.id;
  await house.house.sequencer.submit({ kind: "join", by, session: session.id, room: "lobby" });
}

Deno.test("a session serves its lines in order, and the directory has it until it is over", async () => {
  await using scene = await open();
  const { house, session, peer } = scene;
  deepStrictEqual([...house.house.directory.sessions()], [session]);
  peer.send("one\ntwo\n");
  peer.send("three\n");
  strictEqual(await peer.hear("three\n"), "one\ntwo\nthree\n");
  peer.end();
  await scene.over;
  strictEqual(house.house.directory.size, 0);
});

Deno.test("what was sent before the end of the connection is served", async () => {
  await using scene = await open();
  scene.peer.send("one\ntwo\n");
  scene.peer.end();
  strictEqual(await scene.peer.hearOut(), "one\ntwo\n");
  await scene.over;
});

Deno.test("what was sent before a reset is not served once the reset is known", async () => {
  const gate = Promise.withResolvers<void>();
  await using scene = await open({ serve: () => gate.promise });
  scene.peer.send("one\ntwo\n");
  await eventually("the first line is served", () => scene.session.served.length === 1);
  scene.peer.reset();
  await scene.over;
  gate.resolve();
  await setImmediate();
  deepStrictEqual(scene.session.served, ["one"]);
});

Deno.test("a line that is never done does not keep a caller who has hung up", async () => {
  await using scene = await open({ serve: () => new Promise(() => {}) });
  await enter(scene);
  scene.peer.send("for ever\n");
  await eventually("it is served", () => scene.session.served.length === 1);
  scene.peer.reset();
  await scene.over;
  strictEqual(scene.house.house.world.presenceCount, 0);
});

// Leaving

Deno.test("whoever hangs up leaves the world, and others read so", async () => {
  await using scene = await open();
  const ann = await scene.house.guest("ann");
  await enter(scene);
  await ann.until("-> eve has come in\n");
  scene.peer.end();
  await ann.until("<- eve has left (hung up)\n");
  await scene.over;
});

Deno.test("end says why, closes, and tells others without the full stop", async () => {
  await using scene = await open();
  const ann = await scene.house.guest("ann");
  await enter(scene);
  scene.session.end("You are too loud.");
  strictEqual(await scene.peer.hearOut(), "goodbye: You are too loud.\n");
  await ann.until("<- eve has left (You are too loud)\n");
  await scene.over;
});

Deno.test("leave may tell others something else than the caller", async () => {
  await using scene = await open({
    serve: (_, session) => session.leave("So long", { because: "quit" }),
  });
  const ann = await scene.house.guest("ann");
  await enter(scene);
  scene.peer.send("quit\nand more\n");
  strictEqual(await scene.peer.hearOut(), "goodbye: So long\n");
  await ann.until("<- eve has left (quit)\n");
  deepStrictEqual(scene.session.served, ["quit"], "lines after it are nobody's");
});

Deno.test("whoever reads too slowly leaves with that reason", async () => {
  await using scene = await open();
  const ann = await scene.house.guest("ann");
  await enter(scene);
  scene.peer.stall();
  for (let count = 0; count < 70; count++) scene.session.send(new Uint8Array(1024));
  await ann.until("<- eve has left (too slow)\n");
  await scene.over;
});

// Bugs of ours

for (
  const [what, send, serve] of [
    ["doing what a line says", "line\n", () => {
      throw new Error("a bug in doing");
    }],
    ["reading bytes", "break\n", () => {}],
  ] as const
) {
  Deno.test(`a bug in ${what} is logged, and ends this session alone`, async () => {
    const lines: string[] = [];
    startLog({ level: "info", write: (line) => lines.push(line) });
    try {
      await using scene = await open({ serve });
      const ann = await scene.house.guest("ann");
      await enter(scene);
      scene.peer.send(send);
      match(await scene.peer.hearOut(), /^goodbye: Something broke on our side/);
      await scene.over;
      await ann.until("<- eve has left (Something broke on our side. It has been logged)\n");
      deepStrictEqual(await ann.roundtrip(), []);
      strictEqual(lines.filter((line) => line.includes("Session failed")).length, 1);
    } finally {
      await stopLog();
    }
  });
}

// Limits

Deno.test("lines over the limit wait for their turn", async () => {
  await using scene = await open({ limits: { lines_burst: 2, lines_per_second: 4 } });
  const { house, session, peer } = scene;
  peer.send("1\n2\n3\n4\n");
  await peer.hear("2\n");
  await eventually("the next one is held back", () => session.held);
  house.clock.advance(249);
  await setImmediate();
  deepStrictEqual(session.served, ["1", "2"]);
  house.clock.advance(1);
  strictEqual(await peer.hear("\n"), "3\n");
  await eventually("the next one waits", () => house.clock.waiting);
  house.clock.advance(250);
  strictEqual(await peer.hear("\n"), "4\n");
});

Deno.test("whoever waits for a turn is gone at once when they hang up", async () => {
  await using scene = await open({ limits: { lines_burst: 1 } });
  await enter(scene);
  scene.peer.send("1\n2\n");
  await eventually("the second is held back", () => scene.session.held);
  const turn = scene.session.ready();
  scene.peer.reset();
  await rejects(turn!, CallerGone);
  await scene.over;
  strictEqual(scene.house.house.world.presenceCount, 0);
});

Deno.test("whoever waits for a turn is gone at once when they are ended", async () => {
  await using scene = await open({ limits: { lines_burst: 1 } });
  await enter(scene);
  scene.peer.send("1\n2\n");
  await eventually("the second is held back", () => scene.session.held);
  scene.session.end("Enough.");
  await scene.over;
  strictEqual(scene.house.house.world.presenceCount, 0);
  deepStrictEqual(scene.session.served, ["1"]);
});

Deno.test("exempt addresses have no limit of lines, nor of idle time", async () => {
  await using scene = await open({
    address: "203.0.113.9",
    limits: { lines_burst: 1, exempt: ["203.0.113.0/24"], idle_minutes: 10 },
  });
  await enter(scene);
  scene.peer.send("1\n2\n3\n");
  await scene.peer.hear("3\n");
  scene.house.clock.advance(60 * MINUTE_MS);
  scene.peer.send("still here\n");
  strictEqual(await scene.peer.hear("\n"), "still here\n");
});

Deno.test("whoever floods is read no further until their lines are done", async () => {
  const gate = Promise.withResolvers<void>();
  let isOpen = false;
  await using scene = await open({
    limits: { lines_burst: 10_000 },
    serve: () => isOpen ? undefined : gate.promise,
  });
  for (let count = 0; count < 500; count++) scene.peer.send(`${count}\n`);
  await eventually("the first is served", () => scene.session.served.length === 1);
  for (let turns = 0; turns < 20; turns++) await setImmediate();
  ok(scene.peer.unreadBytes > 1000, `${scene.peer.unreadBytes} bytes are unread`);
  isOpen = true;
  gate.resolve();
  await eventually("all are served", () => scene.session.served.length === 500);
});

// Time

Deno.test("whoever does nothing for the idle time is ended, with no warning by default", async () => {
  await using scene = await open({ limits: { idle_minutes: 10, idle_warning_minutes: 2 } });
  await enter(scene);
  scene.house.clock.advance(10 * MINUTE_MS - 1);
  strictEqual(scene.peer.text, "");
  scene.house.clock.advance(1);
  strictEqual(await scene.peer.hearOut(), "goodbye: Idle for 10 minutes.\n");
});

Deno.test("bytes are activity where the protocol says so", async () => {
  await using scene = await open({ limits: { idle_minutes: 10 } });
  await enter(scene);
  scene.house.clock.advance(9 * MINUTE_MS);
  scene.peer.send("hello\n");
  await scene.peer.hear("hello\n");
  strictEqual(scene.session.activeAt, scene.house.clock.now());
  scene.house.clock.advance(9 * MINUTE_MS);
  strictEqual(scene.peer.text, "hello\n");
});

Deno.test("in protocols of lines only whole lines are activity", async () => {
  await using house = await TestHouse.open({ limits: { idle_minutes: 10 } });
  const bob = await LineCaller.enter(house, "bob");
  for (let minute = 0; minute < 10; minute++) {
    bob.send("x");
    await eventually("it is read", () => bob.peer.unreadBytes === 0);
    house.clock.advance(MINUTE_MS);
  }
  strictEqual(await bob.peer.hearOut(), "INFO Idle for 10 minutes.\r\n");
});

Deno.test("whoever has no name after the time to log in is ended, however busy they are", async () => {
  await using scene = await open({ limits: { login_minutes: 3 } });
  for (let minute = 0; minute < 3; minute++) {
    scene.peer.send("who am I?\n");
    await scene.peer.hear("who am I?\n");
    strictEqual(scene.house.house.directory.size, 1);
    scene.house.clock.advance(MINUTE_MS);
  }
  strictEqual(await scene.peer.hearOut(), "goodbye: Logging in took too long.\n");
});

Deno.test("whoever has a name in time may stay", async () => {
  await using scene = await open({ limits: { login_minutes: 3, idle_minutes: 0 } });
  scene.peer.send("hello\n");
  await scene.peer.hear("hello\n");
  scene.house.clock.advance(2 * MINUTE_MS);
  await enter(scene);
  scene.house.clock.advance(60 * MINUTE_MS);
  strictEqual(scene.peer.text, "hello\n");
});

Deno.test("where messages name nobody, one may stay without a name", async () => {
  const limits = { login_minutes: 3, idle_minutes: 60 };
  await using house = await TestHouse.open({ limits });
  const modern = new LineCaller(house);
  await modern.overheard();
  house.clock.advance(3 * MINUTE_MS);
  strictEqual(await modern.peer.hearOut(), "INFO Logging in took too long.\r\n");
  await using old = await TestHouse.open({ limits, line: { dialect: "seed" } });
  const seed = new LineCaller(old);
  await seed.overheard();
  old.clock.advance(30 * MINUTE_MS);
  strictEqual(await seed.overheard(), "");
});

// What a session tells of itself

Deno.test("how long a caller has been quiet does not change when the machine's clock is set", async () => {
  await using scene = await open();
  scene.house.clock.advance(MINUTE_MS);
  scene.house.clock.setForward(60 * MINUTE_MS);
  strictEqual(scene.house.clock.now() - scene.session.activeAt, MINUTE_MS);
});

Deno.test("a session tells who and where it is", async () => {
  await using scene = await open();
  const { session, house } = scene;
  const { gateway, address, connectedAt, activeAt, node } = session;
  const now = house.clock.now();
  deepStrictEqual({ gateway, address, connectedAt, activeAt, node }, {
    gateway: "echo",
    address: "192.0.2.7",
    connectedAt: now,
    activeAt: now,
    node: undefined,
  });
  strictEqual(session.session, session.id);
  deepStrictEqual([session.presence, session.role, session.focus], [
    undefined,
    "guest",
    undefined,
  ]);
  await enter(scene);
  deepStrictEqual([session.presence!.person.name, session.role, session.focus], [
    "eve",
    "guest",
    "lobby",
  ]);
});

Deno.test("plain text goes to the room that was chosen, else to the one joined last", async () => {
  await using scene = await open();
  const { session, house } = scene;
  await enter(scene);
  const by = session.presence!.id;
  const move = (kind: "join" | "part", room: string) =>
    house.house.sequencer.submit({ kind, by, session: session.id, room });
  await move("join", "Den");
  strictEqual(session.focus, "Den");
  session.focus = "LOBBY";
  strictEqual(session.focus, "lobby");
  await move("join", "attic");
  strictEqual(session.focus, "lobby", "a choice lasts");
  await move("part", "lobby");
  strictEqual(session.focus, "attic");
  session.focus = "nowhere";
  strictEqual(session.focus, "attic");
  session.focus = undefined;
  await move("part", "attic");
  strictEqual(session.focus, "Den");
  await move("part", "Den");
  strictEqual(session.focus, undefined);
});
