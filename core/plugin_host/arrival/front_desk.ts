/**
 * The front desk: where a session that is nobody yet becomes somebody. A plugin stands behind it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { Cancelled, RefusedError, UserError } from "../../commands/errors.ts";
import {
  joinStyled,
  lineText,
  splitLines,
  type Styled,
  type Text,
} from "../../terminal/style/styled_text.ts";
import type { Entrant } from "./entry.ts";
import type { GatewayHouse } from "../capabilities/gateways.ts";
import type { HouseScreens } from "../screens/house_screens.ts";

/** A terminal at the front desk. */
export interface Visitor {
  /** The name of the house. */
  readonly house: string;
  /** Whether one may come in without an account. */
  readonly guests: boolean;
  /** Shows a text of one or more lines. */
  reply(text: Text): void;
  /** Shows a screen of the house, such as `welcome`; tells whether there is one. */
  show(screen: string): Promise<boolean>;
  /**
   * Asks a question and takes the next line as its answer. A secret answer is not echoed.
   * Rejects with `CallerGone` on hang-up and `Cancelled` on Ctrl-C.
   */
  ask(question: Text, options?: { readonly secret?: boolean }): Promise<string>;
  /** Says in the gateway's own words what went wrong; anything but a {@link UserError} is thrown on. */
  explain(error: unknown): void;
  /** Whether a name takes a password. */
  isRegistered(name: string): Promise<boolean>;
  /** Throws what the world would refuse of a new name, before a password is asked for. */
  checkName(name: string): Promise<void>;
  /** Comes in as a guest; throws what the world refuses. */
  enterAsGuest(name: string): Promise<void>;
  /** Comes in as a user; false if the password is wrong. */
  logIn(name: string, password: string): Promise<boolean>;
  /** Makes an account and comes in; throws what the world refuses. */
  register(name: string, password: string): Promise<void>;
  /** Ends the call. */
  hangUp(text: string): void;
}

/** Leads a visitor to a name. When it ends and they have none, it begins again. */
export type Greeter = (visitor: Visitor) => Promise<void>;

/** Done for each caller who has just come in. */
export type Welcome = (caller: Caller) => Promise<void>;

/** What the front desk needs to know of a session. */
export interface DeskCaller extends Caller, Entrant {}

/** The parts of the house that the front desk works with. */
export interface DeskHouse extends GatewayHouse {
  readonly screens: HouseScreens;
}

/** The front desk. */
export class FrontDesk {
  #greeter: { readonly owner: string; readonly greet: Greeter } | undefined;
  readonly #welcomes: Welcome[] = [];

  /**
   * Puts a plugin behind the desk.
   *
   * @returns What takes it away again.
   * @throws {Error} If another stands there; the message names both.
   */
  setGreeter(owner: string, greet: Greeter): () => void {
    if (this.#greeter) {
      throw new Error(
        `Cannot let plugin "${owner}" greet callers as plugin "${this.#greeter.owner}" does already`,
      );
    }
    const greeter = { owner, greet };
    this.#greeter = greeter;
    return () => {
      if (this.#greeter === greeter) this.#greeter = undefined;
    };
  }

  /**
   * Adds something to be done for those who have come in, after what was added before.
   *
   * @returns What takes it away again.
   */
  addWelcome(welcome: Welcome): () => void {
    this.#welcomes.push(welcome);
    return () => {
      const index = this.#welcomes.indexOf(welcome);
      if (index >= 0) this.#welcomes.splice(index, 1);
    };
  }

  /**
   * Leads a caller to a name and into the house. When it resolves they may still be nobody.
   *
   * @param passes Whether they may be greeted; whoever may not is sent away.
   */
  async receive(
    house: DeskHouse,
    caller: DeskCaller,
    { passes = async () => true }: { readonly passes?: () => Promise<boolean> } = {},
  ): Promise<void> {
    if (!this.#greeter) return caller.hangUp("Nobody can log in here at the moment.");
    try {
      if (!await passes()) return caller.hangUp("Goodbye.");
      await this.#greeter.greet(new DeskVisitor(house, caller));
    } catch (error) {
      // Who has come in by another way, which GMCP is, has left the desk.
      if (!(error instanceof Cancelled && house.world.presenceOf(caller.session))) throw error;
    }
    if (!house.world.presenceOf(caller.session)) return;
    for (const welcome of [...this.#welcomes]) await welcome(caller);
  }
}

/** How much of a screen is sent before it is waited for that it has gone out, in character cells. */
const CELLS_AT_ONCE = 2500;

class DeskVisitor implements Visitor {
  readonly house;
  readonly guests;
  readonly #house: DeskHouse;
  readonly #caller: DeskCaller;

  constructor(house: DeskHouse, caller: DeskCaller) {
    this.#house = house;
    this.#caller = caller;
    this.house = house.name;
    this.guests = house.world.policy.guests;
  }

  reply(text: Text): void {
    this.#caller.reply(text);
  }

  async ask(question: Text, options?: { readonly secret?: boolean }): Promise<string> {
    if (this.#house.world.presenceOf(this.#caller.session)) throw new Cancelled();
    return await this.#caller.ask(question, options);
  }

  explain(error: unknown): void {
    if (error instanceof RefusedError) this.#caller.refuse(error.refusal);
    else if (error instanceof UserError) this.#caller.fail(error.message);
    else throw error;
  }

  async show(screen: string): Promise<boolean> {
    const text = this.#house.screens.text({ screen, caller: this.#caller });
    if (text && text.spans.length > 0) await this.#showInParts(text);
    return text !== undefined;
  }

  /** Who waits has a small outbox, and a picture of many colours takes 40 bytes for each cell. */
  async #showInParts(text: Styled): Promise<void> {
    const lines = splitLines(text);
    const widest = lines.reduce((most, line) => Math.max(most, lineText(line).length), 1);
    const atOnce = Math.max(Math.floor(CELLS_AT_ONCE / widest), 1);
    for (let shown = 0; shown < lines.length; shown += atOnce) {
      if (shown > 0) await this.#caller.flushed();
      this.reply(joinStyled(lines.slice(shown, shown + atOnce), "\n"));
    }
  }

  async isRegistered(name: string): Promise<boolean> {
    return this.#house.world.userNamed(name) !== undefined;
  }

  async checkName(name: string): Promise<void> {
    const refusal = this.#house.world.refusalOfName(name);
    if (refusal) throw new RefusedError(refusal);
  }

  enterAsGuest(name: string): Promise<void> {
    return this.#house.entry.asGuest(this.#caller, name);
  }

  logIn(name: string, password: string): Promise<boolean> {
    return this.#house.entry.logIn(this.#caller, { name, password });
  }

  register(name: string, password: string): Promise<void> {
    return this.#house.entry.register(this.#caller, { name, password });
  }

  hangUp(text: string): void {
    this.#caller.hangUp(text);
  }
}
