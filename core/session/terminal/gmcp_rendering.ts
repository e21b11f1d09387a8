/**
 * Events for clients that speak GMCP: what is said stands beside the text as well, for windows of their own.
 *
 * @module
 */

import { concatenate } from "../../telnet/encode.ts";
import { gmcpMessage } from "../../telnet/gmcp.ts";
import { plain } from "../../terminal/style/styled_text.ts";
import type { WorldEvent } from "../../world/event.ts";
import { eventText } from "../texts/event_text.ts";
import {
  bytesOfEvent,
  encodeRendered,
  type Perspective,
  type RenderingProfile,
} from "../session.ts";

/** The channels that are no rooms. */
export const PRIVATE_CHANNEL = "tell";
export const HOUSE_CHANNEL = "shout";

/** The channel of a room: it has a sign in front, so that no room has the name of another channel. */
export function channelOfRoom(room: string): string {
  return `#${room}`;
}

/** A message in a channel. */
interface ChannelText {
  readonly channel: string;
  readonly talker: string;
  /** Of what the client's own user has told somebody: whom. */
  readonly destination?: string;
}

const KNOWN = new WeakMap<RenderingProfile, RenderingProfile>();

/** A rendering with Comm.Channel.Text in front of what people say; the same object for the same rendering. */
export function withChannelText(rendering: RenderingProfile): RenderingProfile {
  let known = KNOWN.get(rendering);
  if (!known) KNOWN.set(rendering, known = new ChannelRendering(rendering));
  return known;
}

class ChannelRendering implements RenderingProfile {
  readonly marksMentions: boolean;
  readonly #rendering: RenderingProfile;

  constructor(rendering: RenderingProfile) {
    this.#rendering = rendering;
    this.marksMentions = rendering.marksMentions ?? false;
  }

  render(event: WorldEvent, perspective: Perspective): string | Uint8Array | undefined {
    const message = channelText(event, perspective);
    const text = message && eventText(event, { perspective, tagsRooms: false, times: false });
    if (!text) return this.#rendering.render(event, perspective);
    const shown = bytesOfEvent(event, { profile: this.#rendering, perspective });
    const bytes = gmcpMessage("Comm.Channel.Text", { ...message, text: plain(text) });
    return shown ? concatenate([bytes, shown]) : bytes;
  }

  encode(text: string): Uint8Array {
    return encodeRendered(text, this.#rendering);
  }
}

function channelText(event: WorldEvent, perspective: Perspective): ChannelText | undefined {
  switch (event.kind) {
    case "said":
      return { channel: channelOfRoom(event.room.name), talker: event.person.name };
    case "shouted":
      return { channel: HOUSE_CHANNEL, talker: event.person?.name ?? "" };
    case "told":
      return {
        channel: PRIVATE_CHANNEL,
        talker: event.from.name,
        ...(perspective !== "other" && { destination: event.to.name }),
      };
    default:
      return undefined;
  }
}
