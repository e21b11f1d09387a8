/**
 * One caller of the line protocol.
 *
 * @module
 */

import {
  type Caller,
  type Draft,
  type GatewayHouse,
  LineReader,
  LinkSession,
  type LinkSessionParts,
  messageLines,
  plain,
  type Refusal,
  RefusedError,
  splitLines,
  TelnetDecoder,
  type Text,
} from "partyline";
import { answerTo } from "./answers.ts";
import { type Dialect, encodeText, type Request, roomName } from "./dialect.ts";

const DECODER = new TextDecoder();

/** In the place of a line that was too long. */
const TOO_LONG = { tooLong: true } as const;

/** What the caller has sent. */
type Line = string | typeof TOO_LONG;

/** One caller of the line protocol: a session of the directory, and a caller of commands. */
export class LineSession extends LinkSession<Line> implements Caller {
  /** Whatever reads our answers breaks no lines. */
  readonly columns = 1000;
  readonly #house: GatewayHouse;
  readonly #dialect: Dialect;
  readonly #reader: LineReader;
  /** Telnet clients dial here too: what they say of themselves is not data. */
  readonly #telnet = new TelnetDecoder({
    data: (bytes) => this.#split(bytes),
    command() {},
    negotiation() {},
    subnegotiation() {},
    oversized() {},
  });
  #request: Request = { word: "INVALID" };
  #farewell: Text | undefined;

  constructor(house: GatewayHouse, parts: LinkSessionParts & { readonly dialect: Dialect }) {
    super(house, parts);
    this.#house = house;
    this.#dialect = parts.dialect;
    this.profile = parts.dialect.profile;
    this.#reader = new LineReader({ limitBytes: parts.dialect.lineBytes });
  }

  /** Where lines name nobody, one can talk without a name. */
  protected override get needsName(): boolean {
    return this.#dialect.knowsPeople;
  }

  protected override receive(bytes: Uint8Array): void {
    this.#telnet.receive(bytes);
  }

  #split(bytes: Uint8Array): void {
    // A NUL is telnet's way to say nothing: an old keep-alive, or what follows a bare CR (RFC 854).
    for (const line of this.#reader.read(bytes.includes(0) ? bytes.filter(Boolean) : bytes)) {
      this.noteActivity();
      this.lines.push(line === "too-long" ? TOO_LONG : DECODER.decode(line.bytes));
    }
  }

  override serve(line: Line): Promise<void> | void {
    const request = typeof line === "string" ? this.#dialect.read(line) : line;
    if (!("word" in request && saysInRoom(request))) return this.#serveAlone(request);
    const turn = this.ready();
    return turn ? turn.then(() => this.#say(request)) : this.#say(request);
  }

  /** Does what waits until all that was said before it is done. */
  async #serveAlone(request: Exclude<Request, RoomTalk> | typeof TOO_LONG): Promise<void> {
    await this.talk.done();
    if ("tooLong" in request) return this.#error("LINE TOO LONG");
    this.#request = request;
    try {
      if (request.word === "OTHER") return await this.#runCommand(request);
      await this.ready();
      await this.#do(request);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.refuse(error.refusal);
    }
  }

  #do(request: Exclude<Request, RoomTalk | { word: "OTHER" }>): Promise<void> | void {
    switch (request.word) {
      case "INVALID":
        return this.#error("INVALID COMMAND");
      case "LOGIN":
        return this.#logIn(request);
      case "LOGOUT":
        return this.#logOut();
      case "JOIN":
        return this.#act({ kind: "join", room: roomName(request.room) });
      case "PART":
        return this.#act({ kind: "part", room: roomName(request.room) });
      case "MSG":
        return this.#tell(request.user, request.text);
    }
  }

  async #logIn({ name, password }: Extract<Request, { word: "LOGIN" }>): Promise<void> {
    const here = this.presence;
    if (here) return this.#error(`ALREADY LOGGED IN AS ${here.person.name}`);
    const { entry, world } = this.#house;
    if (this.#dialect.knowsPeople && world.userNamed(name)) {
      const isRight = password !== undefined && await entry.logIn(this, { name, password });
      if (!isRight && this.#isHere(name)) return this.refuse({ code: "name-in-use", name });
      if (!isRight) return this.#error("WRONG PASSWORD");
    } else {
      await entry.asGuest(this, name);
    }
    this.#ok();
    await this.#deliverMail();
  }

  /** What was told to the user while they were away comes as it would have then. */
  async #deliverMail(): Promise<void> {
    const { user, id: by } = this.presence ?? {};
    if (!user || by === undefined) return;
    const mail = this.#house.history.waiting(user.id);
    for (const message of mail) {
      for (const line of messageLines(message)) this.#write(`GOTUSERMSG ${message.name} ${line}`);
    }
    if (mail.length === 0) return;
    await this.#house.sequencer.submit({ kind: "read-mail", by, session: this.id });
  }

  async #logOut(): Promise<void> {
    if (!this.presence) return this.#error("USER NOT FOUND");
    const reason = "logged out";
    await this.#house.sequencer.submit({ kind: "depart", session: this.id, reason });
    this.#ok();
    if (this.#dialect.closesAtLogout) this.leave("", { because: reason });
  }

  /** A message to one person. In the old dialect it needs no name. */
  async #tell(to: string, text: string): Promise<void> {
    const by = this.presence?.id;
    if (by === undefined && this.#dialect.knowsPeople) return this.#error("USER NOT LOGGED IN");
    // The protocol has no word for "kept until they come", so it tells only those who are here.
    if (!this.#isHere(to)) return this.#error(`${to} NOT FOUND`);
    const actor = { session: this.id, ...(by !== undefined && { by }) };
    await this.#submit({ kind: "tell", ...actor, to, text, style: "say" });
  }

  /** Whether somebody here wears that name, or has an account of that name. */
  #isHere(name: string): boolean {
    const { world } = this.#house;
    const user = world.userNamed(name);
    return world.presenceNamed(name) !== undefined ||
      (user !== undefined && world.presenceOfUser(user.id) !== undefined);
  }

  async #act(draft: RoomDraft): Promise<void> {
    const by = this.presence?.id;
    if (by === undefined) return this.#error("USER NOT LOGGED IN");
    await this.#submit({ ...draft, by, session: this.id });
  }

  /** Answers in its place. What is said in a room is not waited for, whatever comes behind it. */
  #say(request: RoomTalk): Promise<void> | void {
    const by = this.presence?.id;
    if (by === undefined) return this.#error("USER NOT LOGGED IN");
    const { room, text } = request;
    const said = { kind: "say", room: roomName(room), text, style: "say" } as const;
    return this.talk.add(this.#submit({ ...said, by, session: this.id }, request));
  }

  #submit(draft: Draft, request = this.#request): Promise<unknown> {
    return this.#house.sequencer.submit(draft, ({ refused }) => {
      if (refused) this.#refuse(refused, request);
      else this.#ok();
    });
  }

  async #runCommand({ command, rest }: Extract<Request, { word: "OTHER" }>): Promise<void> {
    const { registry, dispatcher } = this.#house;
    if (!this.#dialect.hasPlugins || !registry.find(command)) return this.#error("INVALID COMMAND");
    if (!this.presence) return this.#error("USER NOT LOGGED IN");
    if (await dispatcher.run(this, command, rest) === "done") this.#ok();
    if (this.#farewell !== undefined) this.leave("", { because: "quit" });
  }

  reply(text: Text): void {
    for (const line of splitLines(text)) this.#write(`INFO ${plain(line)}`);
  }

  fail(text: Text): void {
    this.#error(plain(text).replaceAll("\n", " "));
  }

  refuse(refusal: Refusal): void {
    this.#refuse(refusal, this.#request);
  }

  #refuse(refusal: Refusal, request: Request): void {
    const name = this.presence?.person.name ?? "";
    this.#error(answerTo(refusal, { request, name }));
  }

  /** The question comes as information; the next line is the answer. */
  async ask(question: Text): Promise<string> {
    this.reply(question);
    for (;;) {
      const line = await this.lines.next();
      if (typeof line === "string") return line;
      this.#error("LINE TOO LONG");
    }
  }

  /** Waits until the command that wants it has been answered. */
  hangUp(text: Text): void {
    this.reply(text);
    this.#farewell = text;
  }

  protected override sayGoodbye(text: Text): void {
    if (this.#dialect.knowsPeople && plain(text) !== "") this.reply(text);
  }

  #ok(): void {
    this.#write("OK");
  }

  #error(reason: string): void {
    this.#write(`ERROR ${reason}`);
  }

  #write(line: string): void {
    this.link.write(encodeText(this.#dialect.format(line)));
  }
}

interface RoomDraft {
  readonly kind: "join" | "part";
  readonly room: string;
}

type RoomTalk = Extract<Request, { word: "MSG"; room: string }>;

function saysInRoom(request: Request): request is RoomTalk {
  return request.word === "MSG" && "room" in request;
}
