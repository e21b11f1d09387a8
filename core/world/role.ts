/**
 * What a person may do: their role in the house, and their rank in a room.
 *
 * @module
 */

/** The roles of the house, from the least to the most. */
export const ROLES = ["guest", "member", "moderator", "sysop"] as const;

/** A person's role in the house. A guest has no account; everyone with an account is at least a member. */
export type Role = typeof ROLES[number];

/**
 * Whether a role reaches another.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * ok(reachesRole("sysop", "moderator"));
 * ok(!reachesRole("guest", "member"));
 * ```
 */
export function reachesRole(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

/** The ranks in a room, from the least to the most. */
export const RANKS = ["member", "voice", "halfop", "operator", "admin", "owner"] as const;

/** A person's rank in one room. */
export type Rank = typeof RANKS[number];

/**
 * Whether a rank reaches another.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * ok(reachesRank("owner", "operator"));
 * ok(!reachesRank("voice", "operator"));
 * ```
 */
export function reachesRank(rank: Rank, wanted: Rank): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(wanted);
}
