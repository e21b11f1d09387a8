/**
 * How events look to clients of IRC: one rendering for all that have asked for the same things.
 *
 * @module
 */

import type { Perspective, RenderingProfile, World, WorldEvent } from "partyline";
import { type CapabilityName, RENDERING_CAPABILITIES } from "../tables/capabilities.ts";
import type { ClientState } from "../client_state.ts";
import { eventLines } from "./event_lines.ts";
import type { IrcHouse } from "../irc_house.ts";
import { truncateLine } from "../wire/message.ts";

/** What the rendering of events is made with. */
export interface RenderingParts {
  readonly world: World;
  readonly serverName: string;
  /** As of {@linkcode IrcHouse}. */
  readonly killed: IrcHouse["killed"];
}

/** From where an event is seen, and by what kind of client. */
export interface View extends RenderingParts {
  readonly perspective: Perspective;
  /** Whether the client listens to operators (`+w`). */
  readonly hearsWallops: boolean;
  /** Whether the client is told no questions of other clients (`+T`). */
  readonly refusesCtcp: boolean;
  /** Whether the client has a capability that changes how events look. */
  has(capability: CapabilityName): boolean;
}

/** The profiles there are; clients that have asked for the same things share one. */
export class ProfileTable {
  readonly #parts: RenderingParts;
  /** By a bit for each wish. */
  readonly #profiles = new Map<number, RenderingProfile>();

  constructor(parts: RenderingParts) {
    this.#parts = parts;
  }

  /** The profile of a client, as it is now. */
  profileFor(state: ClientState): RenderingProfile {
    const hearsWallops = state.modes.includes("w");
    const refusesCtcp = state.modes.includes("T");
    let wishes = Number(hearsWallops) | Number(refusesCtcp) << 1;
    for (let index = 0; index < RENDERING_CAPABILITIES.length; index++) {
      if (state.has(RENDERING_CAPABILITIES[index]!)) wishes |= 4 << index;
    }
    const known = this.#profiles.get(wishes);
    if (known) return known;
    const capabilities = RENDERING_CAPABILITIES.filter((name) => state.has(name));
    const made = this.#make(new Set(capabilities), { hearsWallops, refusesCtcp });
    this.#profiles.set(wishes, made);
    return made;
  }

  #make(
    capabilities: ReadonlySet<CapabilityName>,
    wishes: Pick<View, "hearsWallops" | "refusesCtcp">,
  ): RenderingProfile {
    const has = (capability: CapabilityName) => capabilities.has(capability);
    const viewFrom = (perspective: Perspective): View => (
      { ...this.#parts, ...wishes, perspective, has }
    );
    const views: Readonly<Record<Perspective, View>> = {
      here: viewFrom("here"),
      own: viewFrom("own"),
      other: viewFrom("other"),
      mentioned: viewFrom("mentioned"),
    };
    return {
      render(event: WorldEvent, perspective: Perspective) {
        const lines = eventLines(event, views[perspective]);
        return lines.length === 0 ? undefined : joinLines(lines);
      },
    };
  }
}

/** Lines as they are sent, each cut to the length that a line may have. */
function joinLines(lines: readonly string[]): string {
  let joined = "";
  for (const line of lines) joined += `${truncateLine(line)}\r\n`;
  return joined;
}
