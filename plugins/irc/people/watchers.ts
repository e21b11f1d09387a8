/**
 * What those who monitor a name hear of who wears it (IRCv3 monitor and extended-monitor).
 *
 * @module
 */

import { bytesOfEvent, type Person, type WorldEvent } from "partyline";
import { sourceOf } from "../rendering/event_lines.ts";
import type { IrcHouse } from "../irc_house.ts";
import { answerSync, personTarget } from "./metadata.ts";
import { shareRoom } from "./visibility.ts";

/** Somebody wears a name now: 730, and what is noted about them, for clients that want it. */
export function tellOnline({ monitors, house }: IrcHouse, person: Person): void {
  const presence = house.world.presenceNamed(person.name);
  for (const watcher of monitors.watchersOf(person.name)) {
    watcher.aside(() => {
      watcher.numeric("MONONLINE", [], sourceOf(person));
      if (presence && watcher.state.has("draft/metadata-3")) {
        answerSync(watcher, person.name, [personTarget(presence)]);
      }
    });
  }
}

/** Nobody wears a name any more: 731. */
export function tellOffline({ monitors }: IrcHouse, { name }: Person): void {
  for (const watcher of monitors.watchersOf(name)) {
    watcher.aside(() => watcher.numeric("MONOFFLINE", [], name));
  }
}

/**
 * Something has changed about somebody, of which only those in their rooms have heard: who monitors
 * them and wants to know more hears it too, as far as their other capabilities show it.
 */
export function tellChange(irc: IrcHouse, event: WorldEvent & { readonly person: Person }): void {
  const presence = irc.house.world.presence(event.person.presence!);
  if (!presence) return;
  for (const watcher of irc.monitors.watchersOf(event.person.name)) {
    const other = watcher.presence;
    if (!other || other === presence || shareRoom(other, presence)) continue;
    if (!watcher.state.has("extended-monitor")) continue;
    const bytes = bytesOfEvent(event, { profile: watcher.profile, perspective: "other" });
    if (bytes) watcher.send(bytes);
  }
}
