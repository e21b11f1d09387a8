/**
 * What options have to tell the session beyond facts: things that happen once.
 * @module
 */

/** Something that the session has to do, in its place among the bytes. */
export type TelnetNotice =
  /** The peer wants to know when all that it has sent before has been dealt with (RFC 860). */
  | {
    readonly kind: "timing-mark";
    /** Says that it has been. To be called once. */
    answer(): void;
  }
  /** All that is sent from here on is to be compressed, or no longer (MCCP2). */
  | { readonly kind: "compression"; readonly on: boolean }
  /** A message of GMCP that is not about GMCP itself. */
  | {
    readonly kind: "gmcp";
    /** `Package.Message` in the spelling of the peer. */
    readonly name: string;
    /** What was sent with it, read as JSON; undefined where it was nothing, or no JSON. */
    readonly data: unknown;
  };
