/**
 * A caller on a bare socket: a person at `nc`, or a script.
 *
 * @module
 */

import { TelnetDecoder } from "../../../core/telnet/decoder.ts";
import { TcpWire } from "../../../testing/wire.ts";
import { HeardText } from "./heard_text.ts";

const ENCODER = new TextEncoder();

/** The line of who is here, the last that everybody reads who comes in or goes into a room. */
const ENTRY_END = /^Here: .*\r\n/m;

/** What all of these callers have as their password. */
export const PASSWORD = "open sesame";

/** A caller who answers no telnet negotiation, and so edits their own lines. */
export class SocketCaller implements AsyncDisposable {
  /** What they have heard, without telnet commands. */
  readonly heard: HeardText;
  readonly #wire: TcpWire;

  /** Dials a port of this machine. */
  static async dial(port: number): Promise<SocketCaller> {
    return new SocketCaller(await TcpWire.dial({ hostname: "127.0.0.1", port }));
  }

  private constructor(wire: TcpWire) {
    const heard = new HeardText("A caller");
    const utf8 = new TextDecoder();
    const telnet = new TelnetDecoder({
      data: (bytes) => heard.add(utf8.decode(bytes, { stream: true })),
      command() {},
      negotiation() {},
      subnegotiation() {},
      oversized() {},
    });
    wire.heard = (bytes) => telnet.receive(bytes);
    wire.linkEnded.then(() => {
      heard.end();
      wire.reset();
    });
    this.heard = heard;
    this.#wire = wire;
  }

  /** Comes in under a name that nobody has. */
  async enter(name: string): Promise<void> {
    await this.heard.waitFor("Name: ");
    this.say(name);
    await this.heard.waitFor(ENTRY_END);
  }

  /** Makes an account of the name they have come in with. */
  async register(): Promise<void> {
    this.say("/register");
    await this.heard.waitFor("New password: ");
    this.say(PASSWORD);
    await this.heard.waitFor("The same again: ");
    this.say(PASSWORD);
    await this.heard.waitFor("is yours now");
  }

  /** Comes in under a name that {@linkcode register} has made an account of. */
  async logIn(name: string): Promise<void> {
    await this.heard.waitFor("Name: ");
    this.say(name);
    await this.heard.waitFor(/Password.*: /);
    this.say(PASSWORD);
    await this.heard.waitFor(ENTRY_END);
  }

  /** Goes into a room. */
  async join(room: string): Promise<void> {
    this.say(`/join ${room}`);
    await this.heard.waitFor(ENTRY_END);
  }

  /** Sends a line. */
  say(line: string): void {
    this.send(ENCODER.encode(line + "\r\n"));
  }

  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void {
    this.#wire.send(bytes);
  }

  /** Waits until all that was sent before has been done, and what came of it has been heard. */
  async settle(): Promise<void> {
    this.say("/uptime");
    await this.heard.waitFor(/has been up for .*\r\n/);
  }

  async hangUp(): Promise<void> {
    this.#wire.reset();
    await this.heard.waitForEnd();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hangUp();
  }
}
