/**
 * What we make of a caller's client.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  type CallerClient,
  clientOf,
  profileOf,
  takesCharacterMode,
} from "../../../core/session/terminal/caller_client.ts";
import { NO_FACTS } from "../../../core/telnet/options.ts";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import type { TerminalChoices } from "../../../core/terminal/terminal_choices.ts";

/** What a client tells. */
type Facts = Parameters<typeof clientOf>[0];

function client(known: Partial<Facts>, choices?: TerminalChoices): CallerClient {
  return clientOf({ ...NO_FACTS, answered: true, ...known }, choices);
}

const XTERM: Partial<Facts> = { kind: "terminal", terminalTypes: ["XTERM"] };
const MUD: Partial<Facts> = { kind: "mud", terminalTypes: ["MUDLET 4.17", "ANSI-TRUECOLOR"] };
const DUMB: Partial<Facts> = { kind: "terminal", terminalTypes: ["DUMB"] };
const READ_OUT: Partial<Facts> = { ...XTERM, mtts: ["ansi", "screen-reader"] };

for (
  const [what, known, choices, takes] of [
    ["who has answered nothing", { answered: false }, {}, false],
    ["who speaks telnet and has named no terminal", {}, {}, true],
    ["an xterm", XTERM, {}, true],
    ["an xterm whose caller wants to edit there", XTERM, { editsLines: true }, false],
    ["an xterm that is read out", READ_OUT, {}, false],
    ["an xterm that is not read out after all", READ_OUT, { screenReader: false }, true],
    ["an xterm whose caller has it read out", XTERM, { screenReader: true }, false],
    ["a MUD client", MUD, {}, false],
    ["a MUD client whose caller wants to edit here", MUD, { editsLines: false }, true],
    ["a dumb terminal", DUMB, {}, false],
    ["an unknown terminal", { kind: "terminal", terminalTypes: ["UNKNOWN"] }, {}, false],
    ["who has answered nothing, whatever they chose", { answered: false }, {
      editsLines: false,
    }, false],
  ] as const
) {
  Deno.test(`${what} is ${takes ? "" : "not "}offered to send key by key`, () => {
    strictEqual(takesCharacterMode(client(known, choices)), takes);
  });
}

for (
  const [what, known, charset, colours] of [
    ["who names nothing", {}, "guessed utf-8", "guessed none"],
    ["XTERM", { terminalTypes: ["XTERM"] }, "guessed utf-8", "guessed 16"],
    ["XTERM-256COLOR", { terminalTypes: ["XTERM-256COLOR"] }, "guessed utf-8", "guessed 256"],
    ["XTERM-DIRECT", { terminalTypes: ["XTERM-DIRECT"] }, "guessed utf-8", "guessed true"],
    ["XTERM-KITTY", { terminalTypes: ["XTERM-KITTY"] }, "guessed utf-8", "guessed true"],
    ["PUTTY-256COLOR", { terminalTypes: ["PUTTY-256COLOR"] }, "guessed utf-8", "guessed 256"],
    ["LINUX", { terminalTypes: ["LINUX"] }, "guessed utf-8", "guessed 16"],
    ["what nobody knows", { terminalTypes: ["FROB"] }, "guessed utf-8", "guessed 16"],
    ["SYNCTERM", { terminalTypes: ["SYNCTERM"] }, "guessed cp437", "guessed 16"],
    ["ANSI-BBS", { terminalTypes: ["ANSI-BBS"] }, "guessed cp437", "guessed 16"],
    [
      "Microsoft's telnet",
      {
        terminalTypes: ["ANSI", "VT100", "VT52"],
      },
      "guessed cp437",
      "guessed 16",
    ],
    ["VT100", { terminalTypes: ["VT100"] }, "guessed ascii", "guessed none"],
    ["VT220", { terminalTypes: ["VT220"] }, "guessed ascii", "guessed none"],
    ["DUMB", DUMB, "guessed utf-8", "guessed none"],
    [
      "tt++",
      {
        kind: "mud",
        terminalTypes: ["TINTIN++", "XTERM-256COLOR"],
        mtts: ["ansi", "utf-8", "256-colours"],
      },
      "told utf-8",
      "told 256",
    ],
    [
      "a MUD client of true colours",
      { mtts: ["ansi", "true-colour"] },
      "guessed ascii",
      "told true",
    ],
    ["a MUD client of no colours", { mtts: ["utf-8"] }, "told utf-8", "told none"],
    [
      "a MUD client that obeys ANSI and has no UTF-8",
      {
        kind: "mud",
        terminalTypes: ["GGMUD", "ANSI"],
        mtts: ["ansi"],
      },
      "guessed ascii",
      "told 16",
    ],
    [
      "a MUD client that obeys ANSI",
      {
        kind: "mud",
        terminalTypes: ["GGMUD", "ANSI"],
      },
      "guessed utf-8",
      "guessed 16",
    ],
    ["MUSHclient", { terminalTypes: ["MUSHCLIENT"], kind: "mud" }, "guessed latin-1", "guessed 16"],
    [
      "COLORTERM",
      { ...XTERM, environment: { COLORTERM: "truecolor" } },
      "guessed utf-8",
      "told true",
    ],
    ["NO_COLOR", { ...XTERM, environment: { NO_COLOR: "1" } }, "guessed utf-8", "told none"],
    ["LANG", { ...XTERM, environment: { LANG: "sv_SE.ISO-8859-1" } }, "told latin-1", "guessed 16"],
    ["CHARSET", { ...XTERM, charset: "CP437" }, "told cp437", "guessed 16"],
    [
      "CHARSET of MNES",
      { ...MUD, environment: { CHARSET: "UTF-8" } },
      "told utf-8",
      "guessed true",
    ],
    [
      "CHARSET and LANG",
      {
        ...XTERM,
        charset: "UTF-8",
        environment: { LANG: "C" },
      },
      "told utf-8",
      "guessed 16",
    ],
  ] as const
) {
  Deno.test(`${what}: ${charset}, colours ${colours}`, () => {
    const found = client(known);
    strictEqual(`${found.charset.from} ${found.charset.value}`, charset);
    strictEqual(`${found.colours.from} ${found.colours.value}`, colours);
  });
}

