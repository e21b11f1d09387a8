import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  type Negotiation,
  Negotiator,
  type OptionState,
  type Side,
  sideOf,
} from "../../core/telnet/negotiation.ts";
import type { Verb } from "../../core/telnet/protocol.ts";

const SIDES = ["local", "remote"] as const;

/** What each side's peer says, and what we say, for yes and no. */
const PEER = { local: { yes: "DO", no: "DONT" }, remote: { yes: "WILL", no: "WONT" } } as const;
const WE = { local: { yes: "WILL", no: "WONT" }, remote: { yes: "DO", no: "DONT" } } as const;

type Happening = "peer yes" | "peer no" | "enable" | "disable";

const OPTION = 99;

function happen(negotiator: Negotiator, side: Side, what: Happening): Negotiation | undefined {
  switch (what) {
    case "peer yes":
      return negotiator.receive(PEER[side].yes, OPTION);
    case "peer no":
      return negotiator.receive(PEER[side].no, OPTION);
    case "enable":
      return negotiator.enable(side, OPTION);
    case "disable":
      return negotiator.disable(side, OPTION);
  }
}

/** How each state is reached from a fresh start. */
const WAYS: Record<OptionState, readonly Happening[]> = {
  "NO": [],
  "YES": ["enable", "peer yes"],
  "WANTNO": ["enable", "peer yes", "disable"],
  "WANTNO+OPPOSITE": ["enable", "peer yes", "disable", "enable"],
  "WANTYES": ["enable"],
  "WANTYES+OPPOSITE": ["enable", "disable"],
};

interface Row {
  readonly state: OptionState;
  readonly what: Happening;
  readonly next: OptionState;
  readonly say?: "yes" | "no";
  readonly agrees?: boolean;
}

/** RFC 1143, section 7, both halves: on receipt of WILL and WONT, and on our own decision. */
const ROWS: readonly Row[] = [
  { state: "NO", what: "peer yes", agrees: true, next: "YES", say: "yes" },
  { state: "NO", what: "peer yes", agrees: false, next: "NO", say: "no" },
  { state: "YES", what: "peer yes", next: "YES" },
  { state: "WANTNO", what: "peer yes", next: "NO" },
  { state: "WANTNO+OPPOSITE", what: "peer yes", next: "YES" },
  { state: "WANTYES", what: "peer yes", next: "YES" },
  { state: "WANTYES+OPPOSITE", what: "peer yes", next: "WANTNO", say: "no" },

  { state: "NO", what: "peer no", next: "NO" },
  { state: "YES", what: "peer no", next: "NO", say: "no" },
  { state: "WANTNO", what: "peer no", next: "NO" },
  { state: "WANTNO+OPPOSITE", what: "peer no", next: "WANTYES", say: "yes" },
  { state: "WANTYES", what: "peer no", next: "NO" },
  { state: "WANTYES+OPPOSITE", what: "peer no", next: "NO" },

  { state: "NO", what: "enable", next: "WANTYES", say: "yes" },
  { state: "YES", what: "enable", next: "YES" },
  { state: "WANTNO", what: "enable", next: "WANTNO+OPPOSITE" },
  { state: "WANTNO+OPPOSITE", what: "enable", next: "WANTNO+OPPOSITE" },
  { state: "WANTYES", what: "enable", next: "WANTYES" },
  { state: "WANTYES+OPPOSITE", what: "enable", next: "WANTYES" },

  { state: "NO", what: "disable", next: "NO" },
  { state: "YES", what: "disable", next: "WANTNO", say: "no" },
  { state: "WANTNO", what: "disable", next: "WANTNO" },
  { state: "WANTNO+OPPOSITE", what: "disable", next: "WANTNO" },
  { state: "WANTYES", what: "disable", next: "WANTYES+OPPOSITE" },
  { state: "WANTYES+OPPOSITE", what: "disable", next: "WANTYES+OPPOSITE" },
];

