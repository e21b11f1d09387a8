/**
 * What a run of text can mean, so that a theme can say how it looks.
 *
 * @module
 */

/** Every meaning, sorted, with what it is for. In styled text it is written as `^{label}`. */
export const MEANINGS = {
  coming: "Somebody comes, goes, or is called something else.",
  command: "A command that one can type.",
  day: "The day has changed.",
  dim: "What matters less than all else.",
  error: "What somebody did wrong.",
  heading: "The top of a list.",
  label: "What the words behind it are: Topic:",
  mention: "Before a message that names its reader.",
  name: "Somebody's name.",
  note: "Something was done to a room, or to somebody in it.",
  notice: "The house says something.",
  private: "Something was told to one person alone.",
  prompt: "Before what is typed.",
  room: "The name of a room.",
  shout: "Something was said to everyone.",
  strong: "What matters more than all else.",
  time: "When it happened.",
  topic: "What a room is about.",
} as const;

/** What a run of text means. */
export type Meaning = keyof typeof MEANINGS;

/** Whether a word is a meaning. */
export function isMeaning(word: string): word is Meaning {
  return Object.hasOwn(MEANINGS, word);
}
