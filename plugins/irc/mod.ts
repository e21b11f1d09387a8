/**
 * IRC: rooms are channels, people are nicks, accounts are accounts.
 *
 * @module
 */

import { plugin } from "partyline";
import { tellBystanders } from "./rendering/bystanders.ts";
import { checkOperSettings } from "./commands/oper.ts";
import { IrcGateway } from "./irc_gateway.ts";
import { furnish } from "./furnish.ts";
import { SETTINGS } from "./settings.ts";

export default plugin({
  name: "irc",
  summary: "IRC, for irssi, WeeChat, HexChat and all their like.",
  needs: ["gateways"],
  settings: SETTINGS,
  setup(host) {
    const { settings, gateways } = host;
    checkOperSettings(settings);
    const irc = furnish({ house: gateways.house, settings, log: host.log });
    gateways.listen((event) => tellBystanders(irc, event));
    gateways.add(new IrcGateway(irc), {
      host: settings.host,
      port: settings.port,
      tls: { port: settings.tls_port, certFile: settings.tls_cert, keyFile: settings.tls_key },
      webSocket: { port: settings.ws_port, protocols: ["text.ircv3.net", "binary.ircv3.net"] },
    });
  },
});
