/**
 * What the load generator is told to do, and what it tells afterwards.
 *
 * @module
 */

import type { CallerKindName, Door } from "./caller_kind.ts";

/** Callers in rooms, some of whom talk as fast as their words are heard. */
export interface TalkOrder {
  readonly kind: "talk";
  /** Their kinds, one after the other and over again. */
  readonly kinds: readonly CallerKindName[];
  readonly callers: number;
  /** Each caller is in the next one, and again from the first. */
  readonly rooms: number;
  /** How many of the callers talk, the first of them; at most 100. */
  readonly senders: number;
  /** Messages that one sender may have under way, that is, not yet heard by everyone. */
  readonly window: number;
  /** Talk before the measurement begins, in milliseconds. */
  readonly warmUpMs: number;
  /** How long is measured, in milliseconds. */
  readonly measureMs: number;
}

/** Members who log in with their passwords, all at once, while others talk. */
export interface PasswordOrder {
  readonly kind: "passwords";
  readonly members: number;
}

/** Callers who talk until the server is gone. */
export interface CrashOrder {
  readonly kind: "crash";
  readonly callers: number;
  readonly senders: number;
  readonly window: number;
}

/** Callers who come and go, and a sysop who loads a plugin anew. */
export interface ChurnOrder {
  readonly kind: "churn";
  readonly callers: number;
  /** How long, in milliseconds. */
  readonly forMs: number;
  /** The plugin. */
  readonly plugin: string;
}

/** What the load generator is told to do. */
export type LoadOrder = ChurnOrder | CrashOrder | PasswordOrder | TalkOrder;

/** Where it is told to do it. */
export type Doors = Readonly<Record<Door, number>>;

/** So many deliveries or log-ins in so many seconds. */
export interface CountReport {
  readonly count: number;
  readonly seconds: number;
}

/** What each kind of order is answered with. */
export interface LoadReports {
  readonly "churn": {
    /** Calls made, and how often the plugin was loaded anew. */
    readonly calls: number;
    readonly reloads: number;
  };
  readonly "crash": {
    /** The mark of the messages, and how many of each sender somebody has heard. */
    readonly mark: string;
    readonly heard: readonly number[];
  };
  readonly "passwords": CountReport & {
    /** The longest that anybody waited for a message in the meantime. */
    readonly longestMs: number;
  };
  readonly "talk": CountReport;
}

/** The report on an order. */
export type ReportOn<Order extends LoadOrder> = LoadReports[Order["kind"]];
