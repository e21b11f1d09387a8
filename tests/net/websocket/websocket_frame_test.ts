/**
 * Frames of WebSocket, with every cut of the bytes.
 *
 * @module
 */

import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  encodeClose,
  encodeFrame,
  FrameDecoder,
  type FrameEvent,
  OPCODES,
} from "../../../core/net/websocket/websocket_frame.ts";
import { clientFrame } from "../../kit/websocket_client.ts";

const utf8 = new TextEncoder();
const LIMIT = 300;

/** What a decoder makes of bytes that come in pieces. */
function decode(bytes: Uint8Array, cuts: readonly number[] = []): FrameEvent[] {
  const decoder = new FrameDecoder({ limitBytes: LIMIT });
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  let start = 0;
  return ends.flatMap((end) => {
    const chunk = bytes.slice(start, end);
    start = end;
    const events = decoder.decode(chunk);
    chunk.fill(255); // what it gives are copies
    return events;
  });
}

function bytesOf(...frames: Uint8Array[]): Uint8Array {
  return Uint8Array.from(frames.flatMap((frame) => [...frame]));
}

Deno.test("messages come whole however they are put in frames and cut", () => {
  const message = fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
      const frames = messages.flatMap((parts) =>
        parts.map((part, i) =>
          clientFrame(i === 0 ? OPCODES.BINARY : OPCODES.CONTINUATION, part, {
            isLast: i === parts.length - 1,
          })
        )
      );
      deepStrictEqual(
        decode(bytesOf(...frames), cuts),
        messages.map((parts) => ({ kind: "message", bytes: bytesOf(...parts) })),
      );
    }),
    { numRuns: 200 },
  );
});

Deno.test("no bytes make the decoder throw, or give a message over the limit", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), fc.array(fc.nat()), (bytes, cuts) => {
      for (const event of decode(bytes, cuts)) {
        ok(!("bytes" in event) || event.bytes.length <= LIMIT);
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("a ping between the frames of a message is given at once", () => {
  const bytes = bytesOf(
    clientFrame(OPCODES.TEXT, utf8.encode("half "), { isLast: false }),
    clientFrame(OPCODES.PING, utf8.encode("there?")),
    clientFrame(OPCODES.PONG, utf8.encode("unasked")),
    clientFrame(OPCODES.CONTINUATION, utf8.encode("and half")),
  );
  deepStrictEqual(decode(bytes), [
    { kind: "ping", bytes: utf8.encode("there?") },
    { kind: "message", bytes: utf8.encode("half and half") },
  ]);
});

const long = (length: number) => clientFrame(OPCODES.BINARY, new Uint8Array(length));

/** What a client must not send, and the code that says so. */
const FAULTS: Readonly<Record<string, readonly [bytes: Uint8Array, code: number]>> = {
  "a frame without a mask (RFC 6455, section 5.1)": [
    encodeFrame(OPCODES.TEXT, utf8.encode("x")),
    1002,
  ],
  "a reserved bit (section 5.2)": [Uint8Array.of(0xc1, 0x80, 0, 0, 0, 0), 1002],
  "an unknown kind of frame (section 5.2)": [clientFrame(3, new Uint8Array()), 1002],
  "a continuation of nothing (section 5.4)": [
    clientFrame(OPCODES.CONTINUATION, new Uint8Array()),
    1002,
  ],
  "a new message within another (section 5.4)": [
    bytesOf(
      clientFrame(OPCODES.TEXT, utf8.encode("a"), { isLast: false }),
      clientFrame(OPCODES.TEXT, utf8.encode("b")),
    ),
    1002,
  ],
  "a ping in several frames (section 5.5)": [
    clientFrame(OPCODES.PING, new Uint8Array(), { isLast: false }),
    1002,
  ],
  "a ping of 126 bytes (section 5.5)": [clientFrame(OPCODES.PING, new Uint8Array(126)), 1002],
  "a close with half a code (section 5.5.1)": [clientFrame(OPCODES.CLOSE, Uint8Array.of(3)), 1002],
  "a close with a code that is never sent (section 7.4.1)": [
    clientFrame(OPCODES.CLOSE, Uint8Array.of(0x03, 0xed)),
    1002,
  ],
  "text that is not UTF-8 (section 8.1)": [
    clientFrame(OPCODES.TEXT, Uint8Array.of(0xc3, 0x28)),
    1007,
  ],
  "a message over the limit": [long(LIMIT + 1), 1009],
  "frames that are over the limit together": [
    bytesOf(
      clientFrame(OPCODES.BINARY, new Uint8Array(LIMIT), { isLast: false }),
      clientFrame(OPCODES.CONTINUATION, new Uint8Array(1)),
    ),
    1009,
  ],
  "the head of a frame of 16 exabytes": [
    Uint8Array.of(0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255),
    1009,
  ],
};

for (const [fault, [bytes, code]] of Object.entries(FAULTS)) {
  Deno.test(`it is a fault to send ${fault}, and nothing is read behind it`, () => {
    const before = clientFrame(OPCODES.TEXT, utf8.encode("hi"));
    for (let cut = 0; cut <= bytes.length; cut += Math.ceil(bytes.length / 20)) {
      const events = decode(bytesOf(before, bytes, before), [before.length + cut]);
      const hello = { kind: "message", bytes: utf8.encode("hi") };
      deepStrictEqual(events, [
        hello,
        { kind: "fault", code },
      ]);
    }
  });
}

Deno.test("a message of just the limit is read", () => {
  deepStrictEqual(decode(long(LIMIT)), [{ kind: "message", bytes: new Uint8Array(LIMIT) }]);
});

Deno.test("a close is the last that is read, with its code or without", () => {
  const bye = (...payload: number[]) => clientFrame(OPCODES.CLOSE, Uint8Array.from(payload));
  deepStrictEqual(decode(bytesOf(bye(), long(1))), [{ kind: "close", code: undefined }]);
  const withReason = bye(0x03, 0xe9, ...utf8.encode("gone"));
  deepStrictEqual(decode(bytesOf(withReason, long(1))), [{ kind: "close", code: 1001 }]);
});

Deno.test("lengths are written in 7, 16 or 64 bits, as few as can be (section 5.2)", () => {
  const head = (length: number) => {
    const frame = encodeFrame(OPCODES.BINARY, new Uint8Array(length));
    return [...frame.subarray(0, frame.length - length)];
  };
  deepStrictEqual(head(0), [130, 0]);
  deepStrictEqual(head(125), [130, 125]);
  deepStrictEqual(head(126), [130, 126, 0, 126]);
  deepStrictEqual(head(65535), [130, 126, 255, 255]);
  deepStrictEqual(head(65536), [130, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
});

Deno.test("a close is written with its code or without", () => {
  deepStrictEqual([...encodeClose(1000)], [136, 2, 3, 232]);
  deepStrictEqual([...encodeClose(undefined)], [136, 0]);
});
