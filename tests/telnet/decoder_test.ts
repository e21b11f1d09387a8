import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { TelnetDecoder } from "../../core/telnet/decoder.ts";
import { escapeIac } from "../../core/telnet/encode.ts";
import { BYTES } from "../../core/telnet/protocol.ts";
import { ascii, hear, type Heard } from "./heard.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT, AYT, NOP, GA, EOF, EOR } = BYTES;
const HI = ascii("hi");
const BYE = ascii("bye");

/** What the decoder must make of these bytes, however they are cut. */
const CORPUS: readonly { name: string; bytes: number[]; heard: Heard[] }[] = [
  { name: "nothing", bytes: [], heard: [] },
  { name: "plain data", bytes: HI, heard: [{ data: HI }] },
  { name: "an old keep-alive", bytes: [0], heard: [{ data: [0] }] },
  {
    name: "bytes 128 to 254 without an IAC",
    bytes: [128, 240, 250, 251, 254],
    heard: [{ data: [128, 240, 250, 251, 254] }],
  },
  {
    name: "a doubled IAC",
    bytes: [...HI, IAC, IAC, ...BYE],
    heard: [{ data: [...HI, 255, ...BYE] }],
  },
  { name: "two doubled IACs", bytes: [IAC, IAC, IAC, IAC], heard: [{ data: [255, 255] }] },
  {
    name: "commands between data",
    bytes: [...HI, IAC, AYT, IAC, NOP, ...BYE, IAC, EOF],
    heard: [{ data: HI }, { command: AYT }, { command: NOP }, { data: BYE }, { command: EOF }],
  },
  {
    name: "command bytes that no RFC has, and a stray SE",
    bytes: [IAC, 0, IAC, 235, IAC, SE, IAC, GA, IAC, EOR],
    heard: [{ command: 0 }, { command: 235 }, { command: SE }, { command: GA }, { command: EOR }],
  },
  {
    name: "all four verbs",
    bytes: [IAC, WILL, 24, IAC, WONT, 31, IAC, DO, 3, IAC, DONT, 1],
    heard: [
      { verb: "WILL", option: 24 },
      { verb: "WONT", option: 31 },
      { verb: "DO", option: 3 },
      { verb: "DONT", option: 1 },
    ],
  },
  {
    name: "options whose codes look like commands",
    bytes: [IAC, WILL, IAC, IAC, DO, SB, ...HI],
    heard: [{ verb: "WILL", option: 255 }, { verb: "DO", option: 250 }, { data: HI }],
  },
  {
    name: "a subnegotiation between data",
    bytes: [...HI, IAC, SB, 31, 0, 80, 0, 24, IAC, SE, ...BYE],
    heard: [{ data: HI }, { option: 31, payload: [0, 80, 0, 24] }, { data: BYE }],
  },
  {
    name: "an empty subnegotiation",
    bytes: [IAC, SB, 86, IAC, SE, ...HI],
    heard: [{ option: 86, payload: [] }, { data: HI }],
  },
  {
    name: "a doubled IAC and a plain SE inside a subnegotiation",
    bytes: [IAC, SB, 31, IAC, IAC, SE, IAC, IAC, SE, IAC, SE],
    heard: [{ option: 31, payload: [255, SE, 255, SE] }],
  },
  {
    name: "an IAC that was not doubled inside a subnegotiation",
    bytes: [IAC, SB, 31, 0, IAC, 0, 24, IAC, SE, ...HI],
    heard: [{ option: 31, payload: [0, 255, 0, 24] }, { data: HI }],
  },
  {
    name: "a subnegotiation cut short by a command",
    bytes: [IAC, SB, 24, 0, 88, IAC, AYT, ...HI],
    heard: [{ command: AYT }, { data: HI }],
  },
  {
    name: "a subnegotiation cut short by the command with the lowest number",
    bytes: [IAC, SB, 24, 0, 88, IAC, EOF, ...HI],
    heard: [{ command: EOF }, { data: HI }],
  },
  {
    name: "a subnegotiation cut short by a negotiation",
    bytes: [IAC, SB, 24, 0, 88, IAC, WILL, 31, ...HI],
    heard: [{ verb: "WILL", option: 31 }, { data: HI }],
  },
  {
    name: "a subnegotiation cut short by another",
    bytes: [IAC, SB, 24, 0, 88, IAC, SB, 31, 0, 80, 0, 24, IAC, SE],
    heard: [{ option: 31, payload: [0, 80, 0, 24] }],
  },
  {
    name: "a subnegotiation without an option",
    bytes: [IAC, SB, IAC, SE, ...HI],
    heard: [{ command: SE }, { data: HI }],
  },
  {
    name: "the illegal subnegotiation of MCCP version 1",
    bytes: [IAC, SB, 85, WILL, SE, ...HI],
    heard: [{ option: 85, payload: [WILL] }, { data: HI }],
  },
  {
    name: "WILL SE inside another option than MCCP version 1",
    bytes: [IAC, SB, 86, WILL, SE, IAC, SE, ...HI],
    heard: [{ option: 86, payload: [WILL, SE] }, { data: HI }],
  },
  {
    name: "a payload at the limit",
    bytes: [IAC, SB, 24, ...Array(8).fill(88), IAC, SE],
    heard: [{ option: 24, payload: Array(8).fill(88) }],
  },
  {
    name: "a payload over the limit",
    bytes: [IAC, SB, 24, ...Array(20).fill(88), IAC, IAC, 88, IAC, SE, ...HI],
    heard: [{ oversized: 24 }, { data: HI }],
  },
  {
    name: "a payload that a doubled IAC takes over the limit",
    bytes: [IAC, SB, 24, ...Array(8).fill(88), IAC, IAC, IAC, SE, ...HI],
    heard: [{ oversized: 24 }, { data: HI }],
  },
  {
    name: "an oversized subnegotiation cut short by a command",
    bytes: [IAC, SB, 24, ...Array(20).fill(88), IAC, AYT, ...HI],
    heard: [{ oversized: 24 }, { command: AYT }, { data: HI }],
  },
];

