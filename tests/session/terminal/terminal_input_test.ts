import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { type InputEvent, TerminalInput } from "../../../core/session/terminal/terminal_input.ts";
import { LineEditor } from "../../../core/terminal/editing/line_editor.ts";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import { PromptLine } from "../../../core/terminal/editing/prompt_line.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { VirtualScreen } from "../../../testing/virtual_screen.ts";
import { chunkedTyping, joinChunks } from "../../terminal/typed_text.ts";

/** A caller in character mode: what they did, what is left of it in the editor, and what is on the screen. */
function typed(chunks: readonly Uint8Array[]): unknown {
  const editor = new LineEditor({
    limitBytes: 10_000,
    complete: (line) => ({ start: line.lastIndexOf(" ") + 1, candidates: ["aa ", "ab "] }),
  });
  const line = new PromptLine(editor, { prompt: "> ", profile: DEFAULT_PROFILE });
  const screen = new VirtualScreen();
  const done: InputEvent[] = [];
  screen.write(line.draw());
  const input = new TerminalInput(editor, {
    limitBytes: 100,
    clock: new FakeClock(),
    view: () => undefined,
    heard(event) {
      if (!["edited", "bell"].includes(event.kind)) done.push(event);
      screen.write(line.update());
    },
  });
  input.change({ editsLines: false, charset: "utf-8" });
  for (const chunk of chunks) input.receive(chunk);
  return { done, text: editor.text, cursor: editor.cursor, shown: screen.lines() };
}

Deno.test("bytes cut anywhere do the same and show the same", () => {
  fc.assert(
    fc.property(chunkedTyping, (chunks) => {
      deepStrictEqual(typed(chunks), typed([joinChunks(chunks)]));
    }),
    { numRuns: 100 },
  );
});

Deno.test("an ESC alone is the key, but only after half a second", () => {
  const clock = new FakeClock();
  const pressed: string[] = [];
  const editor = new LineEditor({ limitBytes: 100 });
  let isViewed = false;
  const input = new TerminalInput(editor, {
    limitBytes: 100,
    clock,
    view: () =>
      isViewed
        ? { press: (key) => (pressed.push(key.kind === "key" ? key.name : key.kind), "") }
        : undefined,
    heard() {},
  });
  input.change({ editsLines: false, charset: "utf-8" });
  input.receive(Uint8Array.of(0x1b));
  clock.advance(1000);
  input.receive(Uint8Array.of(0x62));
  deepStrictEqual([pressed, editor.text], [[], "b"]);
  isViewed = true;
  input.receive(Uint8Array.of(0x1b));
  clock.advance(499);
  input.receive(new TextEncoder().encode("[A"));
  clock.advance(1000);
  input.receive(Uint8Array.of(0x1b));
  clock.advance(500);
  deepStrictEqual(pressed, ["up", "escape"]);
});
