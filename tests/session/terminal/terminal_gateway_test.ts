/**
 * The gateway of terminals, as every gateway must be.
 *
 * @module
 */

import { testGateway } from "../../kit/gateway_conformance.ts";
import { PASSWORD } from "../../../testing/test_house.ts";

testGateway({
  name: "telnet",
  gateway: "telnet",
  door: "front-door",
  comeIn: (name) => ({ send: `${name}\n`, hear: "Here: " }),
  logIn: (name) => ({ send: `${name}\n${PASSWORD}\n`, hear: "Here: " }),
  join: ({ room }) => ({ send: `/join ${room}\n`, hear: `You are in ${room}\r\n` }),
  refusals: {
    banned: ({ room }) => `Cannot join or speak in "${room}" as you are banned from it\r\n`,
    full: ({ room }) => `Cannot join "${room}" as it is full: 1 of 1\r\n`,
    inviteOnly: ({ room }) => `Cannot join "${room}" as one needs an invitation\r\n`,
  },
  say: ({ room, text }) => ({ send: `/focus ${room}\n${text}\n`, hear: `goes to ${room}.\r\n` }),
  sayOutside: ({ room }) => ({
    send: `/focus ${room}\n`,
    hear: `Cannot do that as you are not in "${room}"\r\n`,
  }),
  heard: ({ name, text }) => `${name}: ${text}\r\n`,
  cameIn: ({ name }) => `-> ${name} has come in`,
  wentOut: ({ name }) => `<- ${name} has `,
  kicked: ({ name }) => `ann has put ${name} out\r\n`,
  banned: ({ name }) => `ann has banned ${name}\r\n`,
  tooLong: {
    send: `${"x".repeat(4097)}\n`,
    hear: "Cannot take that line as it is too long: at most 4096 bytes\r\n",
  },
  anew: Uint8Array.of(255, 240, 255, 240, 10),
  endings: [4],
  steady: (text) => text.replaceAll(/^(?:(?:Name: |lobby> |den> )\r?)+/gm, ""),
  goodbye: (reason) => `*** ${reason}\r\n`,
});
