/**
 * Times as people read them.
 *
 * @module
 */

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
  const time = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  return dayText(date) === dayText(today) ? time : `${dayText(date)} ${time}`;
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
