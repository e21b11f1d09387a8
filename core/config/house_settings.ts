/**
 * The settings of the house itself: the sections `[main]`, `[limits]`, `[guard]` and `[plugins]`.
 *
 * @module
 */

import ipaddr from "ipaddr.js";
import { LOG_LEVELS } from "../logging/log.ts";
import { section } from "./section.ts";
import { choice, flag, int, list, type SettingsOf, text } from "./setting.ts";

/** An item of a list of addresses and networks. */
const NETWORK = {
  expects: "an IP address or a network such as 10.0.0.0/8",
  test: (item: string) => isAddress(item) || isNetwork(item),
};

/** The section `[main]`. */
export const MAIN = section({
  name: "main",
  summary: "The house",
  settings: {
    name: text({
      default: "Partyline",
      maxLength: 60,
      summary: "Name of the house, as callers read it",
    }),
    contact: text({
      default: "",
      allowEmpty: true,
      summary: "Address of whoever runs the house, for those who list servers; empty for none",
    }),
    host: text({
      // Not "::": machines without IPv6 refuse it.
      default: "0.0.0.0",
      rule: { expects: "an IP address", test: isAddress },
      summary:
        "Address to listen on: 0.0.0.0 is all of the machine's IPv4 addresses, :: those of " +
        "IPv6 as well where the system allows it",
    }),
    port: int({
      default: 2023,
      max: 65535,
      summary: "Port of the front door, where every protocol is welcome; 0 keeps it shut",
    }),
    detect_ms: int({
      default: 200,
      max: 10_000,
      unit: "milliseconds",
      summary:
        "How long the front door waits for a caller to show which protocol they speak; with 0 " +
        "all are taken for terminals",
    }),
    data_dir: text({
      default: "data",
      maxLength: 1000,
      summary: "Folder of the database, seen from the folder that this file is in",
    }),
    screens: text({
      default: "screens",
      maxLength: 1000,
      summary:
        "Folder of the screens that callers see, such as welcome.ans; seen from the folder that this file " +
        "is in",
    }),
    max_nodes: int({
      default: 64,
      min: 1,
      max: 10_000,
      unit: "nodes",
      summary: "Most callers at a terminal at one time, each on a node of their own",
    }),
    log_level: choice({
      default: "info",
      of: LOG_LEVELS,
      summary: "Least important thing that the log tells",
    }),
    synchronous: choice({
      default: "normal",
      of: ["normal", "full"],
      summary:
        "What the database waits for: normal keeps all that was said when the program crashes, " +
        "full also when the power fails, and is slower",
    }),
    lobby: text({
      default: "lobby",
      maxLength: 50,
      summary: "Room that everyone enters, and that is always there",
    }),
    keep_alive_minutes: int({
      default: 4,
      max: 1440,
      unit: "minutes",
      summary: "Time without a word from a caller after which their line is kept open; 0 is never",
    }),
    join_lines: int({
      default: 15,
      max: 200,
      unit: "lines",
      summary: "Lines of a room's past that are shown to someone who joins",
    }),
    recap_lines: int({
      default: 1000,
      max: 100_000,
      unit: "lines",
      summary: "Most lines that the command recap shows at one time",
    }),
    guests: flag({
      default: true,
      summary: "Whether people without an account may come in",
    }),
  },
});

/** The section `[limits]`. */
export const LIMITS = section({
  name: "limits",
  summary: "How much one person, one address or one room may use",
  settings: {
    connections_per_address: int({
      default: 10,
      min: 1,
      max: 100_000,
      unit: "connections",
      summary: "Most connections from one address at one time",
    }),
    lines_per_second: int({
      default: 4,
      min: 1,
      max: 10_000,
      unit: "lines",
      summary: "Lines that a person may send each second, in the long run",
    }),
    lines_burst: int({
      default: 40,
      min: 1,
      max: 10_000,
      unit: "lines",
      summary: "Lines that a person may send at once after a silence",
    }),
    idle_minutes: int({
      default: 60,
      max: 525_600,
      unit: "minutes",
      summary: "Time without a word from a caller after which they are hung up on; 0 is never",
    }),
    idle_warning_minutes: int({
      default: 5,
      max: 525_600,
      unit: "minutes",
      summary: "How long before that they are warned; 0 is not at all",
    }),
    login_minutes: int({
      default: 3,
      min: 1,
      max: 1440,
      unit: "minutes",
      summary: "Time to say who you are",
    }),
    line_bytes: int({
      default: 4096,
      // What a line of IRC may take: RFC 2812, section 2.3.
      min: 512,
      max: 1_048_576,
      unit: "bytes",
      summary: "Longest line that a caller may type",
    }),
    message_bytes: int({
      default: 2000,
      min: 100,
      max: 65_536,
      unit: "bytes",
      summary: "Longest message",
    }),
    topic_bytes: int({
      default: 390,
      min: 1,
      max: 4096,
      unit: "bytes",
      summary: "Longest topic of a room",
    }),
    rooms_per_person: int({
      default: 20,
      min: 1,
      max: 1000,
      unit: "rooms",
      summary: "Most rooms that a person may be in at one time, and that they may own",
    }),
    rooms: int({
      default: 1000,
      min: 1,
      max: 100_000,
      unit: "rooms",
      summary: "Most rooms in the house",
    }),
    bans_per_room: int({
      default: 200,
      max: 10_000,
      unit: "bans",
      summary: "Most bans in one room",
    }),
    mail_per_person: int({
      default: 200,
      max: 10_000,
      unit: "messages",
      summary: "Most messages that are kept for someone who is away",
    }),
    ignored_per_person: int({
      default: 100,
      max: 10_000,
      unit: "names",
      summary: "Most people that a person may ignore",
    }),
    outbox_bytes: int({
      default: 1_048_576,
      min: 65_536,
      max: 1_073_741_824,
      unit: "bytes",
      summary: "Most that may wait for a slow reader before they are hung up on",
    }),
    exempt: list({
      default: ["127.0.0.0/8", "::1"],
      rule: NETWORK,
      summary:
        "Addresses and networks that the limits on connections, lines and idle time do not apply to",
    }),
  },
});

