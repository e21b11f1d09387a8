/**
 * All commands of IRC, by their words.
 *
 * @module
 */

import type { IrcCommands } from "./command.ts";
import { ACCEPT_COMMANDS } from "./commands/accept.ts";
import { ACCOUNT_COMMANDS } from "./commands/accounts.ts";
import { AWAY_COMMANDS } from "./commands/away.ts";
import { BATCH_COMMANDS } from "./commands/batch.ts";
import { CAPABILITY_COMMANDS } from "./commands/capabilities.ts";
import { CHANNEL_COMMANDS } from "./commands/channels.ts";
import { CHATHISTORY_COMMANDS } from "./commands/chathistory.ts";
import { HELP_COMMANDS } from "./commands/help.ts";
import { INVITE_COMMANDS } from "./commands/invite.ts";
import { KICK_COMMANDS } from "./commands/kick.ts";
import { KILL_COMMANDS } from "./commands/kill.ts";
import { LIST_COMMANDS } from "./commands/list.ts";
import { MESSAGE_COMMANDS } from "./commands/messages.ts";
import { METADATA_COMMANDS } from "./commands/metadata.ts";
import { MODE_COMMANDS } from "./commands/mode.ts";
import { MONITOR_COMMANDS } from "./commands/monitor.ts";
import { NAMES_COMMANDS } from "./commands/names.ts";
import { OPER_COMMANDS } from "./commands/oper.ts";
import { READ_MARKER_COMMANDS } from "./commands/read_marker.ts";
import { REDACTION_COMMANDS } from "./commands/redaction.ts";
import { REGISTRATION_COMMANDS } from "./commands/registration.ts";
import { RENAME_COMMANDS } from "./commands/rename.ts";
import { SAMODE_COMMANDS } from "./commands/samode.ts";
import { SASL_COMMANDS } from "./commands/sasl.ts";
import { SERVER_BAN_COMMANDS } from "./commands/server_bans.ts";
import { SERVER_QUERIES } from "./commands/server_queries.ts";
import { SERVICE_COMMANDS } from "./commands/services.ts";
import { SILENCE_COMMANDS } from "./commands/silence.ts";
import { TOPIC_COMMANDS } from "./commands/topic.ts";
import { USERHOST_COMMANDS } from "./commands/userhost.ts";
import { WALLOPS_COMMANDS } from "./commands/wallops.ts";
import { WHO_COMMANDS } from "./commands/who.ts";
import { WHOIS_COMMANDS } from "./commands/whois.ts";

/** All commands of IRC, by their words. Other words are looked up among the commands of plugins. */
export const COMMANDS: IrcCommands = {
  ...ACCEPT_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...AWAY_COMMANDS,
  ...BATCH_COMMANDS,
  ...CAPABILITY_COMMANDS,
  ...CHANNEL_COMMANDS,
  ...CHATHISTORY_COMMANDS,
  ...HELP_COMMANDS,
  ...INVITE_COMMANDS,
  ...KICK_COMMANDS,
  ...KILL_COMMANDS,
  ...LIST_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...METADATA_COMMANDS,
  ...MODE_COMMANDS,
  ...MONITOR_COMMANDS,
  ...NAMES_COMMANDS,
  ...OPER_COMMANDS,
  ...READ_MARKER_COMMANDS,
  ...REDACTION_COMMANDS,
  ...REGISTRATION_COMMANDS,
  ...RENAME_COMMANDS,
  ...SAMODE_COMMANDS,
  ...SASL_COMMANDS,
  ...SERVER_BAN_COMMANDS,
  ...SERVER_QUERIES,
  ...SERVICE_COMMANDS,
  ...SILENCE_COMMANDS,
  ...TOPIC_COMMANDS,
  ...USERHOST_COMMANDS,
  ...WALLOPS_COMMANDS,
  ...WHOIS_COMMANDS,
  ...WHO_COMMANDS,
};
