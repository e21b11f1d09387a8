/**
 * Addresses and networks as settings and sockets write them.
 *
 * @module
 */

import { strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  callerNetwork,
  parseNetworks,
  plainAddress,
  siteNetwork,
} from "../../core/net/networks.ts";

const MEMBERSHIP: readonly (readonly [string, string, boolean])[] = [
  ["127.0.0.0/8", "127.255.0.1", true],
  ["127.0.0.0/8", "128.0.0.1", false],
  ["10.1.2.3/8", "10.9.9.9", true],
  ["192.0.2.7", "192.0.2.7", true],
  ["192.0.2.7", "192.0.2.6", false],
  ["192.0.2.7", "::ffff:192.0.2.7", true],
  ["::ffff:192.0.2.0/120", "192.0.2.9", true],
  ["::ffff:192.0.2.0/120", "192.0.3.9", false],
  ["::1", "::1", true],
  ["::1", "127.0.0.1", false],
  ["0.0.0.0/0", "198.51.100.1", true],
  ["0.0.0.0/0", "2001:db8::1", false],
  ["::/0", "2001:db8::1", true],
  ["::/0", "198.51.100.1", false],
  ["fe80::/10", "fe80::1%eth0", true],
  ["fe80::1%eth0", "fe80::1%eth1", true],
  ["2001:DB8::/32", "2001:db8:ffff::1", true],
  ["0.0.0.0/0", "no address", false],
  ["::/0", "", false],
];

for (const [network, address, wanted] of MEMBERSHIP) {
  Deno.test(`${network} ${wanted ? "contains" : "does not contain"} "${address}"`, () => {
    strictEqual(parseNetworks([network]).contains(address), wanted);
  });
}

Deno.test("a list contains what any of its entries does, and an empty list nothing", () => {
  const networks = parseNetworks(["127.0.0.0/8", " ::1 "]);
  strictEqual(networks.contains("127.0.0.1"), true);
  strictEqual(networks.contains("::1"), true);
  strictEqual(parseNetworks([]).contains("127.0.0.1"), false);
});

for (
  const text of [
    "",
    "10",
    "10/8",
    "0x7f.1",
    "010.0.0.1",
    "10.0.0.0/33",
    "::/129",
    "::ffff:10.0.0.0/8",
    "10.0.0.0/255.0.0.0",
    "10.0.0.0/8/8",
    "10.0.0.0/",
    "localhost",
  ]
) {
  Deno.test(`"${text}" is refused as a network`, () => {
    throws(() => parseNetworks(["::1", text]), {
      message: `Cannot read "${text}" as a network as it is neither ADDRESS nor ADDRESS/BITS`,
    });
  });
}

Deno.test("a plain address is its own plain address", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const plain = plainAddress(address);
      strictEqual(plainAddress(plain), plain);
    }),
    { numRuns: 200 },
  );
});

Deno.test("what only looks like an IPv4 address stays as it is, and has no network", () => {
  for (
    const text of ["192.0.2.256", "192.0.2.07", "192.0.2", "192.0.2.7.", "192.0.2.7.1", "1.2.3.4\n"]
  ) {
    strictEqual(plainAddress(text), text);
    strictEqual(siteNetwork(text), text);
  }
  strictEqual(siteNetwork("255.10.0.249"), "255.10.0.0/24");
});

Deno.test("an IPv6 caller is known by the first 64 bits", () => {
  strictEqual(callerNetwork("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  strictEqual(callerNetwork("2001:db8:1:2:ffff::%eth0"), "2001:db8:1:2::/64");
  strictEqual(callerNetwork("::ffff:192.0.2.7"), "192.0.2.7");
  strictEqual(callerNetwork("local"), "local");
});
