/**
 * One caller at a terminal, from the first byte to the last.
 *
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import type { Caller } from "../commands/caller.ts";
import { complete } from "../commands/completion.ts";
import { CallerGone, Cancelled } from "../commands/errors.ts";
import type { Cancel } from "../net/clock.ts";
import type { Link } from "../net/link.ts";
import { TokenBucket } from "../net/token_bucket.ts";
import { TelnetPeer } from "../telnet/peer.ts";
import { BYTES } from "../telnet/protocol.ts";
import { LineEditor } from "../terminal/line_editor.ts";
import type { TerminalProfile } from "../terminal/profile.ts";
import { styled, type Text } from "../terminal/styled_text.ts";
import { roleOf, type SessionId } from "../world/presence.ts";
import type { Refusal } from "../world/refusal.ts";
import type { Role } from "../world/role.ts";
import type { RoomId } from "../world/room.ts";
import { OPENING_MS, profileOf, takesCharacterMode } from "./caller_client.ts";
import { LineQueue } from "./line_queue.ts";
import { QuietWatch } from "./quiet_watch.ts";
import { refusalSentence } from "./refusal_sentences.ts";
import type { RenderingProfile, Session } from "./session.ts";
import type { TerminalHouse } from "./terminal_house.ts";
import { type InputEvent, TerminalInput } from "./terminal_input.ts";
import { renderingFor } from "./terminal_rendering.ts";
import { type Prompt, TerminalScreen } from "./terminal_screen.ts";

const NO_IDLE_LIMIT = { idleMs: 0, idleWarningMs: 0 };
const NOP = Uint8Array.of(BYTES.IAC, BYTES.NOP);

/** One caller at a terminal: a session of the directory, and a caller of commands. */
export class TerminalSession implements Session, Caller {
  readonly gateway = "telnet";
  readonly session: SessionId;
  readonly node: number;
  readonly connectedAt: number;
  activeAt: number;

  readonly #house: TerminalHouse;
  readonly #link: Link;
  readonly #telnet: TelnetPeer;
  readonly #editor: LineEditor;
  readonly #input: TerminalInput;
  readonly #screen: TerminalScreen;
  readonly #lines = new LineQueue();
  readonly #prompt: Prompt = { text: () => this.#roomPrompt(), asks: false };
  readonly #bucket: TokenBucket | undefined;
  #cancelTurn: Cancel = () => {};
  /** Whether we have offered to edit the caller's lines for good, not just to hide a password. */
  #offersCharacterMode = false;
  #focus: RoomId | undefined;
  #promptOfRoom: { readonly room: string | undefined; readonly text: Text } | undefined;
  #renderings: ReturnType<typeof renderingsFor>;
  #farewell = "hung up";
  #hasLeft = false;

