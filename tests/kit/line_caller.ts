/**
 * A caller of the line protocol who reads every byte.
 *
 * @module
 */

import type { MemoryPeer } from "../../testing/memory_link.ts";
import type { GuestOptions, TestHouse } from "../../testing/test_house.ts";

/** The line that ends an answer, in either dialect. */
const ANSWER = /^(?:OK|ERROR .*)\r?\n/m;

/** A caller of the line protocol, by the port of its own. */
export class LineCaller {
  readonly peer: MemoryPeer;

  /** Dials the house. */
  constructor(house: TestHouse, options: Pick<GuestOptions, "address"> = {}) {
    this.peer = house.dialProgram("line", options);
  }

  /** Somebody dials and logs in; what is not OK fails the test. */
  static async enter(
    house: TestHouse,
    name: string,
    { rooms = [] }: { readonly rooms?: readonly string[] } = {},
  ): Promise<LineCaller> {
    const caller = new LineCaller(house);
    for (const line of [`LOGIN ${name}`, ...rooms.map((room) => `JOIN #${room}`)]) {
      const answer = await caller.answerTo(line);
      if (answer.trimEnd() !== "OK") throw new Error(`${line}: ${answer}`);
    }
    return caller;
  }

  /** Sends bytes, or text as UTF-8, as they are. */
  send(data: Uint8Array | string): void {
    this.peer.send(data);
  }

  /** What comes next, up to an ending and with it. */
  hear(ending: string | RegExp): Promise<string> {
    return this.peer.hear(ending);
  }

  /** All that comes next, up to an answer and with it. */
  answer(): Promise<string> {
    return this.hear(ANSWER);
  }

  /** Sends a line; gives all that had not been read before, up to the answer and with it. */
  answerTo(line: string): Promise<string> {
    this.send(`${line}\r\n`);
    return this.answer();
  }

  /** All that had come and was not read before: what stands before the answer to a line that is no command. */
  async overheard(): Promise<string> {
    return (await this.answerTo("/")).replace(/ERROR INVALID COMMAND\r?\n$/, "");
  }
}
