/**
 * Clients of IRC who are in one channel and have read all that comes before they talk.
 *
 * @module
 */

import { type Heard, IrcClient, type IrcClientOptions } from "../../kit/irc_client.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

/** The capabilities of a client that wants to know which message is which. */
export const TALKER = ["message-tags", "server-time", "echo-message", "batch", "labeled-response"];

/** Clients of IRC who are in `#den`. The first is its operator, if a guest, else its owner. */
export class TalkScene implements AsyncDisposable {
  readonly house: TestHouse;
  readonly #clients = new Map<string, IrcClient>();

  private constructor(house: TestHouse) {
    this.house = house;
  }

  /** Opens a house, and lets clients in by their nicks. */
  static async open(
    nicks: Readonly<Record<string, IrcClientOptions>>,
    options: TestHouseOptions = {},
  ): Promise<TalkScene> {
    // The clock stands still, so whoever sends many lines at once would wait for ever.
    const limits = { exempt: ["127.0.0.1"] };
    const scene = new TalkScene(await TestHouse.open({ door: "tcp", limits, ...options }));
    for (const [nick, options] of Object.entries(nicks)) {
      const client = await scene.enter(nick, options);
      await client.ask("JOIN #den");
    }
    for (const client of scene.#clients.values()) await client.overheard();
    return scene;
  }

  /** One more client, in no channel. */
  async enter(nick: string, options: IrcClientOptions = {}): Promise<IrcClient> {
    const client = await IrcClient.enter(this.house, nick, options);
    this.#clients.set(nick, client);
    return client;
  }

  /** One more client, which logs in to an account; gives all that it reads until it has come in. */
  async logIn(
    nick: string,
    { account, caps = [] }: { readonly account: string; readonly caps?: readonly string[] },
  ): Promise<Heard[]> {
    const client = await IrcClient.dial(this.house);
    this.#clients.set(nick, client);
    await client.request(["sasl", ...caps]);
    await client.logIn(this.house, account);
    client.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, "CAP END");
    return await client.overheard();
  }

  /** A client by its nick. */
  of(nick: string): IrcClient {
    return this.#clients.get(nick)!;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) await client[Symbol.asyncDispose]();
    await this.house[Symbol.asyncDispose]();
  }
}

/** Who said what, without tags and hosts: `ann PRIVMSG #den|hi`. */
export function brief({ nick, command, params }: Heard): string {
  return `${nick} ${command} ${params.join("|")}`;
}

/** Lines as {@linkcode brief} has them. */
export function briefs(lines: readonly Heard[]): string[] {
  return lines.map(brief);
}

/** The tags of a line, as an object. */
export function tagsOf({ tags }: Heard): Record<string, string> {
  return Object.fromEntries(tags);
}
