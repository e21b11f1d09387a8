/**
 * All that a plugin may import. In the import map its name is "partyline".
 *
 * @module
 */

export { UserError } from "./commands/errors.ts";
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
export type { Log } from "./logging/log.ts";
export type { Accounts } from "./plugin_host/accounts.ts";
export type { CallerCapabilities, Capability } from "./plugin_host/capability.ts";
export type { Commands } from "./plugin_host/commands.ts";
export type { Greeter, Visitor } from "./plugin_host/front_desk.ts";
export type { Login } from "./plugin_host/login.ts";
export type { Messages, Told } from "./plugin_host/messages.ts";
export {
  type CallerContext,
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
export type { Colour, Style } from "./terminal/style.ts";
export {
  type ClearSpan,
  joinStyled,
  plain,
  type Styled,
  styled,
  type Text,
  type TextSpan,
} from "./terminal/styled_text.ts";
export { formatTable, type TableOptions } from "./terminal/table.ts";
export { momentText, spanText } from "./words/time_text.ts";
export type { MessageId, MessageStyle } from "./world/event.ts";
export type { Call, PrivateMessage, RoomMessage } from "./world/journal.ts";
export type { Rank, Role } from "./world/role.ts";
export type { Ban, RoomRules, Topic } from "./world/room.ts";
