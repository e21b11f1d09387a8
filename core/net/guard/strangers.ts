/**
 * Those whose protocol is not spoken here, and who are told so at the front door.
 *
 * @module
 */

import { BrowserAnswer } from "../front_door/browser_answer.ts";
import type { Gateway } from "../gateway.ts";
import type { Guard } from "./guard.ts";
import type { Offence } from "./offence.ts";
import { SshAnswer } from "../front_door/ssh_answer.ts";
import { TlsAnswer } from "../front_door/tls_answer.ts";

/** The answers to strangers, for the front door; the guard hears of each. */
export function answersToStrangers(
  { house, guard }: { readonly house: string; readonly guard: Pick<Guard, "report"> },
): Gateway[] {
  const met = (offence: Offence) => (address: string) => guard.report(address, offence);
  return [
    new BrowserAnswer({ house, met: met("http") }),
    new SshAnswer({ met: met("ssh") }),
    new TlsAnswer({ met: met("tls") }),
  ];
}
