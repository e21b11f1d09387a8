import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { CHARSET, type CharsetFacts, chooseCharset } from "../../core/telnet/charset.ts";
import { OptionTalk } from "./option_talk.ts";

const [REQUEST, ACCEPTED, REJECTED, TTABLE_IS, TTABLE_REJECTED] = [1, 2, 3, 4, 5] as const;
const OURS = "\x01;UTF-8;CP437;ISO-8859-1;US-ASCII";

/** Our request is under way. */
function asking(): OptionTalk<CharsetFacts> {
  const talk = new OptionTalk(CHARSET).negotiated("local");
  deepStrictEqual(talk.takeText(), [OURS]);
  return talk;
}

Deno.test("we ask when the peer has said DO, once", () => {
  const talk = asking().negotiated("local", false).negotiated("local");
  deepStrictEqual(talk.take(), []);
});

Deno.test("a peer that says WILL is told WILL, so that we may ask, too", () => {
  const talk = new OptionTalk(CHARSET).negotiated("remote");
  deepStrictEqual(talk.take(), ["ask local"]);
  deepStrictEqual(talk.negotiated("remote", false).negotiated("remote").take(), []);
});

Deno.test("what the peer accepts is agreed on", () => {
  strictEqual(asking().say(ACCEPTED, "utf-8").facts.charset, "UTF-8");
  strictEqual(asking().say(ACCEPTED, "CP437").facts.charset, "CP437");
});

Deno.test("nothing is agreed on when the peer rejects, or accepts what we do not have", () => {
  const talk = asking().say(REJECTED).say(ACCEPTED, "UTF-8");
  strictEqual(talk.facts.charset, undefined);
  strictEqual(asking().say(ACCEPTED, "KOI8-R").facts.charset, undefined);
  strictEqual(new OptionTalk(CHARSET).say(ACCEPTED, "UTF-8").facts.charset, undefined);
});

Deno.test("a request of the peer is accepted in its own spelling", () => {
  const talk = new OptionTalk(CHARSET).say(REQUEST, " koi8-r utf-8 latin1");
  deepStrictEqual(talk.takeText(), ["\x02utf-8"]);
  strictEqual(talk.facts.charset, "UTF-8");
});

Deno.test("a request for charsets that we do not have is rejected", () => {
  const talk = new OptionTalk(CHARSET).say(REQUEST, ";KOI8-R").say(REQUEST).say(REQUEST, ";");
  deepStrictEqual(talk.take(), [[REJECTED], [REJECTED], [REJECTED]]);
  strictEqual(talk.facts.charset, undefined);
});

Deno.test("of two requests that cross, ours counts and theirs is rejected", () => {
  const talk = asking().say(REQUEST, ";ISO-8859-1");
  deepStrictEqual(talk.take(), [[REJECTED]]);
  strictEqual(talk.say(ACCEPTED, "UTF-8").facts.charset, "UTF-8");
});

Deno.test("a request after the answer to ours is taken", () => {
  const talk = asking().say(ACCEPTED, "UTF-8").say(REQUEST, ";IBM437");
  deepStrictEqual(talk.takeText(), ["\x02IBM437"]);
  strictEqual(talk.facts.charset, "CP437");
});

Deno.test("a translation table is refused, and the charsets behind the offer of one are read", () => {
  deepStrictEqual(new OptionTalk(CHARSET).say(TTABLE_IS, 1).take(), [[TTABLE_REJECTED]]);
  deepStrictEqual(chooseCharset("[TTABLE ]\x01;UTF-8"), { as: "UTF-8", charset: "UTF-8" });
});

Deno.test("the best charset is chosen, wherever it stands in the list", () => {
  deepStrictEqual(chooseCharset(",ASCII,latin-1,CP437"), { as: "CP437", charset: "CP437" });
});

Deno.test("what could not be answered is not agreed on", () => {
  const talk = new OptionTalk(CHARSET, { answers: 0 }).say(REQUEST, ";UTF-8");
  strictEqual(talk.facts.charset, undefined);
});
