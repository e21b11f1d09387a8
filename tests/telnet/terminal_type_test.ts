import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  decodeTerminalType,
  TERMINAL_TYPE,
  type TerminalTypeFacts,
} from "../../core/telnet/terminal_type.ts";
import { ascii } from "./heard.ts";
import { OptionTalk } from "./option_talk.ts";

/** One peer of the option: what it was asked, and what we know of it. */
class Cycle extends OptionTalk<TerminalTypeFacts> {
  constructor() {
    super(TERMINAL_TYPE);
  }

  get questions(): number {
    return this.#questions += this.take().length;
  }

  #questions = 0;

  is(name: string): this {
    return this.say(0, name);
  }
}

Deno.test("TTYPE is asked for until a name comes again", () => {
  const cycle = new Cycle().negotiated("remote").is("xterm");
  strictEqual(cycle.facts.settled, false);
  cycle.is("xterm");
  strictEqual(cycle.questions, 2);
  deepStrictEqual(cycle.facts, {
    terminalTypes: ["XTERM"],
    mtts: [],
    kind: "terminal",
    settled: true,
  });
});

Deno.test("TTYPE is asked for three times at most", () => {
  const cycle = new Cycle().negotiated("remote").is("a").is("b").is("c").is("d");
  strictEqual(cycle.questions, 3);
  deepStrictEqual(cycle.facts.terminalTypes, ["A", "B", "C"]);
  strictEqual(cycle.facts.settled, true);
});

Deno.test("TTYPE stops at an empty name", () => {
  const cycle = new Cycle().negotiated("remote").is("");
  strictEqual(cycle.questions, 1);
  deepStrictEqual(cycle.facts, { terminalTypes: [], mtts: [], kind: "unknown", settled: true });
});

Deno.test("TTYPE reads the MTTS number into flags, and takes its sender for a MUD client", () => {
  const cycle = new Cycle().negotiated("remote").is("NEWCLIENT").is("XTERM").is("MTTS 2825");
  deepStrictEqual(cycle.facts, {
    terminalTypes: ["NEWCLIENT", "XTERM"],
    mtts: ["ansi", "256-colours", "true-colour", "mnes", "tls"],
    kind: "mud",
    settled: true,
  });
});

Deno.test("TTYPE takes even a client with MTTS 0 for a MUD client", () => {
  const { facts } = new Cycle().negotiated("remote").is("NEWCLIENT").is("MTTS 0");
  strictEqual(facts.kind, "mud");
  deepStrictEqual(facts.mtts, []);
});

Deno.test("TTYPE knows a MUD client by its first name, before it is settled", () => {
  const { facts } = new Cycle().negotiated("remote").is("Mudlet");
  strictEqual(facts.kind, "mud");
  strictEqual(facts.settled, false);
});

Deno.test("TTYPE that is refused settles the facts with nothing known", () => {
  const { facts, questions } = new Cycle().negotiated("remote", false);
  deepStrictEqual(facts, { terminalTypes: [], mtts: [], kind: "unknown", settled: true });
  strictEqual(questions, 0);
});

Deno.test("TTYPE switched off in the middle settles with what was told", () => {
  const { facts } = new Cycle().negotiated("remote").is("XTERM").negotiated("remote", false);
  deepStrictEqual(facts.terminalTypes, ["XTERM"]);
  strictEqual(facts.kind, "terminal");
  strictEqual(facts.settled, true);
});

Deno.test("TTYPE that is switched on again and again is asked for once", () => {
  const cycle = new Cycle();
  for (let round = 0; round < 10; round++) cycle.negotiated("remote").negotiated("remote", false);
  strictEqual(cycle.questions, 1);
});

Deno.test("TTYPE answers that nobody asked for are ignored", () => {
  strictEqual(new Cycle().is("XTERM").facts.terminalTypes.length, 0);
  const { facts } = new Cycle().negotiated("remote").is("A").is("A").is("B");
  deepStrictEqual(facts.terminalTypes, ["A"]);
});

Deno.test("TTYPE payloads other than IS are ignored", () => {
  const { facts, questions } = new Cycle().negotiated("remote").say().say(1).say(2, 65);
  strictEqual(questions, 1);
  deepStrictEqual(facts, TERMINAL_TYPE.facts);
});

Deno.test("terminal type is at most 40 printable ASCII characters in capitals, whatever came", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1024 }), (payload) => {
      const name = decodeTerminalType(payload);
      ok(/^([!-`{-~]([ -`{-~]{0,38}[!-`{-~])?)?$/.test(name), JSON.stringify(name));
    }),
    { numRuns: 200 },
  );
});

Deno.test("terminal type is cut at 40 characters, and has no space at the cut", () => {
  const decode = (name: string) => decodeTerminalType(Uint8Array.from([0, ...ascii(name)]));
  strictEqual(decode("x".repeat(41)), "X".repeat(40));
  strictEqual(decode(`${"x".repeat(39)} y`), "X".repeat(39));
});
