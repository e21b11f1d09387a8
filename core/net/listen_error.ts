/**
 * Why a port cannot be listened on, in a sentence for the sysop.
 *
 * @module
 */

/** A port that cannot be opened. The message is a whole sentence. */
export class ListenError extends Error {
  /** @ignore */
  override readonly name = "ListenError";
}

/** Reasons by the name of what the runtime throws. */
const REASONS: Readonly<Record<string, string>> = {
  AddrInUse: "the port is in use",
  AddrNotAvailable: "this machine does not have that address",
  NotCapable: "the runtime was not given network access",
  PermissionDenied: "the system does not allow that port to this user",
  RangeError: "the port is not a number from 0 to 65535",
};

/**
 * Says why listening failed.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const error = listenError({ hostname: "0.0.0.0", port: 2023 }, new Deno.errors.AddrInUse());
 * strictEqual(error.message, "Cannot listen on 0.0.0.0 port 2023 as the port is in use.");
 * ```
 * @param cause What `Deno.listen` threw.
 */
export function listenError(
  address: { readonly hostname: string; readonly port: number },
  cause: unknown,
): ListenError {
  const reason = reasonOf(cause);
  const message = `Cannot listen on ${address.hostname} port ${address.port} as ${reason}.`;
  return new ListenError(message, { cause });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return `the runtime refused: ${cause}`;
  // A name that does not resolve has no error class of its own.
  if (cause.name === "URIError" || /failed to lookup/.test(cause.message)) {
    return "there is no host of that name";
  }
  return REASONS[cause.name] ?? `the runtime refused: ${cause.message}`;
}
