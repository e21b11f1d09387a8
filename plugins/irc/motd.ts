/**
 * The message of the day.
 *
 * @module
 */

/** The lines of the message of the day: of the file of that name if there is one, else of the text itself. */
export function readMotd(setting: string): string[] {
  if (setting === "") return [];
  return textOf(setting).replaceAll("\\n", "\n").split(/\r?\n/);
}

function textOf(setting: string): string {
  try {
    return Deno.readTextFileSync(setting).trimEnd();
  } catch {
    return setting;
  }
}
