/**
 * One client of IRC.
 *
 * @module
 */

import {
  type ByPersonOrHouse,
  type Caller,
  Cancelled,
  type ClientCertificate,
  type Draft,
  type LinkSessionParts,
  type Outcome,
  plain,
  type Presence,
  reachesRole,
  type Refusal,
  RefusedError,
  type RoomId,
  splitLines,
  type Text,
  type WorldEvent,
} from "partyline";
import { AnsweringSession } from "./answering_session.ts";
import type { IrcCommand } from "./command.ts";
import { FailReply, IrcError } from "./wire/irc_error.ts";
import type { IrcHouse } from "./irc_house.ts";
import { IrcLineReader } from "./wire/irc_line_reader.ts";
import type { WatchedClient } from "./wire/liveness_watch.ts";
import { formatMessage, type Message, parseMessage, type ReadText } from "./wire/message.ts";
import { answerIn, isPluginCommand, runPluginCommand } from "./plugin_commands.ts";
import { type Asked, refusalNumeric } from "./tables/refusals.ts";
import { Registration } from "./identity/registration.ts";

/** What can't be read at all. */
const NO_MESSAGE: Message = { tags: new Map(), command: "*", params: [] };

/** A draft of an action without who does it. */
export type DraftByCaller = WithoutDoer<Draft>;

type SayDraft = Extract<DraftByCaller, { kind: "say" | "tell" }>;

type WithoutDoer<One> = One extends ByPersonOrHouse ? Omit<One, "by" | "session"> : never;

/** One client of IRC: a session of the directory, and a caller of plugins' commands. */
export class IrcSession extends AnsweringSession implements Caller, WatchedClient {
  /** Clients wrap lines themselves. */
  readonly columns = 400;
  /** What the client has said of itself before it came in. */
  readonly registration: Registration = new Registration();
  readonly #reader = new IrcLineReader();
  /** As of {@linkcode WatchedClient}. */
  heardAt: number;
  /** As of {@linkcode WatchedClient}. */
  askedAt = 0;
  #message: Message = NO_MESSAGE;

  constructor(irc: IrcHouse, parts: LinkSessionParts) {
    super(irc, parts);
    this.profile = irc.profiles.profileFor(this.state);
    this.heardAt = irc.house.clock.steady();
    irc.liveness.watch(this);
  }

  /** To be called after capabilities or modes have changed: from now on events look as they say. */
  updateProfile(): void {
    this.profile = this.irc.profiles.profileFor(this.state);
  }

  /** The name that numerics are for: `*` while the client has none. */
  override get nick(): string {
    return this.presence?.person.name ?? this.registration.nick ?? "*";
  }

  /**
   * The person that this client is.
   *
   * @throws {IrcError} 451 if it is nobody yet.
   */
  get person(): Presence {
    const presence = this.presence;
    if (!presence) throw new IrcError("NOTREGISTERED");
    return presence;
  }

  /** The certificate of the client's, where there is TLS and the client has one. */
  get certificate(): ClientCertificate | undefined {
    return this.link.certificate;
  }

  /** `nick!ident@host` of this client. */
  get mask(): string {
    const { name, ident = "?", host = "?" } = this.person.person;
    return `${name}!${ident}@${host}`;
  }

  protected override get mayIdle(): boolean {
    return true;
  }

  protected override receive(bytes: Uint8Array): void {
    for (const line of this.#reader.read(bytes)) {
      this.heardAt = this.irc.house.clock.steady();
      this.lines.push(line);
    }
    this.#endFlood();
  }

