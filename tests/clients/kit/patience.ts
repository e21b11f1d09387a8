/**
 * How long a test waits for what must come.
 *
 * @module
 */

/**
 * The longest that any wait may take, in milliseconds. It ends a test that hangs; nothing that works comes
 * near it, and nothing is measured by it.
 */
export const PATIENCE_MS = 60_000;
