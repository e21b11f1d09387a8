/**
 * The "screens" capability: showing screens to the caller.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import type { ScreenValues } from "../../terminal/screens/placeholder.ts";
import type { Text } from "../../terminal/style/styled_text.ts";
import { page } from "../caller/paging.ts";
import type { House } from "./house.ts";

/** Screens, as the caller's terminal can show them. */
export interface Screens {
  /** The names of the screens of the house, sorted: `welcome`, `help/rooms`. */
  list(): Promise<readonly string[]>;
  /**
   * A screen as text, for `reply` or `hangUp`.
   *
   * @param values What is filled in for placeholders beside what the house fills in.
   * @returns Nothing if there is no such screen.
   */
  read(screen: string, values?: ScreenValues): Promise<Text | undefined>;
  /**
   * Shows a screen; one that is higher than the caller's terminal by the screenful.
   *
   * @param values As of {@linkcode Screens.read}.
   * @returns Whether there is such a screen.
   */
  show(screen: string, values?: ScreenValues): Promise<boolean>;
}

/** The screens for one caller, as one plugin shows them. */
export class CallerScreens implements Screens {
  readonly #house: House;
  readonly #caller: Caller;
  readonly #plugin: string;

  constructor(house: House, caller: Caller, plugin: { readonly name: string }) {
    this.#house = house;
    this.#caller = caller;
    this.#plugin = plugin.name;
  }

  async list(): Promise<readonly string[]> {
    return this.#house.screens.names();
  }

  async read(screen: string, values: ScreenValues = {}): Promise<Text | undefined> {
    return this.#house.screens.text({
      screen,
      caller: this.#caller,
      values,
      plugin: this.#plugin,
    });
  }

  async show(screen: string, values: ScreenValues = {}): Promise<boolean> {
    const text = await this.read(screen, values);
    if (text && typeof text !== "string" && text.spans.length > 0) await page(this.#caller, text);
    return text !== undefined;
  }
}
