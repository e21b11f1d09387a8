/**
 * A client of IRC that reads every line.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { parseMessage } from "../../plugins/irc/wire/message.ts";
import { PASSWORD, type TestHouse } from "../../testing/test_house.ts";
import { TcpWire, type Wire } from "../../testing/wire.ts";

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();

/** What a test may choose about a client. */
export interface IrcClientOptions {
  /** Capabilities that it asks for; the test fails if it does not get them. */
  readonly caps?: readonly string[];
  /** An account that it logs in to by SASL PLAIN; made unless there is one. */
  readonly account?: string;
  /** What USER says. */
  readonly realName?: string;
  /** What it talks over; dialled unless given. */
  readonly wire?: Wire;
}

/** A line that has come, in its parts. */
export interface Heard {
  /** As it came, without its tags and its end. */
  readonly text: string;
  readonly tags: ReadonlyMap<string, string>;
  /** The whole source, and the nick in it; empty for none. */
  readonly source: string;
  readonly nick: string;
  readonly command: string;
  readonly params: readonly string[];
}

/** A client of IRC, over a socket. */
export class IrcClient implements AsyncDisposable {
  readonly wire: Wire;
  #rest = new Uint8Array();
  readonly #lines: string[] = [];
  #changed = Promise.withResolvers<void>();
  #hasEnded = false;
  #syncs = 0;

  constructor(wire: Wire) {
    this.wire = wire;
    wire.heard = (bytes) => this.#take(bytes);
    wire.linkEnded.then(() => {
      this.#hasEnded = true;
      this.#changed.resolve();
    });
  }

  /** Dials a house; its door must be "tcp". Says nothing yet. */
  static async dial(house: TestHouse): Promise<IrcClient> {
    const address = house.server.addresses.find(({ gateway }) => gateway === "irc")!;
    return new IrcClient(await TcpWire.dial(address));
  }

  /** Somebody comes in; what they are greeted with is read. */
  static async enter(
    house: TestHouse,
    nick: string,
    { caps = [], account, realName = nick, wire }: IrcClientOptions = {},
  ): Promise<IrcClient> {
    const client = wire ? new IrcClient(wire) : await IrcClient.dial(house);
    if (caps.length > 0 || account !== undefined) {
      await client.request(account === undefined ? caps : ["sasl", ...caps]);
    }
    if (account !== undefined) await client.logIn(house, account);
    client.send(`NICK ${nick}`, `USER ${nick} 0 * :${realName}`, "CAP END");
    await client.until(({ command }) => command === "376" || command === "422");
    await client.overheard();
    return client;
  }

  /** Asks for capabilities, which must be given. */
  async request(caps: readonly string[]): Promise<void> {
    this.send("CAP LS 302", `CAP REQ :${caps.join(" ")}`);
    const answer = await this.until(({ command, params }) =>
      command === "CAP" && (params[1] === "ACK" || params[1] === "NAK")
    );
    strictEqual(answer.params[1], "ACK", answer.text);
  }

  /** Logs in by SASL PLAIN, with the password of all in a {@link TestHouse}. */
  async logIn(house: TestHouse, account: string): Promise<void> {
    if (!house.house.world.userNamed(account)) await house.register(account);
    this.send("AUTHENTICATE PLAIN");
    await this.until(({ command }) => command === "AUTHENTICATE");
    this.send(`AUTHENTICATE ${btoa(`\0${account}\0${PASSWORD}`)}`);
    const answer = await this.until(({ command }) => /^90[3-8]$/.test(command));
    strictEqual(answer.command, "903", answer.text);
  }

  /** Sends lines. */
  send(...lines: readonly string[]): void {
    this.sendBytes(lines.map((line) => `${line}\r\n`).join(""));
  }

  /** Sends bytes, or text as UTF-8, as they are. */
  sendBytes(data: Uint8Array | string): void {
    this.wire.send(typeof data === "string" ? ENCODER.encode(data) : data);
  }

  /** Sends a line; gives all that has not been read, up to when the server has dealt with it. */
  async ask(line: string): Promise<Heard[]> {
    this.send(line);
    return await this.overheard();
  }

  /** As {@linkcode ask}, each line without its tags. */
  async say(line: string): Promise<string[]> {
    return (await this.ask(line)).map(({ text }) => text);
  }

  /** All that has not been read yet, up to when the server has dealt with all that was sent. */
  async overheard(): Promise<Heard[]> {
    const token = `sync${++this.#syncs}`;
    this.send(`PING ${token}`);
    const heard: Heard[] = [];
    for (;;) {
      const line = await this.next();
      if (line.command === "PONG" && line.params.at(-1) === token) return heard;
      heard.push(line);
    }
  }

  /** The next line of that kind; those before it are thrown away. */
  async until(matches: (line: Heard) => boolean): Promise<Heard> {
    const passed: string[] = [];
    for (;;) {
      const line = await this.next(() => `after ${JSON.stringify(passed)}`);
      if (matches(line)) return line;
      passed.push(line.text);
    }
  }

  /** The next line. Fails if the server has hung up. */
  async next(where: () => string = () => ""): Promise<Heard> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return heardFrom(line);
      if (this.#hasEnded) throw new Error(`The server has hung up ${where()}`);
      this.#changed = Promise.withResolvers();
      await this.#changed.promise;
    }
  }

  /** All lines up to when the server hangs up. */
  async hearOut(): Promise<Heard[]> {
    await this.wire.linkEnded;
    return this.#lines.splice(0).map(heardFrom);
  }

  /** Leaves, and waits until the server has hung up. */
  async quit(): Promise<void> {
    this.send("QUIT");
    await this.wire.linkEnded;
    this.wire.reset();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.wire.reset();
    await this.wire.linkEnded;
  }

  #take(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    let start = 0;
    for (let end; (end = all.indexOf(0x0a, start)) >= 0; start = end + 1) {
      this.#lines.push(DECODER.decode(all.subarray(start, end)).replace(/\r$/, ""));
    }
    this.#rest = all.slice(start);
    this.#changed.resolve();
  }
}

function heardFrom(line: string): Heard {
  const message = parseMessage(line);
  if (!message) throw new Error(`The server has sent what is no message: ${JSON.stringify(line)}`);
  const { tags, source = "", command, params } = message;
  return {
    text: line.replace(/^@[^ ]* +/, ""),
    tags,
    source,
    nick: source.split("!", 1)[0]!,
    command,
    params,
  };
}
