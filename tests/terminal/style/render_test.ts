import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { DEFAULT_PROFILE, type TerminalProfile } from "../../../core/terminal/profile.ts";
import { renderText } from "../../../core/terminal/style/render.ts";
import { aloud, lineText, plain, styled } from "../../../core/terminal/style/styled_text.ts";
import { wrapText } from "../../../core/terminal/style/wrap.ts";
import { VirtualScreen } from "../../../testing/virtual_screen.ts";
import { hostileText, words } from "../typed_text.ts";

const MONO: TerminalProfile = { ...DEFAULT_PROFILE, columns: 20 };
const COLOUR: TerminalProfile = { ...MONO, colours: "16" };

Deno.test("each line is ended with CR LF", () => {
  strictEqual(renderText("one\ntwo", MONO), "one\r\ntwo\r\n");
  strictEqual(renderText("", MONO), "\r\n");
});

Deno.test("a text is wrapped to the width of the terminal", () => {
  strictEqual(renderText("the quick brown fox jumps", MONO), "the quick brown fox\r\njumps\r\n");
});

Deno.test("a terminal without colours is sent no escape sequences", () => {
  strictEqual(renderText(styled`^s^Ga^4b^~^lc`, MONO), "abc\r\n");
});

Deno.test("styles are selected, changed and reset", () => {
  strictEqual(
    renderText(styled`a^rb^U^1c^~d`, COLOUR),
    "a\x1b[31mb\x1b[0;4;31;41mc\x1b[0md\r\n",
  );
});

Deno.test("a bright colour is bold for old terminals and bright for new ones", () => {
  strictEqual(renderText(styled`^Kx`, COLOUR), "\x1b[1;30;90mx\x1b[0m\r\n");
  strictEqual(renderText(styled`^!x`, COLOUR), "\x1b[1mx\x1b[0m\r\n");
});

Deno.test("a style ends with each line and begins again on the next", () => {
  const line = "\x1b[32mx\x1b[0m\r\n";
  strictEqual(renderText(styled`^gx\nx`, COLOUR), line + line);
});

Deno.test("clear codes clear, and need no line of their own", () => {
  strictEqual(renderText(styled`^s`, COLOUR), "\x1b[2J\x1b[H");
  const screen = new VirtualScreen({ columns: 20 });
  screen.write(renderText("old", COLOUR) + renderText(styled`^snew and^lnewer`, COLOUR));
  strictEqual(screen.text(), "newer");
});

Deno.test("a colour that does not exist is no colour", () => {
  const spans = JSON.parse('[{"text":"x","style":{"foreground":"5;1mevil"}}]');
  strictEqual(renderText({ spans }, COLOUR), "x\r\n");
});

Deno.test("text that people typed never becomes an escape sequence", () => {
  fc.assert(fc.property(hostileText, (text) => {
    // deno-lint-ignore no-control-regex
    const sequence = /\x1b\[[\d;]*m/g;
    for (const shown of [text, styled`^r${text}^~!`, { spans: [{ text }, { text: "!" }] }]) {
      doesNotMatch(renderText(shown, MONO).replaceAll("\r\n", ""), /\p{Cc}/u);
      const sent = renderText(shown, COLOUR).replaceAll(sequence, "").replaceAll("\r\n", "");
      doesNotMatch(sent, /\p{Cc}/u);
    }
  }));
});

Deno.test("the screen shows the wrapped lines", () => {
  fc.assert(fc.property(words, (text) => {
    const screen = new VirtualScreen({ columns: 20 });
    screen.write(renderText(styled`^y${text}`, COLOUR));
    const lines = wrapText(text, { columns: 20 }).map((line) => lineText(line).trimEnd());
    deepStrictEqual(screen.lines().slice(0, lines.length), lines);
    strictEqual(screen.cursor.row, lines.length);
    ok(screen.styleAt({ row: lines.length, column: 0 }) === "");
  }));
});

Deno.test("a short plain string is sent as the longer way would send it", () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (text) => {
    strictEqual(renderText(text, MONO), renderText({ spans: [{ text: plain(text) }] }, MONO));
  }));
});

Deno.test("one text is shown to each terminal in its own way, whoever was shown it before", () => {
  const text = styled`^gZoë^~: ${aloud("-> ", "to ")}né`;
  const kinds: readonly (readonly [Partial<TerminalProfile>, string])[] = [
    [{}, "Zoë: -> né\r\n"],
    [{ colours: "16" }, "\x1b[32mZoë\x1b[0m: -> né\r\n"],
    [{ colours: "16", charset: "cp437" }, "\x1b[32mZoë\x1b[0m: -> né\r\n"],
    [{ colours: "16", charset: "ascii" }, "\x1b[32mZoe\x1b[0m: -> ne\r\n"],
    [{ colours: "16", screenReader: true }, "Zoë: to né\r\n"],
    [{ colours: "16", theme: "mono" }, "Zoë: -> né\r\n"],
    [{ columns: 8 }, "Zoë: ->\r\nné\r\n"],
  ];
  const kind = fc.constantFrom(...kinds);
  fc.assert(fc.property(fc.array(kind, { minLength: 2 }), (shown) => {
    for (const [profile, sent] of shown) {
      strictEqual(renderText(text, { ...MONO, ...profile }), sent);
    }
  }));
});

Deno.test("text is wrapped as wide as it is in the terminal's charset", () => {
  const ascii: TerminalProfile = { ...MONO, charset: "ascii" };
  strictEqual(renderText("Zoë says it 👍 to you", ascii), "Zoe says it :thumbs\r\nup: to you\r\n");
  strictEqual(renderText("né", { ...MONO, charset: "cp437" }), "né\r\n");
  strictEqual(
    renderText(styled`“^r${"é"}”`, { ...ascii, colours: "16" }),
    '"\x1b[31me"\x1b[0m\r\n',
  );
});

Deno.test("a full row ends itself on the terminals of a PC, unless nothing follows in the next", () => {
  const pc: TerminalProfile = { ...MONO, columns: 20, charset: "cp437", editsLines: false };
  const full = "x".repeat(20);
  const text = `${full}\n${full}\nshort\n${full}\n\n${full}`;
  const ended = `${full}${full}short\r\n${full}\r\n\r\n${full}\r\n`;
  strictEqual(renderText(text, pc), ended);
  strictEqual(renderText(full, pc), `${full}\r\n`);
  const apart = text.replaceAll("\n", "\r\n") + "\r\n";
  strictEqual(renderText(text, { ...pc, charset: "utf-8" }), apart);
  strictEqual(renderText(text, { ...pc, editsLines: true }), apart);
});

Deno.test("what blinks is sent so", () => {
  const text = { spans: [{ text: "a", style: { blink: true } }, { text: "b" }] };
  strictEqual(renderText(text, { ...MONO, colours: "16" }), "\x1b[5ma\x1b[0mb\r\n");
});
