/**
 * A folder of screens: which files are in it, read when they are shown and again when they have changed.
 *
 * @module
 */

import { join } from "node:path";
import { type Log, logFor } from "../../logging/log.ts";
import { readScreen, type ScreenFile } from "../../terminal/screens/screen_file.ts";
import { parseScreenName, type ScreenName } from "../../terminal/screens/screen_name.ts";

/** What bounds a folder. */
export const FOLDER_BOUNDS = { fileBytes: 262_144, files: 1000, depth: 3 } as const;

/** How long what was found in the folder is taken as what is there, in milliseconds. */
export const LOOK_MS = 1000;

/** What a {@linkcode ScreenFolder} is made with. */
export interface ScreenFolderOptions {
  /** As an absolute path, or from the folder that the program runs in. It need not be there. */
  readonly path: string;
  /** The time in milliseconds. */
  now(): number;
  readonly log?: Pick<Log, "warn">;
}

/** A file in the folder that cannot be shown, and why. */
export interface ScreenFault {
  /** Its path, as the sysop finds it. */
  readonly file: string;
  /** In words that follow "as": `it is too large: 300000 bytes of at most 262144`. */
  readonly reason: string;
}

/** A file of a screen, as it was found. */
interface Found {
  readonly path: string;
  readonly name: ScreenName;
  /** Another one after each change of the file. */
  readonly version: string;
  /** What came of reading it, once it was. */
  read?: ScreenFile | ScreenFault;
  /** Whether the log has told that it can't be shown. */
  isTold?: boolean;
}

/** What is being found. */
interface Gathered {
  readonly found: Map<string, Found>;
  readonly faults: ScreenFault[];
}

/** What is in the folder. */
interface Listing {
  readonly at: number;
  /** By path, sorted by it. */
  readonly found: ReadonlyMap<string, Found>;
  readonly byScreen: ReadonlyMap<string, readonly Found[]>;
  readonly faults: readonly ScreenFault[];
}

const NOTHING: Listing = { at: -Infinity, found: new Map(), byScreen: new Map(), faults: [] };

/**
 * A folder of screens. Callers cost it nothing but a look at what is in it, once a second at the most:
 * files are read when they are first shown, and again when they have changed since.
 */
export class ScreenFolder {
  readonly #path: string;
  readonly #now: () => number;
  readonly #log: Pick<Log, "warn">;
  #listing = NOTHING;

  constructor({ path, now, log = logFor("screens") }: ScreenFolderOptions) {
    this.#path = path;
    this.#now = now;
    this.#log = log;
  }

  /** The names of the screens in it, sorted. */
  names(): readonly string[] {
    return [...this.#look().byScreen.keys()].sort();
  }

  /** The files of a screen, but for those that can't be read, of which the log tells once. */
  files(screen: string): readonly ScreenFile[] {
    const found = this.#look().byScreen.get(screen);
    if (!found) return [];
    return found
      .map((found) => this.#read(found))
      .filter((read) => "show" in read);
  }

  /** Whether it has files of a screen, whatever is in them. */
  has(screen: string): boolean {
    return this.#look().byScreen.has(screen);
  }

  /** Reads all that is in it, for who wants to know what is wrong. */
  readAll(): {
    readonly files: readonly { readonly path: string; readonly file: ScreenFile }[];
    readonly faults: readonly ScreenFault[];
  } {
    const { found, faults } = this.#look();
    const read = [...found.values()].map((it) => ({ path: it.path, file: this.#read(it) }));
    return {
      files: read.flatMap(({ path, file }) => "show" in file ? [{ path, file }] : []),
      faults: [...faults, ...read.flatMap(({ file }) => "reason" in file ? [file] : [])],
    };
  }

  /** Forgets what was read, so that all of it is read again. */
  reload(): void {
    this.#listing = NOTHING;
  }

  #look(): Listing {
    const now = this.#now();
    if (Math.abs(now - this.#listing.at) < LOOK_MS) return this.#listing;
    const { found: known, faults: knownFaults } = this.#listing;
    const found = new Map<string, Found>();
    const faults: ScreenFault[] = [];
    this.#list([], { found, faults });
    for (const [path, { version }] of found) {
      const before = known.get(path);
      if (before?.version === version) found.set(path, before);
    }
    for (const fault of faults) {
      const isKnown = knownFaults.some(({ file, reason }) =>
        file === fault.file && reason === fault.reason
      );
      if (!isKnown) this.#log.warn("Screen is left out", { ...fault });
    }
    const byScreen = Map.groupBy(found.values(), ({ name }) => name.screen);
    return this.#listing = { at: now, found, byScreen, faults };
  }

  /** Finds the files in a folder, and in those in it. */
  #list(inside: readonly string[], into: Gathered): void {
    const folder = join(this.#path, ...inside);
    try {
      const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
      for (const { name, isDirectory } of entries) {
        if (name.startsWith(".")) continue;
        const path = [...inside, name];
        if (!isDirectory) this.#find(path, into);
        else if (path.length < FOLDER_BOUNDS.depth) this.#list(path, into);
      }
    } catch (error) {
      if (error instanceof Deno.errors.NotFound && inside.length === 0) return;
      into.faults.push({ file: folder, reason: unreadable(error) });
    }
  }

  #find(inside: readonly string[], { found, faults }: Gathered): void {
    const path = inside.join("/");
    const file = join(this.#path, path);
    if (!/\.(?:ans|txt)$/i.test(path)) return;
    const name = parseScreenName(path);
    if (!name) return void faults.push({ file, reason: "its name is none of a screen" });
    if (found.size >= FOLDER_BOUNDS.files) {
      return void faults.push({ file, reason: `there are more than ${FOLDER_BOUNDS.files} files` });
    }
    found.set(path, { path: file, name, version: versionOf(file) });
  }

  #read(found: Found): ScreenFile | ScreenFault {
    found.read ??= readFound(found);
    if ("reason" in found.read && !found.isTold) {
      found.isTold = true;
      this.#log.warn("Screen is left out", { ...found.read });
    }
    return found.read;
  }
}

function readFound({ path, name }: Found): ScreenFile | ScreenFault {
  const { fileBytes } = FOLDER_BOUNDS;
  try {
    const { size, isFile } = Deno.statSync(path);
    if (!isFile) return { file: path, reason: "it is no file" };
    if (size > fileBytes) {
      return { file: path, reason: `it is too large: ${size} bytes of at most ${fileBytes}` };
    }
    return readScreen(name, Deno.readFileSync(path));
  } catch (error) {
    return { file: path, reason: unreadable(error) };
  }
}

/** Another one after each change. What can't even be looked at has one too: it may be mended. */
function versionOf(path: string): string {
  try {
    const { mtime, size } = Deno.statSync(path);
    return `${mtime?.getTime()} ${size}`;
  } catch {
    return "";
  }
}

function unreadable(error: unknown): string {
  return `it can't be read: ${(error as Error).message}`;
}
