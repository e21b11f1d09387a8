/**
 * The command line, as a user meets it.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import manifest from "../deno.json" with { type: "json" };
import { MIGRATIONS } from "../core/storage/migrations.ts";
import { verifySecret } from "../plugins/irc/identity/secret.ts";
import { PLUGINS } from "../plugins/mod.ts";
import {
  assertComplaint,
  dial,
  enter,
  namesIn,
  openIn,
  READY,
  runIn,
  testIn,
} from "./kit/command_line.ts";
import { freePort, startDeno, startProgram } from "./kit/program.ts";

const HOUSE = fileURLToPath(new URL("..", import.meta.url));

// Words that end at once

testIn("--help lists the words and what they do", async (folder) => {
  const { code, stdout, stderr } = await runIn(folder, "--help");
  for (const word of ["start", "check", "init"]) match(stdout, new RegExp(`^ {2}${word}\\b`, "m"));
  deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
  deepStrictEqual(namesIn(folder), []);
});

testIn("start --help lists the options", async (folder) => {
  const { code, stdout, stderr } = await runIn(folder, "start", "--help");
  for (const option of ["--config", "--host", "--port", "--data"]) ok(stdout.includes(option));
  deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
});

testIn("--version tells the version of deno.json", async (folder) => {
  const ending = await runIn(folder, "--version");
  deepStrictEqual(ending, { code: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

testIn("an unknown option is named, with the nearest known one", async (folder) => {
  const complaint = "error: unknown option '--prot'\n(Did you mean --port?)";
  assertComplaint(await runIn(folder, "--prot", "1"), complaint);
});

testIn("an argument too many is named", async (folder) => {
  const { code, stdout, stderr } = await runIn(folder, "start", "again");
  match(stderr, /^error: .*again.*\n$/);
  deepStrictEqual({ code, stdout }, { code: 1, stdout: "" });
});

Deno.test("words follow deno task start as they are", async () => {
  await using program = startDeno(["task", "--quiet", "start", "init", "--help"], HOUSE);
  const { code, stdout } = await program.ended;
  match(stdout, /^Usage: partyline init/);
  strictEqual(code, 0);
});

// init

testIn("init writes the config.ini that ships", async (folder) => {
  const { code, stdout, stderr } = await runIn(folder, "init");
  strictEqual(stdout, "Wrote config.ini, with every setting and its default.\n");
  deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
  const shipped = await Deno.readTextFile(`${HOUSE}/config.ini`);
  strictEqual(await Deno.readTextFile(`${folder}/config.ini`), shipped);
});

testIn("init makes the folder that it is given", async (folder) => {
  const { code, stdout } = await runIn(folder, "init", "my/house");
  strictEqual(stdout, "Wrote my/house/config.ini, with every setting and its default.\n");
  strictEqual(code, 0);
  deepStrictEqual(namesIn(`${folder}/my/house`), ["config.ini"]);
});

testIn("init leaves a config.ini alone", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "; mine\n");
  const complaint = "config.ini: Cannot write the file as there is one already";
  assertComplaint(await runIn(folder, "init"), complaint);
  strictEqual(await Deno.readTextFile(`${folder}/config.ini`), "; mine\n");
});

testIn("init says so when a file stands where the folder goes", async (folder) => {
  await Deno.writeTextFile(`${folder}/house`, "");
  const { code, stdout, stderr } = await runIn(folder, "init", "house");
  match(stderr, /^Cannot make the folder "house": .*\n$/);
  deepStrictEqual({ code, stdout }, { code: 1, stdout: "" });
});

// plugin

testIn(
  "hash-password writes a hash that settings take in place of the password",
  async (folder) => {
    await using program = startProgram(["hash-password"], folder, { input: "sésame\r\nmore" });
    const { code, stdout, stderr } = await program.ended;
    deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
    match(stdout, /^scrypt\$\S+\n$/);
    ok(await verifySecret("sésame", stdout.trim()));
    ok(!await verifySecret("sesame", stdout.trim()));
    const config = `[irc]\noper_name = boss\noper_password = ${stdout}`;
    await Deno.writeTextFile(`${folder}/config.ini`, config);
    strictEqual((await runIn(folder, "check")).code, 0);
  },
);

testIn("hash-password wants a password", async (folder) => {
  await using program = startProgram(["hash-password"], folder, { input: "\n" });
  assertComplaint(await program.ended, "Cannot hash a password that is empty");
});

// check

testIn("check tells what OPER lacks", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "[irc]\noper_name = boss\n");
  const { code, stderr } = await runIn(folder, "check");
  strictEqual(code, 1);
  match(stderr, /Cannot load plugin "irc": .*oper_name as there is no oper_password\n$/);
});

testIn("check says that all is fine, and touches nothing", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "[main]\n");
  const { code, stdout, stderr } = await runIn(folder, "check");
  match(stdout, /^config\.ini is fine\.\nName +Version +From +Commands +Needs\n/);
  for (const { name } of PLUGINS) {
    match(stdout, new RegExp(`\n${name} +${manifest.version} +the program +\\w`));
  }
  deepStrictEqual({ code, stderr }, { code: 0, stderr: "" });
  deepStrictEqual(namesIn(folder), ["config.ini"]);
});

testIn("check without a config.ini says so, and writes none", async (folder) => {
  const { code, stdout } = await runIn(folder, "check");
  match(stdout, /^There is no config\.ini: every setting has its default\.\n/);
  strictEqual(code, 0);
  deepStrictEqual(namesIn(folder), []);
});

/** What a sysop may get wrong in a config file, and the line they read. */
const MISTAKES = {
  "a wrong value": [
    "[main]\nport = many",
    'house.ini:2: Cannot read "port" as it must be a whole number from 0 to 65535: "many"',
  ],
  "an unknown setting": [
    "; mine\n[main]\n\nprot = 23",
    'house.ini:4: Cannot read "prot" as there is no such setting in [main]: did you mean "port"?',
  ],
  "an unknown section": [
    "[main]\n[limit]",
    'house.ini:2: Cannot read section "limit" as there is no such section: did you mean "limits"?',
  ],
  "two mistakes": [
    "[main]\nguests = perhaps\nport = -1",
    'house.ini:2: Cannot read "guests" as it must be yes or no: "perhaps"\n' +
    'house.ini:3: Cannot read "port" as it must be a whole number from 0 to 65535: "-1"',
  ],
  "a setting of a plugin": [
    "[login]\npassword_length = 0",
    'house.ini:2: Cannot read "password_length" as it must be a whole number of characters ' +
    'from 1 to 64: "0"',
  ],
} as const;

