/**
 * The themes that callers can choose from.
 *
 * @module
 */

import type { Meaning } from "./meaning.ts";
import type { Style } from "./style.ts";
import type { Look, Theme, ThemeName } from "./theme.ts";

/** Of names and what is like them in a theme of one colour: what is left to tell things apart. */
const BOLD: Style = { bold: true };
const DIM: Style = { dim: true };
const PLAIN: Style = {};

/**
 * The looks of a theme of one colour, of which a terminal of 256 shows several shades: `text` for most,
 * `bright` for what matters more, `faint` for what matters less.
 */
function oneColour(
  { text, bright, faint, ansi }: {
    readonly text: Style;
    readonly bright: Style;
    readonly faint: Style;
    readonly ansi: Style;
  },
): Pick<Theme, "text" | "meanings"> {
  const plain: Look = { 16: ansi, 256: text };
  const strong: Look = { 16: { ...ansi, ...BOLD }, 256: { ...bright, ...BOLD } };
  const weak: Look = { 16: { ...ansi, ...DIM }, 256: faint };
  const lit: Look = { 16: { ...ansi, ...BOLD }, 256: bright };
  const inverse: Look = { 16: { ...ansi, inverse: true }, 256: { ...bright, inverse: true } };
  return {
    ...(Object.keys(ansi).length > 0 && { text: plain }),
    meanings: {
      coming: weak,
      command: lit,
      day: weak,
      dim: weak,
      error: inverse,
      heading: {
        16: { ...ansi, bold: true, underline: true },
        256: { ...bright, bold: true, underline: true },
      },
      label: lit,
      mention: inverse,
      name: strong,
      note: lit,
      notice: strong,
      private: {
        16: { ...ansi, bold: true, underline: true },
        256: { ...bright, bold: true, underline: true },
      },
      prompt: strong,
      room: lit,
      shout: strong,
      strong,
      time: weak,
      topic: plain,
    },
  };
}

const AMBER = oneColour({
  ansi: { foreground: "yellow" },
  text: { foreground: "#d78700" },
  bright: { foreground: "#ffaf00" },
  faint: { foreground: "#af5f00" },
});

const GREEN = oneColour({
  ansi: { foreground: "green" },
  text: { foreground: "#00af00" },
  bright: { foreground: "#5fff5f" },
  faint: { foreground: "#008700" },
});

const MONO = oneColour({ ansi: PLAIN, text: PLAIN, bright: PLAIN, faint: DIM });

/**
 * For any ground: shades that are neither dark nor light, at least 3.6 to 1 against black and against white
 * (WCAG 2, section 1.4.3, asks for 3 to 1 of what is large or bold).
 */
const PARTYLINE_MEANINGS: Readonly<Record<Meaning, Look>> = {
  coming: { 8: DIM, 16: { foreground: "black", bold: true }, 256: { foreground: "#767676" } },
  command: { 16: { foreground: "cyan" }, 256: { foreground: "#008787" } },
  day: { 8: DIM, 16: { foreground: "black", bold: true }, 256: { foreground: "#767676" } },
  dim: { 8: DIM, 16: { foreground: "black", bold: true }, 256: { foreground: "#767676" } },
  error: { 16: { foreground: "red", bold: true }, 256: { foreground: "#ff0000", bold: true } },
  heading: { 16: BOLD, 256: BOLD },
  label: { 16: { foreground: "yellow" }, 256: { foreground: "#af5f00" } },
  mention: {
    16: { foreground: "yellow", inverse: true },
    256: { foreground: "#ffffff", background: "#af5f00", bold: true },
  },
  name: { 16: { foreground: "cyan" }, 256: { foreground: "#008787" } },
  note: { 16: { foreground: "yellow" }, 256: { foreground: "#af5f00" } },
  notice: { 16: { foreground: "yellow", bold: true }, 256: { foreground: "#d75f00", bold: true } },
  private: {
    16: { foreground: "magenta", bold: true },
    256: { foreground: "#d700af", bold: true },
  },
  prompt: { 16: { foreground: "cyan" }, 256: { foreground: "#0087af" } },
  room: { 16: { foreground: "cyan" }, 256: { foreground: "#0087af" } },
  shout: { 16: { foreground: "yellow", bold: true }, 256: { foreground: "#d75f00", bold: true } },
  strong: { 16: BOLD, 256: BOLD },
  time: { 8: DIM, 16: { foreground: "black", bold: true }, 256: { foreground: "#767676" } },
  topic: { 16: PLAIN, 256: PLAIN },
};