const LIMIT_BYTES = 8;

for (const { name, bytes, heard } of CORPUS) {
  Deno.test(`decoder reads ${name}, however it is cut`, () => {
    const whole = Uint8Array.from(bytes);
    deepStrictEqual(hear([whole], LIMIT_BYTES), heard);
    for (let cut = 0; cut <= whole.length; cut++) {
      const halves = [whole.subarray(0, cut), whole.subarray(cut)];
      deepStrictEqual(hear(halves, LIMIT_BYTES), heard, `cut at ${cut}`);
    }
    const single = Array.from(whole, (_, at) => whole.subarray(at, at + 1));
    deepStrictEqual(hear(single, LIMIT_BYTES), heard, "byte by byte");
  });
}

Deno.test("decoder reads the whole corpus in one stream, at every cut", () => {
  const whole = Uint8Array.from(CORPUS.flatMap(({ bytes }) => [...bytes, IAC, NOP]));
  const heard = CORPUS.flatMap((row) => [...row.heard, { command: NOP }]);
  for (let cut = 0; cut <= whole.length; cut++) {
    const halves = [whole.subarray(0, cut), whole.subarray(cut)];
    deepStrictEqual(hear(halves, LIMIT_BYTES), heard, `cut at ${cut}`);
  }
});

Deno.test("decoder keeps a half IAC for the next chunk", () => {
  deepStrictEqual(hear([Uint8Array.of(104, IAC)]), [{ data: [104] }]);
  deepStrictEqual(hear([Uint8Array.of(104, IAC), Uint8Array.of(IAC)]), [{ data: [104, 255] }]);
});

Deno.test("decoder hands on data without copying it", () => {
  const chunk = Uint8Array.from([...HI, IAC, NOP, ...BYE]);
  const runs: Uint8Array[] = [];
  const nothing = (): void => {};
  new TelnetDecoder({
    data: (bytes) => runs.push(bytes),
    command: nothing,
    negotiation: nothing,
    subnegotiation: nothing,
    oversized: nothing,
  }).receive(chunk);
  deepStrictEqual(runs.map((run) => run.byteOffset), [0, 4]);
  ok(runs.every((run) => run.buffer === chunk.buffer));
});

Deno.test("decoder takes 1024 bytes of a subnegotiation if no limit is named", () => {
  const take = (length: number) =>
    hear([Uint8Array.of(IAC, SB, 24, ...Array(length).fill(88), IAC, SE)]);
  deepStrictEqual(take(1024), [{ option: 24, payload: Array(1024).fill(88) }]);
  deepStrictEqual(take(1025), [{ oversized: 24 }]);
});

/** Random bytes, half of them such that mean something to telnet. */
const anyByte = fc.oneof(
  fc.constantFrom(IAC, IAC, IAC, SB, SE, WILL, WONT, DO, DONT, AYT, EOF, 235, 85, 24),
  fc.nat(255),
);
const anyBytes = fc.array(anyByte, { maxLength: 120 }).map((bytes) => Uint8Array.from(bytes));

Deno.test("decoder hears the same in random bytes, however they are cut, and never throws", () => {
  fc.assert(
    fc.property(anyBytes, fc.array(fc.nat(120), { maxLength: 12 }), (bytes, cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((end, at) => bytes.subarray(edges[at], end));
      deepStrictEqual(hear(chunks, LIMIT_BYTES), hear([bytes], LIMIT_BYTES));
    }),
    { numRuns: 300 },
  );
});

Deno.test("decoder never holds more of a subnegotiation than its limit", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      for (const heard of hear([bytes], LIMIT_BYTES)) {
        ok(!("payload" in heard) || heard.payload.length <= LIMIT_BYTES);
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("decoder recovers from any bytes at a command", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      // The first NOP may be taken for the option of a verb, or for what follows IAC.
      const after = Uint8Array.of(IAC, NOP, IAC, NOP, ...HI);
      deepStrictEqual(hear([bytes, after]).at(-1), { data: HI });
    }),
    { numRuns: 300 },
  );
});

Deno.test("decoder undoes escapeIac", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const data = hear([escapeIac(bytes)]);
      deepStrictEqual(data, bytes.length === 0 ? [] : [{ data: [...bytes] }]);
    }),
    { numRuns: 200 },
  );
});

Deno.test("decoder reads a megabyte of data in one run", () => {
  const chunk = new Uint8Array(1 << 20).fill(65);
  let runs = 0;
  const nothing = (): void => {};
  new TelnetDecoder({
    data: () => runs++,
    command: nothing,
    negotiation: nothing,
    subnegotiation: nothing,
    oversized: nothing,
  }).receive(chunk);
  strictEqual(runs, 1);
});
