/**
 * The "fetch" capability: only hosts that are allowed, in time, and not too much.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { FetchError } from "partyline";
import { UserError } from "../../../core/commands/errors.ts";
import {
  FETCH_BYTES,
  FETCH_MS,
  PluginFetcher,
} from "../../../core/plugin_host/capabilities/fetch.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

/** A server of HTTP on a port that the system chooses. */
class WebHost implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly host: string;

  constructor(answer: (request: Request) => Response | Promise<Response>) {
    const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
    this.#server = Deno.serve(options, answer);
    this.host = `127.0.0.1:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

function fetcherFor(...hosts: string[]): { fetcher: PluginFetcher; clock: FakeClock } {
  const clock = new FakeClock();
  return { fetcher: new PluginFetcher({ hosts, clock }), clock };
}

Deno.test("an allowed host is asked, and its answer is plain data", async () => {
  await using web = new WebHost(async (request) =>
    new Response(`${request.method} ${request.headers.get("x-word")} ${await request.text()}`, {
      status: 418,
      headers: { "X-Mood": "good" },
    })
  );
  const { fetcher, clock } = fetcherFor(web.host);
  const answer = await fetcher.fetch(`http://${web.host}/`, {
    method: "POST",
    headers: { "x-word": "hey" },
    body: "you",
  });
  strictEqual(answer.status, 418);
  strictEqual(answer.text, "POST hey you");
  strictEqual(answer.headers["x-mood"], "good");
  structuredClone(answer);
  ok(!clock.waiting);
});

Deno.test("what the settings do not name is not asked", async () => {
  const { fetcher } = fetcherFor("example.org", "*.example.com", "example.net:8080");
  for (
    const url of [
      "http://example.com/",
      "http://badexample.com/",
      "http://sub.example.org/",
      "http://example.org:8080/",
      "http://example.net/",
      "http://example.org.evil.example/",
      "http://example.org@evil.example/",
      "http://127.0.0.1/",
    ]
  ) {
    await rejects(fetcher.fetch(url), (error: Error) => {
      ok(error instanceof FetchError && error instanceof UserError);
      match(error.message, /^Cannot fetch from ".*" as fetch_hosts in the settings does not name/);
      return true;
    }, url);
  }
  for (const url of ["file:///etc/passwd", "data:text/plain,hey", "example.org", ""]) {
    await rejects(fetcher.fetch(url), /as it is no address of http or https$/, url);
  }
});

Deno.test("a host that is allowed leads to no other that is not", async () => {
  let wasAsked = false;
  await using inner = new WebHost(() => {
    wasAsked = true;
    return new Response("secret");
  });
  await using web = new WebHost(() => Response.redirect(`http://${inner.host}/`));
  const { fetcher } = fetcherFor(web.host);
  await rejects(fetcher.fetch(`http://${web.host}/`), /does not name that host/);
  ok(!wasAsked);
});

Deno.test("a redirection is followed, without what was for another host only", async () => {
  const seen: string[] = [];
  await using second = new WebHost((request) => {
    seen.push(`${request.method} ${request.headers.get("authorization")}`);
    return new Response("there");
  });
  await using first = new WebHost((request) => {
    const { pathname } = new URL(request.url);
    seen.push(`${request.method} ${pathname} ${request.headers.get("authorization")}`);
    const location = pathname === "/" ? "/next" : `http://${second.host}/`;
    return new Response(null, { status: 302, headers: { location } });
  });
  const { fetcher } = fetcherFor(first.host, second.host);
  const headers = { authorization: "word" };
  const { text } = await fetcher.fetch(`http://${first.host}/`, { method: "POST", headers });
  strictEqual(text, "there");
  deepStrictEqual(seen, ["POST / word", "GET /next word", "GET null"]);
});

Deno.test("a host that leads in circles is given up", async () => {
  await using web = new WebHost(() =>
    new Response(null, { status: 301, headers: { location: "/" } })
  );
  const { fetcher } = fetcherFor(web.host);
  await rejects(fetcher.fetch(`http://${web.host}/`), /sends one on more than 5 times/);
});

Deno.test("a host that does not answer in 10 seconds is given up", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  await using web = new WebHost(() => {
    asked.resolve();
    return answer.promise;
  });
  const { fetcher, clock } = fetcherFor(web.host);
  const fetching = rejects(fetcher.fetch(`http://${web.host}/`), /takes longer than 10 s/);
  await asked.promise;
  clock.advance(FETCH_MS);
  await fetching;
  answer.resolve(new Response());
});

Deno.test("an answer that stops half-way is given up in time", async () => {
  const asked = Promise.withResolvers<void>();
  await using web = new WebHost(() =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(10));
          asked.resolve();
        },
      }),
    )
  );
  const { fetcher, clock } = fetcherFor(web.host);
  const fetching = rejects(fetcher.fetch(`http://${web.host}/`), /takes longer than 10 s/);
  await asked.promise;
  clock.advance(FETCH_MS);
  await fetching;
});

Deno.test("an answer of more than a mebibyte is given up, one of as much is not", async () => {
  let size = FETCH_BYTES;
  await using web = new WebHost(() => new Response("x".repeat(size)));
  const { fetcher } = fetcherFor(web.host);
  strictEqual((await fetcher.fetch(`http://${web.host}/`)).text.length, FETCH_BYTES);
  size++;
  await rejects(fetcher.fetch(`http://${web.host}/`), /is larger than 1048576 bytes/);
});

Deno.test("a host that is not there is told without the address, which may hold a secret", async () => {
  const gone = new WebHost(() => new Response());
  await gone[Symbol.asyncDispose]();
  const { fetcher } = fetcherFor(gone.host);
  await rejects(fetcher.fetch(`http://${gone.host}/?key=secret`), {
    message: `Cannot fetch from "${gone.host}" as it can't be reached`,
  });
});

Deno.test("what is under way ends with the plugin, and nothing begins after it", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  await using web = new WebHost(() => {
    asked.resolve();
    return answer.promise;
  });
  const { fetcher } = fetcherFor(web.host);
  const fetching = rejects(fetcher.fetch(`http://${web.host}/`), /not loaded any more/);
  await asked.promise;
  fetcher.end();
  await fetching;
  await rejects(fetcher.fetch(`http://${web.host}/`), /not loaded any more/);
  answer.resolve(new Response());
});
