/**
 * One caller at a terminal, from the first byte to the last.
 *
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import type { Caller } from "../../commands/caller.ts";
import { complete } from "../../commands/completion.ts";
import { CallerGone, Cancelled } from "../../commands/errors.ts";
import { readTypedLine } from "../../commands/typed_line.ts";
import type { Broadcast } from "../../net/outbox/broadcast.ts";
import { offenceIn } from "../../net/guard/scanner_opening.ts";
import { LineEditor } from "../../terminal/editing/line_editor.ts";
import { PASTE_LIMITS } from "../../terminal/editing/paste_reader.ts";
import type { TerminalProfile } from "../../terminal/profile.ts";
import type { ScreenView } from "../../terminal/views/screen_view.ts";
import { plain, type Text, themed } from "../../terminal/style/styled_text.ts";
import type { Refusal } from "../../world/refusal.ts";
import { busyText } from "../texts/busy_text.ts";
import { type CallerClient, OPENING_MS, profileOf } from "./caller_client.ts";
import { dayOf } from "../texts/day_line.ts";
import { LinkSession, type LinkSessionParts } from "../link_session.ts";
import { entriesOf, wantsToSend } from "./pasted_block.ts";
import { noticeText } from "../texts/notice_text.ts";
import { refusalSentence } from "../texts/refusal_sentences.ts";
import { RoomPrompt } from "./room_prompt.ts";
import type { RenderingProfile } from "../session.ts";
import { TelnetCall } from "./telnet_call.ts";
import type { TerminalHouse } from "./terminal_house.ts";
import { type InputEvent, TerminalInput } from "./terminal_input.ts";
import { renderingFor, type TerminalRendering } from "./terminal_rendering.ts";
import { TerminalScreen } from "./terminal_screen.ts";

/** One caller at a terminal: a session of the directory, and a caller of commands. */
export class TerminalSession extends LinkSession<string> implements Caller {
  readonly #house: TerminalHouse;
  readonly #telnet: TelnetCall;
  readonly #editor: LineEditor;
  readonly #input: TerminalInput;
  readonly #screen: TerminalScreen;
  #node: number | undefined;
  readonly #prompt = new RoomPrompt(() => this.focus);
  #renderings: ReturnType<typeof renderingsFor>;
  #endStay: () => void = () => {};
  /** Whether the next line is waited for. */
  #isInvited = false;
  /** The day of what was shown last, by its midnight. */
  #day: number;