/** The section `[guard]`. */
export const GUARD = section({
  name: "guard",
  summary: "Who is let in at the door, and how long they may stand there",
  settings: {
    waiting: int({
      // Each takes some 60 KiB. Scanners that say nothing come by the hundred, and somebody whose
      // line takes seconds to answer must not have made room for them by then.
      default: 1000,
      min: 1,
      max: 10_000,
      unit: "callers",
      summary:
        "Most callers who have no name yet; for the next one, room is made by who has shown least " +
        "sign of life, and waited longest",
    }),
    silence_seconds: int({
      default: 60,
      max: 3600,
      unit: "seconds",
      summary:
        "Time after which a caller is hung up on whose program has sent nothing at all since they " +
        "dialled; with 0 they have as long as for saying who they are",
    }),
    challenge: choice({
      default: "auto",
      of: ["auto", "always", "never"],
      summary:
        "Who presses a key at a terminal to come in: with auto everybody while many dial at once, " +
        "and callers from addresses that scanners have called from",
    }),
    connections_per_network: int({
      default: 50,
      min: 1,
      max: 100_000,
      unit: "connections",
      summary:
        "Most connections at one time from one network: 256 neighbouring addresses of IPv4, or the " +
        "/48 of an IPv6 address",
    }),
    connections_per_minute: int({
      default: 30,
      min: 1,
      max: 100_000,
      unit: "connections",
      summary: "Most times that one address may dial in a minute",
    }),
    network_connections_per_minute: int({
      default: 120,
      min: 1,
      max: 1_000_000,
      unit: "connections",
      summary: "Most times that all of one network may dial in a minute",
    }),
    ban_minutes: int({
      default: 10,
      max: 1440,
      unit: "minutes",
      summary:
        "How long an address that goes on behaving like a scanner is not answered at all, the first " +
        "time; each time after that twice as long, up to a day, and 0 is never",
    }),
    allow: list({
      default: [],
      rule: NETWORK,
      summary:
        "Addresses and networks that are always let in: never counted, challenged or banned at the " +
        "door; those of [limits] exempt are as well",
    }),
    proxies: list({
      default: [],
      rule: NETWORK,
      summary:
        "Addresses and networks of proxies that hand on callers and say whose they are, by the PROXY " +
        "protocol, version 1 or 2; what they do not introduce so is closed",
    }),
  },
});

/** A name of a host or an IPv4 address, perhaps with `*.` before it and a port behind. */
const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;

/** The section `[plugins]`. */
export const PLUGINS_SECTION = section({
  name: "plugins",
  summary: "Which plugins there are, beside those in the program",
  settings: {
    path: text({
      default: "plugins.d",
      maxLength: 1000,
      summary:
        "Folder of plugins that are not in the program, seen from the folder that this file is in",
    }),
    enabled: list({
      default: [],
      summary: "The plugins in the program that are loaded; empty is all of them",
    }),
    disabled: list({
      default: [],
      summary: "Plugins in the program that are left out",
    }),
    watch: flag({
      default: false,
      summary: "Whether plugins in the folder are loaded as soon as they are changed",
    }),
    isolate: list({
      default: [],
      summary:
        "Plugins in the folder, by the names of their files, that run apart from the house: without " +
        "its permissions, and ended when they do not answer",
    }),
    fetch_hosts: list({
      default: [],
      rule: {
        expects: "a host such as example.org, example.org:8080 or *.example.org",
        test: (item) => HOST.test(item),
      },
      summary:
        "Hosts that plugins may ask for something by HTTP; *.example.org is all hosts below that " +
        "one, and a port is said where it is not the usual one",
    }),
  },
});

/** The sections of the house, in the order in which config.ini has them. */
export const HOUSE_SECTIONS = [MAIN, LIMITS, GUARD, PLUGINS_SECTION] as const;

/** The values of `[main]`. */
export type MainSettings = SettingsOf<typeof MAIN.settings>;

/** The values of `[guard]`. */
export type GuardSettings = SettingsOf<typeof GUARD.settings>;

/** The values of `[plugins]`. */
export type PluginsSettings = SettingsOf<typeof PLUGINS_SECTION.settings>;

/** The values of `[limits]`. */
export type LimitSettings = SettingsOf<typeof LIMITS.settings>;

// Four numbers, because the package also takes 127.1 and 0x7f000001, which nobody writes on purpose.
function isAddress(value: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value);
}

function isNetwork(value: string): boolean {
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(value) || ipaddr.IPv6.isValidCIDR(value);
}
