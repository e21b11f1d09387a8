/**
 * The answer to one command: lines that gather until the command has ended, and then get its label.
 *
 * @module
 */

import { escapeTagValue, formatMessage } from "./message.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** What an {@linkcode Answer} is made for. */
export interface AnswerOptions {
  /** What the client wants to know the answer by; undefined for nothing. */
  readonly label?: string;
  /** The name of the server. */
  readonly serverName: string;
  /** Makes the reference of a batch, unique on the connection. */
  nextBatch(): string;
}

/**
 * The answer to one command. Without a label, lines leave as they were added. With one
 * (IRCv3 labeled-response), a single line has the label as its tag, several are a batch that has it,
 * and none at all is an ACK.
 */
export class Answer {
  readonly #options: AnswerOptions;
  #lines: (string | Uint8Array)[] = [];
  /** The reference of the batch that it is, once some of its lines have left with others to come. */
  #batch: string | undefined;

  constructor(options: AnswerOptions) {
    this.#options = options;
  }

  /** Adds lines: as text without the last end, or as bytes with it. */
  add(lines: string | Uint8Array): void {
    this.#lines.push(lines);
  }

  /**
   * What has been added since the last time, as bytes; for commands that go on. One with a label becomes
   * a batch by that, as more lines may come.
   */
  take(): Uint8Array | undefined {
    const lines = this.#lines;
    if (lines.length === 0) return undefined;
    this.#lines = [];
    if (this.label !== undefined) return encode(this.#batched(lines.flatMap(textLines)));
    if (lines.length === 1 && typeof lines[0] !== "string") return lines[0];
    return join(encodeRuns(lines));
  }

  /** What the client wants to know the answer by; lines of an answer that has one wait for the end of the command. */
  get label(): string | undefined {
    return this.#options.label;
  }

  /** The rest of the answer, as bytes. */
  end(): Uint8Array | undefined {
    const { label, serverName } = this.#options;
    if (label === undefined) return this.take();
    const lines = this.#lines.flatMap(textLines);
    this.#lines = [];
    if (this.#batch === undefined) {
      if (lines.length === 0) {
        lines.push(formatMessage({ source: serverName, command: "ACK", params: [] }));
      }
      if (lines.length === 1 || isOneBatch(lines)) {
        return encode([withTag(lines[0]!, "label", label), ...lines.slice(1)]);
      }
    }
    return encode([...this.#batched(lines), this.#mark([`-${this.#batch}`])]);
  }

  /** Lines as they stand in the batch, with its beginning before the first of all. */
  #batched(lines: readonly string[]): string[] {
    const begins = this.#batch === undefined;
    const batch = this.#batch ??= this.#options.nextBatch();
    // What is in a batch of its own is in this one with it.
    const inside = lines.map((line) => isBatched(line) ? line : withTag(line, "batch", batch));
    if (!begins) return inside;
    return [
      withTag(this.#mark([`+${batch}`, "labeled-response"]), "label", this.label!),
      ...inside,
    ];
  }

  /** Where the batch begins or ends. */
  #mark(params: readonly string[]): string {
    return formatMessage({ source: this.#options.serverName, command: "BATCH", params });
  }
}

/** A line with one more tag, its value as it is meant. */
function withTag(line: string, name: string, value: string): string {
  const tag = `@${name}=${escapeTagValue(value)}`;
  return line.startsWith("@") ? `${tag};${line.slice(1)}` : `${tag} ${line}`;
}

/** Whether the lines are a batch and nothing else, which then needs no other around it. */
function isOneBatch(lines: readonly string[]): boolean {
  const reference = /^(?:@[^ ]* )?:[^ ]+ BATCH \+([^ ]+)/.exec(lines[0]!)?.[1];
  return reference !== undefined && lines.at(-1)!.endsWith(` BATCH -${reference}`);
}

function isBatched(line: string): boolean {
  return /^@(?:[^ ]*;)?batch=/.test(line);
}

function textLines(lines: string | Uint8Array): string[] {
  const text = typeof lines === "string" ? lines : DECODER.decode(lines);
  return text.split("\r\n").filter((line) => line !== "");
}

function encode(lines: readonly string[]): Uint8Array {
  return ENCODER.encode(lines.map((line) => `${line}\r\n`).join(""));
}

/** Lines as bytes. Neighbours are encoded together: an array for each of a greeting costs more than the rest. */
function encodeRuns(lines: readonly (string | Uint8Array)[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let run = "";
  for (const line of lines) {
    if (typeof line === "string") {
      run += `${line}\r\n`;
      continue;
    }
    if (run !== "") chunks.push(ENCODER.encode(run));
    run = "";
    chunks.push(line);
  }
  if (run !== "") chunks.push(ENCODER.encode(run));
  return chunks;
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
