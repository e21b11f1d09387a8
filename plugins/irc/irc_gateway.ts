/**
 * The gateway of IRC.
 *
 * @module
 */

import { type Detection, detectWords, type Gateway, type Link } from "partyline";
import type { IrcHouse } from "./irc_house.ts";
import { IrcSession } from "./irc_session.ts";

/** What a client may begin with, before it has come in. */
const WORDS = [
  "AUTHENTICATE ",
  "AWAY ",
  "CAP ",
  "NICK ",
  "PASS ",
  "PING ",
  "REGISTER ",
  "USER ",
];

/** Serves clients of IRC. */
export class IrcGateway implements Gateway {
  readonly name = "irc";
  readonly summary = "IRC: irssi, WeeChat, HexChat and all their like.";
  readonly #irc: IrcHouse;

  constructor(irc: IrcHouse) {
    this.#irc = irc;
  }

  /** A word that begins a registration, in any case. */
  detect(bytes: Uint8Array): Detection {
    return detectWords(bytes, WORDS);
  }

  /** The message of the day may have changed. */
  reload(): void {
    this.#irc.motd.reload();
  }

  serve(link: Link): void {
    new IrcSession(this.#irc, { link, gateway: this.name }).run();
  }
}
