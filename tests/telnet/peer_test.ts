import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { CommandName } from "../../core/telnet/commands.ts";
import { concatenate, negotiation, subnegotiation } from "../../core/telnet/encode.ts";
import { NO_FACTS } from "../../core/telnet/options.ts";
import type { TelnetNotice } from "../../core/telnet/notice.ts";
import {
  type TelnetFacts,
  TelnetPeer,
  type TelnetPeerHandler,
  type TelnetSurroundings,
} from "../../core/telnet/peer.ts";
import { BYTES } from "../../core/telnet/protocol.ts";
import { ascii } from "./heard.ts";

const { IAC, AYT, IP, NOP, GA } = BYTES;
const ECHO = 1;
const SGA = 3;
const TTYPE = 24;
const NAWS = 31;
const CHARSET = 42;
const NEW_ENVIRON = 39;
const OPENING = [[253, TTYPE], [251, SGA], [253, NAWS], [253, CHARSET], [253, NEW_ENVIRON]]
  .flatMap((pair) => [IAC, ...pair]);
/** WILL GMCP, which all are offered; and what those are who may be at a MUD client. */
const TO_ALL = [IAC, 251, 201];
const TO_MUD = [...[25, CHARSET, 70, 86].flatMap((option) => [IAC, 251, option]), ...TO_ALL];
const SEND_TTYPE = [...subnegotiation(TTYPE, Uint8Array.of(1))];

/** A peer whose handler writes everything down, in order. */
class Wire {
  readonly sent: number[][] = [];
  readonly log: string[] = [];
  readonly changes: TelnetFacts[] = [];
  readonly notices: TelnetNotice[] = [];
  /** What the session does when something arrives. */
  react: (log: string) => void = () => {};
  readonly peer: TelnetPeer;

  constructor(surroundings?: TelnetSurroundings) {
    this.peer = new TelnetPeer(this.#handler, surroundings);
  }

  readonly #handler: TelnetPeerHandler = {
    send: (bytes) => {
      this.sent.push([...bytes]);
      this.log.push("send");
    },
    data: (bytes) => this.#note(`data ${new TextDecoder().decode(bytes)}`),
    command: (name: CommandName) => this.#note(`command ${name}`),
    changed: (facts) => {
      this.changes.push(facts);
      this.#note("changed");
    },
    notice: (notice) => {
      this.notices.push(notice);
      this.#note(`notice ${notice.kind}`);
    },
  };

  #note(entry: string): void {
    this.log.push(entry);
    this.react(entry);
  }

  receive(...parts: (Uint8Array | number[] | string)[]): void {
    const bytes = parts.map((part) =>
      Uint8Array.from(typeof part === "string" ? ascii(part) : part)
    );
    this.peer.receive(concatenate(bytes));
  }

  /** What was sent since the last call. */
  take(): number[][] {
    return this.sent.splice(0);
  }
}

/** A wire after the opening. */
function opened(surroundings?: TelnetSurroundings): Wire {
  const wire = new Wire(surroundings);
  wire.peer.open();
  deepStrictEqual(wire.take(), [OPENING]);
  return wire;
}

function is(name: string): Uint8Array {
  return subnegotiation(TTYPE, Uint8Array.from([0, ...ascii(name)]));
}

function size(columns: number, rows: number): Uint8Array {
  return subnegotiation(NAWS, Uint8Array.of(columns >> 8, columns & 255, rows >> 8, rows & 255));
}

/** Whether the client sends each key at once and leaves the echo to us: ECHO and SGA are ours. */
function inCharacterMode(peer: TelnetPeer): boolean {
  return peer.isEnabled("local", "ECHO") && peer.isEnabled("local", "SGA");
}

Deno.test("opening is one write, and is sent once", () => {
  const wire = opened();
  wire.peer.open();
  deepStrictEqual(wire.take(), []);
});

