/**
 * The table as a picture: bars of deliveries a second, for each room and window.
 *
 * @module
 */

import type { Row } from "./table.ts";

const [WIDTH, LABEL, BAR, GAP, TITLE] = [860, 150, 16, 4, 30];

/** The width of the widest bar, and room for its figure. */
const [LONGEST, FIGURE] = [WIDTH - LABEL - 110, 8];

/** Deliveries a second by room and window, as SVG: one group of bars for each, as long as its best is. */
export function plot(rows: readonly Row[]): string {
  const groups = Map.groupBy(
    rows.filter(({ unit, name }) => unit === "deliveries/s" && name.includes(": ")),
    ({ name }) => name.slice(0, name.indexOf(": ")),
  );
  let y = 0;
  const parts: string[] = [];
  for (const [title, bars] of groups) {
    parts.push(text(title, { x: 0, y: y + 20, weight: "bold" }));
    y += TITLE;
    const best = Math.max(...bars.map(({ median }) => median));
    for (const { name, median } of bars) {
      const who = name.slice(name.indexOf(": ") + 2);
      const width = Math.round(LONGEST * median / best);
      const middle = y + BAR - 4;
      parts.push(text(who, { x: LABEL - FIGURE, y: middle, anchor: "end" }));
      parts.push(bar({ y, width, isOurs: who === "Partyline" }));
      const figure = Math.round(median).toLocaleString("en");
      parts.push(text(figure, { x: LABEL + width + FIGURE, y: middle }));
      y += BAR + GAP;
    }
    y += GAP;
  }
  const size = `width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">
<title>Deliveries a second</title>
<rect width="${WIDTH}" height="${y}" fill="white"/>
${parts.join("\n")}
</svg>
`;
}

function bar({ y, width, isOurs }: { y: number; width: number; isOurs: boolean }): string {
  const colour = isOurs ? "#0a7d55" : "#9aa5b1";
  return `<rect x="${LABEL}" y="${y}" width="${width}" height="${BAR}" fill="${colour}"/>`;
}

function text(
  words: string,
  { x, y, weight = "normal", anchor = "start" }: {
    readonly x: number;
    readonly y: number;
    readonly weight?: string;
    readonly anchor?: string;
  },
): string {
  const look = `font-weight="${weight}" text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" ${look} fill="#1c2733">${words}</text>`;
}