for (const side of SIDES) {
  for (const { state, what, next, say, agrees } of ROWS) {
    const rule = agrees === undefined ? "" : agrees ? ", agreed" : ", not agreed";
    Deno.test(`RFC 1143: ${side} ${state}, ${what}${rule}: ${next}, says ${say ?? "nothing"}`, () => {
      const negotiator = new Negotiator({ agrees: () => agrees ?? false });
      for (const step of WAYS[state]) happen(negotiator, side, step);
      strictEqual(negotiator.state(side, OPTION), state);

      const said = happen(negotiator, side, what);
      strictEqual(negotiator.state(side, OPTION), next);
      deepStrictEqual(said, say && { verb: WE[side][say], option: OPTION });
      strictEqual(negotiator.isEnabled(side, OPTION), next === "YES");
    });
  }
}

Deno.test("negotiator keeps the two sides of an option apart, and the options", () => {
  const negotiator = new Negotiator({ agrees: (side, option) => side === "local" && option === 3 });
  deepStrictEqual(negotiator.receive("DO", 3), { verb: "WILL", option: 3 });
  deepStrictEqual(negotiator.receive("WILL", 3), { verb: "DONT", option: 3 });
  deepStrictEqual(negotiator.receive("DO", 4), { verb: "WONT", option: 4 });
  strictEqual(negotiator.isEnabled("local", 3), true);
  strictEqual(negotiator.isEnabled("remote", 3), false);
  strictEqual(negotiator.isEnabled("local", 4), false);
});

Deno.test("negotiator refuses every unknown option once per request, on both sides", () => {
  const negotiator = new Negotiator({ agrees: () => false });
  for (let option = 0; option < 256; option++) {
    deepStrictEqual(negotiator.receive("WILL", option), { verb: "DONT", option });
    deepStrictEqual(negotiator.receive("DO", option), { verb: "WONT", option });
    strictEqual(negotiator.receive("WONT", option), undefined);
    strictEqual(negotiator.receive("DONT", option), undefined);
  }
});

Deno.test("sideOf tells the peer's own options from ours", () => {
  deepStrictEqual(["WILL", "WONT", "DO", "DONT"].map((verb) => sideOf(verb as Verb)), [
    "remote",
    "remote",
    "local",
    "local",
  ]);
});

/** The peer's endless talk, one round of it. */
const HOSTILE: readonly { name: string; round: readonly Verb[]; agrees: boolean }[] = [
  { name: "WILL of a refused option", round: ["WILL"], agrees: false },
  { name: "DO of a refused option", round: ["DO"], agrees: false },
  { name: "WILL and WONT of an accepted option", round: ["WILL", "WONT"], agrees: true },
  { name: "DO and DONT of an accepted option", round: ["DO", "DONT"], agrees: true },
];

for (const { name, round, agrees } of HOSTILE) {
  Deno.test(`negotiator is mute after 1000 answers to ${name}`, () => {
    const negotiator = new Negotiator({ agrees: () => agrees, mayAnswer: times(1000) });
    let answers = 0;
    for (let at = 0; at < 3000; at++) {
      for (const verb of round) if (negotiator.receive(verb, OPTION)) answers++;
    }
    strictEqual(answers, 1000);
    for (const side of SIDES) strictEqual(negotiator.isEnabled(side, OPTION), false);
  });
}

Deno.test("negotiator that is mute obeys a no, ignores a yes, and still asks for itself", () => {
  const negotiator = new Negotiator({ agrees: () => true, mayAnswer: times(1) });
  deepStrictEqual(negotiator.receive("WILL", 31), { verb: "DO", option: 31 });
  strictEqual(negotiator.receive("WONT", 31), undefined);
  strictEqual(negotiator.isEnabled("remote", 31), false);
  strictEqual(negotiator.receive("WILL", 31), undefined);
  strictEqual(negotiator.isEnabled("remote", 31), false);

  deepStrictEqual(negotiator.enable("local", 1), { verb: "WILL", option: 1 });
  strictEqual(negotiator.receive("DO", 1), undefined);
  strictEqual(negotiator.isEnabled("local", 1), true);
  deepStrictEqual(negotiator.disable("local", 1), { verb: "WONT", option: 1 });
  strictEqual(negotiator.enable("local", 1), undefined);
  deepStrictEqual(negotiator.receive("DONT", 1), { verb: "WILL", option: 1 });
});

