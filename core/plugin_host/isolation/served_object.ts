/**
 * An object of the house, as a plugin that runs apart may use it: its data, and calls of its methods.
 *
 * @module
 */

import type { Wire } from "./wire.ts";

/** An object as a message has it. */
export interface ObjectFacts {
  /** What its wire knows it by. */
  readonly target: number;
  /** What it has that is no method, as it was when it was sent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Its methods; those of an object in it as `messages.tell`. */
  readonly methods: readonly string[];
}

type Method = (...args: readonly unknown[]) => unknown;

/**
 * Lets the other end use an object, until it lets go of it. Only the methods that it has now can be
 * called.
 *
 * @param parts Which of its members are objects with methods themselves.
 */
export function serveObject(
  wire: Wire,
  object: object,
  parts: readonly string[] = [],
): ObjectFacts {
  const values: Record<string, unknown> = {};
  const methods = new Map<string, Method>();
  for (const name of memberNames(object)) {
    const value = (object as Readonly<Record<string, unknown>>)[name];
    if (typeof value === "function") methods.set(name, value.bind(object));
    else if (!parts.includes(name)) values[name] = value;
    else {for (const [inner, method] of methodsOf(value as object)) {
        methods.set(`${name}.${inner}`, method);
      }}
  }
  const target = wire.serve((method, args) => {
    const called = methods.get(method);
    if (!called) throw new TypeError(`${method} is not a function`);
    return called(...args);
  });
  return { target, values, methods: [...methods.keys()] };
}

function* methodsOf(object: object): Iterable<[string, Method]> {
  for (const name of memberNames(object)) {
    const value = (object as Readonly<Record<string, unknown>>)[name];
    if (typeof value === "function") yield [name, value.bind(object)];
  }
}

/** Its own members, and those of its class. */
function memberNames(object: object): readonly string[] {
  const ofClass = Object.getPrototypeOf(object);
  if (ofClass === Object.prototype || ofClass === null) return Object.keys(object);
  const inherited = Object.getOwnPropertyNames(ofClass).filter((name) => name !== "constructor");
  return [...new Set([...Object.keys(object), ...inherited])];
}

/** Tells the wire of objects that nobody uses any more. */
const UNUSED = new FinalizationRegistry<{ readonly wire: Wire; readonly target: number }>(
  ({ wire, target }) => wire.letGo(target),
);

/** The object of the other end. Its methods can be called for as long as somebody has one of them. */
export function objectFrom(
  wire: Wire,
  { target, values, methods }: ObjectFacts,
): Record<string, unknown> {
  const object: Record<string, unknown> = { ...values };
  const held = { target };
  UNUSED.register(held, { wire, target });
  for (const path of methods) {
    const call = (...args: readonly unknown[]) => {
      const done = wire.call(held.target, path, args);
      // What is not waited for, such as a reply, must not end the plugin when its caller is gone.
      done.catch(() => {});
      return done;
    };
    const [part, inner] = path.split(".") as [string, string?];
    if (inner === undefined) object[part] = call;
    else object[part] = Object.assign(object[part] ?? {}, { [inner]: call });
  }
  return object;
}
