/**
 * A folder of plugins on the disk, for one test.
 *
 * @module
 */

import { dirname, join } from "node:path";

/** A folder of its own below those for things that pass. */
export class PluginFiles implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder, with files in it: texts by their paths. */
  static async make(files: Readonly<Record<string, string>> = {}): Promise<PluginFiles> {
    // The real one, as traces and watchers name it.
    const folder = new PluginFiles(await Deno.realPath(await Deno.makeTempDir()));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  async write(name: string, text: string | Uint8Array): Promise<void> {
    const path = join(this.path, name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, typeof text === "string" ? new TextEncoder().encode(text) : text);
  }

  async remove(name: string): Promise<void> {
    await Deno.remove(join(this.path, name), { recursive: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** What a test may choose about a {@linkcode pluginText}. */
export interface PluginTextParts {
  /** What stands before the plugin. */
  readonly before?: string;
  /** What is done in `setup(host, saved)`; a command of the plugin's name that answers `answer` unless given. */
  readonly setup?: string;
  /** What the command answers: an expression. */
  readonly answer?: string;
  /** Other parts of the definition: `needs: ["timers"],`. */
  readonly parts?: string;
}

/** The text of a plugin, as JavaScript. */
export function pluginText(
  name: string,
  { before = "", parts = "", answer = `"this is ${name}"`, setup }: PluginTextParts = {},
): string {
  return `import { int, plugin, UserError } from "partyline";
${before}
export default plugin({
  name: "${name}",
  summary: "For tests.",
  ${parts}
  setup(host, saved) {
    ${setup ?? command(name, `reply(${answer})`)}
  },
});
`;
}

/** The text that registers a command. */
export function command(usage: string, run: string): string {
  return `host.command({ usage: "${usage}", summary: "Do it.", run: async ({ reply, args, ask, table }) => { ${run} } });`;
}
