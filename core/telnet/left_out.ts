/**
 * What we do not do of all that telnet knows, and why.
 * @module
 */

/** What is left out. */
export interface LeftOut {
  /** Options by their names, with the codes that are refused. */
  readonly what: string;
  readonly why: string;
}

/** What is left out, sorted. Every option that is not in the table of options is refused. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    what: "ATCP (200), MSDP (69), ZMP (93)",
    why: "What programs tell each other is GMCP here. Clients that know these know it, too.",
  },
  {
    what: "AUTHENTICATION (37), ENCRYPT (38), START_TLS (46)",
    why:
      "Their ciphers are broken, or somebody on the way can take the offer out. TLS is for a port.",
  },
  {
    what: "COM-PORT (44), KERMIT (47), SEND-URL (48), TN3270 (29, 40)",
    why: "There is no modem, no file and no mainframe behind this.",
  },
  {
    what: "ENVIRON (36)",
    why:
      "NEW-ENVIRON replaced it, as programs disagree on which byte is the name and which the value.",
  },
  {
    what: "LFLOW (33)",
    why: "Ctrl-S and Ctrl-Q are the client's own matter: nothing that we send is long.",
  },
  {
    what: "LOGOUT (18)",
    why: "Whoever wants to leave types /quit, or hangs up.",
  },
  {
    what: "MCCP1 (85)",
    why: "Its subnegotiation is illegal telnet; it is read without harm, and refused.",
  },
  {
    what: "MCCP3 (87)",
    why: "It compresses what callers type. That is little, and a zlib bomb is easily made.",
  },
  {
    what: "MSP (90)",
    why: "There are no sounds but the bell.",
  },
  {
    what: "MSSP-REQUEST, typed",
    why:
      "Crawlers that know no telnet would be answered in the middle of a login. The option does.",
  },
  {
    what: "MXP (91)",
    why: "It makes markup of text that people type. Links are whole, and clients find them.",
  },
  {
    what: "NAOCRD to NAOLFD (10 to 16), NAOL (8), NAOP (9), XASCII (17), BM (19), DET (20)",
    why: "They are for teletypes, and no client of today has them.",
  },
  {
    what: "RCP (2), NAMS (4), RCTE (7)",
    why: "The first was never specified, and the others are not used.",
  },
  {
    what: "SNDLOC (23), TTYLOC (28), TUID (26), XDISPLOC (35), X.3 PAD (30)",
    why: "Where somebody sits, and on which display, is nobody's business.",
  },
  {
    what: "SUPDUP (21, 22), SUPPRESS-LOCAL-ECHO (45)",
    why: "Nobody has asked for them since their authors.",
  },
  {
    what: "TSPEED (32)",
    why: "It tells the speed of a modem, and nothing is sent faster or slower for it.",
  },
];
