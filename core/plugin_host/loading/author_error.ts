/**
 * What the author of a plugin has done wrong at the command line.
 *
 * @module
 */

/** A mistake of an author. Its message is one line, and all that they need. */
export class AuthorError extends Error {
  override readonly name = "AuthorError";
}
