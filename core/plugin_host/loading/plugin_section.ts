/**
 * The section of the settings that is a plugin's own.
 *
 * @module
 */

import type { Section } from "../../config/section.ts";
import type { Plugin } from "../plugin.ts";

/** A plugin's section of the settings. */
export function sectionOf({ name, summary, settings }: Plugin): Section {
  return { name, summary, settings };
}
