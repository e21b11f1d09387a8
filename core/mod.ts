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
export type { Cancel, Clock } from "./net/clock.ts";
export type { Detection, Gateway } from "./net/gateway.ts";
export { LineReader, type ReadLine } from "./net/line_reader.ts";
export type { CloseOptions, Endpoint, Link, LinkEnd, LinkEndReason } from "./net/link.ts";
export { detectWords } from "./net/opening_words.ts";
export type { Log } from "./logging/log.ts";
export { ImportError, type ImportPlan } from "./plugin_host/account_import.ts";
export type { Accounts } from "./plugin_host/accounts.ts";
export type { CallerContext } from "./plugin_host/caller_context.ts";
export type { CallerCapabilities, Capability } from "./plugin_host/capability.ts";
export type { Commands } from "./plugin_host/commands.ts";
export type { Greeter, Visitor } from "./plugin_host/front_desk.ts";
export type { Entrant, Entry, NameAndPassword } from "./plugin_host/entry.ts";
export type { GatewayHouse, Gateways } from "./plugin_host/gateways.ts";
export type { Login } from "./plugin_host/login.ts";
export type { Messages, Told } from "./plugin_host/messages.ts";
export {
  type CommandContext,
  type CommandRow,
  type Host,
  type Plugin,
  plugin,
  type PluginDefinition,
} from "./plugin_host/plugin.ts";
export type { RoomMember, Rooms, RoomSummary, RoomView } from "./plugin_host/rooms.ts";
export type { Server, ServerFacts, SessionFacts } from "./plugin_host/server.ts";
export type { PersonHere, Portrait, Users } from "./plugin_host/users.ts";
export { messageText, rulesText } from "./session/event_text.ts";
export type { LineQueue } from "./session/line_queue.ts";
export { LinkSession, type LinkSessionParts, type QuietSigns } from "./session/link_session.ts";
export type { Perspective, RenderingProfile, Session } from "./session/session.ts";
export type { CallerLimits, SessionHouse } from "./session/session_house.ts";
export { type DecoderHandler, TelnetDecoder } from "./telnet/decoder.ts";
export type { Verb } from "./telnet/protocol.ts";
export { type Colour, COLOURS, type Style } from "./terminal/style.ts";
export { safeText } from "./terminal/safe_text.ts";
export {
  type ClearSpan,
  joinStyled,
  plain,
  splitLines,
  type Styled,
  styled,
  type Text,
  type TextSpan,
} from "./terminal/styled_text.ts";
export { formatTable, type TableOptions } from "./terminal/table.ts";
export { countOf } from "./words/plural.ts";
export { momentText, spanText } from "./words/time_text.ts";
export type { ActionKind, Actions, ByPerson, ByPersonOrHouse, Draft } from "./world/action.ts";
export type {
  EventKind,
  EventOf,
  Events,
  InRoom,
  MessageId,
  MessageStyle,
  WorldEvent,
} from "./world/event.ts";
export type { Call, History, PrivateMessage, RoomMessage } from "./world/journal.ts";
export { faultOfName, faultOfRoomName, nameKey } from "./world/name.ts";
export type { Outcome } from "./world/outcome.ts";
export type { Person, PresenceId, SessionId } from "./world/person.ts";
export type { WorldPolicy } from "./world/policy.ts";
export type { Presence } from "./world/presence.ts";
export type { Refusal, RefusalCode, RefusalDetails, RefusalOf } from "./world/refusal.ts";
export { type Rank, RANKS, type Role, ROLES } from "./world/role.ts";
export type { Ban, Doer, Room, RoomId, RoomName, RoomRules, Topic } from "./world/room.ts";
export type { Sequencer } from "./world/sequencer.ts";
export type { User, UserId } from "./world/user.ts";
export type { World } from "./world/world.ts";
