/**
 * The rooms as a picture: bars of deliveries a second, for each room and window, in one panel for each window.
 *
 * @module
 */

import type { Row } from "./table.ts";

/** Whose bars are drawn, from above, and in which colour. */
const SERVERS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: "Partyline", look: "ours" },
  { name: "ngIRCd", look: "peer" },
  { name: "InspIRCd", look: "peer" },
  { name: "ircd-hybrid", look: "peer" },
  { name: "bare Deno", look: "bare" },
  { name: "bare C", look: "bare" },
];

/** Ours, those of others, and the least that a server can do. */
type Look = "bare" | "ours" | "peer";

/** The panels, from the left: a window, and what it shows. */
const PANELS = [
  { window: "window 1", title: "one message of a sender at a time" },
  { window: "window 16", title: "sixteen under way" },
] as const;

/** Sizes in pixels. A panel has names, bars and figures beside each other. */
const [PANEL, NAMES, FIGURES, MARGIN] = [420, 86, 58, 20];
const [HEAD, TITLE, BAR, GAP, FOOT] = [66, 26, 15, 4, 34];
const LONGEST = PANEL - NAMES - FIGURES - MARGIN;

/** A picture is read on a light page and on a dark one. What knows no dark ones draws it for light ones. */
const STYLE = `
    text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #3d4752 }
    .title { font-size: 16px; font-weight: 600; fill: #1c2733 }
    .strong { font-weight: 600; fill: #1c2733 }
    .end { text-anchor: end }
    .page { fill: #ffffff; stroke: #d5dbe1 }
    .ours { fill: #0a8f61 }
    .peer { fill: #8996a5 }
    .bare { fill: #d3dae2 }
    @media (prefers-color-scheme: dark) {
      text { fill: #b3bec9 }
      .title, .strong { fill: #eef2f6 }
      .page { fill: #12171d; stroke: #313a44 }
      .ours { fill: #35c48f }
      .peer { fill: #6d7a89 }
      .bare { fill: #3c4652 }
    }
  `;

/**
 * Draws the rows of rooms as SVG. Bars of one panel are of one scale.
 *
 * @param about What stands at the foot: how it was measured.
 */
export function plot(rows: readonly Row[], about: string): string {
  const panels = PANELS.map(({ window, title }, index) =>
    drawPanel(rows, { window, title, x: MARGIN + index * (PANEL + MARGIN) })
  );
  const height = HEAD + Math.max(...panels.map((panel) => panel.height)) + FOOT;
  const width = MARGIN + PANELS.length * (PANEL + MARGIN);
  const parts = [
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    text("Deliveries a second", { x: MARGIN, y: 32, look: "title" }),
    text("bare: the least that a server can do", { x: width - MARGIN, y: 32, look: "end" }),
    ...panels.flatMap(({ parts }) => parts),
    text(about, { x: MARGIN, y: height - 14 }),
  ];
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">
  <title>Deliveries a second, of Partyline and of other servers</title>
  <style>${STYLE}</style>
  ${parts.join("\n  ")}
</svg>
`;
}

function drawPanel(
  rows: readonly Row[],
  { window, title, x }: { readonly window: string; readonly title: string; readonly x: number },
): { readonly parts: readonly string[]; readonly height: number } {
  const rooms = Map.groupBy(barsIn(rows, window), ({ room }) => room);
  const most = Math.max(1, ...[...rooms.values()].flat().map(({ median }) => median));
  const parts = [text(`${window}: ${title}`, { x, y: HEAD - 12 })];
  let y = HEAD;
  for (const [room, bars] of rooms) {
    parts.push(text(room, { x, y: y + 17, look: "strong" }));
    y += TITLE;
    for (const { server, look, median } of bars) {
      const width = Math.max(1, Math.round(LONGEST * median / most));
      const [base, weight] = [y + BAR - 3.5, look === "ours" ? " strong" : ""];
      const bar = `x="${x + NAMES}" y="${y}" width="${width}" height="${BAR}" rx="2"`;
      parts.push(
        text(server, { x: x + NAMES - 8, y: base, look: `end${weight}` }),
        `<rect class="${look}" ${bar}/>`,
        text(formatMillions(median), { x: x + NAMES + width + 6, y: base, look: weight.trim() }),
      );
      y += BAR + GAP;
    }
    y += GAP;
  }
  return { parts, height: y - HEAD };
}

/** The bars of one window, in the order of rooms and servers. */
function barsIn(
  rows: readonly Row[],
  window: string,
): {
  readonly room: string;
  readonly server: string;
  readonly look: Look;
  readonly median: number;
}[] {
  const ending = `, ${window}: `;
  const found = rows.flatMap(({ name, unit, median }) => {
    const at = name.indexOf(ending);
    if (at < 0 || unit !== "deliveries/s" || name.startsWith("our own")) return [];
    return [{ room: name.slice(0, at), server: name.slice(at + ending.length), median }];
  });
  const rooms = [...new Set(found.map(({ room }) => room))];
  return rooms.flatMap((room) =>
    SERVERS.flatMap(({ name, look }) =>
      found.filter((bar) => bar.room === room && bar.server === name).map((bar) => ({
        ...bar,
        look,
      }))
    )
  );
}

/** `2.03 M`, `186 k`. */
function formatMillions(value: number): string {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M` : `${Math.round(value / 1e3)} k`;
}

function text(
  words: string,
  { x, y, look = "" }: { readonly x: number; readonly y: number; readonly look?: string },
): string {
  const looks = look === "" ? "" : ` class="${look}"`;
  const safe = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text${looks} x="${x}" y="${y}">${safe}</text>`;
}
