/**
 * A room with people of each rank in it, and what they do to each other there.
 *
 * @module
 */

import type { Draft } from "../../core/world/action.ts";
import type { Rank } from "../../core/world/role.ts";
import type { MaskList } from "../../core/world/room.ts";
import type { PresenceId } from "../../core/world/person.ts";
import { Scene } from "./scene.ts";

/** The name of the room. */
export const room = "den";
/** The room, as events have it. */
export const DEN = { id: 1, name: "den" };

/** Puts a mask on a list of the room. */
export function setMask(by: string, mask: string, list: MaskList = "ban"): Draft {
  return { kind: "set-mask", by, room, list, mask, reason: "noise" };
}

/** Takes a mask off a list of the room. */
export function liftMask(by: string, mask: string, list: MaskList = "ban"): Draft {
  return { kind: "lift-mask", by, room, list, mask };
}

/** Gives somebody a rank. */
export function setRank(by: string, name: string, rank: Rank): Draft {
  return { kind: "set-rank", by, room, name, rank };
}

/** Gives somebody a voice, or takes it. */
export function setVoice(by: string, name: string, on: boolean): Draft {
  return { kind: "set-voice", by, room, name, on };
}

/** What one person does to another in the den. */
export const DOES = {
  ban: (by: string, name: string): Draft => ({ kind: "ban", by, room, name, reason: "" }),
  deop: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "member" }),
  invite: (by: string, name: string): Draft => ({ kind: "invite", by, room, name }),
  kick: (by: string, name: string): Draft => ({ kind: "kick", by, room, name, reason: "" }),
  op: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "operator" }),
  own: (by: string, name: string): Draft => ({ kind: "set-rank", by, room, name, rank: "owner" }),
  unban: (by: string, name: string): Draft => liftMask(by, name),
  voice: (by: string, name: string): Draft => ({ kind: "set-voice", by, room, name, on: true }),
};

/** All that needs a rank, as somebody would try it. */
export const POWERS = Object.entries(DOES).filter(([name]) => name !== "invite");

/** The people of the scene. */
export type Den =
  & { readonly scene: Scene }
  & {
    readonly [Name in "olga" | "oscar" | "opal" | "mia" | "guy"]: PresenceId;
  };

/** A den with Olga its owner, Oscar and Opal its operators, Mia a member and Guy a guest. */
export function withDen(): Den {
  const scene = new Scene();
  const olga = scene.user("Olga");
  scene.join(olga, room);
  const [oscar, opal] = [scene.user("Oscar"), scene.user("Opal")];
  const [mia, guy] = [scene.user("Mia"), scene.guest("Guy")];
  for (const by of [oscar, opal, mia, guy]) scene.join(by, room);
  for (const name of ["Oscar", "Opal"]) scene.does(DOES.op(olga, name));
  return { scene, olga, oscar, opal, mia, guy };
}