  /** Flood control delays; whoever goes on all the same is not worth the memory. */
  #endFlood(): void {
    if (this.isHeldBack && this.lines.roomForMore()) this.end("Excess flood");
  }

  protected override leaving(): void {
    this.irc.liveness.forget(this);
    this.irc.monitors.forget(this);
  }

  override serve(line: ReadText): Promise<void> | void {
    const turn = this.#takeTurn();
    return turn ? turn.then(() => this.#obey(line)) : this.#obey(line);
  }

  async #nextLine(): Promise<ReadText> {
    const line = await this.lines.next();
    const turn = this.#takeTurn();
    if (turn) await turn;
    return line;
  }

  #takeTurn(): Promise<void> | undefined {
    const turn = this.ready();
    this.#endFlood();
    return turn;
  }

  /**
   * Does what a line says, at once where nothing has to be waited for: so what one packet says is said in a row,
   * and not line by line with what others say.
   */
  #obey(line: ReadText): Promise<void> | void {
    const message = parseMessage(textOf(line));
    if ("line" in line && !message) return;
    const talk = message && this.#mayGoOn(message) ? undefined : this.talkDone();
    return talk ? talk.then(() => this.#do(line, message)) : this.#do(line, message);
  }

  #do(line: ReadText, message = NO_MESSAGE): Promise<void> | void {
    this.#message = message;
    this.giveLabel(message.tags.get("label"));
    try {
      const done = "line" in line ? this.#run(message) : this.#refuseLine(line);
      if (done) return done.then(() => this.#goOn(), (error) => this.#fail(error));
    } catch (error) {
      return this.#fail(error);
    }
    return this.#goOn();
  }

  #fail(error: unknown): Promise<void> | void {
    const talk = this.talkDone();
    if (talk) return talk.then(() => this.#fail(error));
    this.explain(error);
    return this.#goOn();
  }

  /** What was asked is done: its answer is sent, and the next line may come. */
  #goOn(): Promise<void> | void {
    this.#message = NO_MESSAGE; // a quiet client would keep the last thing it has said
    this.sendAnswer();
    if (this.#farewell !== undefined) this.leave(this.#farewell, { because: "quit" });
    const putBack = this.#putBack;
    this.#putBack = undefined;
    if (putBack) return this.#obey(putBack);
  }

  /** Whether a line is talk that may be done while other talk is under way: none whose answer gathers. */
  #mayGoOn({ tags, command }: Message): boolean {
    const { talks = false } = this.irc.commands[command] ?? {};
    return talks && !tags.has("label") && !tags.has("batch");
  }

  #refuseLine(line: ReadText): never {
    if ("notUtf8" in line) {
      const { command } = this.#message;
      throw new FailReply(isWord(command) ? command : "*", {
        code: "INVALID_UTF8",
        text: "Lines are in UTF-8; this one was thrown away",
      });
    }
    if ("tooLong" in line && line.tooLong === "by-far") this.hangUp("Input line was too long");
    throw new IrcError("INPUTTOOLONG");
  }

  #run(message: Message): Promise<void> | void {
    const row = this.irc.commands[message.command];
    if (!row) {
      this.noteActivity();
      return runPluginCommand(this, message);
    }
    this.#check(row, message);
    return row.run(this, message);
  }

  #check({ when, least = 0, role }: IrcCommand, { command, params }: Message): void {
    if (when === "before" && this.presence) throw new IrcError("ALREADYREGISTERED");
    if (when === undefined && !this.presence) throw new IrcError("NOTREGISTERED");
    if (params.length < least) throw new IrcError("NEEDMOREPARAMS", [command]);
    if (role !== undefined && !this.hasRole(role)) throw new IrcError("NOPRIVILEGES");
  }

  /** Whether the caller has that role in the house, or a higher one. */
  hasRole(role: Caller["role"]): boolean {
    return reachesRole(this.role, role);
  }

  /**
   * Adds what went wrong to the answer.
   *
   * @param asked What went wrong, where it is not the whole command: one item of a list.
   * @throws What is no failure of the client's.
   */
  explain(error: unknown, asked: Asked = this.#message): void {
    if (error instanceof IrcError) return this.numeric(error.numeric, error.params, error.text);
    if (error instanceof FailReply) return this.failWith(error.command, error.failure);
    if (error instanceof RefusedError) return this.refuse(error.refusal, asked);
    throw error;
  }

  // What the client does to the world.

  /**
   * Submits an action of this client.
   *
   * @throws {RefusedError} If the world says no.
   */
  async act(draft: DraftByCaller): Promise<readonly WorldEvent[]> {
    this.noteActivity();
    return await this.submit({ ...draft, by: this.person.id, session: this.id } as Draft);
  }

  /**
   * Submits something that this client says. It is not waited for if the client's next line may be said in
   * the same turn.
   *
   * @param answer Adds to the answer, just after the client has read its own words where it does.
   * @returns What to wait for before that line, if there is something.
   */
  say(draft: SayDraft, answer: (outcome: Outcome) => void): Promise<void> | void {
    this.noteActivity();
    const { sequencer } = this.irc.house;
    const by = { by: this.person.id, session: this.id };
    const said = sequencer.submit({ ...draft, ...by }, (outcome) => {
      answer(outcome);
      this.flushAnswer();
    });
    const wait = this.talk.add(said);
    return this.#mayGoOn(this.#message) ? wait : this.talk.done();
  }

  /** What has been said so far is done, and answered. */
  talkDone(): Promise<void> | undefined {
    return this.talk.done();
  }

  /**
   * Submits an action that is somebody else's, or nobody's.
   *
   * @throws {RefusedError} If the world says no.
   */
  async submit(draft: Draft): Promise<readonly WorldEvent[]> {
    const outcome = await this.irc.house.sequencer.submit(draft);
    if (outcome.refused) throw new RefusedError(outcome.refused);
    return outcome.events;
  }

  /** Whether this person is in a room. */
  isIn(room: RoomId): boolean {
    return this.presence?.rooms.has(room) ?? false;
  }

  // What commands of plugins see.

  #farewell: Text | undefined;
  /** The line that has called a question off, and is yet to be done. */
  #putBack: ReadText | undefined;

  reply(text: Text): void {
    for (const line of splitLines(text)) this.notice(plain(line));
  }

  /** A notice like any answer of a plugin's command; a FAIL for clients that can tell it from one. */
  fail(text: Text): void {
    if (!this.state.has("standard-replies")) return this.reply(text);
    this.failWith(this.#message.command, {
      code: "COMMAND_FAILED",
      text: plain(text).replaceAll("\n", " "),
    });
  }

  /**
   * Adds the numeric of a refusal to the answer.
   *
   * @param asked What was refused, where it is not the whole command: one item of a list.
   */
  refuse(refusal: Refusal, asked: Asked = this.#message): void {
    const { name, params, text } = refusalNumeric(refusal, asked);
    this.numeric(name, params, text);
  }

  /**
   * The question comes as notices, and what is then said to the server is its answer. All else is done
   * meanwhile, but for another command of a plugin: that calls the question off.
   */
  async ask(question: Text): Promise<string> {
    const { serverName } = this.irc;
    this.reply(question);
    this.notice(`To answer: /msg ${serverName} <your answer>`);
    this.sendAnswer();
    const message = this.#message;
    try {
      for (;;) {
        const line = await this.#nextLine();
        const reply = answerIn(line, serverName);
        if (reply) {
          this.giveLabel(reply.tags.get("label"));
          return reply.params[1]!;
        }
        if (isPluginCommand(this.irc, line)) {
          this.#putBack = line;
          throw new Cancelled();
        }
        await this.#obey(line);
      }
    } finally {
      this.#message = message;
    }
  }

  /** As of {@linkcode WatchedClient}. */
  ping(): void {
    this.sendNow(`PING ${this.irc.serverName}`);
  }

  /** As of {@linkcode WatchedClient}. */
  pingTimeout(seconds: number): void {
    this.end(`Ping timeout: ${seconds} seconds`);
  }

  /** Waits until the command that wants it has been answered. */
  hangUp(text: Text): void {
    this.#farewell = text;
  }

  /** Ends the connection, as after QUIT: what others read is the reason. */
  quit(reason: string): void {
    this.sendAnswer();
    this.leave(reason, { because: reason });
  }

  protected override sayGoodbye(text: Text): void {
    const killed = this.irc.killed.get(this.presence?.id ?? "");
    const because = killed ?? plain(text).replaceAll("\n", " ");
    this.sendNow(formatMessage({
      command: "ERROR",
      params: [`Closing link: ${this.address}${because && ` (${because})`}`],
    }));
  }
}

/** What can be read of a line, whatever is wrong with it. */
function textOf(line: ReadText): string {
  if ("line" in line) return line.line;
  return "notUtf8" in line ? line.notUtf8 : "";
}

function isWord(command: string): boolean {
  return /^[A-Z]+$/.test(command);
}
