/**
 * What those read for whom no node is free.
 *
 * @module
 */

import { joinStyled, type Text } from "../../terminal/style/styled_text.ts";
import type { TerminalCaller, TerminalHouse } from "../terminal/terminal_house.ts";

/**
 * The word BUSY, which programs look for, in a line of its own; then the screen of that name, if the sysop
 * has one.
 *
 * @param caller Who reads it; nobody who is known unless given.
 */
export function busyText(house: Pick<TerminalHouse, "screen">, caller?: TerminalCaller): Text {
  const screen = house.screen("busy", caller);
  return screen === undefined ? "BUSY" : joinStyled(["BUSY", screen], "\n");
}
