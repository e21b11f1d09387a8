/**
 * The screens of the house: those of its sysop, those in the program, and those of plugins.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { type Log, logFor } from "../../logging/log.ts";
import { ScreenFolder } from "../../session/terminal/screen_folder.ts";
import { DEFAULT_PROFILE } from "../../terminal/profile.ts";
import type { ScreenValues } from "../../terminal/screens/placeholder.ts";
import { fittingScreens, type ScreenViewer } from "../../terminal/screens/screen_choice.ts";
import type { ScreenFile } from "../../terminal/screens/screen_file.ts";
import { plain, type Styled } from "../../terminal/style/styled_text.ts";
import { screenProblems } from "./screen_check.ts";
import { SCREEN_VALUES, type ScreenHouse } from "./screen_values.ts";

/** Whom a screen is shown to. */
export type ScreenCaller = Pick<Caller, "columns" | "role" | "session" | "terminal"> & {
  readonly node?: number;
};

/** Which screen is asked for, and what it is to tell. */
export interface ScreenRequest {
  /** What the screen is called: `welcome`, `help/rooms`. */
  readonly screen: string;
  /** Whom it is for; it is plain text for nobody in particular unless given. */
  readonly caller?: ScreenCaller;
  /** What is filled in beside what the house fills in, and in place of that. */
  readonly values?: ScreenValues;
  /** The name of the plugin that shows it, which may have screens of its own. */
  readonly plugin?: string;
}

/** Where screens are, and the house that they tell of. */
export interface HouseScreensParts {
  readonly house: ScreenHouse;
  /** Those of the sysop. */
  readonly own: ScreenFolder;
  /** Those in the program. */
  readonly builtIn: ScreenFolder;
  /** The folder of the screens that a plugin has brought; nothing if it has none. */
  folderOf(plugin: string): string | undefined;
  readonly log?: Pick<Log, "error">;
}

/** A folder where a screen may be, and what it is called there. */
type Place = readonly [folder: ScreenFolder, screen: string];

/** The screens of the house. */
export class HouseScreens {
  readonly #parts: HouseScreensParts;
  readonly #log: Pick<Log, "error">;
  /** Of plugins, by path. */
  readonly #folders = new Map<string, ScreenFolder>();

  constructor(parts: HouseScreensParts) {
    this.#parts = parts;
    this.#log = parts.log ?? logFor("screens");
  }

  /** The names of all screens but those of plugins, sorted. */
  names(): readonly string[] {
    const { own, builtIn } = this.#parts;
    return [...new Set([...own.names(), ...builtIn.names()])].sort();
  }

  /**
   * The best that there is of a screen for a caller: of the sysop's if one of them fits, else of those in
   * the program. A plugin that shows it has its own before both, and the sysop's `PLUGIN/SCREEN` before
   * that. What is wrong with one is logged, and the next best is taken.
   *
   * @returns Nothing if there is none.
   */
  text({ screen, caller, values = {}, plugin }: ScreenRequest): Styled | undefined {
    const viewer = viewerOf(caller);
    for (const [folder, name] of this.#placesOf(screen, plugin)) {
      const files = folder.files(name);
      // A house without such a screen is asked for it by all who come in.
      if (files.length === 0) continue;
      for (const file of fittingScreens(files, viewer)) {
        try {
          return file.show({ ...this.#valuesOf(file, caller), ...values }, viewer.charset);
        } catch (error) {
          this.#log.error("Screen could not be shown", { screen: name, error });
        }
      }
    }
    return undefined;
  }

  /** The lines of a screen as plain text, for those who are at no terminal; none if there is no such screen. */
  lines(screen: string, caller?: ScreenCaller): readonly string[] {
    const { terminal: _, ...rest } = caller ?? {};
    const text = this.text(caller ? { screen, caller: rest as ScreenCaller } : { screen });
    const all = text ? plain(text) : "";
    return all === "" ? [] : all.split("\n");
  }

  /** What is wrong with those of the sysop, one line for each fault. */
  problems(): readonly string[] {
    return screenProblems(this.#parts.own);
  }

  /**
   * Has all files read again.
   *
   * @returns How many can't be shown; the log tells why.
   */
  reload(): number {
    const { own } = this.#parts;
    own.reload();
    return own.readAll().faults.length;
  }

  #placesOf(screen: string, plugin: string | undefined): readonly Place[] {
    const { own, builtIn } = this.#parts;
    const places: Place[] = [[own, screen], [builtIn, screen]];
    if (plugin === undefined) return places;
    const folder = this.#folderOf(plugin);
    if (folder) places.unshift([folder, screen]);
    return [[own, `${plugin}/${screen}`], ...places];
  }

  #folderOf(plugin: string): ScreenFolder | undefined {
    const path = this.#parts.folderOf(plugin);
    if (path === undefined) return undefined;
    let folder = this.#folders.get(path);
    if (!folder) {
      this.#folders.set(
        path,
        folder = new ScreenFolder({
          path,
          now: () => this.#parts.house.clock.now(),
        }),
      );
    }
    return folder;
  }

  /** Only those that the file asks for, as some take looking up. */
  #valuesOf({ keys }: ScreenFile, caller: ScreenCaller | undefined): ScreenValues {
    const { house } = this.#parts;
    const known = keys.filter((key) => Object.hasOwn(SCREEN_VALUES, key));
    return Object.fromEntries(known.map((key) => [key, SCREEN_VALUES[key]!.of({ house, caller })]));
  }
}

/** Who is at no terminal reads plain text. */
function viewerOf(caller: ScreenCaller | undefined): ScreenViewer {
  if (!caller) return DEFAULT_PROFILE;
  return caller.terminal ?? { ...DEFAULT_PROFILE, columns: caller.columns };
}
