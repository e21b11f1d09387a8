/**
 * Names and passwords, and those who guess.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { Credentials } from "../../../core/plugin_host/arrival/credentials.ts";
import { hashPassword } from "../../../core/storage/password.ts";
import { World } from "../../../core/world/world.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

const CHEAP = { N: 2, r: 1, p: 1, iterations: 1 };
const MINUTE = 60_000;

/** Credentials of the users ann and bob, whose passwords are "right". */
async function credentials(exempt?: string): Promise<{
  clock: FakeClock;
  /** Tries a password; afterwards tells what came of it, or that it waits. */
  attempt(name: string, password: string, address?: string): Attempt;
}> {
  const world = new World();
  const passwordHash = await hashPassword("right", CHEAP);
  for (const name of ["ann", "bob"]) world.apply({ kind: "register", at: 1, name, passwordHash });
  const clock = new FakeClock();
  const checked = new Credentials({ world, clock, isExempt: (address) => address === exempt });
  return {
    clock,
    attempt(name, password, address = "192.0.2.1") {
      return new Attempt(checked.check({ name, password, address }));
    },
  };
}

class Attempt {
  readonly #answer: Promise<"let in" | "refused">;
  #isAnswered = false;

  constructor(check: Promise<unknown>) {
    this.#answer = check.then((user) => user ? "let in" : "refused");
    this.#answer.then(() => this.#isAnswered = true);
  }

  answer(): Promise<"let in" | "refused"> {
    return this.#answer;
  }

  /** Whether it still waits for the clock. */
  get waits(): boolean {
    return !this.#isAnswered;
  }
}

Deno.test("the right password is let in, and any other is not", async () => {
  const { attempt, clock } = await credentials();
  strictEqual(await attempt("ann", "right").answer(), "let in");
  strictEqual(await attempt("ANN", "right").answer(), "let in");
  strictEqual(await attempt("ann", "Right").answer(), "refused");
  clock.advance(1000);
  strictEqual(await attempt("ann", "").answer(), "refused");
});

Deno.test("a name that there is not is slowed as one that there is", async () => {
  const { attempt, clock } = await credentials();
  strictEqual(await attempt("nobody", "x").answer(), "refused");
  const second = attempt("nobody", "x", "192.0.2.2");
  clock.advance(999);
  await attempt("bob", "right", "192.0.2.3").answer();
  strictEqual(second.waits, true);
  clock.advance(1);
  strictEqual(await second.answer(), "refused");
});

Deno.test("the wait doubles from 1 second up to 10", async () => {
  const { attempt, clock } = await credentials();
  await attempt("ann", "wrong").answer();
  for (const seconds of [1, 2, 4, 8, 10, 10]) {
    const next = attempt("ann", "wrong");
    clock.advance(seconds * 1000 - 1);
    await attempt("bob", "right", "192.0.2.9").answer();
    strictEqual(next.waits, true, `after less than ${seconds} seconds`);
    clock.advance(1);
    await next.answer();
  }
});

Deno.test("an address that guesses is slowed for every name", async () => {
  const { attempt, clock } = await credentials();
  await attempt("ann", "wrong").answer();
  const other = attempt("bob", "right");
  await attempt("bob", "right", "192.0.2.9").answer();
  strictEqual(other.waits, true);
  clock.advance(1000);
  strictEqual(await other.answer(), "let in");
});

Deno.test("an exempt address is not slowed for what was guessed there, but names are guarded", async () => {
  const { attempt, clock } = await credentials("192.0.2.1");
  await attempt("ann", "wrong").answer();
  strictEqual(await attempt("bob", "right").answer(), "let in");
  const guarded = attempt("ann", "right");
  await attempt("bob", "right").answer();
  strictEqual(guarded.waits, true);
  clock.advance(1000);
  strictEqual(await guarded.answer(), "let in");
});

Deno.test("tries at once wait one behind the other", async () => {
  const { attempt, clock } = await credentials();
  await attempt("ann", "wrong").answer();
  const tries = Array.from({ length: 5 }, () => attempt("ann", "wrong"));
  clock.advance(1000);
  await tries[0]!.answer();
  await attempt("bob", "right", "192.0.2.9").answer();
  strictEqual(tries.filter((one) => one.waits).length, 4);
  clock.advance(60_000);
  for (const one of tries) await one.answer();
});

Deno.test("success forgets the failures", async () => {
  const { attempt, clock } = await credentials();
  await attempt("ann", "wrong").answer();
  clock.advance(1000);
  strictEqual(await attempt("ann", "right").answer(), "let in");
  strictEqual(await attempt("ann", "right").answer(), "let in");
});

Deno.test("failures are forgotten after a quarter of an hour", async () => {
  const { attempt, clock } = await credentials();
  for (let count = 0; count < 3; count++) {
    const next = attempt("ann", "wrong");
    clock.advance(10_000);
    await next.answer();
  }
  clock.advance(15 * MINUTE);
  await attempt("ann", "wrong").answer();
  const next = attempt("ann", "wrong");
  clock.advance(1000);
  strictEqual(await next.answer(), "refused");
});
