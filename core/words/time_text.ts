/**
 * Times as people read them.
 *
 * @module
 */

import { countOf } from "./plural.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A moment in the server's time zone: the time alone when it is of the same day, else with its date.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const at = new Date(2026, 10, 21, 9, 5).getTime();
 * strictEqual(momentText(at, { now: at }), "09:05");
 * strictEqual(momentText(at, { now: at + 86_400_000 }), "2026-11-21 09:05");
 * ```
 * @param at Milliseconds since the epoch, as is `now`.
 */
export function momentText(at: number, { now }: { now: number }): string {
  const [date, today] = [new Date(at), new Date(now)];
  const time = clockText(at);
  return dayText(date) === dayText(today) ? time : `${dayText(date)} ${time}`;
}

/**
 * A moment's time of day in the server's time zone.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(clockText(new Date(2026, 10, 21, 9, 5).getTime()), "09:05");
 * ```
 * @param at Milliseconds since the epoch.
 */
export function clockText(at: number): string {
  const date = new Date(at);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The days of the week, in the order of `Date.getDay`. */
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * The day of a moment in the server's time zone, in words.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(dayWords(new Date(2026, 10, 22).getTime()), "Sunday 22 November 2026");
 * ```
 * @param at Milliseconds since the epoch.
 */
export function dayWords(at: number): string {
  const date = new Date(at);
  return `${WEEKDAYS[date.getDay()]} ${dateWords(date)}`;
}

/**
 * A moment with all that there is to say of it: the time of day, the day, and by how much the server's time zone differs
 * from UTC.
 *
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * const at = new Date(2026, 10, 22, 9, 5).getTime();
 * match(timeWords(at), /^09:05 on Sunday 22 November 2026 \(GMT[+-]\d{4}\)$/);
 * ```
 * @param at Milliseconds since the epoch.
 */
export function timeWords(at: number): string {
  // As ECMA-262 has it in the text of a date (21.4.4.41.3).
  const [zone] = /GMT[+-]\d{4}/.exec(String(new Date(at))) ?? ["UTC"];
  return `${clockText(at)} on ${dayWords(at)} (${zone})`;
}

/**
 * A moment as one would say it, with its date where it is not of today.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const at = new Date(2026, 10, 21, 9, 5).getTime();
 * strictEqual(momentWords(at, { now: at + 86_400_000 }), "21 November 2026 at 09:05");
 * ```
 * @param at Milliseconds since the epoch, as is `now`.
 */
export function momentWords(at: number, { now }: { now: number }): string {
  const [date, today] = [new Date(at), new Date(now)];
  const time = clockText(at);
  return dayText(date) === dayText(today) ? time : `${dateWords(date)} at ${time}`;
}

function dateWords(date: Date): string {
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

function dayText(date: Date): string {
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join("-");
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/**
 * A span of time by its two largest units.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(spanText(59_999), "59s");
 * strictEqual(spanText(3_660_000), "1h 1m");
 * strictEqual(spanText(172_800_000), "2d 0h");
 * ```
 * @param ms Milliseconds; less than none counts as none.
 */
export function spanText(ms: number): string {
  if (ms >= DAY) return `${Math.floor(ms / DAY)}d ${Math.floor(ms % DAY / HOUR)}h`;
  if (ms >= HOUR) return `${Math.floor(ms / HOUR)}h ${Math.floor(ms % HOUR / MINUTE)}m`;
  if (ms >= MINUTE) return `${Math.floor(ms / MINUTE)}m`;
  return `${Math.max(0, Math.floor(ms / 1000))}s`;
}

/**
 * A span of time by its two largest units, as one would say it.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(spanWords(59_999), "59 seconds");
 * strictEqual(spanWords(3_660_000), "1 hour 1 minute");
 * strictEqual(spanWords(172_800_000), "2 days");
 * ```
 * @param ms Milliseconds; less than none counts as none.
 */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = ([["day", DAY], ["hour", HOUR], ["minute", MINUTE]] as const)
    .map(([unit, length]) => ({ unit, count: Math.floor(ms / length) % UNIT_COUNTS[unit] }));
  const first = parts.findIndex(({ count }) => count > 0);
  if (first < 0) return countOf(seconds, "second");
  return parts.slice(first, first + 2).filter(({ count }) => count > 0)
    .map(({ unit, count }) => countOf(count, unit)).join(" ");
}

/** How many of a unit make one of the next. */
const UNIT_COUNTS = { day: Infinity, hour: 24, minute: 60 } as const;

/** What stands for a unit of time, and its milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  "": MINUTE,
  "d": DAY,
  "h": HOUR,
  "m": MINUTE,
  "s": 1000,
  "w": 7 * DAY,
};

/**
 * Reads a span of time as people write it: numbers with units, the largest first or not; minutes where
 * there is no unit.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(parseSpan("90"), 5_400_000);
 * strictEqual(parseSpan("1h30m"), 5_400_000);
 * strictEqual(parseSpan("soon"), undefined);
 * ```
 * @returns Milliseconds, which may be more than a time can hold; undefined for what is no span.
 */
export function parseSpan(text: string): number | undefined {
  if (!/^(\d{1,9}[dhmsw])+$|^\d{1,9}$/i.test(text)) return undefined;
  return [...text.toLowerCase().matchAll(/(\d+)(\D?)/g)]
    .reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}
