/**
 * Who edits the caller's line and who shows it, as agreed on with their client.
 *
 * @module
 */

import type { TelnetPeer } from "../../telnet/peer.ts";

/**
 * Who edits the line. In character mode it is us: ECHO and SGA are ours. In line mode it is the client,
 * by LINEMODE where it is a terminal, and ECHO is ours only while a password is typed (RFC 857).
 */
export class EditingMode {
  readonly #telnet: TelnetPeer;
  readonly #takesCharacterMode: () => boolean;
  /** Whether we have offered to edit the caller's lines for good, not just to hide a password. */
  #offersCharacterMode = false;
  #hasAskedForLinemode = false;

  /** `takesCharacterMode`: whether the client is to send key by key, as far as is known by then. */
  constructor(
    telnet: TelnetPeer,
    { takesCharacterMode }: { readonly takesCharacterMode: () => boolean },
  ) {
    this.#telnet = telnet;
    this.#takesCharacterMode = takesCharacterMode;
  }

  /** Whether the client edits the line. Without SGA it may send whole ones, but the echo is ours. */
  get editsLines(): boolean {
    return !(this.#offersCharacterMode && this.#telnet.isEnabled("local", "ECHO"));
  }

  /** Whether what is typed is hidden, in line mode. */
  get isHiding(): boolean {
    return !this.#offersCharacterMode && this.#telnet.isEnabled("local", "ECHO");
  }

  /** Takes in what telnet has found out, or agreed to, or the caller has chosen. */
  adapt(): void {
    const { facts } = this.#telnet;
    if (facts.settled) this.offer();
    if (this.#offersCharacterMode && !this.#takesCharacterMode()) {
      this.#offersCharacterMode = false;
      this.#telnet.disable("local", "ECHO");
    }
    if (facts.settled) this.#offerLinemode();
  }

  /** Offers character mode to who takes it: now that the client has said what it is, or has had the time. */
  offer(): void {
    if (this.#offersCharacterMode || !this.#takesCharacterMode()) return;
    this.#offersCharacterMode = true;
    if (this.#hasAskedForLinemode) this.#telnet.disable("remote", "LINEMODE");
    this.#hasAskedForLinemode = false;
    this.#telnet.enable("local", "ECHO");
  }

  /**
   * Hides what is typed next, or no longer.
   *
   * @returns False if the client can't be told to.
   */
  hide(on: boolean): boolean {
    if (this.#offersCharacterMode) return true;
    const { facts } = this.#telnet;
    if (!facts.answered) return false;
    // TinTin++ never answers our WONT, and the next WILL would wait for that.
    if (on && facts.kind === "mud") this.#telnet.forget("local", "ECHO");
    if (on) this.#telnet.enable("local", "ECHO");
    else this.#telnet.disable("local", "ECHO");
    return true;
  }

  /** A terminal that is not in character mode, or refuses to be, gets a line that it can edit. */
  #offerLinemode(): void {
    const { facts } = this.#telnet;
    const refusesCharacterMode = this.#offersCharacterMode && this.#telnet.isOff("local", "ECHO");
    const isInLineMode = refusesCharacterMode || !this.#offersCharacterMode;
    if (this.#hasAskedForLinemode || !isInLineMode) return;
    if (!facts.answered || facts.kind === "mud") return;
    this.#hasAskedForLinemode = true;
    this.#telnet.enable("remote", "LINEMODE");
  }
}