  constructor(
    house: TerminalHouse,
    { id, node, link }: { id: SessionId; node: number; link: Link },
  ) {
    this.session = id;
    this.node = node;
    this.connectedAt = this.activeAt = house.clock.now();
    this.#house = house;
    this.#link = link;
    const { lineBytes, linesPerSecond, linesBurst } = house.limits;
    this.#editor = new LineEditor({
      limitBytes: lineBytes,
      complete: (line, cursor) => complete(house.vocabulary, { caller: this, line, cursor }),
    });
    this.#input = new TerminalInput(this.#editor, {
      limitBytes: lineBytes,
      heard: (event) => this.#heard(event),
    });
    this.#telnet = new TelnetPeer({
      send: (bytes) => link.write(bytes),
      data: (bytes) => this.#input.receive(bytes),
      command: (name) => this.#input.command(name),
      changed: () => this.#adapt(),
    });
    const profile = profileOf(this.#telnet.facts, { editsLines: true });
    this.#screen = new TerminalScreen(this.#editor, {
      write: (bytes) => link.write(bytes),
      profile,
    });
    this.#renderings = renderingsFor(profile);
    if (!this.#isExempt()) {
      const now = () => house.clock.now();
      this.#bucket = new TokenBucket({ perSecond: linesPerSecond, burst: linesBurst, now });
    }
    link.outbox.beforeFlush = () => this.#screen.drawPrompt();
  }

  get id(): SessionId {
    return this.session;
  }

  get address(): string {
    return this.#link.remote.address;
  }

  get role(): Role {
    return roleOf(this.#house.world.presenceOf(this.id));
  }

  get columns(): number {
    return this.#screen.profile.columns;
  }

  get profile(): RenderingProfile {
    const rooms = this.#house.world.presenceOf(this.id)?.rooms.size ?? 0;
    return rooms > 1 ? this.#renderings.tagged : this.#renderings.plain;
  }

  get focus(): string | undefined {
    const rooms = this.#house.world.presenceOf(this.id)?.rooms;
    if (!rooms) return undefined;
    const room = this.#focus !== undefined && rooms.has(this.#focus)
      ? this.#focus
      : [...rooms].at(-1);
    return room === undefined ? undefined : this.#house.world.room(room)?.name;
  }

  set focus(name: string | undefined) {
    this.#focus = name === undefined ? undefined : this.#house.world.roomNamed(name)?.id;
  }

  /** Serves the caller until they are gone, on whatever way. */
  async run(): Promise<void> {
    const { clock, directory } = this.#house;
    directory.add(this);
    const reading = this.#read();
    const watch = this.#watch();
    const cancelOffer = clock.after(OPENING_MS, () => this.#offerCharacterMode());
    try {
      this.#telnet.open();
      // Whoever has hung up is gone, even if a command of theirs never ends.
      await Promise.race([this.#live(), this.#link.closed]);
    } catch (error) {
      if (!(error instanceof CallerGone)) this.#fall(error);
    } finally {
      cancelOffer();
      this.#cancelTurn();
      watch.stop();
      this.#lines.close();
      this.#link.close();
      // Before they leave the world: who is not in the directory can't come in any more.
      directory.remove(this);
      const reason = this.#link.outbox.dropped === "too-slow" ? "too slow" : this.#farewell;
      await this.#house.sequencer.submit({ kind: "depart", session: this.id, reason });
      await reading;
    }
  }

  /** A bug of ours ends this session and nobody else's. */
  #fall(error: unknown): void {
    this.#house.log.error("Session failed", { node: this.node, error });
    this.end("Something broke on our side. It has been logged.");
  }

  send(bytes: Uint8Array): void {
    this.#screen.send(bytes);
  }

  reply(text: Text): void {
    this.#screen.show(text);
  }

  fail(text: Text): void {
    this.#screen.show(styled`^R${text}^~`);
  }

  refuse(refusal: Refusal): void {
    this.fail(refusalSentence(refusal));
  }

  ready(): Promise<void> | undefined {
    const waitMs = this.#bucket?.take() ?? 0;
    if (waitMs === 0) return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = this.#house.clock.after(waitMs, resolve);
    this.#cancelTurn = () => (cancel(), reject(new CallerGone()));
    return promise;
  }

  async ask(question: Text, { secret = false } = {}): Promise<string> {
    if (secret) this.#hide(true);
    try {
      return await this.#nextLine(() => this.#screen.ask(question));
    } finally {
      if (secret) this.#hide(false);
    }
  }

  hangUp(text: Text): void {
    this.#farewell = "quit";
    this.#leave(text);
  }

  end(reason: string): void {
    this.#farewell = reason.replace(/\.$/, "");
    this.#leave(styled`^Y*** ${reason}^~`);
  }

  #leave(text: Text): void {
    this.#hasLeft = true;
    this.#screen.show(text);
    this.#screen.removePrompt();
    this.#lines.close();
    this.#link.close();
  }

  /** Leads the caller to a name, and does what they say, until they are gone. */
  async #live(): Promise<void> {
    while (!this.#hasLeft) {
      const tooSlow = this.#limitLogin();
      try {
        await this.#house.receive(this);
      } catch (error) {
        if (error instanceof Cancelled) return this.hangUp("Goodbye.");
        throw error;
      } finally {
        tooSlow();
      }
      while (this.#house.world.presenceOf(this.id)) await this.#turn();
    }
  }

  async #turn(): Promise<void> {
    try {
      const line = await this.#nextLine(() => this.#screen.setPrompt(this.#prompt));
      await this.#house.dispatcher.dispatch(this, line);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      this.reply("To leave, type /quit");
    }
  }

  /** Where plain text goes. The same object while that is the same room, so that it is drawn from memory. */
  #roomPrompt(): Text {
    const room = this.focus;
    if (this.#promptOfRoom?.room !== room) {
      const text = room === undefined ? "> " : styled`^c${room}>^~ `;
      this.#promptOfRoom = { room, text };
    }
    return this.#promptOfRoom!.text;
  }

  /** The caller's next line; what invites them to type it is shown unless it is there already. */
  #nextLine(invite: () => void): Promise<string> {
    const line = this.#lines.next();
    if (this.#lines.isAwaited) invite();
    return line;
  }

  async #read(): Promise<void> {
    this.#link.closed.then(() => this.#lines.close());
    for (let bytes; (bytes = await this.#link.read()) !== null;) {
      this.#telnet.receive(bytes);
      // Whoever floods us is read no further, until what they have sent is done.
      const room = this.#lines.roomForMore();
      if (room) await room;
    }
    this.#lines.end();
  }

  #heard(event: InputEvent): void {
    this.activeAt = this.#house.clock.now();
    switch (event.kind) {
      case "line":
        this.#screen.sendLine(event.text, { echoed: !this.#isHiding() });
        return this.#lines.push(event.text);
      case "interrupt":
        return void this.#lines.cancel();
      case "end":
        return this.hangUp("Goodbye.");
      case "too-long": {
        const { lineBytes } = this.#house.limits;
        return this.fail(`Cannot take that line as it is too long: at most ${lineBytes} bytes`);
      }
      case "ayt":
        return this.reply(`[${this.#house.name} is here, and you are on node ${this.node}.]`);
      case "edited":
        return this.#screen.updateLine();
      case "clear":
        return this.#screen.clear();
      case "bell":
        return this.#screen.bell();
      case "candidates":
        return this.reply(event.list.map((word) => word.trim()).join("  "));
    }
  }

  /** Takes in what telnet has found out, or agreed to. */
  #adapt(): void {
    const { facts } = this.#telnet;
    if (facts.settled) this.#offerCharacterMode();
    if (facts.kind === "mud" && this.#offersCharacterMode) {
      this.#offersCharacterMode = false;
      this.#telnet.disable("local", "ECHO");
    }
    // Without SGA they may send line by line, but the echo is ours all the same (RFC 857).
    const editsLines = !(this.#offersCharacterMode && this.#telnet.isEnabled("local", "ECHO"));
    const profile = profileOf(facts, { editsLines });
    if (isDeepStrictEqual(profile, this.#screen.profile)) return;
    this.#input.changeMode({ editsLines });
    this.#screen.changeProfile(profile);
    this.#renderings = renderingsFor(profile);
  }

  #offerCharacterMode(): void {
    if (this.#offersCharacterMode || !takesCharacterMode(this.#telnet.facts)) return;
    this.#offersCharacterMode = true;
    this.#telnet.enable("local", "ECHO");
  }

  /** Hides what is typed next, or no longer: in line mode by saying that the echo is ours (RFC 857). */
  #hide(on: boolean): void {
    this.#editor.secret = on;
    if (this.#offersCharacterMode || !this.#telnet.facts.answered) return;
    if (on) this.#telnet.enable("local", "ECHO");
    else this.#telnet.disable("local", "ECHO");
  }

  #isHiding(): boolean {
    return !this.#offersCharacterMode && this.#telnet.isEnabled("local", "ECHO");
  }

  #watch(): QuietWatch {
    const { clock, limits, keepAliveMs } = this.#house;
    const { idleMs, idleWarningMs } = this.#isExempt() ? NO_IDLE_LIMIT : limits;
    const minutes = Math.round(idleMs / 60_000);
    return new QuietWatch({
      clock,
      activeAt: () => this.activeAt,
      steps: [
        { afterMs: keepAliveMs, again: true, run: () => this.#keepAlive() },
        {
          afterMs: idleWarningMs === 0 ? 0 : Math.max(idleMs - idleWarningMs, 0),
          run: () =>
            this.reply(styled`^Y*** Are you there? Press Enter, or the line is closed soon.^~`),
        },
        { afterMs: idleMs, run: () => this.end(`Idle for ${minutes} minutes.`) },
      ],
    });
  }

  #keepAlive(): void {
    if (this.#telnet.facts.answered) this.#link.write(NOP);
  }

  #limitLogin(): Cancel {
    const { clock, limits } = this.#house;
    if (limits.loginMs === 0 || this.#isExempt()) return () => {};
    return clock.after(limits.loginMs, () => this.end("Logging in took too long."));
  }

  #isExempt(): boolean {
    return this.#house.isExempt(this.address);
  }
}

function renderingsFor(
  profile: TerminalProfile,
): { readonly plain: RenderingProfile; readonly tagged: RenderingProfile } {
  return { plain: renderingFor(profile, false), tagged: renderingFor(profile, true) };
}
