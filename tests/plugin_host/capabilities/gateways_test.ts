/**
 * Gateways of plugins: where they are found, and that they vanish with their plugin.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { type Gateway, type Plugin, plugin } from "partyline";
import { GatewayRegistry } from "../../../core/plugin_host/capabilities/gateways.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A gateway that is found by its name and a line end, and says what it has read. */
function named(name: string): Gateway {
  return {
    name,
    summary: "For tests.",
    detect: (bytes) => new TextDecoder().decode(bytes).startsWith(`${name}\n`) ? "yes" : "no",
    async serve(link) {
      const text = new TextDecoder().decode(await link.read() ?? undefined);
      link.write(new TextEncoder().encode(`${name} has read ${JSON.stringify(text)}`));
    },
  };
}

function pluginOf(name: string, gateway = named(name)): Plugin {
  return plugin({
    name,
    summary: "For tests.",
    needs: ["gateways"],
    setup: (host) => host.gateways.add(gateway),
  });
}

/** What somebody is told at the front door who begins with a word. */
async function sayAtTheDoor(house: TestHouse, word: string): Promise<string> {
  const peer = house.dialProgram("front-door");
  peer.send(`${word}\n`);
  peer.end();
  return await peer.hearOut();
}

Deno.test("gateways are kept in the order they were added, with their ports", () => {
  const registry = new GatewayRegistry();
  const rows = [{ gateway: named("b"), port: 0 }, { gateway: named("a"), port: 7 }];
  const [removeB] = rows.map((row) => registry.add(row));
  deepStrictEqual(registry.rows, rows);
  removeB!();
  removeB!();
  deepStrictEqual(registry.rows, rows.slice(1));
});

Deno.test("there is one gateway of a name", () => {
  const registry = new GatewayRegistry();
  const remove = registry.add({ gateway: named("a"), port: 0 });
  const again = () => registry.add({ gateway: named("a"), port: 0 });
  throws(again, { message: 'Cannot add the gateway "a" as there is one of that name' });
  remove();
  const removeAgain = again();
  remove();
  strictEqual(registry.rows.length, 1, "what is taken away twice takes away nobody else");
  removeAgain();
});

Deno.test("a plugin's gateway is found at the front door while the plugin is loaded", async () => {
  await using house = await TestHouse.open({ main: { detect_ms: 200 } });
  const unload = await house.load(pluginOf("knock"));
  strictEqual(await sayAtTheDoor(house, "knock"), 'knock has read "knock\\n"');
  unload();
  const heard = await sayAtTheDoor(house, "knock");
  strictEqual(heard.includes("Welcome to Partyline, knock."), true, heard);
});

Deno.test("gateways are asked in the order of their plugins", async () => {
  await using house = await TestHouse.open({ main: { detect_ms: 200 } });
  await house.load(pluginOf("first", { ...named("knock"), name: "first" }));
  await house.load(pluginOf("second", { ...named("knock"), name: "second" }));
  strictEqual(await sayAtTheDoor(house, "knock"), 'knock has read "knock\\n"');
  const names = house.house.gateways.rows.map(({ gateway }) => gateway.name);
  deepStrictEqual(names.slice(-2), ["first", "second"]);
});

Deno.test("a gateway without detect is not found at the front door", async () => {
  await using house = await TestHouse.open({ main: { detect_ms: 200 } });
  const { detect: _, ...gateway } = named("knock");
  await house.load(pluginOf("knock", gateway));
  const heard = await sayAtTheDoor(house, "knock");
  strictEqual(heard.includes("Welcome to Partyline, knock."), true, heard);
});

Deno.test("a plugin whose gateway has a name that is taken is not loaded", async () => {
  await using house = await TestHouse.open();
  const { length } = house.house.gateways.rows;
  await rejects(house.load(pluginOf("other", named("line"))), {
    message: 'Cannot add the gateway "line" as there is one of that name',
  });
  strictEqual(house.house.gateways.rows.length, length);
});

Deno.test("without the capability there are no gateways", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "curious",
    summary: "For tests.",
    setup: (host) => strictEqual("gateways" in host, false),
  }));
});

Deno.test("a gateway's bug costs its caller the connection, and nobody else", async () => {
  await using house = await TestHouse.open({ main: { detect_ms: 200 } });
  const serve = () => Promise.reject(new Error("a bug"));
  await house.load(pluginOf("knock", { ...named("knock"), serve }));
  strictEqual(await sayAtTheDoor(house, "knock"), "");
  const heard = await sayAtTheDoor(house, "ann");
  strictEqual(heard.includes("Welcome to Partyline, ann."), true, heard);
});
