/**
 * The table of the telnet options that we speak.
 * @module
 */

import { BINARY } from "./binary.ts";
import { CHARSET } from "./charset.ts";
import { COMPRESSION } from "./compression.ts";
import { ECHO } from "./echo.ts";
import { END_OF_RECORD } from "./end_of_record.ts";
import { GMCP } from "./gmcp.ts";
import { LINEMODE } from "./linemode.ts";
import type { Side } from "./negotiation.ts";
import { NEW_ENVIRON } from "./new_environ.ts";
import type { TelnetOption } from "./option.ts";
import { SERVER_STATUS } from "./server_status.ts";
import { STATUS } from "./status.ts";
import { SUPPRESS_GO_AHEAD } from "./suppress_go_ahead.ts";
import { TERMINAL_TYPE } from "./terminal_type.ts";
import { TIMING_MARK } from "./timing_mark.ts";
import { WINDOW_SIZE } from "./window_size.ts";

/** One row per option, by code. All others are refused (RFC 854). */
export const OPTIONS = [
  BINARY,
  ECHO,
  SUPPRESS_GO_AHEAD,
  STATUS,
  TIMING_MARK,
  TERMINAL_TYPE,
  END_OF_RECORD,
  WINDOW_SIZE,
  LINEMODE,
  NEW_ENVIRON,
  CHARSET,
  SERVER_STATUS,
  COMPRESSION,
  GMCP,
] as const;

/** The names of the options that we speak. */
export type OptionName = typeof OPTIONS[number]["name"];

/** What the options of a table find out, all in one object. */
export type FactsOf<Table> = Table extends
  readonly [TelnetOption<string, infer Facts>, ...infer Rest extends readonly unknown[]]
  ? Facts & FactsOf<Rest>
  : unknown;

/** All that the options find out about a peer. */
export type OptionFacts = FactsOf<typeof OPTIONS>;

/** What is known of a peer that has said nothing. */
export const NO_FACTS: OptionFacts = Object.assign(
  {},
  ...(OPTIONS as readonly TelnetOption[]).map(({ facts }) => facts),
);

/** What we ask of a peer that connects, in this order. */
export const OPENING: readonly { readonly side: Side; readonly code: number }[] =
  (OPTIONS as readonly TelnetOption[])
    .flatMap(({ code, opening }) => opening ? [{ ...opening, code }] : [])
    .sort((a, b) => a.order - b.order);

/** What we ask for once a peer has said what it is, in this order; of all, or not of terminals. */
export const OFFERS: readonly {
  readonly side: Side;
  readonly code: number;
  readonly to: "all" | "mud";
}[] = (OPTIONS as readonly TelnetOption[])
  .flatMap(({ code, offer }) => offer ? [{ ...offer, code }] : [])
  .sort((a, b) => a.order - b.order);

/** The codes of options that are never on. */
export const MOMENTARY: ReadonlySet<number> = new Set(
  (OPTIONS as readonly TelnetOption[]).filter(({ momentary }) => momentary).map(({ code }) => code),
);

/**
 * Whether a peer may switch on the option of this code.
 *
 * @example We never ask a peer to echo what we send
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(agrees("local", 1), true);
 * strictEqual(agrees("remote", 1), false);
 * ```
 * @param code 0 to 255.
 */
export function agrees(side: Side, code: number): boolean {
  return (OPTIONS as readonly TelnetOption[]).some((option) =>
    option.code === code && option.agree.includes(side)
  );
}

/**
 * Gives the code of an option.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(optionCode("NAWS"), 31);
 * ```
 */
export function optionCode(name: OptionName): number {
  return CODES[name];
}

const CODES = Object.fromEntries(
  OPTIONS.map(({ name, code }) => [name, code]),
) as Record<OptionName, number>;
