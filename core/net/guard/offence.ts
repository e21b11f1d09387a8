/**
 * What callers do that people do not, and how much each weighs.
 *
 * @module
 */

/** What a caller has done wrong. */
export type Offence =
  | "challenge"
  | "crowding"
  | "http"
  | "noise"
  | "password"
  | "silence"
  | "ssh"
  | "tls";

/** How an offence counts, and how it is told of. */
export interface OffenceRow {
  /** Whoever has {@linkcode BAN_POINTS} is banned for a while. */
  readonly points: number;
  /** What a sysop reads. */
  readonly words: string;
}

/** With so many points an address is banned. */
export const BAN_POINTS = 100;

/** So many points are forgiven each minute: whoever errs now and then is never banned. */
export const FORGIVEN_PER_MINUTE = 10;

/**
 * Every offence. What a person may do by mistake, such as dialling with a browser, takes many times to
 * be banned for.
 */
export const OFFENCES: Readonly<Record<Offence, OffenceRow>> = {
  challenge: { points: 34, words: "failed the challenge" },
  crowding: { points: 5, words: "dialled too often, or held too many connections" },
  http: { points: 20, words: "sent an HTTP request" },
  noise: { points: 34, words: "sent bytes that no terminal sends" },
  password: { points: 8, words: "gave a wrong password" },
  silence: { points: 5, words: "never sent a byte" },
  ssh: { points: 20, words: "wanted SSH" },
  tls: { points: 20, words: "wanted TLS where none is" },
};
