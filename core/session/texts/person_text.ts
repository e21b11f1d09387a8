/**
 * People's names, each in a colour that stays theirs.
 *
 * @module
 */

import type { Style } from "../../terminal/style/style.ts";
import type { Styled } from "../../terminal/style/styled_text.ts";
import { nameKey } from "../../world/name.ts";
import type { UserId } from "../../world/user.ts";

/** Somebody who is named. */
export interface Named {
  /** The name they wear, or wore. */
  readonly name: string;
  /** Their account; undefined for a guest. */
  readonly user?: UserId;
}

/** Hues of guests, whose names take long to bring into the form in which they compare. */
const HUES = new Map<string, number>();

/** The most guests whose hues are remembered. */
const REMEMBERED = 4096;

/** What stands around a name, in its colour: each of one span. */
export interface AroundName {
  /** Before it: the star of what somebody does. */
  readonly before?: Styled;
  /** Behind it: the colon. */
  readonly after?: Styled;
}

/**
 * Somebody's name in their colour: that of their account, whatever they call themselves, or else of their
 * name.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(personText({ name: "Ann", user: 7 }), {
 *   spans: [{ text: "Ann", style: { means: "name", hue: 7 } }],
 * });
 * ```
 */
export function personText({ name, user }: Named, { before, after }: AroundName = {}): Styled {
  // Accounts have numbers one after the other, so that neighbours have different colours.
  const style: Style = { means: "name", hue: user ?? hueOf(name) };
  const inStyle = (text: Styled) => text.spans.map((span) => ({ ...span, style }));
  const spans = [{ text: name, style }];
  if (!before && !after) return { spans };
  return {
    spans: [...(before ? inStyle(before) : []), ...spans, ...(after ? inStyle(after) : [])],
  };
}

function hueOf(name: string): number {
  const known = HUES.get(name);
  if (known !== undefined) return known;
  const hue = hashOf(nameKey(name));
  if (HUES.size === REMEMBERED) HUES.clear();
  HUES.set(name, hue);
  return hue;
}

/** FNV-1a over UTF-16 units; the lower bits of its 32 depend on every letter. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash ^ hash >>> 15) >>> 0;
}
