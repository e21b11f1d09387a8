/**
 * A house with callers of CSP, and what they are sent, byte for byte.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { CspCaller, cspResponse } from "../../kit/csp_caller.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

export function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({ ...options, limits: { lines_burst: 10_000, ...options.limits } });
}

/** A house with ann, who has made the group den, and bob, who is in it; both have heard all so far. */
export async function den(): Promise<{ house: TestHouse; ann: CspCaller; bob: CspCaller }> {
  const house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "den" }), [cspResponse("170")]);
  const bob = await CspCaller.enter(house, "bob", { group: "den" });
  deepStrictEqual(await ann.overheard(), [joined("bob", "den")]);
  return { house, ann, bob };
}

export const LOGGED_IN = cspResponse("110", { channel: "CC" });
export const WRONG = cspResponse("200", { channel: "CC" });
export const NAME_EXISTS = cspResponse("200");
export const NOT_LOGGED_IN = refused("You are not logged in");
export const NOT_IN_GROUP = refused("You are not in this group");

export function refused(payload: string): string {
  return cspResponse("300", { channel: "CC", payload });
}

export function joined(name: string, group: string): string {
  const about = `{"username": "${name}", "chat_name": "${group}"}`;
  return cspResponse("180", { about, channel: "CC", payload: `${name} has joined the group` });
}

export function left(name: string): string {
  const payload = `${name} has left the chat room`;
  return cspResponse("190", { about: `{"username": "${name}"}`, payload });
}

export function said(payload: string): string {
  return cspResponse("140", { channel: "DC", payload });
}

export function cannotJoin(name: string, group: string, payload: string): string {
  const about = `{"username": "${name}", "chat_name": "${group}"}`;
  return cspResponse("240", { about, channel: "CC", payload });
}

export function notAdmin(code: "250" | "260", name: string): string {
  const payload = "You are not the admin of this group";
  return cspResponse(code, { about: `{"username": "${name}"}`, channel: "CC", payload });
}

export function kicked(name: string): string {
  const payload = `${name} has been kicked from the group`;
  return cspResponse("192", { about: `{"kicked_user": "${name}"}`, channel: "CC", payload });
}

export function banned(name: string): string {
  const payload = `${name} has been banned from the group`;
  return cspResponse("191", { about: `{"banned_user": "${name}"}`, channel: "CC", payload });
}
