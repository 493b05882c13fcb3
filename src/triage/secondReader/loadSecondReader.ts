import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { findRulesFolder } from '../rules/findRulesFolder'
import { bytesOfRulesFile, readRulesFile } from '../rules/rulesFile'
import { BUCKETS } from './features'
import { DANGERS, INDICATORS, WHOLES } from './heads'
import type { HeadGroup } from './heads'
import type { LanguageModel } from './languageModel/languageModel'
import { digestOfModel, loadLanguageModel } from './languageModel/loadLanguageModel'
import { readerSchema, weightsSchema } from './readerFiles'
import type { ReaderSettings, ReaderWeights } from './readerFiles'
import { rarityFrom } from './rarity'
import { putWeights } from './weightLetters'

/** The weights of a group of heads, ready to read with. */
export interface HeadTable {
  readonly group: HeadGroup
  /** In the order of the group's heads, as are steps. */
  readonly biases: Float64Array
  /** What one unit of a head's weights is worth. */
  readonly steps: Float64Array
  /** All heads' weights of a bucket stand beside each other. */
  readonly weights: Int8Array
}

/** The second reader, ready to read with. */
export interface SecondReader {
  readonly settings: ReaderSettings
  /** How much each bucket of features tells by being rare. */
  readonly rarity: Float32Array
  readonly dangers: HeadTable
  readonly indicators: HeadTable
  readonly wholes: HeadTable
  /** Reads sentences beside each other; absent where only their words are read. */
  readonly model?: LanguageModel
}

/** The folder of the second reader within that of the rules. */
export const READER_FOLDER = 'secondReader'

function tableOf(group: HeadGroup, heads: ReaderWeights['dangers']): HeadTable {
  const { length } = group.heads
  const weights = new Int8Array(BUCKETS * length)
  group.heads.forEach((head, place) => putWeights(weights, heads[head]?.weights ?? '', place, length))
  return {
    group, weights,
    biases: Float64Array.from(group.heads, (head) => heads[head]?.bias ?? 0),
    steps: Float64Array.from(group.heads, (head) => heads[head]?.step ?? 0),
  }
}

/** The second reader that weights and settings make. */
export const assembleReader = (settings: ReaderSettings, weights: ReaderWeights): SecondReader =>
  ({
    settings,
    rarity: rarityFrom(weights.rarity),
    dangers: tableOf(DANGERS, weights.dangers),
    indicators: tableOf(INDICATORS, weights.indicators),
    wholes: tableOf(WHOLES, weights.wholes),
  })

/** Of what it is made from as it starts: settings, weights and language model. Throws a RulesError where one of them cannot be read. */
export function digestOfReader(folder: string, mode: SecondReaderMode): string {
  const hash = createHash('sha256')
  if (mode === 'on') hash.update(digestOfModel(folder))
  for (const file of ['reader.json', 'weights.json']) hash.update(bytesOfRulesFile(folder, join(READER_FOLDER, file)))
  return hash.digest('hex')
}

/** With its language model, or by words alone. */
export type SecondReaderMode = 'on' | 'words'
/** Or not at all. */
export type SecondReaderSetting = SecondReaderMode | 'off'

/** Reads and checks the second reader's settings; throws a RulesError naming what is wrong. */
export const loadReaderSettings = (folder: string = findRulesFolder()): ReaderSettings =>
  readRulesFile(folder, join(READER_FOLDER, 'reader.json'), readerSchema).content

/**
 * Reads and checks the second reader's settings and weights: by words alone. Throws a RulesError naming the file and what is wrong with it,
 * also when the weights were trained for another version: a service never starts on a reader that it half understands.
 */
export function loadSecondReader(folder: string = findRulesFolder()): SecondReader {
  const settings = loadReaderSettings(folder)
  const { content: weights, complain } = readRulesFile(folder, join(READER_FOLDER, 'weights.json'), weightsSchema)
  if (weights.version !== settings.version) {
    throw complain(['version'], 'version', `is ${weights.version}, not ${settings.version}: train again with npm run triage:train`)
  }
  return assembleReader(settings, weights)
}

/** The second reader with all that it reads by. Rejects with a RulesError as `loadSecondReader` throws one. */
export async function openSecondReader(folder: string = findRulesFolder(), mode: SecondReaderMode = 'on'): Promise<SecondReader> {
  const reader = loadSecondReader(folder)
  if (mode === 'words') return reader
  return { ...reader, model: await loadLanguageModel(folder, reader.settings.languageModel.version) }
}
