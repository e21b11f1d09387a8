/**
 * What the house says to one caller.
 *
 * @module
 */

import { aloud, HANG, type Styled, styled, type Text } from "../../terminal/style/styled_text.ts";

/** A line of the house, with its sign before it for the eye. */
export function noticeText(text: Text): Styled {
  return styled`^{notice}${aloud("*** ")}${HANG}${text}^~`;
}
