import { join } from 'node:path'
import { LIKENESSES } from '../../domain/triage'
import { findRulesFolder } from '../rules/findRulesFolder'
import { readRulesFile, RulesError } from '../rules/rulesFile'
import { BUCKETS } from './features'
import { readerSchema, weightsSchema } from './readerFiles'
import type { ReaderSettings, ReaderWeights } from './readerFiles'

/** The second reader, ready to read with. */
export interface SecondReader {
  readonly settings: ReaderSettings
  /** In the order of LIKENESSES. */
  readonly biases: readonly number[]
  /** All heads' weights of a bucket stand beside each other, in that order. */
  readonly weights: Float32Array
}

/** The folder of the second reader within that of the rules. */
export const READER_FOLDER = 'secondReader'

function lieSideBySide({ heads }: ReaderWeights): Float32Array {
  const weights = new Float32Array(BUCKETS * LIKENESSES.length)
  LIKENESSES.forEach((likeness, place) => {
    const { step, weights: text } = heads[likeness]
    const bytes = Buffer.from(text, 'base64')
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) weights[bucket * LIKENESSES.length + place] = bytes.readInt8(bucket) * step
  })
  return weights
}

/**
 * Reads and checks the second reader's settings and weights. Throws a RulesError naming the file and what is wrong with it,
 * also when the weights were trained for another version: a service never starts on a reader that it half understands.
 */
export function loadSecondReader(folder: string = findRulesFolder()): SecondReader {
  const settings = readRulesFile(folder, join(READER_FOLDER, 'reader.json'), readerSchema)
  const weights = readRulesFile(folder, join(READER_FOLDER, 'weights.json'), weightsSchema)
  if (weights.version !== settings.version) {
    throw new RulesError(join(READER_FOLDER, 'weights.json'), 'version', `is ${weights.version}, not ${settings.version}: train again with npm run triage:train`)
  }
  return { settings, biases: LIKENESSES.map((likeness) => weights.heads[likeness].bias), weights: lieSideBySide(weights) }
}