/** For light grounds: dark shades, at least 4.5 to 1 against white. */
const PAPER_MEANINGS: Readonly<Record<Meaning, Look>> = {
  coming: { 16: DIM, 256: { foreground: "#6c6c6c" } },
  command: { 16: { foreground: "blue" }, 256: { foreground: "#005f87" } },
  day: { 16: DIM, 256: { foreground: "#6c6c6c" } },
  dim: { 16: DIM, 256: { foreground: "#6c6c6c" } },
  error: { 16: { foreground: "red" }, 256: { foreground: "#af0000", bold: true } },
  heading: { 16: BOLD, 256: BOLD },
  label: { 16: { foreground: "blue" }, 256: { foreground: "#875f00" } },
  mention: {
    16: { foreground: "red", inverse: true },
    256: { foreground: "#000000", background: "#ffd75f", bold: true },
  },
  name: { 16: { foreground: "blue" }, 256: { foreground: "#005faf" } },
  note: { 16: { foreground: "blue" }, 256: { foreground: "#875f00" } },
  notice: { 16: { foreground: "red" }, 256: { foreground: "#af005f", bold: true } },
  private: { 16: { foreground: "magenta" }, 256: { foreground: "#870087", bold: true } },
  prompt: { 16: { foreground: "blue" }, 256: { foreground: "#005f87" } },
  room: { 16: { foreground: "blue" }, 256: { foreground: "#005f87" } },
  shout: { 16: { foreground: "red" }, 256: { foreground: "#af005f", bold: true } },
  strong: { 16: BOLD, 256: BOLD },
  time: { 16: DIM, 256: { foreground: "#6c6c6c" } },
  topic: { 16: PLAIN, 256: PLAIN },
};

/** What authors write in light colours, for whoever reads on white. */
const PAPER_INKS: Theme["inks"] = {
  cyan: { 16: { foreground: "blue" }, 256: { foreground: "#005f5f" } },
  green: { 16: { foreground: "green" }, 256: { foreground: "#005f00" } },
  white: { 16: PLAIN, 256: PLAIN },
  yellow: { 16: PLAIN, 256: { foreground: "#875f00" } },
};

/** Every theme. The first is everyone's until they choose. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  partyline: {
    summary: "Colours that can be read on a dark ground and on a light one.",
    ground: "any",
    meanings: PARTYLINE_MEANINGS,
    names: {
      8: letters("cyan", "green", "magenta", "red", "yellow"),
      16: [
        ...letters("cyan", "green", "magenta", "red", "yellow"),
        { foreground: "blue", bold: true },
        { foreground: "magenta", bold: true },
      ],
      256: letters(
        "#008787",
        "#d75f00",
        "#5f5fff",
        "#5f8700",
        "#d700d7",
        "#0087d7",
        "#af5f00",
        "#00875f",
        "#d7005f",
        "#875fd7",
        "#878700",
        "#5f87af",
        "#d75f5f",
        "#008700",
        "#af5fd7",
        "#af5f87",
      ),
    },
  },
  amber: {
    ...AMBER,
    summary: "The amber screen of an old terminal, for dark grounds.",
    ground: "dark",
    names: {
      8: [{ foreground: "yellow", bold: true }, { foreground: "yellow" }],
      16: [{ foreground: "yellow", bold: true }, { foreground: "yellow" }],
      256: letters("#ffaf00", "#ffd787", "#d78700", "#ff8700", "#ffff5f", "#d7af5f"),
    },
    inks: "none",
  },
  green: {
    ...GREEN,
    summary: "The green screen of an old terminal, for dark grounds.",
    ground: "dark",
    names: {
      8: [{ foreground: "green", bold: true }, { foreground: "green" }],
      16: [{ foreground: "green", bold: true }, { foreground: "green" }],
      256: letters("#5fff5f", "#afffaf", "#00d75f", "#87d700", "#5fd7af", "#d7ff5f"),
    },
    inks: "none",
  },
  paper: {
    summary: "Dark ink, for light grounds.",
    ground: "light",
    meanings: PAPER_MEANINGS,
    names: {
      8: letters("blue", "magenta", "red"),
      16: letters("blue", "magenta", "red", "green"),
      256: letters(
        "#005f87",
        "#af0000",
        "#5f00d7",
        "#005f00",
        "#af0087",
        "#875f00",
        "#005fd7",
        "#870087",
        "#005f5f",
        "#d7005f",
        "#5f5f00",
        "#5f5fd7",
      ),
    },
    inks: PAPER_INKS,
  },
  mono: {
    ...MONO,
    summary: "No colours: bold, faint and underlined letters.",
    ground: "any",
    names: { 8: [BOLD], 16: [BOLD], 256: [BOLD] },
    inks: "none",
  },
};

/** The names of all themes, in the order in which they are shown. */
export const THEME_NAMES: readonly ThemeName[] = Object.keys(THEMES) as ThemeName[];

/** A style of letters for each of some colours. */
function letters(...inks: readonly NonNullable<Style["foreground"]>[]): Style[] {
  return inks.map((foreground) => ({ foreground }));
}
