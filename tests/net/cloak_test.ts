/**
 * Cloaks of addresses.
 *
 * @module
 */

import { notStrictEqual, strictEqual } from "node:assert/strict";
import { cloaksOf } from "../../core/net/cloak.ts";

Deno.test("calls from one address have one cloak, and only under one secret", () => {
  strictEqual(cloaksOf("a")("192.0.2.7"), cloaksOf("a")("192.0.2.7"));
  notStrictEqual(cloaksOf("a")("192.0.2.7"), cloaksOf("b")("192.0.2.7"));
});

Deno.test("calls from one network have cloaks that end alike", () => {
  const cloak = cloaksOf("secret");
  const site = (address: string) => cloak(address).slice(cloak(address).indexOf("."));
  notStrictEqual(cloak("192.0.2.7"), cloak("192.0.2.8"));
  strictEqual(site("192.0.2.7"), site("192.0.2.8"));
  strictEqual(site("2001:db8::5"), site("2001:db8:0:1::5"));
  notStrictEqual(site("192.0.2.7"), site("192.0.3.7"));
});

Deno.test("all addresses of one IPv6 network have one cloak, as they commonly have one owner", () => {
  const cloak = cloaksOf("secret");
  strictEqual(cloak("2001:db8::5"), cloak("2001:db8::6"));
  notStrictEqual(cloak("2001:db8::5"), cloak("2001:db8:0:1::5"));
});
