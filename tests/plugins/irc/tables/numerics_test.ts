import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { type Numeric, NUMERICS } from "../../../../plugins/irc/tables/numerics.ts";

const ROWS: readonly [string, Numeric][] = Object.entries(NUMERICS);

Deno.test("numerics are three digits, each of them once and in order", () => {
  const codes = ROWS.map(([, { code }]) => code);
  for (const code of codes) match(code, /^\d{3}$/);
  deepStrictEqual(codes, [...new Set(codes)].sort());
});

Deno.test("each numeric tells its words at the end once: as text or among the parameters", () => {
  for (const [name, { params, text }] of ROWS) {
    ok(text === undefined || !params.includes(":"), name);
    ok(text !== "", name);
  }
});

Deno.test("each numeric names its source", () => {
  for (const [name, { spec }] of ROWS) {
    match(
      spec,
      /^(RFC 2812 5\.[12]|Modern IRC, (RPL|ERR)_\w+|IRCv3 (draft\/)?[\w-]+|(ircu|ircd-hybrid), [A-Z]+)$/,
      name,
    );
  }
});

Deno.test("names are those of the specifications without RPL_ and ERR_", () => {
  for (const [name] of ROWS) ok(!/^(RPL|ERR)_/.test(name), name);
  strictEqual(NUMERICS.WELCOME.code, "001");
  strictEqual(NUMERICS.NICKNAMEINUSE.code, "433");
  strictEqual(NUMERICS.SASLMECHS.code, "908");
});
