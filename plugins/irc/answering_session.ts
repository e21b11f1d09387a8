/**
 * The answers of IRC: what a client is told in return for what it does.
 *
 * @module
 */

import { type Broadcast, LinkSession, type LinkSessionParts } from "partyline";
import { ClientState } from "./client_state.ts";
import type { IrcHouse } from "./irc_house.ts";
import type { NumericName } from "./tables/numerics.ts";
import { Answer } from "./wire/answer.ts";
import type { Failure } from "./wire/irc_error.ts";
import { formatMessage, type ReadText, truncateLine } from "./wire/message.ts";
import { numericLine } from "./wire/numeric_line.ts";

const ENCODER = new TextEncoder();

/** A session that gathers what answers one line of its client, and sends it in one piece. */
export abstract class AnsweringSession extends LinkSession<ReadText> {
  readonly irc: IrcHouse;
  /** What the client has asked for: capabilities, modes, and what it is in the middle of. */
  readonly state: ClientState = new ClientState();
  /** The answer to what is being done; there only while it has a label or lines. */
  #answer: Answer | undefined;
  #batches = 0;

  constructor(irc: IrcHouse, parts: LinkSessionParts) {
    super(irc.house, parts);
    this.irc = irc;
  }

  /** The name that numerics are for: `*` while the client has none. */
  abstract get nick(): string;

  /** Adds a numeric to the answer; without a text, that of its row stands at the end. */
  numeric(name: NumericName, params: readonly string[] = [], text?: string): void {
    const { nick, irc: { serverName: source } } = this;
    this.answerWith(numericLine({ source, nick, name, params, text }));
  }

  /** Adds a line of the server to the answer. */
  fromServer(command: string, params: readonly string[], tags?: ReadonlyMap<string, string>): void {
    this.#add({ source: this.irc.serverName, command, params, ...(tags && { tags }) });
  }

  /** Adds a line to the answer that comes from somebody: a mask, as of a service or of the client itself. */
  from(
    source: string,
    command: string,
    params: readonly string[],
    tags?: ReadonlyMap<string, string>,
  ): void {
    this.#add({ source, command, params, ...(tags && { tags }) });
  }

  #add(parts: Parameters<typeof formatMessage>[0]): void {
    this.answerWith(truncateLine(formatMessage(parts)));
  }

  /** Adds lines to the answer as they are: as text without the last end, or as bytes with it. */
  answerWith(lines: string | Uint8Array): void {
    this.#answer ??= this.#newAnswer();
    this.#answer.add(lines);
  }

  /** Adds a FAIL to the answer (IRCv3 standard-replies). */
  failWith(command: string, { code, context = [], text }: Failure): void {
    this.#reply("FAIL", [command, code, ...context, text]);
  }

  /** Adds a NOTE or a WARN to the answer (IRCv3 standard-replies). */
  remark(type: "NOTE" | "WARN", command: string, { code, context = [], text }: Failure): void {
    this.#reply(type, [command, code, ...context, text]);
  }

  #reply(command: string, params: readonly string[]): void {
    this.#add({ source: this.irc.serverName, command, params, endsInText: true });
  }

  /**
   * Makes the lines that `add` adds a batch of the answer, if the client knows batches (IRCv3 batch).
   * Each line is to be given the tag `batch` of the reference, where there is one.
   */
  batch(type: string, params: readonly string[], add: (reference?: string) => void): void {
    if (!this.state.has("batch")) return add();
    const reference = this.nextBatch();
    this.fromServer("BATCH", [`+${reference}`, type, ...params]);
    add(reference);
    this.fromServer("BATCH", [`-${reference}`]);
  }

  /** A reference of a batch that this connection has not seen yet. */
  nextBatch(): string {
    return (++this.#batches).toString(36);
  }

  /** Sends a line at once, past the answer: for what is no answer to anything. As bytes it has its end. */
  sendNow(line: string | Uint8Array): void {
    this.link.write(typeof line === "string" ? ENCODER.encode(`${line}\r\n`) : line);
  }

  override sendOwn(bytes: Uint8Array): void {
    this.answerWith(bytes);
  }

  /** What happens after the first lines of an answer does not overtake them. */
  override send(bytes: Uint8Array): void {
    if (this.#answer) this.#letPass();
    super.send(bytes);
  }

  override follow(broadcast: Broadcast): boolean {
    if (this.#answer) this.#letPass();
    return super.follow(broadcast);
  }

  /** Sends the lines that `add` adds at once: they are no answer to what is being done now. */
  aside(add: () => void): void {
    this.#letPass();
    const answer = this.#answer;
    this.#answer = undefined;
    add();
    this.flushAnswer();
    this.#answer = answer;
  }

  /** Sends what has been answered so far, unless it has a label: for commands that go on, or wait. */
  flushAnswer(): void {
    if (this.#answer?.label === undefined) this.#letPass();
  }

  /** Sends what has been answered so far, as something else comes behind it. */
  #letPass(): void {
    const answer = this.#answer;
    const bytes = answer?.take();
    if (answer?.label === undefined) this.#answer = undefined;
    if (bytes) this.link.write(bytes);
  }

  /** Sends all of the answer; what is added later has no label. */
  sendAnswer(): void {
    const bytes = this.#answer?.end();
    this.#answer = undefined;
    if (bytes) this.link.write(bytes);
  }

  /** "This specification depends on the batch capability" (IRCv3 labeled-response, "Dependencies"). */
  get #takesLabels(): boolean {
    return this.state.has("labeled-response") && this.state.has("batch");
  }

  /** Leaves this command without an answer, and gives its label, for the command that is answered instead. */
  takeLabel(): string | undefined {
    const label = this.#answer?.label;
    this.#answer = undefined;
    return label;
  }

  /** Gives the answer, to which nothing has been added yet, the label of an earlier command, if that had one. */
  giveLabel(label: string | undefined): void {
    if (label && this.#takesLabels) this.#answer = this.#newAnswer(label);
  }

  #newAnswer(label?: string): Answer {
    // What is told to many from now on comes behind the first lines of this.
    this.unfollow();
    return new Answer({
      ...(label !== undefined && { label }),
      serverName: this.irc.serverName,
      nextBatch: () => this.nextBatch(),
    });
  }

  /** Adds a NOTICE of the server to the answer. */
  notice(text: string): void {
    this.fromServer("NOTICE", [this.nick, text === "" ? " " : text]);
  }
}
