/** The versions by which enquiries were judged, each once. */
export interface JudgesSeen {
  /** Of the rules, by which the enquiries themselves were read. */
  readonly rules: readonly string[]
  /** The same of their notes. */
  readonly notes: readonly string[]
  /** Of the second reader. */
  readonly readers: readonly string[]
}

/** Implemented by src/store/rereading.ts. What it tells is of open enquiries alone. */
export interface Rereading {
  judges(): Promise<JudgesSeen>
  /** How many one of these has judged. */
  count(judges: JudgesSeen): Promise<number>
  /** How many wait to be read again. */
  waiting(): Promise<number>
  /** Has them read again, whatever was marked before left alone. Tells of each batch how many it was. */
  mark(judges: JudgesSeen): AsyncIterable<number>
}
