/**
 * Lists of targets: `#den,#attic`.
 *
 * @module
 */

import type { IrcSession } from "../irc_session.ts";

/** The items of a list that are not empty, each with its place in the list. */
export function targetsOf(
  list: string,
): readonly { readonly target: string; readonly at: number }[] {
  return list.split(",").map((target, at) => ({ target, at })).filter(({ target }) =>
    target !== ""
  );
}

/**
 * Does something for each of several targets: what goes wrong with one is told, and the next has its turn.
 *
 * @param asked The command and the parameters of one target, for the numerics.
 */
export async function forEachTarget<Target>(
  session: IrcSession,
  { targets, asked, act }: {
    readonly targets: Iterable<Target>;
    readonly asked: (target: Target) => { readonly command: string; readonly params: string[] };
    readonly act: (target: Target) => void | Promise<void>;
  },
): Promise<void> {
  for (const target of targets) {
    try {
      await act(target);
    } catch (error) {
      session.explain(error, asked(target));
    }
  }
}
