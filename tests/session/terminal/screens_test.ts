/**
 * Whole screens, as people see them: in windows of several sizes, in several charsets, and read out.
 *
 * @module
 */

import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import { quiet } from "../../../testing/quiet.ts";
import type { ClientName } from "../../../testing/telnet_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const SIZES = [
  { columns: 40, rows: 25 },
  { columns: 80, rows: 24 },
  { columns: 132, rows: 37 },
] as const;

/** Who calls, by what their screen is like. */
const READERS: Readonly<Record<string, ClientName>> = {
  "UTF-8": "telnet",
  "CP437": "syncterm",
  "ASCII": "vt220",
  "sentences": "reader",
};

/** A screen with its edges, the times of day made the same, and the cursor as a bar. */
function picture({ screen }: VirtualCaller): string {
  const { row, column } = screen.cursor;
  const edge = `+${"-".repeat(screen.columns)}+`;
  const rows = screen.lines().map((line, index) => {
    const shown = line.replaceAll(/\b\d\d:\d\d\b/g, "hh:mm");
    const padded = shown + " ".repeat(Math.max(screen.columns - displayWidth(shown), 0));
    if (index !== row) return `|${padded}|`;
    return `|${padded.slice(0, column)}▏${padded.slice(column + 1)}|`;
  });
  return [edge, ...rows, edge].join("\n");
}

/** A house in which something goes on, and ann, who looks at it. */
interface Scene {
  readonly house: TestHouse;
  readonly ann: VirtualCaller;
  readonly bob: VirtualCaller;
  readonly zoe: VirtualCaller;
  readonly root: VirtualCaller;
  /** Waits until ann is shown something, and all that comes with it. */
  shows(wanted: RegExp): Promise<void>;
}

/** What ann sees, by its name: what goes on before the screen is looked at. */
const SCREENS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  "arriving": async () => {},

  "talk": async ({ ann, bob, zoe, house, shows }) => {
    bob.line(
      "Look at https://example.org/bears/in/winter?eat=honey, all of you: “it’s long” — very.",
    );
    await shows(/very\.\n/);
    zoe.line("hello Ann, 日本 and 👍 to you, who have come such a long way in the night!");
    await shows(/night!\n/);
    ann.line(
      "Thank you. It was a long way indeed, and I am glad to be here with all of you now.",
    );
    if (ann.sendsKeys) await shows(/you\s+now\.\n/);
    bob.line("/me is glad, too");
    await shows(/glad, too\n/);
    const cy = await house.guest("cy");
    await shows(/cy has come in/);
    cy.line("/quit");
    await shows(/cy has left/);
    ann.type("And what do they dr");
    await quiet(() => ann.bytes.length);
  },

  "private messages and notices": async ({ ann, bob, root, shows }) => {
    bob.line(
      "/tell ann Did you see that Zoë has “a new friend” who talks of bears all evening long?",
    );
    await shows(/evening\s+long\?\n/);
    ann.line("/tell bob I did");
    await shows(/You tell bob: I did/);
    root.line("/shout anybody for a game of chess?");
    await shows(/chess\?/);
    root.line("/topic Bears, and what they eat in the long winters of the north");
    await shows(/the\s+north/);
    root.line("/kick Zoë spam");
    await shows(/spam/);
    root.line("/broadcast The house closes at midnight. Be sure to say good night to everybody.");
    await shows(/everybody\./);
  },

  "lists": async ({ ann, root, shows }) => {
    await root.answerTo("/join A room with a long name for a small window");
    await root.answerTo(
      "/topic A topic that is longer than the row of a window that is not so wide",
    );
    await root.answerTo("/away gone fishing");
    ann.line("/rooms");
    await shows(/so\s+wide/);
    ann.line("/who");
    await shows(/4 people\./);
    ann.line("/whois bob");
    await shows(/Rooms[^]*lobby/);
  },

  "mistakes and questions": async ({ ann, shows }) => {
    ann.line("/tel bob hello");
    await shows(/\/tell\?/);
    ann.line("/kick bob");
    await shows(/lobby/);
    ann.line("/tell");
    await shows(/<user>/);
    ann.line("/passwd");
    await shows(/Old password: $/);
  },

  "help": async ({ ann, shows }) => {
    ann.line("/help tell");
    await shows(/Short: >/);
    ann.line("/help");
    await shows(/[Mm]ore\W/);
  },
};

async function sceneOf(client: ClientName, size: typeof SIZES[number]): Promise<Scene> {
  const house = await TestHouse.open({ main: { name: "The Attic" } });
  const root = await house.sysop("root");
  const bob = await house.member("bob");
  const zoe = await house.guest("Zoë");
  await bob.answerTo("Does anybody here know whether bears like honey as much as they say?");
  await house.register("ann");
  const ann = await house.visitor({ client, ...size });
  ann.line("ann");
  await ann.until(/Password of ann: $/);
  ann.line(PASSWORD);
  const shows = async (wanted: RegExp) => {
    await ann.until(wanted);
    await quiet(() => ann.bytes.length);
  };
  await shows(/Here: .*\n/);
  return { house, ann, bob, zoe, root, shows };
}

for (const size of SIZES) {
  for (const [reader, client] of Object.entries(READERS)) {
    for (const [name, goesOn] of Object.entries(SCREENS)) {
      Deno.test(`${name}, ${size.columns} by ${size.rows}, ${reader}`, async (t) => {
        const scene = await sceneOf(client, size);
        await using _ = scene.house;
        await goesOn(scene);
        await t.assertSnapshot(picture(scene.ann), { serializer: (text) => text });
      });
    }
  }
}
