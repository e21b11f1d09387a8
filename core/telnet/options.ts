/**
 * The table of the telnet options that we speak.
 * @module
 */

import { ECHO } from "./echo.ts";
import type { Side } from "./negotiation.ts";
import type { TelnetOption } from "./option.ts";
import { SUPPRESS_GO_AHEAD } from "./suppress_go_ahead.ts";
import { TERMINAL_TYPE } from "./terminal_type.ts";
import { WINDOW_SIZE } from "./window_size.ts";

/**
 * One row per option, by code. All others are refused (RFC 854). TIMING-MARK (RFC 860) is among
 * those on purpose: its refusal says all that it asks, that we have read this far.
 */
export const OPTIONS = [
  ECHO,
  SUPPRESS_GO_AHEAD,
  TERMINAL_TYPE,
  WINDOW_SIZE,
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
export const NO_FACTS: OptionFacts = Object.assign({}, ...OPTIONS.map(({ facts }) => facts));

/** What we ask of a peer that connects, in this order. */
export const OPENING: readonly { readonly side: Side; readonly code: number }[] = OPTIONS
  .flatMap(({ code, opening }) => opening ? [{ ...opening, code }] : [])
  .sort((a, b) => a.order - b.order);

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
  return OPTIONS.some((option) => option.code === code && option.agree.includes(side));
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
