/**
 * The openings of real clients, played again: each gets the terminal that it should, and hears what it heard.
 *
 * @module
 */

import { deepStrictEqual, ok } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { concatenate } from "../../../core/telnet/encode.ts";
import { OPTIONS } from "../../../core/telnet/options.ts";
import { TelnetPeer } from "../../../core/telnet/peer.ts";
import { clientOf, takesCharacterMode } from "../../../core/session/terminal/caller_client.ts";
import { EditingMode } from "../../../core/session/terminal/editing_mode.ts";
import type { TerminalSession } from "../../../core/session/terminal/terminal_session.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { eventually } from "../../kit/eventually.ts";
import {
  type ExpectedClient,
  readOpenings,
  type TelnetOpening,
  telnetWords,
} from "../../kit/telnet_opening.ts";

/** What one end has said, turn by turn. */
function turnsOf(opening: TelnetOpening, end: "client" | "server"): Uint8Array[] {
  return opening.exchange.flatMap((turn) => {
    const hex = (turn as Record<string, string>)[end];
    return hex === undefined ? [] : [Uint8Array.fromHex(hex)];
  });
}

/** A peer that has heard the client, and has agreed with it on who edits the line. */
function peerOf(turns: readonly Uint8Array[]): TelnetPeer {
  const peer: TelnetPeer = new TelnetPeer({
    send() {},
    data() {},
    command() {},
    changed: () => mode.adapt(),
    notice() {},
  });
  const mode = new EditingMode(peer, {
    takesCharacterMode: () => takesCharacterMode(clientOf(peer.facts)),
  });
  peer.open();
  for (const bytes of turns) peer.receive(bytes);
  return peer;
}

/** Options that are on, by side and name. */
function optionsOn(peer: TelnetPeer): string[] {
  return (["local", "remote"] as const).flatMap((side) =>
    OPTIONS.filter(({ name }) => peer.isEnabled(side, name)).map(({ name }) => `${side} ${name}`)
  );
}

/** What the house makes of a client, and what it says to it. */
async function play(opening: TelnetOpening): Promise<[ExpectedClient, string[]]> {
  await using house = await TestHouse.open();
  const wire = house.dialProgram("front-door");
  for (const bytes of turnsOf(opening, "client")) wire.send(bytes);
  await eventually("all has been read", () => wire.unreadBytes === 0);
  // What was read last is answered by the end of the turn.
  for (let turns = 0; turns < 4; turns++) await setImmediate();
  const peer = peerOf(turnsOf(opening, "client"));
  const [session] = house.house.directory.sessions() as Iterable<TerminalSession>;
  const { client, terminal } = session!;
  const { kind, terminalTypes } = peer.facts;
  const { columns, rows } = client.size.value;
  const { charset, colours, editsLines } = terminal;
  const found: ExpectedClient = {
    kind,
    names: terminalTypes,
    ...(columns && { columns }),
    ...(rows && { rows }),
    charset,
    colours,
    editsLines,
    options: optionsOn(peer),
  };
  return [found, telnetWords(concatenate(wire.writes))];
}

for (const { file, opening } of readOpenings()) {
  const { client, version, source, expects } = opening;
  Deno.test(`${client} ${version}, ${source}: ${file}`, async () => {
    const [found, words] = await play(opening);
    deepStrictEqual(found, expects);
    deepStrictEqual(words, telnetWords(concatenate(turnsOf(opening, "server"))));
  });
}

Deno.test("every opening says where it is from", () => {
  for (const { file, opening } of readOpenings()) {
    const { client, version, source, notes } = opening;
    ok(client && version && notes && ["recorded", "documents"].includes(source), file);
  }
});

Deno.test("an opening comes to the same facts wherever what the client says is cut", () => {
  for (const { file, opening } of readOpenings()) {
    const turns = turnsOf(opening, "client");
    const whole = peerOf(turns);
    for (const [index, turn] of turns.entries()) {
      for (let cut = 1; cut < turn.length; cut++) {
        const peer = peerOf(turns.toSpliced(index, 1, turn.subarray(0, cut), turn.subarray(cut)));
        deepStrictEqual(peer.facts, whole.facts, `${file}, turn ${index} cut at ${cut}`);
        deepStrictEqual(optionsOn(peer), optionsOn(whole), `${file}, turn ${index} cut at ${cut}`);
      }
    }
  }
});
