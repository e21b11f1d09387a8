/**
 * Watches the folder of the plugins, so that what is changed there is loaded at once.
 *
 * @module
 */

import { type Log, logFor } from "../../logging/log.ts";
import type { Cancel, Clock } from "../../net/clock.ts";
import type { PluginFolder } from "./plugin_folder.ts";

/** How long a folder must be quiet before it is looked at: editors write in several steps. */
export const QUIET_MS = 200;

/** How often a folder is looked for that is not there, in milliseconds. */
export const LOOK_MS = 2000;

/** What a {@linkcode PluginWatch} works with. */
export interface PluginWatchParts {
  readonly folder: PluginFolder;
  readonly clock: Clock;
  /** Called with the files that have changed, as absolute paths, once there is quiet. */
  changed(paths: ReadonlySet<string>): void;
}

/** A watch over a folder, which may come and go. */
export class PluginWatch {
  readonly #parts: PluginWatchParts;
  readonly #log: Log = logFor("plugins");
  #watcher: Deno.FsWatcher | undefined;
  #paths = new Set<string>();
  #waiting: Cancel = () => {};
  #looking: Cancel = () => {};
  #isClosed = false;

  constructor(parts: PluginWatchParts) {
    this.#parts = parts;
    this.#look({ isFirst: true });
  }

  /** Ends the watch. */
  close(): void {
    this.#isClosed = true;
    this.#waiting();
    this.#looking();
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  /** Watches the folder if it is there, and else looks again in a while. */
  #look({ isFirst }: { readonly isFirst: boolean }): void {
    const { folder, clock } = this.#parts;
    try {
      this.#watcher = Deno.watchFs(folder.path, { recursive: true });
    } catch (error) {
      if (isFirst) {
        this.#log.info("Folder of plugins is not there yet", { folder: folder.shown, error });
      }
      this.#looking = clock.after(LOOK_MS, () => this.#look({ isFirst: false }));
      return;
    }
    // What it holds already has come while nobody looked.
    if (!isFirst) this.#note([folder.path]);
    void this.#follow(this.#watcher);
  }

  async #follow(watcher: Deno.FsWatcher): Promise<void> {
    const { folder } = this.#parts;
    for await (const { kind, paths } of watcher) {
      if (kind === "access") continue;
      this.#note(paths);
      if (kind !== "remove" || !paths.includes(folder.path)) continue;
      this.#log.warn("Folder of plugins is gone; they stay loaded", { folder: folder.shown });
      break;
    }
    if (this.#isClosed) return;
    this.#watcher = undefined;
    this.#look({ isFirst: false });
  }

  #note(paths: readonly string[]): void {
    const { clock, changed } = this.#parts;
    for (const path of paths) this.#paths.add(path);
    this.#waiting();
    this.#waiting = clock.after(QUIET_MS, () => {
      const noted = this.#paths;
      this.#paths = new Set();
      changed(noted);
    });
  }
}
