/**
 * The settings of IRC.
 *
 * @module
 */

import { flag, int, text } from "partyline";

const PORT = { default: 0, max: 65535 } as const;

/** The rows of the section `[irc]`. */
export const SETTINGS = {
  host: text({
    default: "",
    allowEmpty: true,
    summary: "Address of the ports below; that of [main] unless given",
  }),
  port: int({
    ...PORT,
    usual: 6667,
    summary: "Port of its own, where 0 is none; the front door knows the protocol as well",
  }),
  tls_port: int({ ...PORT, usual: 6697, summary: "Port for connections in TLS, where 0 is none" }),
  tls_cert: text({
    default: "",
    allowEmpty: true,
    summary: "File of the certificate and its chain, in PEM",
  }),
  tls_key: text({
    default: "",
    allowEmpty: true,
    summary: "File of the certificate's private key, in PEM",
  }),
  ws_port: int({
    ...PORT,
    usual: 8067,
    summary: "Port for IRC over WebSocket, for clients on web pages, where 0 is none",
  }),
  server_name: text({
    default: "",
    allowEmpty: true,
    summary: "Name of the server, with a dot in it; irc.partyline unless given",
  }),
  network: text({
    default: "",
    allowEmpty: true,
    summary: "Name of the network that clients show; the name of the house unless given",
  }),
  password: text({
    default: "",
    allowEmpty: true,
    summary: "Password that every client must send (PASS); none unless given",
  }),
  motd: text({
    default: "",
    allowEmpty: true,
    summary:
      "Message of the day: a text file, or the text (\\n begins a line); else the screen motd",
  }),
  admin: text({
    default: "",
    allowEmpty: true,
    summary: "Who runs the server and how to reach them, as ADMIN tells; nobody unless given",
  }),
  oper_name: text({
    default: "",
    allowEmpty: true,
    summary: "Name for OPER, for who has no account; none unless given",
  }),
  oper_password: text({
    default: "",
    allowEmpty: true,
    summary: "Password for OPER, as it is or as a scrypt string of partyline hash-password",
  }),
  register_before_connect: flag({
    default: true,
    summary: "Whether an account can be registered before coming in",
  }),
  ping_seconds: int({
    default: 90,
    min: 5,
    max: 3600,
    unit: "seconds",
    summary: "How long a client may be silent before it is asked for a sign of life",
  }),
  pong_seconds: int({
    default: 60,
    min: 5,
    max: 3600,
    unit: "seconds",
    summary: "How long it then has to answer",
  }),
  history_messages: int({
    default: 100,
    min: 1,
    max: 1000,
    summary: "The most messages of one request for history",
  }),
} as const;
