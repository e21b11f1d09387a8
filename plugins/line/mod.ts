/**
 * The line protocol: for programs, and for people with nc.
 *
 * @module
 */

import { choice, int, plugin } from "partyline";
import { LineGateway } from "./line_gateway.ts";
import { MODERN } from "./modern_dialect.ts";
import { SEED } from "./seed_dialect.ts";

export default plugin({
  name: "line",
  summary: "The line protocol: OK and ERROR, for programs.",
  needs: ["gateways"],
  settings: {
    port: int({
      default: 0,
      max: 65535,
      usual: 8888,
      summary: "Port of its own, where 0 is none; the front door knows the protocol as well",
    }),
    dialect: choice({
      default: "modern",
      of: ["modern", "seed"],
      summary: "modern, or the upper-case one of the 2000s for old programs",
    }),
  },
  setup(host) {
    const { port, dialect } = host.settings;
    const gateway = new LineGateway(host.gateways.house, dialect === "seed" ? SEED : MODERN);
    host.gateways.add(gateway, { port });
  },
});
