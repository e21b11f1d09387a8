/**
 * What is said by GMCP on one call: logging in, and which rooms there are.
 *
 * @module
 */

import { CallerGone, Cancelled, RefusedError } from "../../commands/errors.ts";
import { gmcpMessage, supportsModule } from "../../telnet/gmcp.ts";
import type { TelnetFacts } from "../../telnet/peer.ts";
import type { Presence } from "../../world/presence.ts";
import type { Room } from "../../world/room.ts";
import type { World } from "../../world/world.ts";
import {
  channelOfRoom,
  HOUSE_CHANNEL,
  PRIVATE_CHANNEL,
  withChannelText,
} from "./gmcp_rendering.ts";
import { refusalSentence } from "../texts/refusal_sentences.ts";
import type { RenderingProfile } from "../session.ts";

/** How often a client may try to log in before the line is closed, as at the prompt. */
const LOGIN_TRIES = 3;

/** A name and a password, as a client has sent them. */
export interface GmcpLogin {
  readonly name: string;
  readonly password: string;
}

/** What a dialogue works with. */
export interface GmcpDialogueParts {
  readonly world: World;
  /** What telnet has found out by now. */
  facts(): TelnetFacts;
  /** The person that the caller is, once they are. */
  presence(): Presence | undefined;
  send(bytes: Uint8Array): void;
  /** Comes in as a user; false if the password is wrong. Throws what the world refuses. */
  logIn(login: GmcpLogin): Promise<boolean>;
  /** Called when the caller has come in by GMCP, beside whatever prompt they are at. */
  cameIn(): void;
  /** Goes into a room; what the world refuses is shown to the caller. */
  join(room: string): Promise<void>;
  hangUp(text: string): void;
  /** Called with what should never be thrown. */
  failed(error: unknown): void;
}

/** One call's part of GMCP, beside the text. */
export class GmcpDialogue {
  readonly #parts: GmcpDialogueParts;
  /** Whether the client has been told how to log in: once in a call, as it would undo a logout by itself. */
  #hasOfferedLogin = false;
  #failedLogins = 0;
  #isBusy = false;
  /** Whether the client speaks GMCP; read before each write. */
  #isSpoken = false;
  /** Whether the client wants to know what is said where; read at each delivery. */
  #hearsChannels = false;
  /** The rooms that the client knows of as its channels. */
  #channels = "";

  constructor(parts: GmcpDialogueParts) {
    this.#parts = parts;
  }

  /** The rendering for this caller, whose client may want to hear of channels. */
  rendering(rendering: RenderingProfile): RenderingProfile {
    return this.#hearsChannels ? withChannelText(rendering) : rendering;
  }

  /** Takes what is newly known of the client, and brings it up to date. */
  adapt(): void {
    this.#isSpoken = this.#parts.facts().gmcp !== undefined;
    this.#hearsChannels = this.#isSpoken && this.#supports("comm.channel");
    this.update();
  }

  /** Brings the client up to date. Called before what a turn has to say is sent. */
  update(): void {
    if (!this.#isSpoken) return;
    const presence = this.#parts.presence();
    if (!presence && !this.#hasOfferedLogin && this.#supports("char.login")) {
      this.#hasOfferedLogin = true;
      this.#send("Char.Login.Default", { type: ["password-credentials"] });
    }
    const channels = this.#hearsChannels && presence ? [...presence.rooms].join() : "";
    if (channels === this.#channels) return;
    this.#channels = channels;
    if (presence && this.#hearsChannels) this.#tellChannels(presence);
  }

  /** Takes a message of the client. */
  receive({ name, data }: { readonly name: string; readonly data: unknown }): void {
    const presence = this.#parts.presence();
    switch (name.toLowerCase()) {
      case "char.login.credentials":
        return void this.#onceAtATime(() => this.#logIn(data));
      case "comm.channel.enable":
        return void this.#onceAtATime(() => this.#join(data));
      case "comm.channel.list":
        return presence && this.#tellChannels(presence);
      case "comm.channel.players":
        return presence && this.#tellPlayers(presence);
    }
  }

  /** Tells the client that the call is over. */
  sayGoodbye(reason: string): void {
    if (this.#isSpoken) this.#send("Core.Goodbye", reason);
  }

  async #logIn(data: unknown): Promise<void> {
    const login = loginIn(data);
    // Without a name, the client leaves it to the person at the prompt.
    if (!login) return;
    if (this.#parts.presence()) return this.#tellResult("Cannot log in as you are here already");
    try {
      if (await this.#parts.logIn(login)) {
        this.#tellResult();
        return this.#parts.cameIn();
      }
      this.#tellResult(`Cannot let you in as "${login.name}" as the password is wrong`);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#tellResult(refusalSentence(error.refusal));
    }
    if (++this.#failedLogins === LOGIN_TRIES) this.#parts.hangUp("Goodbye.");
  }

  #tellResult(fault?: string): void {
    const success = fault === undefined;
    this.#send("Char.Login.Result", success ? { success } : { success, message: fault });
  }

  /** Hears a room that there is, and that the caller may know of; others are not made by that. */
  async #join(data: unknown): Promise<void> {
    const name = typeof data === "string" ? data.replace(/^#/, "") : "";
    const room = this.#parts.world.roomNamed(name);
    const presence = this.#parts.presence();
    if (!room || !presence || presence.rooms.has(room.id) || room.rules.hidden) return;
    await this.#parts.join(room.name);
  }

  #tellChannels({ rooms }: Presence): void {
    const { world } = this.#parts;
    this.#send("Comm.Channel.List", [
      { name: PRIVATE_CHANNEL, caption: "Private messages", command: "/tell" },
      { name: HOUSE_CHANNEL, caption: "To everyone", command: "/shout" },
      ...[...rooms].flatMap((id) => world.room(id) ?? []).map(channelOf),
    ]);
  }

  #tellPlayers(seer: Presence): void {
    const { world } = this.#parts;
    const mayKnow = (room: Room) => !room.rules.hidden || seer.rooms.has(room.id);
    const players = [...world.presences()].map(({ person, rooms }) => ({
      name: person.name,
      channels: [...rooms].flatMap((id) => world.room(id) ?? []).filter(mayKnow)
        .map(({ name }) => channelOfRoom(name)),
    }));
    this.#send("Comm.Channel.Players", players);
  }

  /** What takes time is done one after the other; what comes meanwhile is left out. */
  async #onceAtATime(run: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await run();
    } catch (error) {
      if (error instanceof CallerGone || error instanceof Cancelled) return;
      this.#parts.failed(error);
    } finally {
      this.#isBusy = false;
    }
  }

  #supports(module: string): boolean {
    return supportsModule(this.#parts.facts(), module);
  }

  #send(name: string, data: unknown): void {
    this.#parts.send(gmcpMessage(name, data));
  }
}

function channelOf({ name, topic }: Room): object {
  return { name: channelOfRoom(name), caption: topic?.text || name, command: `/join ${name}` };
}

/** What the client has sent, where it is a name and a password. */
function loginIn(data: unknown): GmcpLogin | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { account, password } = data as Record<string, unknown>;
  if (typeof account !== "string" || typeof password !== "string") return undefined;
  return account === "" ? undefined : { name: account, password };
}
