/**
 * The way of every message past the filters of plugins, whatever gateway it comes by.
 *
 * @module
 */

import { safeText } from "../terminal/charset/safe_text.ts";
import type { Draft } from "../world/action.ts";
import type { MessageLine } from "../world/event.ts";
import type { Outcome } from "../world/outcome.ts";
import type { PresenceId } from "../world/person.ts";
import { type Presence, roleOf } from "../world/presence.ts";
import type { Refusal } from "../world/refusal.ts";
import type { Sequencer } from "../world/sequencer.ts";
import type { World } from "../world/world.ts";
import type { FilteredMessage, Filters, FilterVerdict } from "./capabilities/filters.ts";

/** The longest reason that a filter may give, in UTF-16 units. */
const REASON_LENGTH = 200;

/** What a {@linkcode FilteringSequencer} works with. */
export interface FilteringParts {
  /** Takes what has passed the filters. */
  readonly sequencer: Sequencer;
  readonly world: World;
  readonly filters: Filters;
  /** The plugin whose bot a person is. */
  botOwner(presence: PresenceId): string | undefined;
}

type Told = Parameters<Sequencer["submit"]>[1];

/** A draft that carries a message. */
type MessageDraft = Extract<Draft, { kind: "say" | "shout" | "tell" }>;

/**
 * A sequencer that shows messages to the filters before it hands them on. While a person's message is with
 * a filter that takes its time, all else that they do waits behind it.
 */
export class FilteringSequencer implements Sequencer {
  readonly #parts: FilteringParts;
  /** By person: what ends when all that they have submitted has been handed on. */
  readonly #waiting = new Map<PresenceId, Promise<void>>();

  constructor(parts: FilteringParts) {
    this.#parts = parts;
  }

  submit(draft: Draft, told?: Told): Promise<Outcome> {
    const { filters, sequencer } = this.#parts;
    if (filters.isEmpty && this.#waiting.size === 0) return sequencer.submit(draft, told);
    const who = this.#doerOf(draft);
    if (!who) return sequencer.submit(draft, told);
    const before = this.#waiting.get(who.id);
    const filtered = before
      ? before.then(() => this.#filter(who, draft))
      : this.#filter(who, draft);
    return filtered instanceof Promise
      ? this.#submitLater(who.id, { filtered, told })
      : this.#submitNow(filtered, told);
  }

  settled(told?: () => void): Promise<void> {
    return this.#parts.sequencer.settled(told);
  }

  #submitNow(filtered: Filtered, told?: Told): Promise<Outcome> {
    const { sequencer } = this.#parts;
    if (!("refused" in filtered)) return sequencer.submit(filtered.draft, told);
    // In its place among what the same person has submitted before.
    return sequencer.settled(() => told?.(filtered)).then(() => filtered);
  }

  async #submitLater(
    who: PresenceId,
    { filtered, told }: { readonly filtered: Promise<Filtered>; readonly told?: Told | undefined },
  ): Promise<Outcome> {
    let outcome: Promise<Outcome> | undefined;
    const handedOn = filtered.then((filtered) => {
      outcome = this.#submitNow(filtered, told);
      if (this.#waiting.get(who) === handedOn) this.#waiting.delete(who);
    });
    this.#waiting.set(who, handedOn);
    await handedOn;
    return await outcome!;
  }

  #doerOf(draft: Draft): Presence | undefined {
    const { world } = this.#parts;
    if ("by" in draft && draft.by !== undefined) return world.presence(draft.by);
    return draft.kind === "depart" ? world.presenceOf(draft.session) : undefined;
  }

  #filter(who: Presence, draft: Draft): Filtered | Promise<Filtered> {
    if (!isMessage(draft)) return { draft };
    const { filters, botOwner } = this.#parts;
    const verdict = filters.judge(viewOf(who, draft), botOwner(who.id));
    return verdict instanceof Promise
      ? verdict.then((verdict) => applied(verdict, draft))
      : applied(verdict, draft);
  }
}

/** What became of a draft: it is handed on, or refused. */
type Filtered = { readonly draft: Draft } | Extract<Outcome, { refused: Refusal }>;

function isMessage(draft: Draft): draft is MessageDraft {
  if (draft.kind === "say" || draft.kind === "tell") return draft.style !== "tags";
  return draft.kind === "shout";
}

function viewOf(who: Presence, draft: MessageDraft): FilteredMessage {
  const style = draft.kind === "shout" || draft.style === "tags" ? "say" : draft.style;
  return {
    kind: draft.kind,
    text: draft.text,
    style,
    name: who.person.name,
    isBot: who.isBot,
    role: roleOf(who),
    ...(draft.kind === "say" && { room: draft.room }),
    ...(draft.kind === "tell" && { to: draft.to }),
  };
}

function applied(verdict: FilterVerdict, draft: MessageDraft): Filtered {
  if ("refuse" in verdict) {
    const reason = safeText(verdict.refuse).slice(0, REASON_LENGTH);
    return { refused: { code: "filtered", reason } };
  }
  const { text } = verdict;
  if (text === draft.text) return { draft };
  if (draft.kind === "shout" || !draft.extras?.lines) return { draft: { ...draft, text } };
  // The lines of a message of several are said anew, as they must be its text.
  const lines = text.split("\n").map((text): MessageLine => ({ text, joined: false }));
  return { draft: { ...draft, text, extras: { ...draft.extras, lines } } };
}
