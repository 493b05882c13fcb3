/** What is known of one head: whether it is so, and how much that counts; 0 when nobody knows. */
export interface Known {
  readonly isLike: Uint8Array
  readonly weight: Float32Array
}

/** One sentence as the training sees it. */
export interface TrainingSentence extends Known {
  readonly features: Int32Array
  /** How much each feature tells, beside it; the squares of all add up to 1. */
  readonly tells: Float32Array
}

/** Sentences of one message, or one alone; `whole` is what is known of all of them together. */
export interface TrainingText {
  readonly sentences: readonly TrainingSentence[]
  readonly whole?: Known
}