Deno.test("what the caller has chosen counts more than what their client tells", () => {
  const told: Partial<Facts> = {
    ...READ_OUT,
    charset: "UTF-8",
    windowSize: { columns: 80, rows: 24 },
  };
  const choices: TerminalChoices = {
    size: { columns: 132, rows: 37 },
    charset: "ascii",
    colours: "8",
    editsLines: false,
    screenReader: false,
    keepAlive: false,
    theme: "paper",
    bell: true,
    times: true,
  };
  const found = client(told, choices);
  deepStrictEqual(
    [found.size, found.charset, found.colours, found.editsLines, found.screenReader]
      .map(({ from }) => from),
    ["chosen", "chosen", "chosen", "chosen", "chosen"],
  );
  const { size, ...others } = choices;
  deepStrictEqual(profileOf(found, { editsLines: false }), { ...size, ...others, xterm: true });
});

Deno.test("who has told and chosen nothing has the profile of a caller who has told nothing", () => {
  const { columns: _columns, ...others } = profileOf(client({ answered: false }), {
    editsLines: true,
  });
  const { columns: _default, ...defaults } = DEFAULT_PROFILE;
  deepStrictEqual(others, { ...defaults, keepAlive: false });
});

Deno.test("a window size is made usable", () => {
  const { columns, rows } = profileOf(
    client({ windowSize: { columns: 3, rows: 1000 } }),
    { editsLines: false },
  );
  deepStrictEqual({ columns, rows }, { columns: 20, rows: 300 });
});

Deno.test("nothing is wrapped for whoever has told no width", () => {
  const found = client({ windowSize: { rows: 24 } });
  strictEqual(profileOf(found, { editsLines: true }).columns > 4096, true);
  strictEqual(found.size.value.rows, 24);
});

Deno.test("terminals that were made with 80 columns have them, unless they tell others", () => {
  const syncterm: Partial<Facts> = { terminalTypes: ["SYNCTERM"] };
  const columnsOf = (facts: Partial<Facts>) =>
    profileOf(client(facts), { editsLines: false }).columns;
  strictEqual(columnsOf(syncterm), 80);
  strictEqual(columnsOf({ ...syncterm, windowSize: { columns: 132 } }), 132);
});

for (
  const [type, xterm] of [
    ["XTERM-256COLOR", true],
    ["TMUX-256COLOR", true],
    ["PUTTY", true],
    ["VT100", false],
    ["SYNCTERM", false],
    ["LINUX", false],
  ] as const
) {
  Deno.test(`${type} ${xterm ? "obeys" : "is not known to obey"} xterm's private modes`, () => {
    strictEqual(profileOf(client({ terminalTypes: [type] }), { editsLines: false }).xterm, xterm);
  });
}
