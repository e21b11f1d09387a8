/**
 * The telnet of one call: what the client is, who edits the line, and what else has been agreed on.
 *
 * @module
 */

import { Compression } from "../../net/outbox/compression.ts";
import type { Link } from "../../net/link.ts";
import type { CommandName } from "../../telnet/commands.ts";
import type { TelnetNotice } from "../../telnet/notice.ts";
import { TelnetPeer } from "../../telnet/peer.ts";
import { BYTES } from "../../telnet/protocol.ts";
import { choicesFrom } from "../../terminal/terminal_choices.ts";
import type { Presence } from "../../world/presence.ts";
import { type CallerClient, clientOf, takesCharacterMode } from "./caller_client.ts";
import { EditingMode } from "./editing_mode.ts";
import { GmcpDialogue } from "./gmcp_dialogue.ts";
import { Opening } from "./opening.ts";
import { promptMark } from "./prompt_mark.ts";
import type { RenderingProfile } from "../session.ts";
import type { TerminalCaller, TerminalHouse } from "./terminal_house.ts";

const NOP = Uint8Array.of(BYTES.IAC, BYTES.NOP);

/** What the telnet of a call works with. */
export interface TelnetCallParts {
  readonly house: TerminalHouse;
  readonly link: Link;
  readonly caller: TerminalCaller & { readonly presence: Presence | undefined };
  /** Takes bytes that were typed. */
  data(bytes: Uint8Array): void;
  /** Takes a telnet command. */
  command(name: CommandName): void;
  /** Called when something is newly known of the client, or agreed on with it. */
  changed(): void;
  /** Resolves when all that the caller has sent is dealt with; nothing when it is. */
  done(): Promise<void> | undefined;
  /** Takes a turn under flood control. */
  ready(): Promise<void> | undefined;
  /** Called when the caller has come in without a word at the prompt. */
  cameIn(): void;
}

/** The telnet of one call. */
export class TelnetCall {
  /** The time in which the client says what it is. */
  readonly opening: Opening;
  readonly #parts: TelnetCallParts;
  readonly #peer: TelnetPeer;
  readonly #mode: EditingMode;
  readonly #gmcp: GmcpDialogue;
  #client: CallerClient;

  constructor(parts: TelnetCallParts) {
    const { house, link, caller } = this.#parts = parts;
    const send = (bytes: Uint8Array) => link.write(bytes);
    this.#peer = new TelnetPeer({
      send,
      data: (bytes) => parts.data(bytes),
      command: (name) => parts.command(name),
      changed: () => parts.changed(),
      notice: (notice) => this.#take(notice),
    }, {
      now: () => house.clock.now(),
      status: () => house.status(),
      // Secrets that are compressed together with what others say can be found out (RFC 7457, 2.6).
      refused: link.isSecure ? ["MCCP2"] : [],
    });
    this.opening = new Opening(this.#peer);
    this.#client = clientOf(this.#peer.facts);
    this.#mode = new EditingMode(this.#peer, {
      takesCharacterMode: () => takesCharacterMode(this.#client),
    });
    this.#gmcp = new GmcpDialogue({
      world: house.world,
      facts: () => this.#peer.facts,
      presence: () => caller.presence,
      send,
      logIn: (login) => house.logIn(caller, login),
      cameIn: () => parts.cameIn(),
      join: (room) => this.#join(room),
      hangUp: (text) => caller.hangUp(text),
      failed: (error) => {
        house.log.error("GMCP failed", { gateway: caller.gateway, error });
        caller.end("Something broke on our side. It has been logged.");
      },
    });
  }

  /** What is known of the caller's program. */
  get client(): CallerClient {
    return this.#client;
  }

  /** Whether the client edits the line. */
  get editsLines(): boolean {
    return this.#mode.editsLines;
  }

  /** Whether what is typed is hidden, in line mode. */
  get isHiding(): boolean {
    return this.#mode.isHiding;
  }

  /** What stands behind each prompt, if anything. */
  get promptMark(): Uint8Array | undefined {
    return promptMark(this.#peer);
  }

  /** Begins to talk to the client. */
  open(): void {
    this.#peer.open();
  }

  /** The client has had the time to say what it is. */
  offer(): void {
    this.#peer.offer();
    this.#mode.offer();
    this.opening.end();
  }

  /** Takes the next bytes of the caller. */
  receive(bytes: Uint8Array): void {
    this.#peer.receive(bytes);
  }

  /** Takes in what has been found out, or agreed to, or chosen by the caller. */
  adapt(): void {
    const { facts } = this.#peer;
    const preferences = this.#parts.caller.presence?.preferences ?? new Map();
    this.#client = clientOf(facts, choicesFrom(preferences, facts.terminalTypes[0]));
    this.#gmcp.adapt();
    this.#mode.adapt();
    this.opening.look();
  }

  /** Adds what has changed for the client to what is about to be sent. */
  update(): void {
    this.#gmcp.update();
  }

  /** The rendering for this caller's client. */
  rendering(rendering: RenderingProfile): RenderingProfile {
    return this.#gmcp.rendering(rendering);
  }

  /**
   * Hides what is typed next, or no longer.
   *
   * @returns False if the client can't be told to.
   */
  hide(on: boolean): boolean {
    return this.#mode.hide(on);
  }

  /** Sends something that the caller does not see, unless they can, or do not want it. */
  keepAlive(): void {
    const { speaksTelnet, keepAlive } = this.#client;
    if (speaksTelnet && keepAlive.value) this.#parts.link.write(NOP);
  }

  /** Tells the client that the call is over. */
  sayGoodbye(reason: string): void {
    this.#gmcp.sayGoodbye(reason);
  }

  #take(notice: TelnetNotice): void {
    const { outbox } = this.#parts.link;
    switch (notice.kind) {
      case "compression":
        return notice.on ? outbox.startCoding(new Compression()) : outbox.endCoding();
      case "timing-mark": {
        const done = this.#parts.done();
        return done ? void done.then(notice.answer) : notice.answer();
      }
      case "gmcp":
        return this.#gmcp.receive(notice);
    }
  }

  async #join(room: string): Promise<void> {
    const { caller, house } = this.#parts;
    await this.#parts.ready();
    const by = caller.presence?.id;
    if (by === undefined) return;
    const outcome = await house.sequencer.submit({ kind: "join", by, session: caller.id, room });
    if (outcome.refused) caller.refuse(outcome.refused);
  }
}
