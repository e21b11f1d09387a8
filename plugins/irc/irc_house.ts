/**
 * What every IRC session has around it: the house, the settings, and what IRC alone keeps of people.
 *
 * @module
 */

import type { GatewayHouse, Log, Presence, PresenceId, SettingsOf } from "partyline";
import type { IrcCommands } from "./command.ts";
import type { Crowd } from "./people/crowd.ts";
import type { Letters } from "./letters.ts";
import type { Monitors } from "./people/monitors.ts";
import type { Motd } from "./motd.ts";
import type { ProfileTable } from "./rendering/profile.ts";
import type { SETTINGS } from "./settings.ts";
import type { LivenessWatch } from "./wire/liveness_watch.ts";
import type { Whowas } from "./people/whowas.ts";

/** The section of the settings. */
export type IrcSettings = SettingsOf<typeof SETTINGS>;

/** What every IRC session has around it. */
export interface IrcHouse {
  readonly house: GatewayHouse;
  readonly settings: IrcSettings;
  /** As it stands before what the server says itself. */
  readonly serverName: string;
  /** As clients show it in place of the server's name. */
  readonly network: string;
  /** Rows of the commands, by their words. */
  readonly commands: IrcCommands;
  readonly profiles: ProfileTable;
  /** Who is asked for a sign of life. */
  readonly liveness: LivenessWatch;
  /** Who wants to hear of whom. */
  readonly monitors: Monitors;
  /** Who was here. */
  readonly whowas: Whowas;
  /** How many people there are of each sort. */
  readonly crowd: Crowd;
  /** Why those leave who are being killed, as their QUIT says it. */
  readonly killed: Map<PresenceId, string>;
  /** Users here who want no other client beside theirs (NickServ's SET MULTICLIENT OFF). */
  readonly loners: WeakSet<Presence>;
  /** As of the `secret` of a SCRAM exchange. */
  readonly scramSecret: Uint8Array;
  readonly letters: Letters;
  readonly motd: Motd;
  readonly log: Log;
}
