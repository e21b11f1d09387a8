/**
 * One caller of CSP.
 *
 * @module
 */

import {
  CallerGone,
  type Draft,
  type GatewayHouse,
  LineReader,
  LinkSession,
  type LinkSessionParts,
  messageLines,
  nameKey,
  plain,
  RefusedError,
  type Room,
  type Text,
} from "partyline";
import { answerTo, generalError } from "./answers.ts";
import { CSP_PROFILE, joined, MOVING_PROFILE, spoken } from "./event_lines.ts";
import { type CommandWord, readRequest, type Request, type RequestFault } from "./request.ts";
import { encodeResponse, type Response } from "./response.ts";

/** The most bytes of a line. */
const LINE_BYTES = 65_536;

const OLD_VERSION: Response = {
  code: "330",
  channel: "CC",
  payload: "Server is running on a different protocol version",
};

/** One caller of CSP: a session of the directory. */
export class CspSession extends LinkSession<Request | RequestFault> {
  readonly #house: GatewayHouse;
  readonly #reader = new LineReader({ limitBytes: LINE_BYTES });
  /** The group that this session has gone into, to be left for the next. */
  #group: string | undefined;

  /** What each command does; what it returns is the answer to the caller alone. */
  static readonly #COMMANDS: {
    readonly [Word in CommandWord]: (
      session: CspSession,
      request: Request,
    ) => Promise<Response | void>;
  } = {
    AUTH: (session, request) => session.#logIn(request),
    BANN: (session, request) => session.#ban(request),
    CHAT: (session, request) => session.#create(request),
    JOIN: (session, request) => session.#join(request),
    KICK: (session, request) => session.#kick(request),
    LEVE: (session, request) => session.#leaveGroup(request),
    LIST: (session, request) => session.#list(request),
    MSSG: async (session, request) => session.#say(request),
    NWUA: (session, request) => session.#register(request),
    REDY: () => Promise.resolve({ code: "100", channel: "CC", payload: "Ready" }),
  };

  constructor(house: GatewayHouse, parts: LinkSessionParts) {
    super(house, parts);
    this.#house = house;
    this.profile = CSP_PROFILE;
  }

  protected override receive(bytes: Uint8Array): void {
    for (const line of this.#reader.read(bytes)) {
      this.noteActivity();
      if (line === "too-long") this.lines.push("320");
      else if (!line.bytes.every(isBlank)) this.lines.push(readRequest(line.bytes));
    }
  }

  override serve(request: Request | RequestFault): Promise<void> | void {
    const turn = this.ready();
    return turn ? turn.then(() => this.#serveInTurn(request)) : this.#serveInTurn(request);
  }

  #serveInTurn(request: Request | RequestFault): Promise<void> | void {
    return typeof request === "object" && request.command === "MSSG"
      ? this.#say(request)
      : this.#serveAlone(request);
  }

  /** Does what waits until all that was said before it is done. */
  async #serveAlone(request: Request | RequestFault): Promise<void> {
    await this.talk.done();
    const answer = await this.#answer(request);
    if (answer) this.#respond(answer);
  }

  async #answer(request: Request | RequestFault): Promise<Response | void> {
    if (request === "320") return { code: "320", channel: "CC", payload: "Syntax error" };
    if (request === "310") return { code: "310", channel: "CC", payload: "Unknown command" };
    if (request === "330") {
      this.#respond(OLD_VERSION);
      return this.leave("", { because: "another protocol version" });
    }
    try {
      return await CspSession.#COMMANDS[request.command](this, request);
    } catch (error) {
      if (error instanceof CspError) return error.response;
      if (error instanceof RefusedError) return answerTo(error.refusal, request);
      throw error;
    }
  }

  async #register(request: Request): Promise<Response | void> {
    this.#needNobody();
    const { username: name, password } = request;
    if (password === "") return generalError("A password is needed");
    await this.#house.entry.register(this, { name, password });
    return this.#welcome();
  }

  async #logIn({ username: name, password }: Request): Promise<Response | void> {
    this.#needNobody();
    if (!await this.#house.entry.logIn(this, { name, password })) {
      return { code: "200", channel: "CC" };
    }
    return this.#welcome();
  }

  /** The answer to a login comes before the messages that waited for it. */
  async #welcome(): Promise<void> {
    this.#respond({ code: "110", channel: "CC" });
    const { user, id } = this.presence ?? {};
    if (!user || !id) throw new CallerGone();
    const mail = this.#house.history.waiting(user.id);
    if (mail.length === 0) return;
    for (const message of mail) {
      for (const line of messageLines(message)) this.#respond(spoken(message.name, line));
    }
    await this.#house.sequencer.submit({ kind: "read-mail", by: id, session: this.id });
  }

  /** The lobby is where one is who is in no group, so it is none. */
  async #list(request: Request): Promise<Response> {
    const { username } = this.#caller(request);
    const groups = [...this.#house.world.rooms()].filter((room) => this.#isListed(room));
    return groups.length === 0
      ? { code: "240", parameters: { username }, payload: "There are currently no groups" }
      : { code: "130", parameters: { username }, payload: groups.map(({ name }) => name) };
  }

  #isListed(room: Room): boolean {
    const isMine = this.presence?.rooms.has(room.id) ?? false;
    if (room.permanent || (room.rules.hidden && !isMine)) return false;
    return room.members.size > 0 || room.ranks.size > 0;
  }

  async #create(request: Request): Promise<Response> {
    const { by } = this.#caller(request);
    const room = request.chatName;
    const join = { kind: "join", by, session: this.id, room, intent: "create" } as const;
    await this.#quietly(() => this.#act(join));
    await this.#change(room);
    return { code: "170" };
  }

  async #join(request: Request): Promise<Response | void> {
    const { by, username } = this.#caller(request);
    const room = request.chatName;
    const join = { kind: "join", by, session: this.id, room, intent: "enter" } as const;
    const { refused } = await this.#house.sequencer.submit(join);
    // On another session of theirs they may have been in it already.
    const isIn = refused?.code === "already-in-room" && !this.#isGroup(room);
    if (refused && !isIn) throw new RefusedError(refused);
    await this.#change(room);
    if (isIn) return joined({ username, chat_name: refused.room });
  }

  /** A client is in one group at a time. */
  async #change(room: string): Promise<void> {
    const [by, old] = [this.presence?.id, this.#group];
    if (this.#isGroup(room)) return;
    this.#group = room;
    if (by === undefined || old === undefined) return;
    const part = { kind: "part", by, session: this.id, room: old } as const;
    await this.#quietly(() => this.#house.sequencer.submit(part));
  }

  #isGroup(room: string): boolean {
    return this.#group !== undefined && nameKey(this.#group) === nameKey(room);
  }

  async #quietly(move: () => Promise<unknown>): Promise<void> {
    this.profile = MOVING_PROFILE;
    try {
      await move();
    } finally {
      this.profile = CSP_PROFILE;
    }
  }

  /** A refusal is answered in its place. What comes behind it is not kept waiting. */
  #say(request: Request): Promise<void> | void {
    const caller = this.#callerOf(request);
    if ("code" in caller) return this.#respondBehindTalk(caller);
    const text = withoutName(request.payload, request.username);
    const said = {
      kind: "say",
      by: caller.by,
      session: this.id,
      room: request.chatName,
      text,
    } as const;
    const { sequencer } = this.#house;
    return this.talk.add(sequencer.submit({ ...said, style: "say" }, ({ refused }) => {
      if (refused) this.#respond(answerTo(refused, request));
    }));
  }

  #respondBehindTalk(response: Response): Promise<void> | void {
    const talk = this.talk.done();
    return talk ? talk.then(() => this.#respond(response)) : this.#respond(response);
  }

  async #kick(request: Request): Promise<void> {
    const { by } = this.#caller(request);
    const { chatName: room, kickedUser: name } = request;
    await this.#act({ kind: "kick", by, session: this.id, room, name, reason: "" });
  }

  async #ban(request: Request): Promise<void> {
    const { by } = this.#caller(request);
    const { chatName: room, bannedUser: name } = request;
    await this.#act({ kind: "ban", by, session: this.id, room, name, reason: "" });
  }

  async #leaveGroup(request: Request): Promise<void> {
    const { by } = this.#caller(request);
    const room = request.chatName;
    await this.#act({ kind: "part", by, session: this.id, room });
    if (this.#isGroup(room)) this.#group = undefined;
  }

  async #act(draft: Draft): Promise<void> {
    const outcome = await this.#house.sequencer.submit(draft);
    if (outcome.refused) throw new RefusedError(outcome.refused);
  }

  /**
   * The person of this session, who must be the one that the request names.
   *
   * @throws {CspError} If it is not.
   */
  #caller(request: Request): CspCaller {
    const caller = this.#callerOf(request);
    if ("code" in caller) throw new CspError(caller);
    return caller;
  }

  #callerOf({ username }: Request): CspCaller | Response {
    const presence = this.presence;
    if (!presence) return generalError("You are not logged in");
    const { person: { name }, user } = presence;
    // On another protocol they may have taken another name than that of their account.
    const names = [name, ...(user ? [user.name] : [])].map(nameKey);
    if (!names.includes(nameKey(username))) return generalError(`You are logged in as ${name}`);
    return { by: presence.id, username: name };
  }

  #needNobody(): void {
    const name = this.presence?.person.name;
    if (name !== undefined) throw new CspError(generalError(`You are logged in as ${name}`));
  }

  protected override sayGoodbye(text: Text): void {
    if (plain(text) !== "") this.#respond(generalError(plain(text)));
  }

  #respond(response: Response): void {
    this.link.write(encodeResponse(response));
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** Who asks for something. */
interface CspCaller {
  readonly by: string;
  readonly username: string;
}

/** A response as a failure. */
class CspError extends Error {
  constructor(readonly response: Response) {
    super(`Cannot do that: ${response.code}`);
  }
}

/** A text without the `(name) ` that clients put in front of it. */
function withoutName(payload: string, name: string): string {
  const front = `(${name}) `;
  const found = payload.slice(0, front.length);
  return nameKey(found) === nameKey(front) ? payload.slice(front.length) : payload;
}
