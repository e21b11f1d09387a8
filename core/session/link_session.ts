/**
 * What all sessions over a link have in common: from the first byte to the departure.
 *
 * @module
 */

import { CallerGone } from "../commands/errors.ts";
import type { Broadcast, Frame } from "../net/outbox/broadcast.ts";
import type { Cancel } from "../net/clock.ts";
import type { Link, LinkReader } from "../net/link.ts";
import { TokenBucket } from "../net/token_bucket.ts";
import type { Text } from "../terminal/style/styled_text.ts";
import type { SessionId } from "../world/person.ts";
import { type Presence, roleOf } from "../world/presence.ts";
import type { Role } from "../world/role.ts";
import type { RoomId } from "../world/room.ts";
import { countOf } from "../words/plural.ts";
import { LineQueue, type LineUser } from "./line_queue.ts";
import { OngoingTalk } from "./ongoing_talk.ts";
import { QuietWatch } from "./quiet_watch.ts";
import type { RenderingProfile, Session } from "./session.ts";
import type { SessionHouse } from "./session_house.ts";
import type { SignOfLife, Waiter } from "./waiting_room.ts";

/** What may wait to be sent to somebody who has no name yet: a welcome screen in full colour, and some. */
const WAITING_OUTBOX_BYTES = 131_072;

/** Lines of somebody who has no name yet that may wait, before nothing more is read from them. */
const WAITING_LINES = 16;

/** How long somebody who has no name has to read the last line, in milliseconds. */
const STRANGER_READS_MS = 1000;

/** Calls off the turn of who waits for none. */
const NO_TURN: Cancel = () => {};

/** What a session is made with. */
export interface LinkSessionParts {
  /** The caller's connection; the session closes it at its end. */
  readonly link: Link;
  /** The gateway's name. */
  readonly gateway: string;
}

/** What a quiet caller is shown before they are hung up on. */
export interface QuietSigns {
  /** Sends something that the caller does not see, so that nothing on the way ends the connection. */
  keepAlive(): void;
  /** Tells the caller that they will be hung up on if they go on doing nothing. */
  warn(): void;
}

/**
 * A session over a link. A protocol says how bytes become lines, what is done with them, and how
 * a last line looks; this class sees to reading, limits, hanging up and leaving the house.
 *
 * `Line` is what the protocol makes of its input: a string, bytes, an event.
 */
export abstract class LinkSession<Line> implements LineUser<Line>, LinkReader, Session, Waiter {
  readonly id: SessionId = crypto.randomUUID();
  readonly gateway: string;
  readonly connectedAt: number;

