/**
 * How the events of the house look in CSP.
 *
 * @module
 */

import { messageLines, nameOfMask, type RenderingProfile, type WorldEvent } from "partyline";
import { formatResponses, type Response } from "./response.ts";

/** The rendering of CSP: the same for all of its callers. */
export const CSP_PROFILE: RenderingProfile = {
  echoesTalk: true,
  render(event, perspective) {
    // To whoever tells somebody something, their own words are no message.
    if (event.kind === "told" && perspective !== "other") return undefined;
    const responses = responsesTo(event);
    return responses.length === 0 ? undefined : formatResponses(responses);
  },
};

/** The same, but for what one's own moves look like. */
export const MOVING_PROFILE: RenderingProfile = {
  echoesTalk: true,
  render(event, perspective) {
    const isMove = event.kind === "joined" || event.kind === "left";
    return isMove && perspective === "here" ? undefined : CSP_PROFILE.render(event, perspective);
  },
};

function responsesTo(event: WorldEvent): readonly Response[] {
  switch (event.kind) {
    case "joined":
      return [joined({ username: event.person.name, chat_name: event.room.name })];
    case "said":
      return messageLines(event).map((line) => spoken(event.person.name, wordsOf(event, line)));
    case "told": {
      const { name } = event.from;
      return messageLines(event).map((line): Response => ({
        code: "160",
        parameters: { username: name },
        channel: "DC",
        payload: `(${name}) ${line}`,
      }));
    }
    case "left":
    case "departed": {
      const { name } = event.person;
      const payload = `${name} has left the chat room`;
      return [{ code: "190", parameters: { username: name }, payload }];
    }
    case "mask-set": {
      if (event.list !== "ban") return [];
      const { mask } = event.entry;
      const name = nameOfMask(mask) ?? mask;
      const payload = `${name} has been banned from the group`;
      return [{ code: "191", parameters: { banned_user: name }, channel: "CC", payload }];
    }
    case "kicked": {
      if (event.banned) return [];
      const { name } = event.person;
      const payload = `${name} has been kicked from the group`;
      return [{ code: "192", parameters: { kicked_user: name }, channel: "CC", payload }];
    }
    case "shouted":
      return event.wallops ? [] : [spoken(event.person?.name ?? "*", event.text)];
    default:
      return [];
  }
}

/** Somebody has gone into a group. */
export function joined(
  parameters: { readonly username: string; readonly chat_name: string },
): Response {
  const payload = `${parameters.username} has joined the group`;
  return { code: "180", parameters, channel: "CC", payload };
}

/** What somebody has said, as it is sent: `(ann) hello`. */
export function spoken(name: string, words: string): Response {
  return { code: "140", channel: "DC", payload: `(${name}) ${words}` };
}

/** `hello`, or `* ann waves`. */
function wordsOf(
  { person, style }: Extract<WorldEvent, { kind: "said" }>,
  line: string,
): string {
  return style === "action" ? `* ${person.name} ${line}` : line;
}