Deno.test("peer that only types gets no telnet bytes after the opening", () => {
  const wire = opened();
  wire.receive("hello\n");
  wire.receive("bye\n");
  deepStrictEqual(wire.log, ["send", "data hello\n", "data bye\n"]);
  deepStrictEqual(wire.peer.facts, {
    ...NO_FACTS,
    answered: false,
    terminalTypes: [],
    mtts: [],
    kind: "unknown",
    settled: false,
  });
  strictEqual(inCharacterMode(wire.peer), false);
});

Deno.test("the telnet of inetutils 2.4", async (t) => {
  const wire = opened();
  await t.step("answers the opening, and is asked for its terminal", () => {
    wire.receive(
      [255, 251, 24, 255, 253, 3, 255, 251, 31],
      [255, 250, 31, 0, 80, 0, 24, 255, 240],
    );
    deepStrictEqual(wire.take(), [SEND_TTYPE]);
    strictEqual(wire.changes.length, 1);
    deepStrictEqual(wire.peer.facts.windowSize, { columns: 80, rows: 24 });
    strictEqual(wire.peer.facts.answered, true);
  });
  await t.step("names the same terminal twice, which settles it", () => {
    wire.receive(is("XTERM-256COLOR"));
    deepStrictEqual(wire.take(), [SEND_TTYPE]);
    strictEqual(wire.peer.facts.settled, false);
    wire.receive(is("XTERM-256COLOR"));
    deepStrictEqual(wire.take(), [TO_ALL]);
    deepStrictEqual(wire.peer.facts.terminalTypes, ["XTERM-256COLOR"]);
    strictEqual(wire.peer.facts.kind, "terminal");
    strictEqual(wire.peer.facts.settled, true);
  });
  await t.step("agrees to our echo, which makes it character mode", () => {
    strictEqual(inCharacterMode(wire.peer), false);
    wire.peer.enable("local", "ECHO");
    deepStrictEqual(wire.take(), [[...negotiation("WILL", ECHO)]]);
    strictEqual(inCharacterMode(wire.peer), false);
    wire.receive([255, 253, 1]);
    deepStrictEqual(wire.take(), []);
    strictEqual(inCharacterMode(wire.peer), true);
  });
});

Deno.test("a telnet client that opens by itself is not answered twice", () => {
  const wire = opened();
  // What BSD's telnet says on port 23, before it has seen our opening.
  const eager = [[253, 3], [251, 24], [251, 31], [251, 32], [251, 33], [251, 34], [251, 39], [
    253,
    5,
  ]];
  wire.receive(eager.flatMap((pair) => [IAC, ...pair]));
  deepStrictEqual(wire.take(), [[
    ...SEND_TTYPE,
    ...[32, 33, 34].flatMap((option) => [...negotiation("DONT", option)]),
    ...negotiation("WILL", 5),
  ]]);
  // Now it reads our opening, and some clients confirm once more.
  wire.receive(negotiation("WILL", TTYPE), negotiation("DO", SGA), negotiation("WILL", NAWS));
  deepStrictEqual(wire.take(), []);
  strictEqual(wire.peer.isEnabled("local", "SGA"), true);
  strictEqual(wire.peer.isEnabled("remote", "TTYPE"), true);
  strictEqual(wire.peer.isEnabled("remote", "NAWS"), true);
});

Deno.test("tt++ is known for a MUD client, in three questions", () => {
  const wire = opened();
  wire.receive(negotiation("WILL", TTYPE), negotiation("DO", SGA), negotiation("WILL", NAWS));
  wire.receive(size(120, 40), is("TINTIN++"));
  strictEqual(wire.peer.facts.kind, "mud");
  strictEqual(wire.peer.facts.settled, false);
  wire.receive(is("XTERM-256COLOR"));
  wire.receive(is("MTTS 2825"));
  deepStrictEqual(wire.take(), [SEND_TTYPE, SEND_TTYPE, SEND_TTYPE, TO_MUD]);
  deepStrictEqual(wire.peer.facts, {
    ...NO_FACTS,
    answered: true,
    terminalTypes: ["TINTIN++", "XTERM-256COLOR"],
    mtts: ["ansi", "256-colours", "true-colour", "mnes", "tls"],
    kind: "mud",
    settled: true,
    windowSize: { columns: 120, rows: 40 },
  });
  strictEqual(inCharacterMode(wire.peer), false);
});

