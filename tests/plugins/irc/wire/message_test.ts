import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  BODY_BYTES,
  CLIENT_TAGS_BYTES,
  escapeTagValue,
  formatMessage,
  LINE_BYTES,
  parseMessage,
  readLine,
  truncateLine,
  unescapeTagValue,
} from "../../../../plugins/irc/wire/message.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** The parts of a line that has no tags. */
function parts(line: string) {
  const message = parseMessage(line);
  return message && [message.source, message.command, ...message.params];
}

Deno.test("the command is read in capitals, and parameters between any number of spaces", () => {
  deepStrictEqual(parts("  join   #a,#b  key "), [undefined, "JOIN", "#a,#b", "key"]);
});

Deno.test("a trailing parameter keeps its spaces and colons, and may be empty", () => {
  deepStrictEqual(parts("PRIVMSG #a ::-) two  words "), [
    undefined,
    "PRIVMSG",
    "#a",
    ":-) two  words ",
  ]);
  deepStrictEqual(parts("TOPIC #a :"), [undefined, "TOPIC", "#a", ""]);
});

Deno.test("a colon inside a parameter is no trailing one", () => {
  deepStrictEqual(parts("MODE #a +b a:b"), [undefined, "MODE", "#a", "+b", "a:b"]);
});

Deno.test("a source is read without its colon", () => {
  deepStrictEqual(parts(":ann!a@b PING x"), ["ann!a@b", "PING", "x"]);
});

Deno.test("more than 15 parameters are all read", () => {
  const params = Array.from({ length: 100 }, (_, at) => String(at));
  deepStrictEqual(parseMessage(`X ${params.join(" ")}`)?.params, params);
});

Deno.test("a line without a command is none", () => {
  for (const line of ["", "   ", ":ann", ":ann ", "@a=b", "@a=b :ann", "@", ":"]) {
    strictEqual(parseMessage(line), undefined, JSON.stringify(line));
  }
});

Deno.test("a tag without a value and one with an empty value are the same", () => {
  deepStrictEqual(parseMessage("@a=;b PING")?.tags, new Map([["a", ""], ["b", ""]]));
});

// message-tags: "messages with more than one occurrence of a tag key SHOULD discard all but the final occurrence"
Deno.test("the last tag of a name counts", () => {
  deepStrictEqual(parseMessage("@a=1;a=2;;=3 PING")?.tags, new Map([["a", "2"]]));
});

Deno.test("tags with the names of an object's own parts are tags like others", () => {
  deepStrictEqual(parseMessage("@__proto__=1 PING")?.tags, new Map([["__proto__", "1"]]));
});

// message-tags: "If a lone \ exists at the end of an escaped value [...] there SHOULD be no output character."
Deno.test("escapes in the values of tags are undone", () => {
  strictEqual(unescapeTagValue("a\\:b\\sc\\\\d\\re\\nf\\gh\\"), "a;b c\\d\re\nfgh");
});

Deno.test("a value escaped and unescaped is what it was", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
    strictEqual(unescapeTagValue(escapeTagValue(value)), value);
    ok(!/[; \r\n]/.test(escapeTagValue(value)));
  }));
});

Deno.test("no line makes the parser throw, and what it reads can be sent again", () => {
  const piece = fc.constantFrom("@", ":", " ", ";", "=", "\\", "a", "é", "\ud800", "#", "+");
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const message = parseMessage(pieces.join(""));
    if (!message) return;
    const { tags, source, command, params } = message;
    if (command.startsWith("@") || command.startsWith(":") || source === "") return;
    deepStrictEqual(parseMessage(formatMessage(message)), {
      tags,
      ...(source === undefined ? {} : { source }),
      command,
      params,
    });
  }));
});

Deno.test("only a last parameter that needs a colon gets one", () => {
  const line = (...params: string[]) => formatMessage({ command: "X", params });
  strictEqual(line(), "X");
  strictEqual(line("a", "b"), "X a b");
  strictEqual(line("a", ""), "X a :");
  strictEqual(line("a", "b c"), "X a :b c");
  strictEqual(line("a", ":b"), "X a ::b");
});

Deno.test("what cannot be a middle parameter is sent as an asterisk", () => {
  for (const bad of ["", "a b", ":a"]) {
    strictEqual(formatMessage({ command: "403", params: [bad, "x y"] }), "403 * :x y");
  }
});

Deno.test("nothing that is sent can end its line", () => {
  strictEqual(
    formatMessage({ tags: new Map([["t", "\r\n"]]), command: "X", params: ["a", "b\r\nQUIT\0"] }),
    "@t=\\r\\n X a :b  QUIT ",
  );
});

Deno.test("a body of 510 bytes is read and one of 511 is too long", () => {
  const body = "PRIVMSG #a :".padEnd(BODY_BYTES, "x");
  deepStrictEqual(readLine(encode(body)), { line: body });
  deepStrictEqual(readLine(encode(body + "x")), { tooLong: "body" });
});

// message-tags: "Servers MUST reply with the ERR_INPUTTOOLONG (417) error numeric if a client sends a message
// with more tag data than the allowed limit."
Deno.test("tags of 4094 bytes are read beside a full body, and those of 4095 are too long", () => {
  const tags = "+a=".padEnd(CLIENT_TAGS_BYTES, "x");
  const body = "TAGMSG ".padEnd(BODY_BYTES, "x");
  const line = `@${tags} ${body}`;
  strictEqual(line.length, LINE_BYTES);
  deepStrictEqual(readLine(encode(line)), { line });
  deepStrictEqual(readLine(encode(`@${tags}x PING`)), { tooLong: "tags" });
  deepStrictEqual(readLine(encode(`@${tags}x`)), { tooLong: "tags" });
  deepStrictEqual(readLine(encode(`@${tags}`)), { line: `@${tags}` });
});

Deno.test("bytes that are not UTF-8 are told apart", () => {
  deepStrictEqual(readLine(Uint8Array.of(0x50, 0xc3)), { notUtf8: "P\ufffd" });
  deepStrictEqual(readLine(Uint8Array.of(0xed, 0xa0, 0x80)), { notUtf8: "\ufffd\ufffd\ufffd" });
});

Deno.test("NUL and a lone CR are dropped from a line", () => {
  deepStrictEqual(readLine(encode("PI\0NG\r a")), { line: "PING a" });
});

Deno.test("a line that is sent is cut to 510 bytes of whole characters, and keeps its tags", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 700 }), (text) => {
    const tags = `@a=${"x".repeat(600)} `;
    const cut = truncateLine(tags + text);
    ok((tags + text).startsWith(cut));
    const body = cut.slice(tags.length);
    ok(encode(body).length <= BODY_BYTES);
    const next = [...text.slice(body.length)][0];
    ok(next === undefined || encode(body + next).length > BODY_BYTES);
  }));
});
