/**
 * All that a plugin may import. In the import map its name is "partyline".
 *
 * @module
 */

export type { Caller } from "./commands/caller.ts";
export type { Dispatcher, RunOutcome } from "./commands/dispatch.ts";
export { CallerGone, Cancelled, RefusedError, UserError } from "./commands/errors.ts";
export type { HelpGroup, HelpLine, HelpPage } from "./commands/help.ts";
export type { Args, ArgsOf } from "./commands/usage.ts";
export {
  choice,
  type ChoiceSetting,
  flag,
  type FlagSetting,
  int,
  type IntSetting,
  list,
  type ListSetting,
  type Setting,
  type Settings,
  type SettingsOf,
  text,
  type TextRule,
  type TextSetting,
} from "./config/setting.ts";
export { Broadcast, type Follower, type Frame } from "./net/outbox/broadcast.ts";
export type { Cancel, Clock } from "./net/clock.ts";
export type { Detection, Gateway } from "./net/gateway.ts";
export { LineReader, type ReadLine } from "./net/line_reader.ts";
export type {
  ClientCertificate,
  CloseOptions,
  Endpoint,
  Link,
  LinkEnd,
  LinkEndReason,
  LinkReader,
} from "./net/link.ts";
export { detectWords } from "./net/front_door/opening_words.ts";
export type { TlsFiles } from "./net/tls/tls_certificate.ts";
export type { WebSocketOptions } from "./net/websocket/websocket_conn.ts";
export type { Log } from "./logging/log.ts";
export { ImportError, type ImportPlan } from "./plugin_host/account_import.ts";
export type { Accounts } from "./plugin_host/capabilities/accounts.ts";
export type { Bot } from "./plugin_host/capabilities/bots.ts";
export type { CallerContext } from "./plugin_host/caller/caller_context.ts";
export type { CallerCapabilities, Capability, HostCapability } from "./plugin_host/capability.ts";
export type { Commands } from "./plugin_host/capabilities/commands.ts";
export type { Greeter, Visitor } from "./plugin_host/arrival/front_desk.ts";
export type { Credentials, LoginAttempt } from "./plugin_host/arrival/credentials.ts";
export type { GuardDesk, GuardFacts, WaitingFacts } from "./plugin_host/capabilities/guard_desk.ts";
export type { Ban } from "./net/guard/ban_list.ts";
export type { GuardAct, GuardCounts, GuardReport, KnownNetwork } from "./net/guard/guard.ts";
export { type Offence, type OffenceRow, OFFENCES } from "./net/guard/offence.ts";
export type { Arrival, Entrant, Entry, NameAndPassword } from "./plugin_host/arrival/entry.ts";
export type {
  EventHost,
  EventListener,
  HeardEvent,
  HeardEvents,
  HeardInRoom,
  HeardKind,
  HeardPerson,
} from "./plugin_host/capabilities/events.ts";
export {
  type FetchAnswer,
  FetchError,
  type FetchHost,
  type FetchRequest,
} from "./plugin_host/capabilities/fetch.ts";
export type {
  Filter,
  FilterAnswer,
  FilteredKind,
  FilteredMessage,
  FilterHost,
  FilterRefusal,
  FilterRow,
} from "./plugin_host/capabilities/filters.ts";
export type { HouseFacts } from "./plugin_host/house_facts.ts";
export type {
  GatewayHouse,
  GatewayPorts,
  Gateways,
  ListedCommand,
} from "./plugin_host/capabilities/gateways.ts";
export type { PluginReport } from "./plugin_host/loading/live_plugins.ts";
export type { Login } from "./plugin_host/capabilities/login.ts";
export type { Messages, Told } from "./plugin_host/capabilities/messages.ts";
export {
  type CommandContext,
  type CommandRow,
  type Host,
  type Plugin,
  plugin,
  type PluginDefinition,
} from "./plugin_host/plugin.ts";
export type { Plugins } from "./plugin_host/capabilities/plugins.ts";
export type {
  ListedMask,
  MaskAndReason,
  RoomMember,
  Rooms,
  RoomSummary,
  RoomView,
} from "./plugin_host/capabilities/rooms.ts";
export type { Screens } from "./plugin_host/capabilities/screens.ts";
export type {
  HouseBanOrder,
  Server,
  ServerFacts,
  SessionFacts,
} from "./plugin_host/capabilities/server.ts";
export type { Json, Store, StoreEntry } from "./plugin_host/capabilities/store.ts";
export type {
  SampleOptions,
  Terminal,
  TerminalFact,
  TerminalView,
  ThemeView,
} from "./plugin_host/capabilities/terminal.ts";
export type { TimedWork, TimerHost } from "./plugin_host/capabilities/timers.ts";
export type { PersonHere, Portrait, Users } from "./plugin_host/capabilities/users.ts";
export type { Origin } from "./session/terminal/caller_client.ts";
export { messageText, type ShownMessage } from "./session/texts/event_text.ts";
export {
  type HistoryOptions,
  historyText,
  type PastMessage,
} from "./session/texts/history_text.ts";
export type { LineQueue, LineUser } from "./session/line_queue.ts";
export { LinkSession, type LinkSessionParts, type QuietSigns } from "./session/link_session.ts";
export { messageLines } from "./session/texts/message_lines.ts";
export type { OngoingTalk } from "./session/ongoing_talk.ts";
export { type AroundName, type Named, personText } from "./session/texts/person_text.ts";
export { rulesText } from "./session/texts/rules_text.ts";
export {
  bytesOfEvent,
  type Perspective,
  type RenderingProfile,
  type Session,
} from "./session/session.ts";
export {
  hashPassword,
  type PasswordCost,
  SCRAM_ITERATIONS,
  scramVerifierOf,
  type ScryptCost,
  verifyPassword,
} from "./storage/password.ts";
export type { ScramVerifier } from "./storage/scram_verifier.ts";
export type { CallerLimits, SessionHouse } from "./session/session_house.ts";
export type { SignOfLife, Waiter } from "./session/waiting_room.ts";
export { type DecoderHandler, TelnetDecoder } from "./telnet/decoder.ts";
export type { Verb } from "./telnet/protocol.ts";
export { type Meaning, MEANINGS } from "./terminal/style/meaning.ts";
export type { Charset, ColourDepth } from "./terminal/profile.ts";
export { type Colour, COLOURS, type Ink, type Style } from "./terminal/style/style.ts";
export { momentOf, spanOf } from "./terminal/style/spoken_time.ts";
export { safeText } from "./terminal/charset/safe_text.ts";
export {
  aloud,
  type ClearSpan,
  HANG,
  type HangSpan,
  joinStyled,
  plain,
  splitLines,
  type Styled,
  styled,
  type Text,
  type TextPart,
  type TextSpan,
  themed,
} from "./terminal/style/styled_text.ts";
export type { ScreenValues } from "./terminal/screens/placeholder.ts";
export type { ThemeName } from "./terminal/style/theme.ts";
export type { TableColumn, TableHead, TableOptions } from "./terminal/style/table.ts";
export type { ChoiceName } from "./terminal/terminal_choices.ts";
export type { TextLimits } from "./terminal/editing/text_buffer.ts";
export { countOf } from "./words/plural.ts";
export { momentText, parseSpan, spanText, timeWords } from "./words/time_text.ts";
export type {
  ActionKind,
  Actions,
  ByPerson,
  ByPersonOrHouse,
  Draft,
  ReadTarget,
  RedactedMessage,
} from "./world/action.ts";
export type {
  EventKind,
  EventOf,
  Events,
  InRoom,
  MessageExtras,
  MessageId,
  MessageLine,
  MessageStyle,
  WorldEvent,
} from "./world/event.ts";
export type {
  Bound,
  Call,
  Correspondence,
  Correspondent,
  History,
  PrivateMessage,
  RoomMessage,
  Span,
  TopicChange,
} from "./world/journal.ts";
export type { HouseBan } from "./world/house_ban.ts";
export {
  completeMask,
  faultOfMask,
  fitsPattern,
  type Masked,
  maskedOf,
  maskKey,
  matchesMask,
  matchesPattern,
  nameOfMask,
} from "./world/mask.ts";
export { faultOfName, faultOfRoomName, nameKey } from "./world/name.ts";
export { isNoteKey } from "./world/note_rules.ts";
export type { Outcome } from "./world/outcome.ts";
export type { Person, PresenceId, SessionId } from "./world/person.ts";
export { DEFAULT_POLICY, type WorldPolicy } from "./world/policy.ts";
export { type Presence, roleOf } from "./world/presence.ts";
export type { Refusal, RefusalCode, RefusalDetails, RefusalOf } from "./world/refusal.ts";
export { type Rank, RANKS, reachesRank, reachesRole, type Role, ROLES } from "./world/role.ts";
export {
  type Doer,
  MASK_LISTS,
  type MaskEntry,
  type MaskList,
  type Room,
  type RoomId,
  type RoomName,
  type RoomRules,
  type Standing,
  type Topic,
} from "./world/room.ts";
export type { Sequencer } from "./world/sequencer.ts";
export type { User, UserId } from "./world/user.ts";
export type { World } from "./world/world.ts";