Deno.test("peer that refuses everything is settled, unknown, offered the rest, and left alone", () => {
  const wire = opened();
  wire.receive(negotiation("WONT", TTYPE), negotiation("DONT", SGA), negotiation("WONT", NAWS));
  deepStrictEqual(wire.take(), [TO_MUD]);
  wire.receive([25, CHARSET, 70, 86, 201].flatMap((option) => [IAC, 254, option]));
  deepStrictEqual(wire.take(), []);
  strictEqual(wire.peer.facts.settled, true);
  strictEqual(wire.peer.facts.answered, true);
  strictEqual(wire.peer.facts.kind, "unknown");
});

Deno.test("text typed during negotiation is kept, and in its place", () => {
  const wire = opened();
  wire.receive("he", negotiation("WILL", TTYPE), "ll", is("XTERM"), "o", [IAC, IAC]);
  deepStrictEqual(wire.log, [
    "send",
    "data he",
    "changed",
    "data ll",
    "changed",
    "data o",
    "data \ufffd",
    "send",
  ]);
});

Deno.test("what one chunk draws from us is one send", () => {
  const wire = opened();
  wire.receive(negotiation("DO", 9), "x", negotiation("WILL", 35), "y", negotiation("WILL", TTYPE));
  deepStrictEqual(wire.take(), [[
    ...negotiation("WONT", 9),
    ...negotiation("DONT", 35),
    ...SEND_TTYPE,
  ]]);
});

Deno.test("a request of our own is sent at once, after the answers that were due", () => {
  const wire = opened();
  wire.react = (entry) => {
    if (!entry.startsWith("data")) return;
    wire.peer.enable("local", "ECHO");
    wire.log.push("Password:");
  };
  wire.receive(negotiation("DO", 9), "x");
  deepStrictEqual(wire.log, ["send", "changed", "data x", "send", "Password:"]);
  deepStrictEqual(wire.take(), [[...negotiation("WONT", 9), ...negotiation("WILL", ECHO)]]);
});

Deno.test("the session may ask for ECHO when it hears that the client is settled", () => {
  const wire = opened();
  wire.react = () => {
    if (wire.peer.facts.settled) wire.peer.enable("local", "ECHO");
  };
  wire.receive(negotiation("WONT", TTYPE), negotiation("DO", SGA));
  deepStrictEqual(wire.take(), [[...TO_MUD, ...negotiation("WILL", ECHO)]]);
  wire.receive(negotiation("DO", ECHO));
  strictEqual(inCharacterMode(wire.peer), true);
  deepStrictEqual(wire.take(), []);
});

Deno.test("character mode ends at once when we take ECHO back, and the session is told", () => {
  const wire = opened();
  wire.receive(negotiation("DO", SGA), negotiation("DO", ECHO));
  strictEqual(inCharacterMode(wire.peer), true);
  const before = wire.changes.length;
  wire.take();
  wire.peer.disable("local", "ECHO");
  deepStrictEqual(wire.take(), [[...negotiation("WONT", ECHO)]]);
  strictEqual(inCharacterMode(wire.peer), false);
  strictEqual(wire.changes.length, before + 1);
});

Deno.test("character mode ends when the caller says DONT ECHO or DONT SGA", () => {
  for (const option of [ECHO, SGA]) {
    const wire = opened();
    wire.receive(negotiation("DO", SGA), negotiation("DO", ECHO));
    strictEqual(inCharacterMode(wire.peer), true);
    wire.receive(negotiation("DONT", option));
    strictEqual(inCharacterMode(wire.peer), false);
  }
});

Deno.test("asking for what is so already sends nothing and tells nothing", () => {
  const wire = opened();
  wire.peer.enable("local", "SGA");
  wire.peer.disable("local", "ECHO");
  deepStrictEqual(wire.log, ["send"]);
});

