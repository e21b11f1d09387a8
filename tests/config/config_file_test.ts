/**
 * Config files on a real disk.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { createConfigFile, loadConfigFile } from "../../core/config/config_file.ts";
import { ConfigError } from "../../core/config/config_problem.ts";
import { CONFIG_LIMIT } from "../../core/config/ini_reader.ts";

function testOnDisk(claim: string, check: (folder: string) => Promise<void>): void {
  Deno.test(claim, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await check(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function failsWith(work: Promise<unknown>, message: string): Promise<void> {
  await rejects(work, (error: unknown) => {
    strictEqual(error instanceof ConfigError && error.message, message);
    return true;
  });
}

testOnDisk("a file is loaded with its name and its text", async (folder) => {
  const path = join(folder, "config.ini");
  await Deno.writeTextFile(path, "[main]\nname = Café\n");
  deepStrictEqual(await loadConfigFile(path), { file: path, text: "[main]\nname = Café\n" });
});

testOnDisk("a file that is not there is a clear error", async (folder) => {
  const path = join(folder, "config.ini");
  await failsWith(loadConfigFile(path), `${path}: Cannot read the file as it does not exist`);
});

testOnDisk("a folder is a clear error", async (folder) => {
  await failsWith(loadConfigFile(folder), `${folder}: Cannot read the file as it is a folder`);
});

testOnDisk("a path through a file is a clear error", async (folder) => {
  const path = join(folder, "file");
  await Deno.writeTextFile(path, "");
  const below = join(path, "config.ini");
  await rejects(loadConfigFile(below), ConfigError);
});

testOnDisk("a file that is not UTF-8 is a clear error", async (folder) => {
  const path = join(folder, "config.ini");
  await Deno.writeFile(path, Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
  await failsWith(loadConfigFile(path), `${path}: Cannot read the file as it is not UTF-8 text`);
});

testOnDisk("a file of more than 1 MiB is a clear error", async (folder) => {
  const path = join(folder, "config.ini");
  await Deno.writeFile(path, new Uint8Array(CONFIG_LIMIT + 1).fill(59));
  await failsWith(
    loadConfigFile(path),
    `${path}: Cannot read the file as it is longer than 1048576 bytes`,
  );
});

Deno.test("a file that is not permitted is a clear error", {
  permissions: { read: false },
}, async () => {
  await rejects(loadConfigFile("config.ini"), ConfigError);
});

testOnDisk("a new file is written and reads back", async (folder) => {
  const path = join(folder, "config.ini");
  await createConfigFile(path, "[main]\n");
  strictEqual((await loadConfigFile(path)).text, "[main]\n");
});

testOnDisk("a file that is there already is never overwritten", async (folder) => {
  const path = join(folder, "config.ini");
  await Deno.writeTextFile(path, "[mine]\n");
  await failsWith(
    createConfigFile(path, "[main]\n"),
    `${path}: Cannot write the file as there is one already`,
  );
  strictEqual(await Deno.readTextFile(path), "[mine]\n");
});

testOnDisk("a new file in a folder that is not there is a clear error", async (folder) => {
  const path = join(folder, "nowhere", "config.ini");
  await failsWith(
    createConfigFile(path, "[main]\n"),
    `${path}: Cannot write the file as it has no folder to stand in`,
  );
});
