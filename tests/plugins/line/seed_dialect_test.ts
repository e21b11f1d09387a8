/**
 * The dialect `seed` of the line protocol: what the server of the 2000s did, byte for byte.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { saysAsIrc } from "../../kit/irc_words.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A house with somebody at a terminal, who owns den and is in it, and with an account. */
async function openHouse(): Promise<TestHouse> {
  const house = await TestHouse.open({
    line: { dialect: "seed" },
    limits: { lines_burst: 10_000 },
  });
  const ann = await house.guest("Ann");
  await ann.answerTo("/join Den");
  await house.register("Member");
  return house;
}

/** What callers send who have no name, and what they read. */
const BEFORE_LOGIN: Readonly<Record<string, string>> = {
  // LOGIN: 2 words
  "LOGIN BOB": "OK",
  "login bob": "OK",
  "LOGINXYZ BOB": "OK",
  "loginxyz bob": "OK",
  "  LOGIN \t BOB  ": "OK",
  "LOGIN\tBOB": "OK",
  "LOGIN zoë": "OK",
  "/LOGIN BOB": "ERROR INVALID COMMAND",
  "XLOGIN BOB": "ERROR INVALID COMMAND",
  "LOGI BOB": "ERROR INVALID COMMAND",
  "LOGIN": "ERROR INVALID COMMAND",
  "LOGIN BOB PASSWORD": "ERROR INVALID COMMAND",
  "LOGIN 2pac": "ERROR 2PAC IS NOT A VALID NAME",
  "LOGIN ann": "ERROR ANN IS ALREADY TAKEN",
  "LOGIN member": "ERROR MEMBER IS ALREADY TAKEN",
  // LOGOUT: 1 word
  "LOGOUT": "ERROR USER NOT FOUND",
  "logoutnow": "ERROR USER NOT FOUND",
  "LOGOUT NOW": "ERROR INVALID COMMAND",
  // JOIN and PART: 2 words, the second of which begins with #
  "JOIN #DEN": "ERROR USER NOT LOGGED IN",
  "PART #DEN": "ERROR USER NOT LOGGED IN",
  "JOIN DEN": "ERROR INVALID COMMAND",
  // MSG: 3 words or more
  "MSG #DEN HI": "ERROR USER NOT LOGGED IN",
  "MSG #NOWHERE HI": "ERROR USER NOT LOGGED IN",
  "MSG ANN HI": "OK", // it takes no login
  "msg ann hi there": "OK",
  "MSG NOBODY HI": "ERROR NOBODY NOT FOUND",
  "msg nobödy hi": "ERROR NOBöDY NOT FOUND",
  "MSG MEMBER HI": "ERROR MEMBER NOT FOUND", // an account, but not here
  "MSG ANN": "ERROR INVALID COMMAND",
  // Anything else
  "": "ERROR INVALID COMMAND",
  " \t ": "ERROR INVALID COMMAND",
  "WHO": "ERROR INVALID COMMAND",
  "QUIT": "ERROR INVALID COMMAND",
};

for (const [line, answer] of Object.entries(BEFORE_LOGIN)) {
  Deno.test(`seed, before a login: ${JSON.stringify(line)} -> ${answer}`, async () => {
    await using house = await openHouse();
    const caller = new LineCaller(house);
    strictEqual(await caller.answerTo(line), `${answer}\n`);
    strictEqual(await caller.overheard(), "");
  });
}

/** What bob sends, who is in #DEN, and what he reads. */
const AFTER_LOGIN: Readonly<Record<string, string>> = {
  "LOGIN BOB": "ERROR ALREADY LOGGED IN AS BOB",
  "LOGIN OTHER": "ERROR ALREADY LOGGED IN AS BOB",
  "LOGIN 2PAC": "ERROR ALREADY LOGGED IN AS BOB",
  "JOIN #den": "ERROR BOB ALREADY JOINED #DEN",
  "joinxyz #den": "ERROR BOB ALREADY JOINED #DEN",
  "JOIN #new": "OK",
  "JOIN #lobby": "OK",
  "JOIN #café": "OK",
  "JOIN #Group\u00a01": "OK",
  "JOIN #a,b": "ERROR #A,B IS NOT A VALID ROOM",
  "JOIN": "ERROR INVALID COMMAND",
  "JOIN #": "ERROR INVALID COMMAND",
  "JOIN den": "ERROR INVALID COMMAND",
  "JOIN #den #new": "ERROR INVALID COMMAND",
  "PART #den": "OK",
  "PARTY #den": "OK",
  "PART #lobby": "ERROR BOB NOT IN #LOBBY",
  "PART #nowhere": "ERROR BOB NOT IN #NOWHERE",
  "PART": "ERROR INVALID COMMAND",
  "PART den": "ERROR INVALID COMMAND",
  "PART #den now": "ERROR INVALID COMMAND",
  "MSG #den hi": "OK",
  "MSGS #den hi": "OK",
  "MSG #lobby hi": "ERROR ROOM #LOBBY NOT AVAILABLE",
  "MSG #nowhere hi": "ERROR ROOM #NOWHERE NOT AVAILABLE",
  "MSG #den": "ERROR INVALID COMMAND",
  "MSG": "ERROR INVALID COMMAND",
  "MSG ann hi": "OK",
  "MSG bob hi": "OK", // a message to oneself: OK alone
  "MSG nobody hi": "ERROR NOBODY NOT FOUND",
  "LOGOUT NOW": "ERROR INVALID COMMAND",
  "ROLL 2d6": "ERROR INVALID COMMAND",
  "": "ERROR INVALID COMMAND",
};

