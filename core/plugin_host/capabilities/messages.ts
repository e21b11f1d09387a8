/**
 * The "messages" capability: talk, as the caller of a command hears and says it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { UserError } from "../../commands/errors.ts";
import type { TextLimits } from "../../terminal/editing/text_buffer.ts";
import type { EventOf, MessageExtras, MessageStyle } from "../../world/event.ts";
import type { PrivateMessage } from "../../world/journal.ts";
import { act } from "./act.ts";
import { actorOf, type House, presenceOf } from "./house.ts";

/** What became of a private message. */
export interface Told {
  /** The other's name as they spell it. */
  readonly to: string;
  /** Whether it waits for the other's next login, as they are not here. */
  readonly kept: boolean;
  /** What the other left for those who tell them something while they are away. */
  readonly away?: string;
}

/** Talk, for the caller. Each of them throws what the world refuses. */
export interface Messages {
  /** How much a message of several lines may hold, as `edit` takes it. */
  limits(): Promise<TextLimits>;
  /** Says something in the room that the caller's plain text goes to; it may have several lines. */
  say(text: string, style?: MessageStyle): Promise<void>;
  /** Says something to one person; it may have several lines. */
  tell(name: string, text: string): Promise<Told>;
  /** Answers whoever told the caller something last. */
  reply(text: string): Promise<Told>;
  /** Says something to everyone here; official: in the name of the house. */
  shout(text: string, options?: { official?: boolean }): Promise<void>;
  /** Goes away with a text for those who tell the caller something, or comes back without one. */
  setAway(text?: string): Promise<void>;
  /** The caller's text while they are away. */
  away(): Promise<string | undefined>;
  /** Takes what was kept for the caller while they were not here, oldest first. */
  takeMail(): Promise<readonly PrivateMessage[]>;
}

/** Talk for one caller. */
export class CallerMessages implements Messages {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async limits(): Promise<TextLimits> {
    const { multilineBytes: bytes, multilineLines: lines } = this.#house.world.policy;
    return { bytes, lines };
  }

  async say(text: string, style: MessageStyle = "say"): Promise<void> {
    const room = this.#caller.focus;
    if (room === undefined) {
      throw new UserError("Cannot say that as you are in no room. Go into one: /join lobby");
    }
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "say", ...actor, room, text, style, ...linesOf(text) });
  }

  async tell(name: string, text: string): Promise<Told> {
    const actor = actorOf(this.#house, this.#caller);
    const events = await act(this.#house, {
      kind: "tell",
      ...actor,
      to: name,
      text,
      style: "say",
      ...linesOf(text),
    });
    const [{ to, fate, away }] = events as [EventOf<"told">];
    return { to: to.name, kept: fate === "kept", ...(away !== undefined && { away }) };
  }

  reply(text: string): Promise<Told> {
    const name = this.#house.world.presenceOf(this.#caller.session)?.toldBy;
    if (name === undefined) {
      throw new UserError("Cannot reply as nobody has told you anything yet");
    }
    return this.tell(name, text);
  }

  async shout(text: string, { official = false } = {}): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "shout", ...actor, text, official });
  }

  async setAway(text?: string): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "set-away", ...actor, ...(text !== undefined && { text }) });
  }

  async away(): Promise<string | undefined> {
    return presenceOf(this.#house, this.#caller).away;
  }

  async takeMail(): Promise<readonly PrivateMessage[]> {
    const { user } = presenceOf(this.#house, this.#caller);
    if (!user) return [];
    const mail = this.#house.history.waiting(user.id);
    if (mail.length > 0) {
      await act(this.#house, { kind: "read-mail", ...actorOf(this.#house, this.#caller) });
    }
    return mail;
  }
}

/** What a message of several lines has beside its text. */
function linesOf(text: string): { readonly extras?: MessageExtras } {
  if (!text.includes("\n")) return {};
  return { extras: { lines: text.split("\n").map((text) => ({ text, joined: false })) } };
}
