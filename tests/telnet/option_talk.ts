/**
 * One option's part of a conversation, without an engine around it.
 * @module
 */

import type { KnownClient } from "../../core/telnet/client_kind.ts";
import type { Side } from "../../core/telnet/negotiation.ts";
import type { TelnetNotice } from "../../core/telnet/notice.ts";
import type {
  EnabledOption,
  OptionHandler,
  ServerStatus,
  TelnetOption,
} from "../../core/telnet/option.ts";
import { ascii } from "./heard.ts";

/** What surrounds an option. */
export interface OptionTalkParts {
  readonly enabled?: readonly EnabledOption[];
  readonly status?: ServerStatus;
  /** How many answers it may send; all unless told. */
  readonly answers?: number;
}

/** An option that has been started, and what has come of it. */
export class OptionTalk<Facts extends object> {
  facts: Facts;
  readonly notices: TelnetNotice[] = [];
  readonly #handler: OptionHandler;
  readonly #sent: (number[] | string)[] = [];
  #answersLeft: number;

  constructor(option: TelnetOption<string, Facts>, parts: OptionTalkParts = {}) {
    this.#answersLeft = parts.answers ?? Infinity;
    this.facts = { ...option.facts } as Facts;
    this.#handler = option.start!({
      send: (payload) => {
        if (this.#answersLeft-- <= 0) return false;
        this.#sent.push([...payload]);
        return true;
      },
      agree: () => void this.#sent.push("agree"),
      ask: (side) => void this.#sent.push(`ask ${side}`),
      learn: (news) => {
        this.facts = { ...this.facts, ...news };
      },
      notify: (notice) => void this.notices.push(notice),
      enabled: () => parts.enabled ?? [],
      status: () => parts.status ?? [],
    });
  }

  /** The option comes to be on, or off. */
  negotiated(side: Side, enabled = true): this {
    this.#handler.negotiated?.(side, enabled);
    return this;
  }

  /** The peer says what it is. */
  settled(client: Partial<KnownClient> = {}): this {
    this.#handler.settled?.({ kind: "unknown", terminalTypes: [], mtts: [], ...client });
    return this;
  }

  /** The peer sends a subnegotiation: numbers, and text in ASCII. */
  say(...parts: readonly (number | string)[]): this {
    const bytes = parts.flatMap((part) => typeof part === "string" ? ascii(part) : [part]);
    this.#handler.subnegotiation?.(Uint8Array.from(bytes));
    return this;
  }

  /** The peer says DO, for an option that is momentary. */
  asked(): this {
    this.#handler.asked?.();
    return this;
  }

  /** What has been sent since the last call: payloads, and requests in words. */
  take(): (number[] | string)[] {
    return this.#sent.splice(0);
  }

  /** The same, each payload as text. */
  takeText(): string[] {
    return this.take().map((it) =>
      typeof it === "string" ? it : new TextDecoder().decode(Uint8Array.from(it))
    );
  }
}
