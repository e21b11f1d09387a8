/**
 * How many connections an address may hold.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { ConnectionLimits } from "../../../core/net/guard/connection_limits.ts";

function limitsOf(perAddress: number): ConnectionLimits {
  return new ConnectionLimits({ perAddress });
}

Deno.test("an address is admitted up to the limit, and another is not counted with it", () => {
  const limits = limitsOf(2);
  ok(limits.admit("192.0.2.1"));
  ok(limits.admit("::ffff:192.0.2.1"));
  strictEqual(limits.admit("192.0.2.1"), undefined);
  ok(limits.admit("192.0.2.2"));
});

Deno.test("a place that is given back can be taken again, once", () => {
  const limits = limitsOf(2);
  const release = limits.admit("192.0.2.1");
  ok(limits.admit("192.0.2.1"));
  release?.();
  release?.();
  ok(limits.admit("192.0.2.1"));
  strictEqual(limits.admit("192.0.2.1"), undefined);
});

Deno.test("addresses of one IPv6 network of 64 bits are counted together", () => {
  const limits = limitsOf(1);
  ok(limits.admit("2001:db8::1"));
  strictEqual(limits.admit("2001:db8::2"), undefined);
  ok(limits.admit("2001:db8:0:1::1"));
});

Deno.test("addresses of one network are counted together, up to a limit of its own", () => {
  const limits = new ConnectionLimits({ perAddress: 2, perNetwork: 3 });
  ok(limits.admit("192.0.2.1"));
  ok(limits.admit("192.0.2.2"));
  const release = limits.admit("192.0.2.3");
  ok(release);
  strictEqual(limits.admit("192.0.2.4"), undefined);
  ok(limits.admit("192.0.3.4"));
  release();
  ok(limits.admit("192.0.2.4"));
});

Deno.test("IPv6 networks of 48 bits are counted together", () => {
  const limits = new ConnectionLimits({ perAddress: 1, perNetwork: 2 });
  ok(limits.admit("2001:db8:0:1::1"));
  ok(limits.admit("2001:db8:0:2::1"));
  strictEqual(limits.admit("2001:db8:0:3::1"), undefined);
  ok(limits.admit("2001:db8:1::1"));
});

Deno.test("an infinite limit admits everybody", () => {
  const limits = limitsOf(Infinity);
  for (let i = 0; i < 5; i++) ok(limits.admit("192.0.2.1"));
});