for (const [mistake, [text, complaint]] of Object.entries(MISTAKES)) {
  for (const word of ["check", "start"]) {
    testIn(`${word} names the line of ${mistake}`, async (folder) => {
      await Deno.writeTextFile(`${folder}/house.ini`, text);
      assertComplaint(await runIn(folder, word, "--config", "house.ini"), complaint);
      deepStrictEqual(namesIn(folder), ["house.ini"]);
    });
  }
}

for (const word of ["check", "start"]) {
  testIn(`${word} says that a file named with --config is missing`, async (folder) => {
    const complaint = "house.ini: Cannot read the file as it does not exist";
    assertComplaint(await runIn(folder, word, "--config", "house.ini"), complaint);
    deepStrictEqual(namesIn(folder), []);
  });
}

// start

testIn("start without a config.ini writes one and goes on", async (folder) => {
  await using house = await openIn(folder);
  match(house.banner, /^Wrote config\.ini, with every setting and its default\.\n.* is open/);
  deepStrictEqual(namesIn(folder), ["config.ini", "data"]);
});

testIn("start takes a file that holds [Main] and Port and no more", async (folder) => {
  const port = freePort();
  await Deno.writeTextFile(`${folder}/config.ini`, `[Main]\nPort = ${port}\n`);
  await using program = startProgram([], folder);
  await program.stdout.until(READY);
  using caller = await dial(port);
  await caller.until("Name: ");
});

