/**
 * A program on a real terminal, inside of tmux: keys go in, and the screen can be read.
 *
 * @module
 */

import { dirname } from "node:path";
import { PATIENCE_MS } from "./patience.ts";

/** The size of a pane, in character cells. */
export interface PaneSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a test may choose about a pane. */
export interface PaneOptions extends Partial<PaneSize> {
  /** Files that the program finds in its home, by their paths from there. */
  readonly files?: Readonly<Record<string, string>>;
}

/** tmux shows the size it was made with and nothing of its own, and keeps what a program left behind. */
const SETTINGS = "set -g status off\nset -g remain-on-exit on\nset -g history-limit 5000\n";

/** How long to wait between two looks at the screen. */
const LOOK_AGAIN_MS = 30;

/** One pane in a tmux server of its own, which ends with it. */
export class TmuxPane implements AsyncDisposable {
  readonly #folder: string;

  /**
   * Runs a program in a new pane.
   *
   * @param command The program and its arguments.
   * @param options 80 columns and 24 rows if left out.
   */
  static async open(
    command: readonly string[],
    { columns = 80, rows = 24, files = {} }: PaneOptions = {},
  ): Promise<TmuxPane> {
    const folder = await Deno.makeTempDir({ prefix: "partyline_tmux_" });
    for (const [path, text] of Object.entries({ ...files, "tmux.conf": SETTINGS })) {
      await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    const pane = new TmuxPane(folder);
    const size = ["-x", String(columns), "-y", String(rows)];
    await pane.#tmux("-f", `${folder}/tmux.conf`, "-u", "new-session", "-d", ...size, ...command);
    return pane;
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Types text, key by key. */
  async type(text: string): Promise<void> {
    await this.#tmux("send-keys", "-l", "--", text);
  }

  /** Presses keys, by tmux's names: `Enter`, `Tab`, `Home`, `C-a`. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tmux("send-keys", ...keys);
  }

  /** Types a line and presses Enter. */
  async enter(line: string): Promise<void> {
    await this.type(line);
    await this.press("Enter");
  }

  /** Makes the window another size. */
  async resize({ columns, rows }: PaneSize): Promise<void> {
    await this.#tmux("resize-window", "-x", String(columns), "-y", String(rows));
  }

  /** What is on the screen, without trailing spaces and empty rows. */
  async screen(): Promise<string> {
    return (await this.#tmux("capture-pane", "-p")).trimEnd();
  }

  /** Everything that was ever on the screen and has scrolled off, and then the screen. */
  async everything(): Promise<string> {
    return (await this.#tmux("capture-pane", "-p", "-S", "-")).trimEnd();
  }

  /** Where the cursor is, from 0. */
  async cursor(): Promise<{ column: number; row: number }> {
    const [column, row] = (await this.#tmux("display-message", "-p", "#{cursor_x} #{cursor_y}"))
      .split(" ").map(Number);
    return { column: column!, row: row! };
  }

  /** The process id of the program. */
  async pid(): Promise<number> {
    return Number(await this.#tmux("display-message", "-p", "#{pane_pid}"));
  }

  /**
   * Waits until the screen matches.
   *
   * @returns The screen.
   * @throws {Error} If it never does, with all of the pane.
   */
  async waitFor(wanted: RegExp): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    while (true) {
      const screen = await this.screen();
      if (wanted.test(screen)) return screen;
      if (Date.now() > deadline) {
        throw new Error(`The pane never showed ${wanted}:\n${await this.everything()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tmux("kill-server");
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command("tmux", {
      args: ["-S", `${this.#folder}/socket`, ...args],
      // A home of its own, so that nobody's settings are read and nothing is left in theirs.
      env: { HOME: this.#folder, LC_ALL: "C.UTF-8" },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(`Cannot run tmux ${args.join(" ")}: ${decoder.decode(stderr)}`);
    return decoder.decode(stdout);
  }
}
