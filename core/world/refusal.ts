/**
 * Everything the world can say no with: one closed list. Each gateway has a table from these codes to
 * the answers of its protocol.
 *
 * @module
 */

import type { Role } from "./role.ts";

/** What each refusal tells beside its code. Lengths are in bytes of UTF-8 unless a name says otherwise. */
interface RefusalDetails {
  "already-claimed": Record<never, never>;
  "already-in-room": { room: string };
  "already-registered": { name: string };
  "banned": { room: string; reason: string };
  /** The person has left before their action came. */
  "gone": Record<never, never>;
  "guests-refused": Record<never, never>;
  "house-full-of-rooms": { limit: number };
  "invite-only": { room: string };
  "mailbox-full": { name: string; limit: number };
  "members-only": Record<never, never>;
  "name-in-use": { name: string };
  "name-not-allowed": { name: string; reason: string };
  "name-registered": { name: string };
  "name-too-similar": { name: string; like: string };
  "needs-rank": { room: string; rank: "operator" | "owner" };
  "needs-role": { role: Role };
  "no-such-ban": { room: string; name: string };
  "no-such-room": { room: string };
  "no-such-user": { name: string };
  "not-here": { name: string };
  "not-in-room": { room: string };
  "not-registered": { name: string };
  "outranked": { name: string };
  "room-full": { room: string; limit: number };
  "room-name-not-allowed": { room: string; reason: string };
  "text-empty": Record<never, never>;
  "text-not-allowed": { reason: string };
  "text-too-long": { limit: number; found: number };
  "they-are-in-room": { room: string; name: string };
  "they-are-not-in-room": { room: string; name: string };
  "too-many-bans": { room: string; limit: number };
  "too-many-ignored": { limit: number };
  "too-many-rooms": { limit: number };
  "wrong-code": Record<never, never>;
  "yourself": Record<never, never>;
}

/** A refusal's code. */
export type RefusalCode = keyof RefusalDetails;

/** A refusal: its code, and the values that its sentence needs. */
export type Refusal = {
  [Code in RefusalCode]: { readonly code: Code } & Readonly<RefusalDetails[Code]>;
}[RefusalCode];

/** The refusal of one code. */
export type RefusalOf<Code extends RefusalCode> = Extract<Refusal, { code: Code }>;
