import { deepStrictEqual, match, notStrictEqual, strictEqual, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import {
  ScramError,
  ScramExchange,
  type ScramOptions,
} from "../../../../plugins/irc/identity/scram.ts";

// RFC 7677, section 3: "user" with the password "pencil".
const CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
const SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const NONCE = CLIENT_NONCE + SERVER_NONCE;
const CLIENT_FIRST = `n,,n=user,r=${CLIENT_NONCE}`;
const SERVER_FIRST = `r=${NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const CLIENT_FINAL = `c=biws,r=${NONCE},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`;
const SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

const OPTIONS: ScramOptions = {
  nonce: SERVER_NONCE,
  secret: new Uint8Array(32).fill(7),
  iterations: 4096,
};
const VERIFIER = verifierOf("pencil");

function verifierOf(password: string) {
  const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  return {
    iterations: 4096,
    salt,
    storedKey: createHash("sha256").update(clientKey).digest(),
    serverKey: createHmac("sha256", salted).update("Server Key").digest(),
  };
}

/** An exchange that waits for the client's last message. */
function challenged(first = CLIENT_FIRST, verifier: typeof VERIFIER | undefined = VERIFIER) {
  const exchange = new ScramExchange(OPTIONS);
  exchange.begin(first);
  exchange.challenge(verifier);
  return exchange;
}

Deno.test("the exchange of RFC 7677 goes as it is printed there", () => {
  const exchange = new ScramExchange(OPTIONS);
  deepStrictEqual(exchange.begin(CLIENT_FIRST), { name: "user" });
  strictEqual(exchange.challenge(VERIFIER), SERVER_FIRST);
  deepStrictEqual(exchange.finish(CLIENT_FINAL), { passed: true, message: SERVER_FINAL });
});

Deno.test("another password does not pass", () => {
  deepStrictEqual(challenged(CLIENT_FIRST, verifierOf("pen")).finish(CLIENT_FINAL), {
    passed: false,
    message: "e=invalid-proof",
  });
});

Deno.test("an unknown user is challenged like a known one, always the same, and fails at the end", () => {
  const challenge = (name: string) => {
    const exchange = new ScramExchange(OPTIONS);
    exchange.begin(`n,,n=${name},r=${CLIENT_NONCE}`);
    return { exchange, message: exchange.challenge(undefined) };
  };
  const { exchange, message } = challenge("nobody");
  match(message, /^r=\S+,s=[A-Za-z\d+/]{22}==,i=4096$/);
  strictEqual(challenge("NOBODY").message, message);
  notStrictEqual(challenge("somebody").message, message);
  deepStrictEqual(exchange.finish(CLIENT_FINAL), { passed: false, message: "e=invalid-proof" });
});

// RFC 5802, 5.1: "The characters ',' or '=' in usernames are sent as '=2C' and '=3D' respectively. If the
// server receives a username that contains '=' not followed by either '2C' or '3D', then the server MUST
// fail the authentication."
Deno.test("commas and equals signs in a name are read back", () => {
  const exchange = new ScramExchange(OPTIONS);
  deepStrictEqual(exchange.begin(`n,a=a=3Db,n=x=2Cy=3D2C,r=${CLIENT_NONCE}`), {
    name: "x,y=2C",
    actAs: "a=b",
  });
  throws(() => exchange.begin(`n,,n=x=2c,r=${CLIENT_NONCE}`), /invalid-username-encoding/);
});

Deno.test("a client that could bind to the channel is taken, one that does is not", () => {
  strictEqual(new ScramExchange(OPTIONS).begin(`y,,n=user,r=${CLIENT_NONCE}`).name, "user");
  throws(
    () => new ScramExchange(OPTIONS).begin(`p=tls-unique,,n=user,r=${CLIENT_NONCE}`),
    /channel-binding-not-supported/,
  );
});

Deno.test("a last message with another header fails", () => {
  throws(
    () => challenged(`y,,n=user,r=${CLIENT_NONCE}`).finish(CLIENT_FINAL),
    /channel-bindings-dont-match/,
  );
});

Deno.test("a last message with another nonce fails", () => {
  throws(() => challenged().finish(CLIENT_FINAL.replace("%hv", "%hw")), ScramError);
  throws(() => challenged().finish(CLIENT_FINAL.replace(SERVER_NONCE, "")), ScramError);
});

// RFC 5802, 5.1, of "m": "its presence in a client or a server message MUST cause authentication failure"
Deno.test("an extension that must be known is refused", () => {
  throws(
    () => new ScramExchange(OPTIONS).begin(`n,,m=x,n=user,r=${CLIENT_NONCE}`),
    /extensions-not-supported/,
  );
});

Deno.test("a last message before the challenge fails", () => {
  throws(() => new ScramExchange(OPTIONS).finish(CLIENT_FINAL), ScramError);
});

Deno.test("whatever is sent instead, it fails by a ScramError or does not pass", () => {
  const piece = fc.constantFrom(
    "n",
    "y",
    ",",
    "=",
    "n=user",
    "r=x",
    "c=biws",
    "p=",
    "m=",
    "é",
    "\n",
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
    const message = pieces.join("");
    const attempt = (act: () => { passed?: boolean }) => {
      try {
        notStrictEqual(act().passed, true);
      } catch (error) {
        if (!(error instanceof ScramError)) throw error;
      }
    };
    attempt(() => (new ScramExchange(OPTIONS).begin(message), {}));
    attempt(() => challenged().finish(message));
  }));
});
