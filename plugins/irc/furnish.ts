/**
 * Puts together what IRC sessions have around them.
 *
 * @module
 */

import type { GatewayHouse, Log } from "partyline";
import { COMMANDS } from "./commands.ts";
import { Crowd } from "./people/crowd.ts";
import type { IrcHouse, IrcSettings } from "./irc_house.ts";
import { writeLetters } from "./letters.ts";
import { Monitors } from "./people/monitors.ts";
import { Motd } from "./motd.ts";
import { ProfileTable } from "./rendering/profile.ts";
import { LivenessWatch } from "./wire/liveness_watch.ts";
import { Whowas } from "./people/whowas.ts";

/** What the server calls itself unless its sysop has given it a name. */
const SERVER_NAME = "irc.partyline";

/** Puts together what IRC sessions have around them. */
export function furnish(
  { house, settings, log }: {
    readonly house: GatewayHouse;
    readonly settings: IrcSettings;
    readonly log: Log;
  },
): IrcHouse {
  const serverName = settings.server_name || SERVER_NAME;
  const network = settings.network || house.name.replaceAll(" ", "_");
  const killed: IrcHouse["killed"] = new Map();
  return {
    house,
    settings,
    serverName,
    network,
    commands: COMMANDS,
    liveness: new LivenessWatch({
      clock: house.clock,
      pingMs: settings.ping_seconds * 1000,
      pongMs: settings.pong_seconds * 1000,
    }),
    profiles: new ProfileTable({ world: house.world, serverName, killed }),
    monitors: new Monitors(),
    whowas: new Whowas(),
    crowd: new Crowd(house),
    killed,
    loners: new WeakSet(),
    scramSecret: crypto.getRandomValues(new Uint8Array(32)),
    letters: writeLetters({ house, settings, network, serverName }),
    motd: new Motd(settings.motd, {
      folder: house.facts.folder,
      ofHouse: () => house.screens.lines("motd"),
    }),
    log,
  };
}
