/**
 * The limits of the world: what the sysop's settings say about people, rooms and messages.
 *
 * @module
 */

/** The limits of the world. Sizes are in bytes of UTF-8. On every machine of a cluster they are the same. */
export interface WorldPolicy {
  /** Whether people without an account may come in. */
  readonly guests: boolean;
  /** The longest message, in a room or to one person or to everyone. */
  readonly messageBytes: number;
  /** The longest message of several lines, with its line feeds; each line is no longer than a message. */
  readonly multilineBytes: number;
  /** The most lines of a message of several. */
  readonly multilineLines: number;
  /** The longest topic, reason, or text of somebody who is away. */
  readonly topicBytes: number;
  /** How many rooms a person may be in at once, and how many a user may own. */
  readonly roomsPerPerson: number;
  /** How many rooms there may be. */
  readonly rooms: number;
  /** How many masks the lists of one room may hold together. */
  readonly bansPerRoom: number;
  /** How many messages are kept for a user who is not here. */
  readonly mailPerPerson: number;
  /** How many names a person may ignore. */
  readonly ignoredPerPerson: number;
  /** How many notes a person or a room may have. */
  readonly notesPerTarget: number;
}

/** The limits that the settings have when nobody changes them. */
export const DEFAULT_POLICY: WorldPolicy = {
  guests: true,
  messageBytes: 2000,
  multilineBytes: 4096,
  multilineLines: 32,
  topicBytes: 390,
  roomsPerPerson: 20,
  rooms: 1000,
  bansPerRoom: 200,
  mailPerPerson: 200,
  ignoredPerPerson: 100,
  notesPerTarget: 50,
};
