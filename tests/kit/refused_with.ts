/**
 * Telling one refusal of the world from another, for `rejects`.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { RefusedError } from "../../core/commands/errors.ts";
import type { RefusalCode } from "../../core/world/refusal.ts";

/** What checks that an error is the world's no of that code. */
export function refusedWith(code: RefusalCode): (error: unknown) => boolean {
  return (error) => {
    ok(error instanceof RefusedError, String(error));
    strictEqual(error.refusal.code, code);
    return true;
  };
}
