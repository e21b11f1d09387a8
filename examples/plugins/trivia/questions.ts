/**
 * What the quiz asks.
 *
 * @module
 */

/** A question, and what is right: in lower case, any of them. */
export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
}

/** The questions, in the order they are asked. */
export const QUESTIONS: readonly Question[] = [
  { text: "How many bits are in a byte?", answers: ["8", "eight"] },
  { text: "Which port does telnet use?", answers: ["23"] },
  { text: "What does BBS stand for?", answers: ["bulletin board system"] },
  { text: "Which key ends a line?", answers: ["enter", "return"] },
  { text: "How many baud had the fastest modem of 1962, the Bell 103?", answers: ["300"] },
];
