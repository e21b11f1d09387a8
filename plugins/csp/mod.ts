/**
 * CSP, the JSON chat service protocol, version 1.0.
 *
 * @module
 */

import { int, plugin } from "partyline";
import { CspGateway } from "./csp_gateway.ts";

export default plugin({
  name: "csp",
  summary: "CSP, the JSON protocol: one object a line.",
  needs: ["gateways"],
  settings: {
    port: int({
      default: 0,
      max: 65535,
      usual: 12345,
      summary: "Port of its own, where 0 is none; the front door knows the protocol as well",
    }),
  },
  setup(host) {
    host.gateways.add(new CspGateway(host.gateways.house), { port: host.settings.port });
  },
});
