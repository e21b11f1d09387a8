/**
 * Coming into the house, the same for every gateway: as a guest, as a user, as a new user.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CallerGone, RefusedError } from "../../../core/commands/errors.ts";
import type { Session } from "../../../core/session/session.ts";
import { verifyPassword } from "../../../core/storage/password.ts";
import type { RefusalCode } from "../../../core/world/refusal.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

/** A session that is in the directory, and that nobody sees. */
function sessionIn(house: TestHouse, { address = "192.0.2.7" } = {}): Session {
  const session: Session = {
    id: crypto.randomUUID(),
    gateway: "test",
    address,
    connectedAt: 0,
    activeAt: 0,
    profile: { render: () => undefined },
    isSecure: false,
    follow: () => false,
    unfollow() {},
    send() {},
    sendOwn() {},
    end() {},
  };
  house.house.directory.add(session);
  return session;
}

/** Checks that the world says no. */
async function refused(entering: Promise<unknown>, code: RefusalCode): Promise<void> {
  await rejects(entering, (error) => {
    ok(error instanceof RefusedError);
    strictEqual(error.refusal.code, code);
    return true;
  });
}

Deno.test("a guest comes in by the gateway of their session", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  const session = sessionIn(house);
  await entry.asGuest(session, "Ann");
  const { person, via, user, sessions } = world.presenceOf(session.id)!;
  deepStrictEqual([person.name, via, user, [...sessions]], ["Ann", "test", undefined, [
    session.id,
  ]]);
});

Deno.test("a guest's name is refused as the world refuses it", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  await house.register("member");
  await house.guest("taken");
  const session = sessionIn(house);
  await refused(entry.asGuest(session, "2pac"), "name-not-allowed");
  await refused(entry.asGuest(session, "TAKEN"), "name-in-use");
  await refused(entry.asGuest(session, "Member"), "name-registered");
  await refused(entry.asGuest(session, "mеmber"), "name-too-similar"); // its second letter is Cyrillic
  strictEqual(world.presenceOf(session.id), undefined);
});

Deno.test("where guests are refused, users come in, and new users too", async () => {
  await using house = await TestHouse.open({ main: { guests: false } });
  const { entry, world } = house.house;
  await house.register("member");
  await refused(entry.asGuest(sessionIn(house), "ann"), "guests-refused");
  const [first, second] = [sessionIn(house), sessionIn(house)];
  ok(await entry.logIn(first, { name: "MEMBER", password: PASSWORD }));
  await entry.register(second, { name: "ann", password: "secret7" });
  deepStrictEqual([first, second].map(({ id }) => world.presenceOf(id)?.person.name), [
    "member",
    "ann",
  ]);
});

Deno.test("a user comes in with the password alone, spelt as they registered", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  await house.register("Member");
  const logIn = (name: string, password: string, address: string) => {
    const session = sessionIn(house, { address });
    return { session, isIn: entry.logIn(session, { name, password }) };
  };
  strictEqual(await logIn("nobody", PASSWORD, "192.0.2.1").isIn, false);
  strictEqual(await logIn("Member", "wrong", "192.0.2.2").isIn, false);
  strictEqual(world.presenceCount, 0);
  house.clock.advance(10_000);
  const { session, isIn } = logIn("mEMBER", PASSWORD, "192.0.2.3");
  strictEqual(await isIn, true);
  strictEqual(world.presenceOf(session.id)!.person.name, "Member");
});

Deno.test("a user on several sessions is one person", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  await house.register("member");
  const sessions = [sessionIn(house), sessionIn(house), sessionIn(house)];
  for (const session of sessions) {
    ok(await entry.logIn(session, { name: "member", password: PASSWORD }));
  }
  const people = new Set(sessions.map(({ id }) => world.presenceOf(id)));
  deepStrictEqual([people.size, world.presenceCount], [1, 1]);
});

Deno.test("a new user has an account with the password hashed, and is in", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  const session = sessionIn(house);
  await entry.register(session, { name: "Ann", password: "secret7" });
  const { name, role, passwordHash } = world.userNamed("ann")!;
  deepStrictEqual([name, role], ["Ann", "member"]);
  ok(await verifyPassword("secret7", passwordHash));
  ok(!passwordHash.includes("secret7"));
  strictEqual(world.presenceOf(session.id)!.user?.name, "Ann");
});

Deno.test("an account that there is, or whose name a guest has, is not made again", async () => {
  await using house = await TestHouse.open();
  const { entry, world } = house.house;
  await house.register("member");
  await house.guest("guest");
  const session = sessionIn(house);
  await refused(entry.register(session, { name: "MEMBER", password: "x" }), "name-registered");
  await refused(entry.register(session, { name: "guest", password: "x" }), "name-in-use");
  await refused(entry.register(session, { name: "a b", password: "x" }), "name-not-allowed");
  strictEqual(world.presenceOf(session.id), undefined);
  strictEqual(world.userNamed("guest"), undefined);
});

Deno.test("whoever has hung up meanwhile does not come in", async () => {
  await using house = await TestHouse.open();
  const { entry, world, directory } = house.house;
  await house.register("member");
  const session = sessionIn(house);
  const entering = [
    entry.logIn(session, { name: "member", password: PASSWORD }),
    entry.register(session, { name: "ann", password: "secret7" }),
  ];
  directory.remove(session);
  const outcomes = await Promise.allSettled([...entering, entry.asGuest(session, "bob")]);
  for (const outcome of outcomes) {
    ok(outcome.status === "rejected" && outcome.reason instanceof CallerGone);
  }
  strictEqual(world.presenceCount, 0);
});
