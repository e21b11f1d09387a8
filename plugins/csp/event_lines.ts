/**
 * How the events of the house look in CSP.
 *
 * @module
 */

import { messageText, plain, type RenderingProfile, type WorldEvent } from "partyline";
import { encodeResponse, type Response } from "./response.ts";

/** The rendering of CSP: the same for all of its callers. */
export const CSP_PROFILE: RenderingProfile = {
  render(event, perspective) {
    // To whoever tells somebody something, their own words are no message.
    if (event.kind === "told" && perspective !== "other") return undefined;
    const response = responseFor(event);
    return response && encodeResponse(response);
  },
};

/** The same, but for what one's own moves look like. */
export const MOVING_PROFILE: RenderingProfile = {
  render(event, perspective) {
    const isMove = event.kind === "joined" || event.kind === "left";
    return isMove && perspective === "here" ? undefined : CSP_PROFILE.render(event, perspective);
  },
};

function responseFor(event: WorldEvent): Response | undefined {
  switch (event.kind) {
    case "joined":
      return joined({ username: event.person.name, chat_name: event.room.name });
    case "said":
      return { code: "140", channel: "DC", payload: spoken(event) };
    case "told":
      return {
        code: "160",
        parameters: { username: event.from.name },
        channel: "DC",
        payload: `(${event.from.name}) ${event.text}`,
      };
    case "left":
    case "departed":
      return { code: "190", parameters: { username: event.person.name }, payload: left(event) };
    case "banned": {
      const { name } = event.ban;
      return {
        code: "191",
        parameters: { banned_user: name },
        channel: "CC",
        payload: `${name} has been banned from the group`,
      };
    }
    case "kicked": {
      const { name } = event.person;
      if (event.banned) return undefined;
      return {
        code: "192",
        parameters: { kicked_user: name },
        channel: "CC",
        payload: `${name} has been kicked from the group`,
      };
    }
    case "shouted":
      return {
        code: "140",
        channel: "DC",
        payload: `(${event.person?.name ?? "*"}) ${event.text}`,
      };
    default:
      return undefined;
  }
}

/** Somebody has gone into a group. */
export function joined(
  parameters: { readonly username: string; readonly chat_name: string },
): Response {
  const payload = `${parameters.username} has joined the group`;
  return { code: "180", parameters, channel: "CC", payload };
}

function left({ person }: { person: { name: string } }): string {
  return `${person.name} has left the chat room`;
}

/** `(ann) hello`, or `(ann) * ann waves`. */
function spoken(
  { person: { name }, text, style }: Extract<WorldEvent, { kind: "said" }>,
): string {
  return `(${name}) ${style === "action" ? plain(messageText({ name, text, style })) : text}`;
}
