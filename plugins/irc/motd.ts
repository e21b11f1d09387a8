/**
 * The message of the day.
 *
 * @module
 */

import { resolve } from "node:path";

/** What a {@linkcode Motd} is made with, beside the setting. */
export interface MotdParts {
  /** Where the file is looked for. */
  readonly folder: string;
  /** The lines of the message that the house has for all; none where it has none. */
  ofHouse(): readonly string[];
}

/**
 * The message of the day: of the file of that name if there is one, else the setting itself; or that which the
 * house has for all, where the setting is empty.
 */
export class Motd {
  readonly #setting: string;
  readonly #file: string;
  readonly #ofHouse: () => readonly string[];
  #isFile = false;
  #lines: readonly string[] = [];

  /**
   * Reads it.
   *
   * @param setting The name of a file, or the text, in which `\n` begins a line; empty for none.
   */
  constructor(setting: string, { folder, ofHouse }: MotdParts) {
    this.#setting = setting;
    this.#file = resolve(folder, setting);
    this.#ofHouse = ofHouse;
    this.reload();
  }

  /** Its lines; none where there is no message. */
  get lines(): readonly string[] {
    return this.#setting === "" ? this.#ofHouse() : this.#lines;
  }

  /**
   * Reads it again.
   *
   * @throws What reading does, if there was a file that can't be read any more; the old lines stay.
   */
  reload(): void {
    const text = this.#setting === "" ? "" : this.#read();
    this.#lines = text === "" ? [] : text.split(/\r\n?|\n/);
  }

  #read(): string {
    try {
      const text = Deno.readTextFileSync(this.#file).trimEnd();
      this.#isFile = true;
      return text;
    } catch (error) {
      if (this.#isFile) throw error;
      return this.#setting.replaceAll("\\n", "\n");
    }
  }
}