  constructor(house: TerminalHouse, parts: LinkSessionParts) {
    super(house, parts);
    this.#house = house;
    this.#day = dayOf(house.clock.now());
    const { lineBytes } = house.limits;
    this.#editor = new LineEditor({
      limitBytes: lineBytes,
      complete: (line, cursor) => complete(house.vocabulary, { caller: this, line, cursor }),
    });
    this.#input = new TerminalInput(this.#editor, {
      limitBytes: lineBytes,
      clock: house.clock,
      view: () => this.#screen.lent,
      heard: (event) => this.#heard(event),
    });
    const { link } = parts;
    this.#telnet = new TelnetCall({
      house,
      link,
      caller: this,
      data: (bytes) => this.#hear(bytes),
      command: (name) => this.#input.command(name),
      changed: () => this.#adapt(),
      done: () => this.#done(),
      ready: () => this.ready(),
      cameIn: () => void this.lines.cancel(),
    });
    const profile = profileOf(this.client, { editsLines: true });
    this.#screen = new TerminalScreen(this.#editor, {
      write: (bytes) => link.write(bytes),
      profile,
      promptMark: () => this.#telnet.promptMark,
    });
    this.#renderings = renderingsFor(profile);
    this.profile = this.#chooseRendering();
    this.lines.ended.then(() => this.#screen.lent?.end(new CallerGone()));
    link.outbox.beforeFlush = () => {
      this.#telnet.update();
      this.#screen.drawPrompt();
    };
  }

  override get node(): number | undefined {
    return this.#node;
  }

  takeSeat(): boolean {
    this.#node ??= this.#house.nodes.take();
    if (this.#node === undefined) {
      this.leave(busyText(this.#house, this), { because: "no node was free" });
    }
    return this.#node !== undefined;
  }

  leaveSeat(): void {
    if (this.#node !== undefined) this.#house.nodes.free(this.#node);
    this.#node = undefined;
  }

  get columns(): number {
    return this.#screen.profile.columns;
  }

  get terminal(): TerminalProfile {
    return this.#screen.profile;
  }

  get rows(): number | undefined {
    return this.client.size.value.rows ? this.#screen.profile.rows : undefined;
  }

  /** What is known of the caller's program. */
  get client(): CallerClient {
    return this.#telnet.client;
  }

  roomsChanged(): void {
    this.profile = this.#chooseRendering();
  }

  override send(bytes: Uint8Array): void {
    this.#showDay();
    this.#screen.send(bytes);
  }

  override follow(broadcast: Broadcast): boolean {
    this.#showDay();
    // Whoever reads slowly has the row taken away once, and is not sent a frame with each turn.
    const frame = this.link.outbox.waitingBytes === 0 ? this.#screen.frame : undefined;
    return (frame !== undefined || this.#screen.makeRoom()) && super.follow(broadcast, frame);
  }

  #showDay(): void {
    const { day } = this.#house.directory;
    if (day <= this.#day) return;
    this.#day = day;
    this.#screen.send(this.#renderings.plain.dayLine(day));
  }

  reply(text: Text): void {
    this.#screen.show(text);
  }

  /** Shows a text as if the terminal were another one, to find out which it is. */
  sample(text: Text, as: Partial<TerminalProfile>): void {
    this.#screen.show(text, as);
  }

  fail(text: Text): void {
    this.#screen.show(themed("error", text));
  }

  refuse(refusal: Refusal): void {
    this.fail(refusalSentence(refusal));
  }

  async ask(question: Text, { secret = false } = {}): Promise<string> {
    this.#hide(secret);
    const answer = await this.#nextLine(() => this.#screen.ask(question));
    return answer.replaceAll("\n", " ");
  }

  lendScreen<Result>(view: ScreenView<Result>): Promise<Result> | undefined {
    const { editsLines, screenReader } = this.#screen.profile;
    const canShow = !editsLines && !screenReader && this.rows !== undefined && !this.#screen.lent;
    return canShow && !this.hasLeft ? this.#screen.lend(view) : undefined;
  }

  hangUp(text: Text): void {
    this.leave(text, { because: "quit" });
  }

  protected override leaving(): void {
    this.leaveSeat();
  }

  override end(reason: string): void {
    this.leave(noticeText(reason), { because: reason });
  }

  protected override sayGoodbye(text: Text): void {
    this.#screen.close(text);
    // A client that is told by GMCP shows it in a line of its own.
    this.#telnet.sayGoodbye(plain(text).split("\n", 1)[0]!);
  }

  protected override receive(bytes: Uint8Array): void {
    this.#telnet.receive(bytes);
  }

  protected override quietSigns(): { keepAlive(): void; warn(): void } {
    return {
      keepAlive: () => this.#telnet.keepAlive(),
      warn: () => {
        this.#notice(noticeText("Are you there? Press Enter, or the line is closed soon."));
      },
    };
  }

  /** Leads the caller to a name, and does what they say, until they are gone. */
  protected override async live(): Promise<void> {
    const cancelOffer = this.#house.clock.after(OPENING_MS, () => this.#telnet.offer());
    this.link.closed.then(cancelOffer);
    this.#telnet.open();
    if (!this.#house.greetsAtOnce) await this.#telnet.opening.over;
    while (!this.hasLeft) {
      try {
        await this.#house.receive(this);
      } catch (error) {
        if (error instanceof Cancelled) return this.hangUp("Goodbye.");
        throw error;
      }
      if (this.presence) await this.#stay();
      this.leaveSeat();
    }
  }

  /** Does what the caller says, until they are nobody any more. */
  #stay(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endStay = () => (this.lines.release(), resolve());
    this.lines.each(this);
    return promise;
  }

  override serve(line: string): Promise<void> | void {
    this.#isInvited = false;
    this.#hide(false);
    const done = line.includes("\n") ? this.#obeyBlock(line) : this.#obey(line);
    const stay = () => this.presence ? undefined : this.#endStay();
    return done ? done.then(stay) : stay();
  }

  #obey(line: string): Promise<unknown> | void {
    const talks = readTypedLine(this.#house.vocabulary.registry, line).kind === "plain";
    const talk = talks ? undefined : this.talk.done();
    return talk
      ? talk.then(() => this.#dispatch(line, { talks }))
      : this.#dispatch(line, { talks });
  }

  #dispatch(line: string, { talks }: { readonly talks: boolean }): Promise<unknown> | void {
    const done = this.#house.dispatcher.dispatch(this, line);
    return done && talks && !this.isHeldBack ? this.talk.add(done) : done;
  }

  async #obeyBlock(line: string): Promise<void> {
    try {
      if (await this.#passesBlock(line)) await this.#obey(line);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      this.cancelled();
    }
  }

  /** As of {@linkcode LineUser}: the prompt comes behind what was said last. */
  invite(): void {
    this.#isInvited = true;
    const prompt = () => {
      if (!this.#isInvited) return;
      this.#hide(false);
      this.#screen.setPrompt(this.#prompt);
    };
    const talk = this.talk.done();
    if (talk) talk.then(prompt);
    else prompt();
  }

  /** As of {@linkcode LineUser}. */
  cancelled(): void {
    this.reply("To leave, type /quit");
  }

  /** Resolves when all that has been sent so far is done; nothing when it is. */
  #done(): Promise<void> | undefined {
    const lines = this.lines.done();
    return lines ? lines.then(() => this.talk.done()) : this.talk.done();
  }

  /** The caller's next line; what invites them to type it is shown unless it is there already. */
  #nextLine(invite: () => void): Promise<string> {
    const line = this.lines.next();
    if (this.lines.isAwaited) invite();
    return line;
  }

  #heard(event: InputEvent): void {
    this.noteActivity();
    if (event.kind !== "ayt") this.#telnet.opening.end();
    switch (event.kind) {
      case "line":
        this.#screen.sendLine(event.text, { echoed: !this.#telnet.isHiding });
        return this.lines.push(event.text);
      case "block":
        return this.#takeBlock(event.lines);
      case "interrupt":
        return void this.lines.cancel();
      case "end":
        return this.hangUp("Goodbye.");
      case "too-long": {
        const { lineBytes } = this.#house.limits;
        return this.fail(`Cannot take that line as it is too long: at most ${lineBytes} bytes`);
      }
      case "paste-too-long":
        return this.fail(
          `Cannot take what you have pasted as it is too long: at most ${PASTE_LIMITS.keptBytes} bytes`,
        );
      case "ayt":
        return this.#notice(`[${this.#house.name} is here${this.#whereabouts()}.]`);
      case "viewed":
        return;
      case "edited":
        return this.#screen.updateLine(event);
      case "clear":
        return this.#screen.clear();
      case "bell":
        this.#screen.updateLine();
        return this.#screen.bell();
      case "candidates":
        this.#screen.updateLine();
        if (!this.#screen.profile.screenReader) return;
        return this.reply(event.list.map((word) => word.trim()).join(", "));
    }
  }

  /** Says something that can't wait for the end of a view. */
  #notice(text: Text): void {
    if (this.#screen.lent) this.#screen.lent.notice(plain(text));
    else this.reply(text);
  }

  #takeBlock(lines: readonly string[]): void {
    const entries = entriesOf(lines, { answers: this.#screen.asks });
    this.#screen.sendLine(entries[0]!, { echoed: true });
    for (const entry of entries) this.lines.push(entry);
  }

  /** Whether a text of several lines is to be sent. It takes as many turns as it has lines. */
  async #passesBlock(text: string): Promise<boolean> {
    if (!await wantsToSend(this, text, this.#house.world.policy)) return false;
    for (const _ of text.matchAll(/\n/g)) await this.ready();
    return true;
  }

  /** Takes what was typed, unless it shows that this is a scanner, who is sent away. */
  #hear(bytes: Uint8Array): void {
    const offence = this.presence || this.hasLeft ? undefined : offenceIn(bytes);
    if (offence === undefined) return this.#input.receive(bytes);
    this.#house.guard.report(this.address, offence);
    this.leave("This is a party line for terminals.", { because: "is no terminal" });
  }

  preferencesChanged(): void {
    this.#adapt();
  }

  #whereabouts(): string {
    return this.#node === undefined ? "" : `, and you are on node ${this.#node}`;
  }

  /** Takes in what telnet has found out, or agreed to, and what the caller has chosen. */
  #adapt(): void {
    this.#telnet.adapt();
    const profile = profileOf(this.client, this.#telnet);
    if (!isDeepStrictEqual(profile, this.#screen.profile)) {
      this.#input.change(profile);
      this.#screen.changeProfile(profile);
      this.#renderings = renderingsFor(profile);
    }
    this.profile = this.#chooseRendering();
  }

  #chooseRendering(): RenderingProfile {
    const rooms = this.presence?.rooms.size ?? 0;
    return this.#telnet.rendering(rooms > 1 ? this.#renderings.tagged : this.#renderings.plain);
  }

  #hide(on: boolean): void {
    if (this.#editor.secret === on) return;
    this.#editor.secret = on;
    if (!this.#telnet.hide(on) && on) this.reply("(Your terminal will show what you type.)");
  }
}

function renderingsFor(
  profile: TerminalProfile,
): { readonly plain: TerminalRendering; readonly tagged: TerminalRendering } {
  return { plain: renderingFor(profile, false), tagged: renderingFor(profile, true) };
}
