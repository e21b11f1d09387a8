/**
 * What a new plugin begins with: a folder with a small one that works, its test, and its types.
 *
 * @module
 */

import { join } from "node:path";
import { AuthorError } from "./author_error.ts";
import DECLARATIONS from "./plugin_declarations.json" with { type: "json" };
import { canStripTypes } from "./plugin_text.ts";

/** What is chosen about a new plugin. */
export interface StarterOptions {
  /** The folder that its own is made in; it is made if it is not there. */
  readonly folder: string;
  /** Names that it may not have. */
  readonly taken: readonly string[];
  /** What its files end in: TypeScript, unless this runtime can't load that. */
  readonly language?: "ts" | "js";
}

/** The folder of a new plugin. */
export interface StartedPlugin {
  /** Its path. */
  readonly path: string;
  /** The name of the file in it that is the plugin. */
  readonly file: string;
}

/**
 * Makes the folder of a new plugin.
 *
 * @throws {AuthorError} If the name can't be, or there is a file or a folder of that name.
 */
export async function startPlugin(
  name: string,
  { folder, taken, language = canStripTypes ? "ts" : "js" }: StarterOptions,
): Promise<StartedPlugin> {
  const fault = faultOfName(name, taken);
  if (fault !== undefined) throw new AuthorError(`Cannot name a plugin "${name}" as ${fault}`);
  const path = join(folder, name);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.mkdir(path);
    await Deno.mkdir(join(path, "types"));
    for (const [file, text] of Object.entries(filesOf(name, language))) {
      await Deno.writeTextFile(join(path, file), text, { createNew: true });
    }
  } catch (error) {
    const reason = error instanceof Deno.errors.AlreadyExists
      ? "it is there already"
      : (error as Error).message;
    throw new AuthorError(`Cannot make the folder "${path}" as ${reason}`, { cause: error });
  }
  return { path, file: `mod.${language}` };
}

function faultOfName(name: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) {
    return "it must be up to 32 lower-case letters, digits and _, and begin with a letter";
  }
  return taken.includes(name) ? "a part of the program has that name" : undefined;
}

/** The texts of the files, by their names. */
function filesOf(name: string, language: "ts" | "js"): Readonly<Record<string, string>> {
  return {
    [`mod.${language}`]: pluginText(name),
    [`mod_test.${language}`]: testText(name, language),
    "README.md": readmeText(name, language),
    "deno.json": DENO_SETTINGS,
    "tsconfig.json": TYPESCRIPT_SETTINGS,
    ...Object.fromEntries(
      Object.entries(DECLARATIONS).map(([file, lines]) => [`types/${file}`, lines.join("\n")]),
    ),
  };
}

/** Where an editor that knows Deno, and `deno check`, find the types. The house itself does not read it. */
const DENO_SETTINGS = `{
  "imports": {
    "partyline": "./types/partyline.d.ts",
    "partyline/testing": "./types/partyline_testing.d.ts"
  }
}
`;

/** Where other editors, and `tsc`, find them. DOM is for what Deno has as well, such as URL. */
const TYPESCRIPT_SETTINGS = `{
  "compilerOptions": {
    "allowImportingTsExtensions": true,
    "allowJs": true,
    "checkJs": true,
    "lib": ["ESNext", "DOM"],
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "noEmit": true,
    "paths": {
      "partyline": ["./types/partyline.d.ts"],
      "partyline/testing": ["./types/partyline_testing.d.ts"]
    },
    "strict": true,
    "target": "ESNext"
  }
}
`;

function pluginText(name: string): string {
  return `import { int, plugin, UserError } from "partyline";

export default plugin({
  name: "${name}",
  summary: "Toss coins.",
  needs: ["messages"],
  settings: {
    most: int({ default: 5, min: 1, max: 20, summary: "Most coins at once" }),
  },
  setup(host) {
    host.command({
      usage: "${name} [coins:int]",
      summary: "Toss coins, for all to see.",
      async run({ args: { coins = 1 }, messages }) {
        const { most } = host.settings;
        if (coins < 1 || coins > most) {
          throw new UserError(\`Cannot toss \${coins} coins as it takes 1 to \${most}\`);
        }
        const sides = Array.from({ length: coins }, () => Math.random() < 0.5 ? "heads" : "tails");
        await messages.say(\`tosses \${sides.join(", ")}\`, "action");
      },
    });
  },
});
`;
}

function testText(name: string, language: string): string {
  return `import { party, test } from "partyline/testing";

test("coins are tossed for all to see", async () => {
  await using p = await party({ plugin: "./mod.${language}" });
  const ann = await p.guest("ann");
  const bob = await p.guest("bob");
  await ann.type("/${name}");
  await bob.reads(/\\* ann tosses (heads|tails)\\n/);
  await ann.type("/${name} 2");
  await bob.reads(/\\* ann tosses (heads|tails), (heads|tails)\\n/);
});

test("there are no more coins than the settings say", async () => {
  await using p = await party({ plugin: "./mod.${language}", settings: { most: 3 } });
  const ann = await p.guest("ann");
  await ann.type("/${name} 4");
  await ann.reads("Cannot toss 4 coins as it takes 1 to 3\\n");
});
`;
}

function readmeText(name: string, language: string): string {
  return `# ${name}

A plugin for Partyline.

| file                         | what it is                                        |
| ---------------------------- | ------------------------------------------------- |
| \`mod.${language}\`                     | the plugin                                        |
| \`mod_test.${language}\`                | its tests                                         |
| \`types/\`                     | for your editor: what "partyline" is; not by hand |
| \`deno.json\`, \`tsconfig.json\` | where your editor finds that                      |

Test it, in the folder that this one is in:

    partyline plugin test ${name}

Have it in a house: put this folder into its \`plugins.d\`. If the house is open, its sysop types
\`/plugin load ${name}\`, and after changes \`/plugin reload ${name}\`.

Your editor shows the types, and \`deno check\` or \`tsc\` finds mistakes, without the source of
Partyline. What there is beside commands and settings, and how it is tested, is told in
docs/plugins.md of Partyline.
`;
}
