/**
 * The "bot" capability: plugins speak in rooms as people of their own, and are shown as programs.
 *
 * @module
 */

import { CallerGone, RefusedError } from "../../commands/errors.ts";
import type { SessionDirectory } from "../../session/directory.ts";
import type { Draft } from "../../world/action.ts";
import type { MessageStyle } from "../../world/event.ts";
import type { PresenceId, SessionId } from "../../world/person.ts";
import type { Presence } from "../../world/presence.ts";
import type { RefusalCode } from "../../world/refusal.ts";
import type { Sequencer } from "../../world/sequencer.ts";
import type { World } from "../../world/world.ts";
import { act } from "./act.ts";

/** The gateway that bots come by. */
export const BOT_GATEWAY = "plugin";

/** What is tried when a name is somebody's. */
const ENDINGS = ["", "_bot", "_bot2", "_bot3"];

/** What the world says to a name that another has, or is too like another's. */
const TAKEN: ReadonlySet<RefusalCode> = new Set([
  "name-in-use",
  "name-registered",
  "name-too-similar",
]);

/** A plugin as somebody who speaks. It comes in when it first speaks, and leaves with the plugin. */
export interface Bot {
  /**
   * Says something in a room, and goes into it first if it is not there. In as many rooms as one may be in,
   * it leaves the one that it has been in longest.
   *
   * @param style How it is meant; said, unless told.
   * @throws {RefusedError} If the world says no: there is no such room, it takes an invitation, ...
   */
  say(room: string, text: string, style?: Exclude<MessageStyle, "tags">): Promise<void>;
  /**
   * Takes another name than that of the plugin. If somebody has it, `_bot` and a number come after it.
   *
   * @throws {RefusedError} If that is no name.
   */
  rename(name: string): Promise<void>;
}

/** The parts of the house that bots take. */
export interface BotHouse {
  readonly world: World;
  readonly sequencer: Sequencer;
  readonly directory: SessionDirectory;
}

/** The bots of the house, one for each plugin that has any use for one. */
export class Bots {
  readonly #bots = new Map<string, BotPerson>();

  /**
   * A plugin's bot. While a plugin is loaded anew, the old and the new one share it.
   *
   * @returns The bot, and what gives it up: with the last one it leaves.
   */
  hold(plugin: string, house: BotHouse): { readonly bot: Bot; release(): void } {
    const person = this.#bots.get(plugin) ?? new BotPerson(plugin, house);
    this.#bots.set(plugin, person);
    person.holders++;
    let [name, isReleased] = [plugin, false];
    const checkHeld = () => {
      if (isReleased) throw new Error(`Cannot speak as plugin "${plugin}" is not loaded any more`);
    };
    return {
      bot: {
        say: async (room, text, style = "say") => {
          checkHeld();
          await person.say({ room, text, style, name });
        },
        rename: async (wanted) => {
          checkHeld();
          name = wanted;
          await person.wear(name);
        },
      },
      release: () => {
        if (isReleased) return;
        isReleased = true;
        if (--person.holders > 0) return;
        this.#bots.delete(plugin);
        person.leave("unloaded");
      },
    };
  }

  /** The plugin whose bot a person is. */
  ownerOf(presence: PresenceId): string | undefined {
    for (const [plugin, bot] of this.#bots) {
      if (bot.id === presence) return plugin;
    }
    return undefined;
  }
}

/** What a bot is to say, and under which name. */
interface Line {
  readonly room: string;
  readonly text: string;
  readonly style: Exclude<MessageStyle, "tags">;
  readonly name: string;
}

/** One bot. What it is asked to do is done in that order. */
class BotPerson {
  /** How many loaded plugins it speaks for. */
  holders = 0;
  readonly #plugin: string;
  readonly #house: BotHouse;
  #here: { readonly id: PresenceId; readonly session: SessionId; stop(): void } | undefined;
  /** The name that was asked for, which is not always the one that it has. */
  #asked = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor(plugin: string, house: BotHouse) {
    this.#plugin = plugin;
    this.#house = house;
  }

  /** Undefined while it is not here. */
  get id(): PresenceId | undefined {
    return this.#here?.id;
  }

  say({ room, text, style, name }: Line): Promise<void> {
    return this.#inTurn(async () => {
      const presence = await this.#come(name);
      await this.#enter(presence, room);
      await act(this.#house, { kind: "say", by: presence.id, room, text, style });
    });
  }

  wear(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#here) await this.#come(name);
    });
  }

  leave(reason: string): void {
    const { session, stop } = this.#here ?? {};
    this.#here = undefined;
    stop?.();
    if (session) void this.#house.sequencer.submit({ kind: "depart", session, reason });
  }

  #inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.#last.then(job);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Comes into the house under a name, or takes it. */
  async #come(name: string): Promise<Presence> {
    const { world } = this.#house;
    const here = this.#here && world.presence(this.#here.id);
    if (here && this.#asked === name) return here;
    if (here) await this.#tryNames(name, (name) => ({ kind: "rename", by: here.id, name }));
    else await this.#arrive(name);
    this.#asked = name;
    return here ?? world.presence(this.#here!.id)!;
  }

  async #arrive(name: string): Promise<void> {
    const { directory } = this.#house;
    const [id, session] = [crypto.randomUUID(), crypto.randomUUID()];
    await this.#tryNames(name, (name) => ({
      kind: "arrive",
      session,
      presence: id,
      name,
      via: BOT_GATEWAY,
      ident: this.#plugin,
      host: BOT_GATEWAY,
      isBot: true,
    }));
    // It has no connection that could be ended. When it is to speak again, it comes again.
    const stop = directory.listen((event) => {
      if (event.kind === "killed" && event.person.presence === id) this.leave("killed");
    });
    this.#here = { id, session, stop };
    if (this.holders > 0) return;
    this.leave("unloaded");
    throw new CallerGone();
  }

  /** Does something with the first of some names that nobody has. */
  async #tryNames(name: string, draftOf: (name: string) => Draft): Promise<void> {
    let taken: unknown;
    for (const ending of ENDINGS) {
      try {
        await act(this.#house, draftOf(name + ending));
        return;
      } catch (error) {
        if (!(error instanceof RefusedError) || !TAKEN.has(error.refusal.code)) throw error;
        taken ??= error;
      }
    }
    throw taken;
  }

  /** Goes into a room, unless it is there. */
  async #enter({ id, rooms }: Presence, name: string): Promise<void> {
    const { world } = this.#house;
    const room = world.roomNamed(name);
    if (room && rooms.has(room.id)) return;
    const [first] = rooms;
    if (room && first !== undefined && rooms.size >= world.policy.roomsPerPerson) {
      await act(this.#house, { kind: "part", by: id, room: world.room(first)!.name });
    }
    await act(this.#house, { kind: "join", by: id, room: name, intent: "enter" });
  }
}