  /** The caller's connection. Write to it; what comes is read here and handed to `receive`. */
  protected readonly link: Link;
  /** What the caller has sent and nobody has taken yet. */
  protected readonly lines: LineQueue<Line> = new LineQueue();
  /** What the caller has said and is not waited for. */
  protected readonly talk: OngoingTalk = new OngoingTalk((error) => this.#fall(error));
  /** Whether limits of rate and time do not apply to this caller. */
  readonly isExempt: boolean;
  readonly #house: SessionHouse;
  /** When the caller last did something, by the clock's steady time. */
  #activeMs: number;
  readonly #bucket: TokenBucket | undefined;
  #profile!: RenderingProfile;
  #quiet: QuietWatch | undefined;
  #focus: RoomId | undefined;
  #reason = "hung up";
  #cancelTurn: Cancel = NO_TURN;
  #hasLeft = false;
  #isHeldBack = false;
  #hasTyped = false;
  #isProven = false;
  #isOver = false;
  #hasGone = false;
  /** There once somebody waits for the end. */
  #gone: PromiseWithResolvers<void> | undefined;
  /** Those of a caller who has come in. */
  readonly #limits: { readonly outboxBytes: number; readonly lines: number };

  /** Makes a session that does nothing until it is {@linkcode run}. */
  constructor(house: SessionHouse, { link, gateway }: LinkSessionParts) {
    this.#house = house;
    this.link = link;
    this.gateway = gateway;
    this.connectedAt = house.clock.now();
    this.#activeMs = house.clock.steady();
    this.#limits = { outboxBytes: link.outbox.limitBytes, lines: this.lines.capacity };
    this.isExempt = house.isExempt(this.address);
    if (this.isExempt) return;
    const { linesPerSecond: perSecond, linesBurst: burst } = house.limits;
    this.#bucket = new TokenBucket({ perSecond, burst, now: () => house.clock.now() });
  }

  get profile(): RenderingProfile {
    return this.#profile;
  }

  /** How events look from now on. To be set before the session is run. */
  protected set profile(profile: RenderingProfile) {
    const isFirst = this.#profile === undefined;
    if (this.#profile === profile) return;
    this.#profile = profile;
    if (!isFirst) this.#house.directory.profileChanged();
  }

  /** Takes bytes of the caller, and puts what they complete into `lines`. */
  protected abstract receive(bytes: Uint8Array): void;

  /** Does what a line says. Until a promise of it resolves, the next ones wait. */
  abstract serve(line: Line): Promise<unknown> | void;

  /**
   * Does what the caller says, each line by {@linkcode serve}. Whoever has something else to do before that ends, or
   * throws {@link CallerGone}, when there is no more to do.
   */
  protected live(): Promise<void> | void {
    this.lines.each(this);
  }

  /** Shows a last line, in the protocol's words. */
  protected abstract sayGoodbye(text: Text): void;

  /** What a caller is shown who says nothing; unless a protocol says so, they are just ended. */
  protected quietSigns(): QuietSigns | undefined {
    return undefined;
  }

  /** The session's id, as a caller of commands is known by. */
  get session(): SessionId {
    return this.id;
  }

  get address(): string {
    return this.link.remote.address;
  }

  /** The person that this session is, once it is. */
  get presence(): Presence | undefined {
    return this.#house.world.presenceOf(this.id);
  }

  /** What the caller may do in the house; `guest` while they are nobody yet. */
  get role(): Role {
    return roleOf(this.presence);
  }

  /** The room that the caller has chosen, or else the one they have joined last. */
  get focus(): string | undefined {
    const rooms = this.presence?.rooms;
    if (!rooms) return undefined;
    const chosen = this.#focus !== undefined && rooms.has(this.#focus);
    const room = chosen ? this.#focus : lastOf(rooms);
    return room === undefined ? undefined : this.#house.world.room(room)?.name;
  }

  set focus(name: string | undefined) {
    this.#focus = name === undefined ? undefined : this.#house.world.roomNamed(name)?.id;
  }

  /** The numbered seat, of a terminal that has come in. */
  get node(): number | undefined {
    return undefined;
  }

  /** What the caller has shown of themselves. */
  get shown(): SignOfLife {
    if (this.#isProven) return "proven";
    if (this.#hasTyped) return "typing";
    return this.link.bytesReceived > 0 ? "answering" : "silent";
  }

  /** Whether the caller has shown that they are somebody. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** The caller has shown that they are somebody. */
  prove(): void {
    this.#isProven = true;
  }

  /** While they wait for a name, little is kept for them. */
  confine(isWaiting: boolean): void {
    const { outboxBytes, lines } = this.#limits;
    const { outbox } = this.link;
    outbox.limitBytes = isWaiting ? Math.min(WAITING_OUTBOX_BYTES, outboxBytes) : outboxBytes;
    this.lines.capacity = isWaiting ? Math.min(WAITING_LINES, lines) : lines;
  }

  get isSecure(): boolean {
    return this.link.isSecure;
  }

  send(bytes: Uint8Array): void {
    this.link.write(bytes);
  }

  /** As of {@linkcode Follower}. Whoever has something to do before others' bytes are sent does it here. */
  follow(broadcast: Broadcast, frame?: Frame): boolean {
    this.link.follow(broadcast, this, frame);
    return true;
  }

  unfollow(): void {
    this.link.outbox.unfollow();
  }

  sendOwn(bytes: Uint8Array): void {
    this.send(bytes);
  }

  /** Resolves once all that waits has been sent, or the caller is gone. */
  flushed(): Promise<void> {
    return this.link.outbox.drained();
  }

  /** Takes a turn under flood control: nothing when it is there, else a promise of it. */
  ready(): Promise<void> | undefined {
    const waitMs = this.#bucket?.take() ?? 0;
    this.#isHeldBack = waitMs > 0;
    if (!this.#isHeldBack) return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = this.#house.clock.after(waitMs, resolve);
    this.#cancelTurn = () => (cancel(), reject(new CallerGone()));
    return promise;
  }

  /** Whether the last turn had to be waited for: the caller sends more than they may. */
  protected get isHeldBack(): boolean {
    return this.#isHeldBack;
  }

  /** Serves the caller until they are gone, on whatever way, and closes their link. */
  run(): void {
    this.#house.directory.add(this);
    this.#quiet = this.#watch();
    if (this.needsName) this.#house.waiting.enter(this);
    this.link.readTo(this);
    this.live()?.then(() => this.over(), (error) => this.over(error));
  }

  /** Resolves when the caller has left the house. */
  get gone(): Promise<void> {
    if (this.#hasGone) return Promise.resolve();
    this.#gone ??= Promise.withResolvers();
    return this.#gone.promise;
  }

  /** As of {@linkcode LineUser}: there is no more to do, perhaps as something of ours has failed. */
  over(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (error !== undefined && !(error instanceof CallerGone)) this.#fall(error);
    this.#goOut().catch((error) => this.#fall(error)).finally(() => {
      this.#hasGone = true;
      this.#gone?.resolve();
    });
  }

  async #goOut(): Promise<void> {
    this.#cancelTurn();
    // Whoever has ended their side after they said something may still read the answer.
    await this.talk.done();
    this.#quiet?.stop();
    this.leaving();
    this.#house.waiting.leave(this.id);
    this.lines.close();
    this.link.close();
    const reason = this.link.outbox.dropped === "too-slow" ? "too slow" : this.#reason;
    // Before they leave the world: who is not in the directory can't come in any more.
    this.#house.directory.remove(this);
    await this.#house.sequencer.submit({ kind: "depart", session: this.id, reason });
  }

  /** Called once when there is no more to do, just before the session leaves the house. */
  protected leaving(): void {}

  end(reason: string): void {
    this.leave(reason, { because: reason });
  }

  /** Ends the session after a last line; `because` is what others read. */
  protected leave(lastLine: Text, { because }: { because: string }): void {
    this.#hasLeft = true;
    this.#cancelTurn();
    this.#reason = because.replace(/\.$/, "");
    this.sayGoodbye(lastLine);
    this.lines.close();
    this.link.close(this.presence ? {} : { withinMs: STRANGER_READS_MS });
  }

  get activeAt(): number {
    const { clock } = this.#house;
    return clock.now() - Math.round(clock.steady() - this.#activeMs);
  }

  /** Whether the session has been ended from this side. */
  protected get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** The caller has done something. */
  protected noteActivity(): void {
    this.#activeMs = this.#house.clock.steady();
    this.#hasTyped = true;
  }

  /** As of {@linkcode LinkReader}. Whoever floods us is read no further, until what they have sent is done. */
  take(bytes: Uint8Array): Promise<void> | undefined {
    try {
      this.receive(bytes);
    } catch (error) {
      this.#fall(error);
    }
    return this.lines.roomForMore();
  }

  /** As of {@linkcode LinkReader}. */
  inputEnded(): void {
    this.lines.end();
  }

  /** As of {@linkcode LinkReader}. Whoever has hung up is gone, even if a command of theirs never ends. */
  linkClosed(): void {
    this.lines.close();
    this.over();
  }

  #watch(): QuietWatch | undefined {
    const { clock, limits, keepAliveMs } = this.#house;
    const idleMs = this.isExempt || this.mayIdle ? 0 : limits.idleMs;
    const minutes = Math.round(idleMs / 60_000);
    const signs = this.quietSigns();
    if (!signs && idleMs === 0) return undefined;
    const { keepAlive, warn } = signs ?? { keepAlive() {}, warn() {} };
    const warnAfterMs = limits.idleWarningMs > 0 ? idleMs - limits.idleWarningMs : 0;
    return new QuietWatch({
      clock,
      activeMs: () => this.#activeMs,
      steps: [
        { afterMs: signs ? keepAliveMs : 0, again: true, run: keepAlive },
        { afterMs: warnAfterMs, run: warn },
        { afterMs: idleMs, run: () => this.end(`Idle for ${countOf(minutes, "minute")}.`) },
      ],
    });
  }

  /** Whether a caller of this protocol may do nothing for as long as they like. */
  protected get mayIdle(): boolean {
    return false;
  }

  /** Whether a session of this protocol is of no use to who has no name. */
  protected get needsName(): boolean {
    return true;
  }

  /** A bug of ours ends this session and nobody else's. */
  #fall(error: unknown): void {
    this.#house.log.error("Session failed", { gateway: this.gateway, node: this.node, error });
    this.end("Something broke on our side. It has been logged.");
  }
}

/** What was added last to a set; it is asked for again and again, and most are in one room. */
function lastOf<Value>(values: Iterable<Value>): Value | undefined {
  let last: Value | undefined;
  for (const value of values) last = value;
  return last;
}