for (const [line, answer] of Object.entries(AFTER_LOGIN)) {
  Deno.test(`seed, in #DEN: ${JSON.stringify(line)} -> ${answer}`, async () => {
    await using house = await openHouse();
    const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
    strictEqual(await bob.answerTo(line), `${answer}\n`);
    strictEqual(await bob.overheard(), "");
  });
}

Deno.test("seed: GOTROOMMSG goes to every other member, and names no sender", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "cy", { rooms: ["den"] });
  const outside = await LineCaller.enter(house, "dee");
  strictEqual(await bob.answerTo("msg #den Hello  \t there, café"), "OK\n");
  strictEqual(await cy.overheard(), "GOTROOMMSG #DEN HELLO THERE, CAFé\n");
  strictEqual(await bob.overheard(), "");
  strictEqual(await outside.overheard(), "");
});

Deno.test("seed: GOTUSERMSG names the recipient, who hears it from whom they will", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob");
  const nobody = new LineCaller(house);
  strictEqual(await nobody.answerTo("MSG bob who am i"), "OK\n");
  strictEqual(await bob.overheard(), "GOTUSERMSG BOB WHO AM I\n");
  const cy = await LineCaller.enter(house, "cy");
  strictEqual(await cy.answerTo("MSG BOB psst"), "OK\n");
  strictEqual(await bob.overheard(), "GOTUSERMSG BOB PSST\n");
  strictEqual(await cy.overheard(), "");
});

Deno.test("seed: somebody without a name is somebody at a terminal", async () => {
  await using house = await openHouse();
  const dee = await house.guest("dee");
  const nobody = new LineCaller(house);
  strictEqual(await nobody.answerTo("MSG DEE HI"), "OK\n");
  await dee.until("somebody tells you: HI\n");
  await dee.answerTo("/ignore somebody");
  strictEqual(await nobody.answerTo("MSG DEE AGAIN"), "OK\n");
  deepStrictEqual(await dee.roundtrip(), []);
});

Deno.test("seed: what comes from elsewhere is upper-cased too, and its white space squeezed", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const dee = await house.guest("dee");
  await dee.answerTo("/join den");
  await dee.answerTo("Hello   there, Straße");
  strictEqual(await bob.overheard(), "GOTROOMMSG #DEN HELLO THERE, STRAßE\n");
  await dee.answerTo("/tell bob  so   quiet");
  strictEqual(await bob.overheard(), "GOTUSERMSG BOB SO QUIET\n");
});

Deno.test("seed: U+00A0 in a room's name is no white space, and stands for a space", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob");
  strictEqual(await bob.answerTo("join #Group\u00a01"), "OK\n");
  const dee = await house.guest("dee");
  match((await dee.answerTo("/join group 1")).join(), /You are in GROUP 1/);
  await dee.answerTo("hi");
  strictEqual(await bob.overheard(), "GOTROOMMSG #GROUP\u00a01 HI\n");
  strictEqual(await bob.answerTo("msg #group\u00a01 hello"), "OK\n");
  await dee.until("BOB: HELLO\n");
});

Deno.test("seed: what IRC clients send comes as lines, and what is not for people does not", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  await saysAsIrc(house, { by: "Ann", room: "den", to: "bob" });
  strictEqual(
    await bob.overheard(),
    "GOTROOMMSG #DEN ONE\nGOTROOMMSG #DEN TWO\nGOTUSERMSG BOB ONE\nGOTUSERMSG BOB TWO\n",
  );
});

Deno.test("seed: comings, goings, shouts and the end of the server are not told", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const dee = await house.guest("dee");
  await dee.answerTo("/join den");
  await dee.answerTo("/part den");
  await house.house.sequencer.submit({ kind: "shout", text: "Closing soon.", official: true });
  strictEqual(await bob.overheard(), "");
});

Deno.test("seed: LOGOUT frees the name, leaves all rooms, and a new LOGIN may follow", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  strictEqual(await bob.answerTo("LOGOUT"), "OK\n");
  strictEqual(await bob.answerTo("LOGOUT"), "ERROR USER NOT FOUND\n");
  strictEqual(house.house.world.presenceNamed("bob"), undefined);
  strictEqual(await bob.answerTo("MSG #DEN HI"), "ERROR USER NOT LOGGED IN\n");
  strictEqual(await bob.answerTo("LOGIN ROBERT"), "OK\n");
  strictEqual(await bob.answerTo("MSG #DEN HI"), "ERROR ROOM #DEN NOT AVAILABLE\n");
  const other = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  strictEqual(await bob.answerTo("JOIN #DEN"), "OK\n");
  strictEqual(await other.answerTo("MSG #DEN HI"), "OK\n");
  strictEqual(await bob.overheard(), "GOTROOMMSG #DEN HI\n");
});

Deno.test("seed: two lines in one packet are two commands", async () => {
  await using house = await openHouse();
  const caller = new LineCaller(house);
  caller.send("LOGIN BOB\nJOIN #DEN\r\nMSG #DEN HI\n");
  caller.peer.end();
  strictEqual(await caller.peer.hearOut(), "OK\nOK\nOK\n");
});

Deno.test("seed: a long line is one line, up to 8192 bytes", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "cy", { rooms: ["den"] });
  const text = "X".repeat(2000);
  strictEqual(await bob.answerTo(`MSG #DEN ${text}`), "OK\n");
  strictEqual(await cy.overheard(), `GOTROOMMSG #DEN ${text}\n`);
  strictEqual(await bob.answerTo(`MSG #DEN ${"X".repeat(8192)}`), "ERROR LINE TOO LONG\n");
  strictEqual(await cy.overheard(), "");
});

Deno.test("seed: a reset ends one caller, not the server", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "cy", { rooms: ["den"] });
  bob.peer.reset();
  await bob.peer.linkEnded;
  strictEqual(await cy.answerTo("MSG #DEN HI"), "OK\n");
});