Deno.test("a resize is told, the same size again is not", () => {
  const wire = opened();
  wire.receive(negotiation("WILL", NAWS), size(80, 24));
  wire.receive(size(80, 24));
  wire.receive(size(132, 50));
  deepStrictEqual(wire.changes.map(({ windowSize }) => windowSize), [
    { columns: 80, rows: 24 },
    { columns: 132, rows: 50 },
  ]);
});

Deno.test("facts told once do not change under their reader", () => {
  const wire = opened();
  wire.receive(negotiation("WILL", NAWS), size(80, 24));
  const { facts } = wire.peer;
  wire.receive(size(132, 50));
  deepStrictEqual(facts.windowSize, { columns: 80, rows: 24 });
});

Deno.test("subnegotiations of options that are off, or broken, are ignored", () => {
  const wire = opened();
  wire.receive(size(80, 24), is("XTERM"));
  deepStrictEqual(wire.changes, []);
  wire.receive(negotiation("WILL", NAWS), negotiation("WILL", TTYPE));
  wire.receive(subnegotiation(NAWS, Uint8Array.of(0, 80)), subnegotiation(99, Uint8Array.of(1)));
  wire.receive(is("X".repeat(5000)));
  strictEqual(wire.peer.facts.windowSize, undefined);
  deepStrictEqual(wire.peer.facts.terminalTypes, []);
});

Deno.test("commands that ask for something are told by name, others are not", () => {
  const wire = opened();
  wire.receive([IAC, AYT, IAC, NOP, IAC, GA, IAC, 7, IAC, IP], "x");
  deepStrictEqual(wire.log, ["send", "command ayt", "command interrupt", "data x"]);
});

Deno.test("a change is told before the command that came after it", () => {
  const wire = opened();
  wire.receive(negotiation("DONT", ECHO), [IAC, AYT]);
  deepStrictEqual(wire.log, ["send", "changed", "command ayt"]);
});

Deno.test("peer that toggles an option for ever gets a bounded number of bytes", () => {
  for (const [yes, no] of [["WILL", "WONT"], ["DO", "DONT"]] as const) {
    for (const option of [ECHO, SGA, TTYPE, NAWS, 99]) {
      const wire = opened();
      for (let round = 0; round < 3000; round++) {
        wire.receive(negotiation(yes, option), negotiation(no, option), is("XTERM"));
      }
      const bytes = wire.take().flat().length;
      ok(bytes <= 3 * 1000 + 3 * SEND_TTYPE.length, `${yes} ${option}: ${bytes} bytes`);
    }
  }
});

Deno.test("peer takes random bytes without throwing, and asks three times at most", () => {
  const meaningful = fc.constantFrom(IAC, IAC, IAC, 250, 240, 251, 252, 253, 254, 0, 1, 24, 31);
  const chunk = fc.array(fc.oneof(meaningful, fc.nat(255)), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 8 }), (chunks) => {
      const wire = opened();
      for (const bytes of chunks) {
        wire.receive(bytes);
        ok(wire.log.filter((entry) => entry === "send").length <= 1 + chunks.length);
      }
      const asked = wire.take().flat().filter((byte) => byte === 250).length;
      ok(asked <= 3);
    }),
    { numRuns: 200 },
  );
});

Deno.test("a recorded conversation comes to the same facts at every cut", () => {
  const talk = concatenate([
    negotiation("WILL", TTYPE),
    negotiation("DO", SGA),
    Uint8Array.from(ascii("hi")),
    negotiation("WILL", NAWS),
    size(255, 40),
    is("MUDLET"),
    is("ANSI-TRUECOLOR"),
    is("MTTS 2349"),
    negotiation("WILL", 39),
  ]);
  const whole = opened();
  whole.receive(talk);
  strictEqual(whole.peer.facts.settled, true);
  deepStrictEqual(whole.peer.facts.windowSize, { columns: 255, rows: 40 });
  const sent = whole.take().flat();
  for (let cut = 0; cut <= talk.length; cut++) {
    const wire = opened();
    wire.receive(talk.subarray(0, cut));
    wire.receive(talk.subarray(cut));
    deepStrictEqual(wire.peer.facts, whole.peer.facts, `cut at ${cut}`);
    deepStrictEqual(wire.take().flat(), sent, `cut at ${cut}`);
  }
});

