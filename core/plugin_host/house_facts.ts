/**
 * What the settings and the program say of the house itself.
 *
 * @module
 */

/** What the settings and the program say of the house itself. */
export interface HouseFacts {
  /** Of the program, as 1.2.3. */
  readonly version: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  /** The folder that files in the settings are looked for from. */
  readonly folder: string;
  /** The room that everyone enters. */
  readonly lobby: string;
  /** How many lines of a room's history are shown to who comes in. */
  readonly joinLines: number;
  /** How many lines of history one may ask for. */
  readonly recapLines: number;
}