testIn("start tells name, version, where to dial, the data folder and the code", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "[main]\nname = Night Owls\n");
  await using house = await openIn(folder);
  const { program, port } = house;
  await program.stdout.until(/ \/claim [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\n/);
  deepStrictEqual(program.stdout.text.split("\n").slice(0, 3), [
    `Night Owls is open. (Partyline ${manifest.version})`,
    `  door    on 0.0.0.0 port ${port}; from this machine: telnet localhost ${port}`,
    `  data    in ${folder}/data`,
  ]);
});

testIn("start takes host, port and data from the command line first", async (folder) => {
  await using house = await openIn(folder, "--host", "127.0.0.1", "--data", "elsewhere");
  const { banner, port } = house;
  ok(banner.includes(`on 127.0.0.1 port ${port}; from this machine: telnet 127.0.0.1 ${port}\n`));
  deepStrictEqual(namesIn(folder), ["config.ini", "elsewhere"]);
});

testIn("start looks for data_dir from the folder of the file", async (folder) => {
  strictEqual((await runIn(folder, "init", "house")).code, 0);
  await using house = await openIn(folder, "--config", "house/config.ini");
  ok(house.banner.includes(`  data    in ${folder}/house/data\n`), house.banner);
});

testIn("start without a port is refused", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "");
  assertComplaint(
    await runIn(folder, "--port", "0"),
    "Cannot open the house as it has no port: [main] port is 0",
  );
});

testIn("a lobby that can't be a room, and a port used twice, are wrong values", async (folder) => {
  const file = `${folder}/config.ini`;
  await Deno.writeTextFile(file, '[main]\nlobby = "a,b"\n');
  assertComplaint(
    await runIn(folder, "check"),
    'config.ini: Cannot read "lobby" as a room\'s name has no comma: "a,b"',
  );
  await Deno.writeTextFile(file, "[main]\nport = 4023\n[line]\nport = 4023\n");
  assertComplaint(
    await runIn(folder, "check"),
    "config.ini: Cannot use port 4023 twice: in [main] and [line]",
  );
});

testIn("one port for two protocols is a wrong value, whatever its key", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "[main]\nport = 4023\n[irc]\ntls_port = 4023\n");
  assertComplaint(
    await runIn(folder, "check"),
    "config.ini: Cannot use port 4023 twice: in [main] and [irc] tls_port",
  );
});

testIn("check opens no port, so that it can be asked while the house is open", async (folder) => {
  const port = freePort();
  await Deno.writeTextFile(`${folder}/config.ini`, `[main]\nport = 0\n[line]\nport = ${port}\n`);
  using _taken = Deno.listen({ hostname: "0.0.0.0", port });
  const { code, stdout } = await runIn(folder, "check");
  match(stdout, /^config\.ini is fine\.\n/);
  strictEqual(code, 0);
});

for (const word of ["check", "start"]) {
  testIn(
    `${word} says what is wrong with a certificate, which lies beside the file`,
    async (folder) => {
      await Deno.mkdir(`${folder}/house`);
      await Deno.writeTextFile(
        `${folder}/house/config.ini`,
        `[irc]\ntls_port = ${freePort()}\ntls_cert = no.crt\ntls_key = no.key\n`,
      );
      const complaint =
        `Cannot use the certificate "${folder}/house/no.crt" as the file does not exist.`;
      const ending = await runIn(folder, word, "--config", "house/config.ini");
      assertComplaint(ending, complaint);
    },
  );
}

/** What the command line may get wrong, and what is expected. */
const BAD_OPTIONS = [
  ["--port", "many", "a whole number from 0 to 65535"],
  ["--port", "70000", "a whole number from 0 to 65535"],
  ["--host", "nowhere", "an IP address"],
] as const;

