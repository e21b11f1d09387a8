/**
 * The capabilities that a client may ask for (IRCv3 capability-negotiation).
 *
 * @module
 */

/** What the values of capabilities are made of. */
export interface CapabilityFacts {
  /** The SASL mechanisms, as of now. */
  readonly saslMechanisms: readonly string[];
  /** Whether one may register an account before one has a nick. */
  readonly registerBeforeConnect: boolean;
  /** The most bytes of a message of several lines, and how many lines it may have. */
  readonly multiline: { readonly bytes: number; readonly lines: number };
  /** How many keys of metadata one may subscribe to, how many one may set, and the bytes of a value. */
  readonly metadata: { readonly subs: number; readonly keys: number; readonly valueBytes: number };
}

/** One capability. */
export interface Capability {
  /** The IRCv3 specification that tells what it does. */
  readonly spec: string;
  /** Whether it changes how an event is put into lines. */
  readonly rendering?: true;
  /** What stands behind `=` for clients that know values (CAP LS 302). */
  readonly value?: (facts: CapabilityFacts) => string;
}

/** A capability's name. */
export type CapabilityName = keyof typeof CAPABILITIES;

/** Every capability by its name. */
export const CAPABILITIES = {
  "account-notify": { spec: "account-notify", rendering: true },
  "account-tag": { spec: "account-tag", rendering: true },
  "away-notify": { spec: "away-notify", rendering: true },
  "batch": { spec: "batch", rendering: true },
  "cap-notify": { spec: "capability-negotiation" },
  "chghost": { spec: "chghost", rendering: true },
  "draft/account-registration": { spec: "account-registration", value: registrationValue },
  "draft/channel-rename": { spec: "channel-rename", rendering: true },
  "draft/chathistory": { spec: "chathistory" },
  "draft/event-playback": { spec: "chathistory" },
  "draft/message-redaction": { spec: "message-redaction", rendering: true },
  "draft/metadata-3": { spec: "metadata", value: metadataValue },
  "draft/multiline": { spec: "multiline", rendering: true, value: multilineValue },
  "draft/no-implicit-names": { spec: "no-implicit-names" },
  "draft/pre-away": { spec: "pre-away" },
  "draft/read-marker": { spec: "read-marker", rendering: true },
  "echo-message": { spec: "echo-message", rendering: true },
  "extended-join": { spec: "extended-join", rendering: true },
  "extended-monitor": { spec: "extended-monitor" },
  "invite-notify": { spec: "invite-notify", rendering: true },
  "labeled-response": { spec: "labeled-response" },
  "message-tags": { spec: "message-tags", rendering: true },
  "multi-prefix": { spec: "multi-prefix" },
  "sasl": { spec: "sasl", value: ({ saslMechanisms }) => saslMechanisms.join(",") },
  "server-time": { spec: "server-time", rendering: true },
  "setname": { spec: "setname", rendering: true },
  "standard-replies": { spec: "standard-replies" },
  "userhost-in-names": { spec: "userhost-in-names" },
} as const satisfies Readonly<Record<string, Capability>>;

const TABLE: Readonly<Record<string, Capability>> = CAPABILITIES;

/** The capabilities that change how an event is put into lines. */
export const RENDERING_CAPABILITIES = capabilityNames().filter((name) => TABLE[name]!.rendering);

/** The names of all capabilities, sorted. */
export function capabilityNames(): readonly CapabilityName[] {
  return Object.keys(CAPABILITIES) as CapabilityName[];
}

/** Whether a word is the name of a capability. */
export function isCapability(word: string): word is CapabilityName {
  return Object.hasOwn(CAPABILITIES, word);
}

/**
 * A capability as `CAP LS` lists it: with its value, for a client that named version 302 or later.
 *
 * @param facts Undefined for a client that knows no values.
 */
export function capabilityToken(name: CapabilityName, facts?: CapabilityFacts): string {
  const value = facts && TABLE[name]!.value?.(facts);
  return value ? `${name}=${value}` : name;
}

function registrationValue({ registerBeforeConnect }: CapabilityFacts): string {
  return registerBeforeConnect ? "before-connect,custom-account-name" : "custom-account-name";
}

function metadataValue({ metadata }: CapabilityFacts): string {
  const { subs, keys, valueBytes } = metadata;
  return `before-connect,max-subs=${subs},max-keys=${keys},max-value-bytes=${valueBytes}`;
}

function multilineValue({ multiline }: CapabilityFacts): string {
  return `max-bytes=${multiline.bytes},max-lines=${multiline.lines}`;
}
