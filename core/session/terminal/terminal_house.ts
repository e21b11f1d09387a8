/**
 * What a terminal session needs of the house around it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import type { Vocabulary } from "../../commands/completion.ts";
import type { Dispatcher } from "../../commands/dispatch.ts";
import type { ServerStatus } from "../../telnet/option.ts";
import type { Text } from "../../terminal/style/styled_text.ts";
import type { Guard } from "../../net/guard/guard.ts";
import type { GmcpLogin } from "./gmcp_dialogue.ts";
import type { Challenged } from "./challenge.ts";
import type { NodePool } from "../node_pool.ts";
import type { SessionHouse } from "../session_house.ts";
import type { Session } from "../session.ts";

/** A session at a terminal, as the house sees it. */
export interface TerminalCaller extends Session, Caller, Challenged {
  /** Takes the lowest free node; if there is none, they are told so and sent away. */
  takeSeat(): boolean;
  /** Frees the node. */
  leaveSeat(): void;
}

/** What a terminal session needs of the house around it. */
export interface TerminalHouse extends SessionHouse {
  readonly dispatcher: Dispatcher;
  readonly vocabulary: Vocabulary;
  readonly nodes: NodePool;
  readonly guard: Pick<Guard, "count" | "report">;
  /** Whether callers are greeted before their programs have had the time to say what they are. */
  readonly greetsAtOnce: boolean;
  /** A screen of the house, such as `busy`, for a caller, or for nobody who is known; nothing if there is none. */
  screen(name: string, caller: TerminalCaller | undefined): Text | undefined;
  /** What crawlers that list servers are told. */
  status(): ServerStatus;
  /** Leads a session to a name. When it resolves there may still be none. */
  receive(caller: TerminalCaller): Promise<void>;
  /** Comes in as a user; false if the password is wrong. Throws what the world refuses. */
  logIn(caller: TerminalCaller, login: GmcpLogin): Promise<boolean>;
}
