/**
 * What this gateway does not do of all that IRC knows, and why.
 *
 * @module
 */

/** What is left out. */
export interface LeftOut {
  /** Commands, capabilities or modes, by their names. */
  readonly what: string;
  readonly why: string;
}

/** What is left out, sorted. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    what: "always-on clients, `znc.in/playback`",
    why: "Who has hung up is gone, as at a terminal; `draft/chathistory` has what they missed.",
  },
  {
    what: "the capability `sts`",
    why: "Clients remember it for long: a sysop who tries TLS once would be held to it.",
  },
  {
    what: "the channel modes `p`, `r` and `P`",
    why: "`s` hides a channel; one with an owner stays, with its modes, whatever happens.",
  },
  {
    what: "channels with `&`, `+` or `!`",
    why: "Rooms are of one kind.",
  },
  {
    what: "colours at a terminal",
    why:
      "Those of IRC pass between its clients; terminals and programs are shown the text without.",
  },
  {
    what: "`CONNECT`, `SQUIT`, `SERVER`, `TRACE`, `SERVLIST`, `SQUERY`",
    why:
      "There is one server and no network of them; the services answer to `NS`, `CS` and PRIVMSG.",
  },
  {
    what: "`DIE`, `RESTART`, `REHASH`",
    why:
      "`/quote SHUTDOWN` is for sysops; SIGHUP has certificates and message of the day read again.",
  },
  {
    what: "encodings other than UTF-8",
    why: "Terminals, programs and IRC share the rooms, and must be able to read all that is said.",
  },
  {
    what: "`KNOCK`",
    why: "Who wants to be let in tells somebody who is in.",
  },
  {
    what: "`STARTTLS`, the capability `tls`",
    why: "IRCv3 has given it up, as others on the way can take it out. There is a port for TLS.",
  },
  {
    what: "`SUMMON`, `USERS`",
    why:
      "Nobody is at the server's own machine; both are answered as RFC 2812 wants it (445, 446).",
  },
  {
    what: "`VERIFY` with a code",
    why: "The house sends no mail, so accounts are made at once.",
  },
  {
    what: "`WATCH`, `PROTOCTL`",
    why: "MONITOR and capabilities do the same, and are specified.",
  },
  {
    what: "`WEBIRC`",
    why:
      "WebSockets are spoken here, so that no gateway stands between; nobody may say who others are.",
  },
];
