/**
 * What a plugin is handed of whoever calls it.
 *
 * @module
 */

import type { Text } from "../../terminal/style/styled_text.ts";
import type { TableOptions } from "../../terminal/style/table.ts";
import type { TextLimits } from "../../terminal/editing/text_buffer.ts";
import type { Role } from "../../world/role.ts";
import type { CallerCapabilities, Capability } from "../capability.ts";

/** Who calls, and the parts of the house that the plugin needs, acting for them. */
export type CallerContext<Needs extends Capability = never> =
  & {
    /** The caller's name. */
    readonly name: string;
    readonly role: Role;
    /** How many columns an answer may take. */
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
    /**
     * Shows the caller a text that may be long: at a terminal whose height is known by the screenful, until
     * they have read enough; pressing Ctrl-C ends the command.
     */
    page(text: Text): Promise<void>;
    /**
     * Shows the caller a table, laid out for their screen: under each other, as sentences where that is narrow or
     * read out, and by the screenful as `page` does.
     *
     * @param rows The cells of each row; the first names what the row is of.
     */
    table(rows: readonly (readonly Text[])[], options?: TableOptions): Promise<void>;
    /**
     * Lets the caller compose a text of several lines, or go on with one: on a screen of their own where
     * there is one, else line by line. Its lines have LF between them; throwing it away ends the command.
     *
     * @param limits How much it may hold: 200 lines and 16384 bytes unless told.
     */
    edit(text?: string, limits?: TextLimits): Promise<string>;
    /** Resolves once all answers so far have been sent; for what answers at great length. */
    flushed(): Promise<void>;
    /** Ends the caller's session, after a last line. */
    hangUp(text: Text): void;
  }
  & Pick<CallerCapabilities, Needs & keyof CallerCapabilities>;
