/**
 * The prompt of a caller at a terminal: where plain text goes.
 *
 * @module
 */

import { styled, type Text } from "../../terminal/style/styled_text.ts";
import type { Prompt } from "./terminal_screen.ts";

/** The prompt that says where plain text goes: `lobby> `, or `> ` in no room. */
export class RoomPrompt implements Prompt {
  readonly asks = false;
  readonly #room: () => string | undefined;
  #last: { readonly room: string | undefined; readonly text: Text } | undefined;

  /** @param room The name of the room, as of now; undefined while it is none. */
  constructor(room: () => string | undefined) {
    this.#room = room;
  }

  /** The same object while that is the same room, so that it is drawn from memory. */
  text(): Text {
    const room = this.#room();
    if (!this.#last || this.#last.room !== room) {
      this.#last = { room, text: room === undefined ? "> " : styled`^{prompt}${room}>^~ ` };
    }
    return this.#last.text;
  }
}
