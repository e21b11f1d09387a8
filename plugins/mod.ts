/**
 * The registry: the plugins in the binary, one import and one row each, in the order they are loaded.
 *
 * @module
 */

import type { Plugin } from "partyline";
import csp from "./csp/mod.ts";
import doorman from "./doorman.ts";
import help from "./help.ts";
import irc from "./irc/mod.ts";
import line from "./line/mod.ts";
import login from "./login.ts";
import messaging from "./messaging.ts";
import moderation from "./moderation.ts";
import rooms from "./rooms.ts";
import screens from "./screens.ts";
import sysop from "./sysop.ts";
import terminal from "./terminal.ts";
import theme from "./theme.ts";
import who from "./who.ts";

/** The plugins in the binary. Those that welcome callers do it in this order. */
export const PLUGINS: readonly Plugin[] = [
  login,
  screens,
  rooms,
  moderation,
  messaging,
  who,
  terminal,
  theme,
  sysop,
  doorman,
  help,
  line,
  csp,
  irc,
];
