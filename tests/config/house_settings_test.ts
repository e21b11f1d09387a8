/**
 * The house's own settings.
 *
 * @module
 */

import { deepStrictEqual, doesNotThrow, ok, strictEqual, throws } from "node:assert/strict";
import { writeConfig } from "../../core/config/config_writer.ts";
import { HOUSE_SECTIONS, LIMITS, MAIN, PLUGINS_SECTION } from "../../core/config/house_settings.ts";
import { readSettings } from "../../core/config/settings_reader.ts";

Deno.test("the written config of the house reads back as the defaults", () => {
  const written = readSettings(
    { file: "c.ini", text: writeConfig(HOUSE_SECTIONS) },
    HOUSE_SECTIONS,
  );
  deepStrictEqual(written, readSettings({ file: "c.ini", text: "" }, HOUSE_SECTIONS));
  deepStrictEqual(written.problems, []);
});

Deno.test("the written config of the house is no wider than 80 columns", () => {
  deepStrictEqual(writeConfig(HOUSE_SECTIONS).split("\n").filter((line) => line.length > 80), []);
});

Deno.test("the house listens on port 2023 of all IPv4 addresses", () => {
  strictEqual(MAIN.settings.host.default, "0.0.0.0");
  strictEqual(MAIN.settings.port.default, 2023);
});

Deno.test("the house listens on addresses of IPv4 and IPv6, and on nothing else", () => {
  for (const host of ["127.0.0.1", "::", "fe80::1"]) {
    doesNotThrow(() => MAIN.settings.host.parse(host));
  }
  for (const host of ["localhost", "127.1", "256.0.0.1", "0x7f000001", "10.0.0.0/8"]) {
    throws(() => MAIN.settings.host.parse(host), { message: "it must be an IP address" });
  }
});

Deno.test("addresses and networks can be exempt, and nothing else", () => {
  const { exempt } = LIMITS.settings;
  deepStrictEqual(exempt.parse("10.0.0.0/8, fd00::/8, 192.0.2.1, ::1").length, 4);
  for (const item of ["localhost", "10.0.0.0/33", "10/8", "fd00::/129", "10.0.0.0/"]) {
    throws(() => exempt.parse(`::1, ${item}`), {
      message: "it must be a list with commas, each an IP address or a network such as 10.0.0.0/8",
    });
  }
});

Deno.test("plugins can be let ask hosts, and nothing else", () => {
  const { fetch_hosts: hosts } = PLUGINS_SECTION.settings;
  const good = ["example.org", "*.example.org", "127.0.0.1:8080", "localhost"];
  deepStrictEqual(hosts.parse(good.join(", ")), good);
  for (const item of ["*", "http://example.org", "example.org/", "*.", "a:b", "exa mple.org"]) {
    throws(() => hosts.parse(item), /each a host such as example.org/, item);
  }
});

for (const section of HOUSE_SECTIONS) {
  Deno.test(`the help of [${section.name}] is one line each, without a full stop`, () => {
    for (const [name, setting] of Object.entries(section.settings)) {
      ok(/^[A-Z][^\n]*[^.\s]$/.test(setting.summary), `${name}: ${setting.summary}`);
    }
  });
}
