/**
 * Rules of taking back: what was said in a room, and what was told to one person.
 *
 * @module
 */

import type { ActionOf, RedactedMessage } from "./action.ts";
import type { MessageId, WorldEvent } from "./event.ts";
import { actor, checkOptionalText, needRank, personNamed, roomRuledBy } from "./lookups.ts";
import { nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { PresenceState, State } from "./state.ts";
import { fateOf } from "./talk_rules.ts";

/** Somebody takes back what they said in a room, or an operator what anybody did. */
export function redact(state: State, action: ActionOf<"redact">): WorldEvent[] {
  const { at, session, id, reason } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  if (!isAuthor(by, action)) needRank(room, by, "operator");
  checkOptionalText(reason, state.policy.topicBytes);
  return [{ kind: "redacted", at, session, room: room.label, id, by: by.person, reason }];
}

/** Somebody takes back what they told one person; nobody else may, as nobody else knows of it. */
export function redactTold(state: State, action: ActionOf<"redact-told">): WorldEvent[] {
  const { at, session, id, reason } = action;
  const by = actor(state, action.by);
  if (!isAuthor(by, action)) refuse("outranked", { name: action.from.name });
  checkOptionalText(reason, state.policy.topicBytes);
  const to = personNamed(state, action.to);
  const fate = fateOf(state, { from: by.person, to });
  return [{ kind: "told-redacted", at, session, id, from: by.person, to, fate, reason }];
}

/** A guest is known by nothing but the name, and may have it from another: what is older is not theirs. */
function isAuthor(
  by: PresenceState,
  { id, from }: { readonly id: MessageId; readonly from: RedactedMessage },
): boolean {
  if (by.user || from.user !== undefined) return by.user?.id === from.user;
  return nameKey(by.person.name) === nameKey(from.name) && id > by.namedAfter;
}