for (const [option, found, expected] of BAD_OPTIONS) {
  testIn(`start refuses ${option} ${found} and says why`, async (folder) => {
    await Deno.writeTextFile(`${folder}/config.ini`, "");
    const complaint = `Cannot read ${option} as it must be ${expected}: "${found}"`;
    assertComplaint(await runIn(folder, option, found), complaint);
  });
}

testIn("start says that a port is in use", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "");
  using taken = Deno.listen({ hostname: "0.0.0.0", port: 0 });
  const { port } = taken.addr;
  const ending = await runIn(folder, "--port", String(port));
  assertComplaint(ending, `Cannot listen on 0.0.0.0 port ${port} as the port is in use.`);
});

testIn("start says that it can't write to the data folder", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "");
  await Deno.writeTextFile(`${folder}/data`, "a file in its place");
  const { code, stdout, stderr } = await runIn(folder);
  match(stderr, /^Cannot write to the data folder ".*\/data": .*\n$/);
  deepStrictEqual({ code, stdout }, { code: 1, stdout: "" });
});

testIn("start says that another server uses the data folder", async (folder) => {
  await using _ = await openIn(folder);
  const complaint = `Cannot use the data folder "${folder}/data" as another server uses it`;
  assertComplaint(await runIn(folder, "--port", String(freePort())), complaint);
});

testIn("start says that the database is of a newer Partyline", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "");
  await Deno.mkdir(`${folder}/data`);
  const path = `${folder}/data/partyline.db`;
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  database.close();
  assertComplaint(
    await runIn(folder),
    `Cannot open the database "${path}" as it was made by a newer Partyline: its version is ` +
      `${MIGRATIONS.length + 1}, and this program knows versions up to ${MIGRATIONS.length}`,
  );
});

testIn("start says that the database is none", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, "");
  await Deno.mkdir(`${folder}/data`);
  await Deno.writeTextFile(`${folder}/data/partyline.db`, "These are not the tables. ".repeat(99));
  const { code, stdout, stderr } = await runIn(folder);
  match(stderr, /^Cannot open the database ".*partyline\.db": .*\n$/);
  deepStrictEqual({ code, stdout }, { code: 1, stdout: "" });
});

testIn(
  "the claim code stays until the server is claimed, and is then gone",
  async (folder) => {
    const CODE = /\/claim ([-A-Z0-9]+)\n/;
    let code;
    {
      await using house = await openIn(folder);
      [, code] = await house.program.stdout.until(CODE);
    }
    {
      await using house = await openIn(folder);
      strictEqual((await house.program.stdout.until(CODE))[1], code);
      using ann = await enter(house.port, "ann");
      ann.line("/register");
      await ann.until("New password: ");
      ann.line("secret7");
      await ann.until("again: ");
      ann.line("secret7");
      await ann.until("is yours now");
      ann.line(`/claim ${code}`);
      await ann.until("The server is yours.");
    }
    await using house = await openIn(folder);
    house.program.signal("SIGTERM");
    doesNotMatch((await house.program.ended).stdout, /claim/);
  },
);

testIn("what was heard is there at the next start, after kill -9 too", async (folder) => {
  {
    await using house = await openIn(folder);
    using ann = await enter(house.port, "ann");
    using bob = await enter(house.port, "bob");
    ann.line("remember the milk");
    await bob.until("ann: remember the milk");
  }
  await using house = await openIn(folder);
  using cleo = await enter(house.port, "cleo");
  ok(cleo.heard.includes("ann: remember the milk"), cleo.heard);
});

testIn("/last tells whose calls a server has lost that was killed", async (folder) => {
  {
    await using house = await openIn(folder);
    using _ann = await enter(house.port, "ann");
  }
  await using house = await openIn(folder);
  using bob = await enter(house.port, "bob");
  bob.line("/last");
  await bob.until(/^bob +telnet +\S+\nann +telnet +\S+ +lost\n/m);
});
