/**
 * Coming into the house on a session: as a guest, as a user, as a new user. The same for every gateway.
 *
 * @module
 */

import { CallerGone, Cancelled } from "../../commands/errors.ts";
import type { SessionDirectory } from "../../session/directory.ts";
import { hashPassword } from "../../storage/password.ts";
import type { Session } from "../../session/session.ts";
import type { UserId } from "../../world/user.ts";
import type { Sequencer } from "../../world/sequencer.ts";
import type { World } from "../../world/world.ts";
import { act } from "../capabilities/act.ts";
import type { Credentials } from "./credentials.ts";

/** A session that wants to come in. */
export interface Entrant extends Pick<Session, "id" | "gateway" | "address"> {
  /** Takes the node that a terminal needs. False when there is none; the session is over then. */
  takeSeat?(): boolean;
  /** Gives it back. */
  leaveSeat?(): void;
}

/** A name and what proves it. */
export interface NameAndPassword {
  /** Of a user, in any case; or of a new one, as it is to be spelt. */
  readonly name: string;
  /** As it was typed; only a scrypt hash of it is kept. */
  readonly password: string;
}

/** Somebody whose protocol has seen who they are. */
export interface Arrival {
  /** The name they wear. A user who is here already keeps the one they have. */
  readonly name: string;
  /** Their account, of which somebody has seen the password; undefined for a guest. */
  readonly user?: UserId;
  /** What their client says they are on its machine; the gateway's name unless told. */
  readonly ident?: string;
  /** What they say they are called. */
  readonly realName?: string;
}

/** The parts of the house that coming in takes. */
export interface EntryHouse {
  readonly world: World;
  readonly sequencer: Sequencer;
  readonly credentials: Credentials;
  readonly directory: SessionDirectory;
  /** An address in a form that tells nobody what it is. */
  cloak(address: string): string;
}

/** Coming into the house. Each of them throws a `RefusedError` where the world says no. */
export class Entry {
  readonly #house: EntryHouse;

  /**
   * Each house makes one.
   *
   * @internal
   */
  constructor(house: EntryHouse) {
    this.#house = house;
  }

  /** Comes in as a guest. */
  async asGuest(session: Entrant, name: string): Promise<void> {
    await this.arrive(session, { name });
  }

  /**
   * Comes in as a user.
   *
   * @returns False if there is no such user, or the password is wrong.
   */
  async logIn(session: Entrant, { name, password }: NameAndPassword): Promise<boolean> {
    const { address } = session;
    const user = await this.#house.credentials.check({ name, password, address });
    if (user) await this.arrive(session, { name: user.name, user: user.id });
    return user !== undefined;
  }

  /** Makes an account and comes in as its user. */
  async register(session: Entrant, { name, password }: NameAndPassword): Promise<void> {
    const passwordHash = await hashPassword(password);
    await act(this.#house, { kind: "register", name, passwordHash });
    const user = this.#house.world.userNamed(name)!;
    await this.arrive(session, { name: user.name, user: user.id });
  }

  /** Comes in as somebody whose account, if there is one, the protocol has seen the proof of. */
  async arrive(session: Entrant, { name, user, ident, realName }: Arrival): Promise<void> {
    // They may have hung up while their password was looked at, or come in by another way.
    if (!this.#house.directory.session(session.id)) throw new CallerGone();
    if (this.#house.world.presenceOf(session.id)) throw new Cancelled();
    if (session.takeSeat?.() === false) throw new CallerGone();
    try {
      await act(this.#house, {
        kind: "arrive",
        session: session.id,
        presence: crypto.randomUUID(),
        name,
        ...(user !== undefined && { user }),
        via: session.gateway,
        ident: ident ?? session.gateway,
        host: this.#house.cloak(session.address),
        address: session.address,
        ...(realName !== undefined && { realName }),
      });
    } catch (error) {
      session.leaveSeat?.();
      throw error;
    }
  }
}
