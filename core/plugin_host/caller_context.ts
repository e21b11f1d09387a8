/**
 * What a plugin is handed of whoever calls it.
 *
 * @module
 */

import type { Text } from "../terminal/styled_text.ts";
import type { Role } from "../world/role.ts";
import type { CallerCapabilities, Capability } from "./capability.ts";

/** Who calls, and the parts of the house that the plugin needs, acting for them. */
export type CallerContext<Needs extends Capability = never> =
  & {
    /** The caller's name. */
    readonly name: string;
    readonly role: Role;
    /** How many columns an answer may take, for tables. */
    readonly columns: number;
    /** Shows the caller something. */
    reply(text: Text): void;
    /** Asks the caller something and waits for their next line; it ends the command if they hang up. */
    ask(question: Text, options?: { readonly secret?: boolean }): Promise<string>;
    /**
     * Lets the caller choose one of several, by its number or its beginning; they are asked again until they
     * do, and pressing Ctrl-C ends the command.
     */
    choose<const Option extends string>(
      question: Text,
      options: readonly Option[],
    ): Promise<Option>;
    /** Shows the caller a long text: by the screenful, at a terminal whose height is known. */
    page(text: Text): Promise<void>;
    /** Lets the caller compose a text line by line, or go on with one; its lines have LF between them. */
    edit(text?: string): Promise<string>;
    /** Resolves once all answers so far have been sent; for what answers at great length. */
    flushed(): Promise<void>;
    /** Ends the caller's session, after a last line. */
    hangUp(text: Text): void;
  }
  & Pick<CallerCapabilities, Needs & keyof CallerCapabilities>;
