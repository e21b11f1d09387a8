/**
 * Tables of plugins, laid out for whoever reads them.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import type { Styled, Text } from "../../terminal/style/styled_text.ts";
import { formatTable, type TableOptions } from "../../terminal/style/table.ts";

/** A table as a caller's screen can show it. */
export function tableFor(
  { columns, terminal }: Pick<Caller, "columns" | "terminal">,
  rows: readonly (readonly Text[])[],
  options: TableOptions = {},
): Styled {
  const screenReader = terminal?.screenReader ?? false;
  return formatTable(rows, { ...options, columns, screenReader });
}
