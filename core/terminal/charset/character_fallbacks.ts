/**
 * What stands for characters that a terminal's charset does not have.
 *
 * @module
 */

/**
 * One row per look: all characters that have it, then what stands for them, the best first. The first
 * of those that a charset can show is taken, and `""` shows nothing. What is not here may still be
 * written without its marks, or by its compatibility form (UAX #15): `é` as `e`, `½` as `1/2`.
 */
export const CHARACTER_FALLBACKS: readonly (readonly [string, ...string[]])[] = [
  // Quotation marks.
  ["‘’‚‛′‵ʹʻʼʽˈ´", "'"],
  ["“”„‟″‶〝〞", '"'],
  ["‹〈⟨", "<"],
  ["›〉⟩", ">"],
  ["«《", "«", "<<"],
  ["»》", "»", ">>"],
  ["「『【", "["],
  ["」』】", "]"],
  // Dashes and dots.
  ["‐‑‒–⁃−\xad", "-"],
  ["—―", "--"],
  ["…⋯", "..."],
  ["‥", ".."],
  ["。", "."],
  ["、", ","],
  ["•‣●◉⬤★✦", "∙", "*"],
  ["·∙⋅◦○☆", "·", "*"],
  ["¡", "!"],
  ["¿", "?"],
  ["⁄∕÷", "÷", "/"],
  ["∖", "\\"],
  ["∣", "|"],
  // Signs.
  ["×✗✘✕✖", "x"],
  ["✓✔", "√", "v"],
  ["☐", "[ ]"],
  ["☑☒", "[x]"],
  ["©", "(c)"],
  ["®", "(R)"],
  ["™", "(TM)"],
  ["№", "No."],
  ["§", "S."],
  ["¶", "P."],
  ["†", "+"],
  ["‡", "++"],
  ["¦", "|"],
  ["¬", "not "],
  ["°", "o"],
  ["±", "+/-"],
  ["≈∼", "≈", "~"],
  ["≠", "!="],
  ["≡", "=="],
  ["≤", "<="],
  ["≥", ">="],
  ["∞", "oo"],
  ["√", "sqrt "],
  ["∅", "0"],
  ["♥❤", "<3"],
  ["♪♫♬♩", "~"],
  ["⌂", "^"],
  // Arrows.
  ["→➔➜➝➞⟶▸►▶", "->"],
  ["←⟵◂◄◀", "<-"],
  ["↑▲△", "^"],
  ["↓▼▽", "v"],
  ["↔⟷", "<->"],
  ["⇒⟹", "=>"],
  ["⇐⟸", "<="],
  ["⇔⟺", "<=>"],
  ["↵⏎", "<-'"],
  // Money.
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "JPY"],
  ["¢", "c"],
  ["¤", "*"],
  ["ƒ", "f"],
  ["₧", "Pts"],
  ["₩", "KRW"],
  ["₪", "ILS"],
  ["₫", "VND"],
  ["₱", "PHP"],
  ["₴", "UAH"],
  ["₸", "KZT"],
  ["₹", "INR"],
  ["₺", "TRY"],
  ["₽", "RUB"],
  ["₿", "BTC"],
  // Letters that are not a letter of ASCII with marks.
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["å", "a"],
  ["đð", "d"],
  ["ĐÐ", "D"],
  ["þ", "th"],
  ["Þ", "Th"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["ı", "i"],
  ["ĸ", "k"],
  ["ł", "l"],
  ["Ł", "L"],
  ["ŋ", "ng"],
  ["Ŋ", "NG"],
  ["ŧ", "t"],
  ["Ŧ", "T"],
  ["əǝ", "e"],
  ["Ə", "E"],
  ["ªᵃ", "ª", "a"],
  ["ºᵒ", "º", "o"],
  ["µμ", "µ", "u"],
  // Boxes: the nearest that CP437 has, then what is drawn with in ASCII.
  ["━┄┅┈┉╌╍╴╶╸╺╼╾─", "─", "-"],
  ["═", "="],
  ["┃┆┇┊┋╎╏╵╷╹╻╽╿│║", "│", "|"],
  ["┍┎┏╭╒╓╔┌", "┌", "+"],
  ["┑┒┓╮╕╖╗┐", "┐", "+"],
  ["┕┖┗╰╘╙╚└", "└", "+"],
  ["┙┚┛╯╛╜╝┘", "┘", "+"],
  ["┝┞┟┠┡┢┣╞╟╠├", "├", "+"],
  ["┥┦┧┨┩┪┫╡╢╣┤", "┤", "+"],
  ["┭┮┯┰┱┲┳╤╥╦┬", "┬", "+"],
  ["┵┶┷┸┹┺┻╧╨╩┴", "┴", "+"],
  ["┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╪╫╬┼", "┼", "+"],
  ["╱", "/"],
  ["╲", "\\"],
  ["╳", "X"],
  // Blocks.
  ["█▇▉▊▙▛▜▟", "█", "#"],
  ["▓", "#"],
  ["▒", "%"],
  ["░", ":"],
  ["▄▁▂▃▅▆▖▗", "▄", "_"],
  ["▀▔▘▝", "▀", '"'],
  ["▌▍▎▏", "▌", "|"],
  ["▐▕", "▐", "|"],
  ["▚", "\\"],
  ["▞", "/"],
  ["■□▪▫◼◻⬛⬜", "■", "#"],
];

/** A script whose letters are written with those of ASCII, one word for each. */
export interface Romanization {
  /** Small letters; the capitals follow from them. */
  readonly letters: string;
  /** What each is written as, in the same order; `-` is nothing. */
  readonly written: string;
}

/** For names and words to stay readable where a charset lacks the whole script; no learned system. */
export const ROMANIZATIONS: readonly Romanization[] = [
  // Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian.
  {
    letters: "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяђѓјљњћќџѕ",
    written: "a b v g g d e yo ye zh z i i yi y k l m n o p r s t u w f kh ts ch sh shch - y - e " +
      "yu ya dj g j lj nj c k dz dz",
  },
  // Greek.
  {
    letters: "αβγδεζηθικλμνξοπρσςτυφχψω",
    written: "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
  },
];

/** Makes the table of {@linkcode CHARACTER_FALLBACKS} and romanizations by character. */
export function fallbacksByCharacter(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [characters, ...fallbacks] of CHARACTER_FALLBACKS) {
    for (const character of characters) found.set(character, fallbacks);
  }
  for (const { letters, written } of ROMANIZATIONS) {
    const words = written.split(" ").map((word) => word === "-" ? "" : word);
    Array.from(letters).forEach((letter, index) => {
      const word = words[index] ?? "";
      const capital = letter.toUpperCase();
      if (!found.has(letter)) found.set(letter, [word]);
      if (!found.has(capital)) found.set(capital, [word.charAt(0).toUpperCase() + word.slice(1)]);
    });
  }
  return found;
}
