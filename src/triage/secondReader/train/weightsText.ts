import type { ReaderWeights } from '../readerFiles'

/** The weights as they lie in the file. */
export const weightsText = (weights: ReaderWeights): string => `${JSON.stringify(weights, undefined, 1)}\n`