Deno.test("negotiator spends no answer on the replies to its own requests", () => {
  const negotiator = new Negotiator({ agrees: () => true, mayAnswer: times(1) });
  for (let round = 0; round < 10; round++) {
    negotiator.enable("local", 1);
    negotiator.receive("DO", 1);
    negotiator.disable("local", 1);
    negotiator.receive("DONT", 1);
  }
  deepStrictEqual(negotiator.receive("DO", 1), { verb: "WILL", option: 1 });
});

/** Says yes so many times. */
function times(left: number): () => boolean {
  return () => left-- > 0;
}

const anySide = fc.constantFrom(...SIDES);
const anyOption = fc.nat(2);

Deno.test("negotiator says no more to random verbs than its limit and its own requests", () => {
  const heard = fc.tuple(fc.constantFrom<Verb>("WILL", "WONT", "DO", "DONT"), anyOption);
  const asked = fc.tuple(
    fc.constantFrom("enable" as const, "disable" as const),
    anySide,
    anyOption,
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(heard, asked), { maxLength: 80 }), fc.nat(9), (talk, limit) => {
      const negotiator = new Negotiator({
        agrees: (_, option) => option > 0,
        mayAnswer: times(limit),
      });
      let said = 0;
      let requests = 0;
      for (const turn of talk) {
        if (turn.length === 3) requests++;
        const message = turn.length === 3
          ? negotiator[turn[0]](turn[1], turn[2])
          : negotiator.receive(turn[0], turn[1]);
        if (message) said++;
      }
      ok(said <= limit + requests, `${said} messages, ${limit} allowed, ${requests} requests`);
    }),
    { numRuns: 300 },
  );
});

/** A step of two connected negotiators: one asks for something, or one reads one message. */
const anyStep = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom("enable", "disable", "read", "read"),
  side: anySide,
  option: anyOption,
});
const anyAgreement = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });

Deno.test("two negotiators always come to rest, agree, and say at most two messages a request", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), anyAgreement, anyAgreement, (steps, a, b) => {
      const ends = [a, b].map((agreement) => ({
        negotiator: new Negotiator({
          agrees: (side, option) => agreement[option + (side === "local" ? 0 : 3)] === true,
        }),
        inbox: [] as Negotiation[],
      }));
      let requests = 0;
      let messages = 0;
      const say = (from: number, message: Negotiation | undefined): void => {
        if (!message) return;
        messages++;
        ends[1 - from]?.inbox.push(message);
      };
      const read = (who: number): void => {
        const message = ends[who]?.inbox.shift();
        if (message) say(who, ends[who]?.negotiator.receive(message.verb, message.option));
      };
      for (const { who, what, side, option } of steps) {
        if (what === "read") {
          read(who);
        } else {
          requests++;
          say(who, ends[who]?.negotiator[what as "enable" | "disable"](side, option));
        }
      }
      while (ends.some(({ inbox }) => inbox.length > 0)) {
        read(0);
        read(1);
        ok(messages <= 2 * requests, `${messages} messages for ${requests} requests`);
      }

      const [one, other] = ends;
      for (const option of [0, 1, 2]) {
        for (const side of SIDES) {
          const state = one?.negotiator.state(side, option);
          ok(state === "YES" || state === "NO", `came to rest in ${state}`);
          strictEqual(
            other?.negotiator.state(side === "local" ? "remote" : "local", option),
            state,
          );
        }
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("a no of ours that nobody answered can be forgotten, and a yes is sent again", () => {
  const negotiator = new Negotiator({ agrees: () => true });
  for (const what of WAYS["WANTNO"]) happen(negotiator, "local", what);
  negotiator.forget("local", OPTION);
  deepStrictEqual(happen(negotiator, "local", "enable"), { verb: "WILL", option: OPTION });
});

Deno.test("nothing else is forgotten", () => {
  for (const state of ["YES", "WANTYES", "WANTNO+OPPOSITE"] as const) {
    const negotiator = new Negotiator({ agrees: () => true });
    for (const what of WAYS[state]) happen(negotiator, "local", what);
    negotiator.forget("local", OPTION);
    strictEqual(negotiator.state("local", OPTION), state);
  }
});