Deno.test("inside TLS compression is neither offered nor agreed to", () => {
  const wire = opened({ refused: ["MCCP2"] });
  wire.receive(negotiation("WONT", TTYPE));
  ok(!wire.take().flat().includes(86));
  wire.receive(negotiation("DO", 86));
  deepStrictEqual(wire.take(), [[...negotiation("WONT", 86)]]);
  deepStrictEqual(wire.notices, []);
});

Deno.test("the sign of compression is the last that is sent before the session is told", () => {
  const wire = opened();
  wire.react = (entry) => {
    // What the session says when it hears that the client is known has to be compressed.
    if (entry === "changed") wire.peer.enable("local", "ECHO");
  };
  wire.receive(negotiation("DO", 86), negotiation("WONT", TTYPE));
  const at = wire.log.indexOf("notice compression");
  strictEqual(wire.log[at - 1], "send");
  const before = wire.sent.slice(
    0,
    wire.log.slice(0, at).filter((entry) => entry === "send").length - 1,
  );
  deepStrictEqual(before.at(-1)!.slice(-5), [IAC, 250, 86, IAC, 240]);
});

Deno.test("a peer with the name of a terminal that agrees to GMCP is at a MUD client, and offered the rest", () => {
  const wire = opened();
  wire.receive(negotiation("WILL", TTYPE), is("ANSI"), is("ANSI"));
  deepStrictEqual(wire.take().at(-1)!.slice(-3), TO_ALL);
  strictEqual(wire.peer.facts.kind, "terminal");
  wire.receive(negotiation("DO", 201));
  strictEqual(wire.peer.facts.kind, "mud");
  deepStrictEqual(wire.take(), [TO_MUD.slice(0, -TO_ALL.length)]);
});

Deno.test("what a peer was asked for and refused is not offered again", () => {
  const wire = opened();
  wire.receive(negotiation("WILL", CHARSET));
  deepStrictEqual(wire.take(), [[...negotiation("WILL", CHARSET)]]);
  wire.receive(negotiation("DONT", CHARSET), negotiation("WONT", TTYPE));
  const offered = wire.take().flat();
  ok(offered.includes(201) && !offered.includes(CHARSET), String(offered));
});

Deno.test("TIMING-MARK is asked for again and again, and answered each time", () => {
  const wire = opened();
  wire.receive(negotiation("DO", 6), "x", negotiation("DO", 6));
  for (const notice of wire.notices) if (notice.kind === "timing-mark") notice.answer();
  deepStrictEqual(wire.take(), [[...negotiation("WILL", 6)], [...negotiation("WILL", 6)]]);
  strictEqual(wire.peer.isEnabled("local", "TIMING-MARK"), false);
});

Deno.test("a peer that has drawn all its answers is answered again as time goes by", () => {
  let now = 0;
  const wire = opened({ now: () => now });
  const ask = () => wire.receive(negotiation("DO", 6), negotiation("DO", 9), [IAC, AYT]);
  for (let round = 0; round < 2000; round++) ask();
  const answers = wire.take().length + wire.notices.length;
  ok(answers <= 500, String(answers));
  const asked = wire.log.filter((entry) => entry === "command ayt").length;
  ok(asked <= 500, String(asked));
  wire.notices.length = 0;
  now = 5000;
  for (let round = 0; round < 100; round++) ask();
  strictEqual(wire.take().length + wire.notices.length, 10);
});

Deno.test("STATUS tells what is on, and no more", () => {
  const wire = opened();
  wire.receive(negotiation("DO", SGA), negotiation("WILL", NAWS), negotiation("DO", 5));
  wire.take();
  wire.receive(subnegotiation(5, Uint8Array.of(1)));
  deepStrictEqual(wire.take(), [[...subnegotiation(5, Uint8Array.of(0, 251, 3, 251, 5, 253, 31))]]);
});
