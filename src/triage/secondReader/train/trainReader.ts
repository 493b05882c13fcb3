import { createHash } from 'node:crypto'
import type { Rules } from '../../rules/rules'
import { featuresOf } from '../features'
import { DANGERS, INDICATORS, WHOLES } from '../heads'
import type { HeadGroup } from '../heads'
import { rarityFrom, rarityOf } from '../rarity'
import type { ReaderSettings, ReaderWeights } from '../readerFiles'
import { lettersOf } from '../weightLetters'
import { cutMessage, textOfMessage, textOfSentence, textOfWhole, weighBy, wholeOfSentence, wordsOfCut, wordsOfSentence } from './labelTexts'
import type { Weigh } from './labelTexts'
import type { Material } from './material'
import { trainHeads } from './trainHeads'
import type { TrainingPlan } from './trainHeads'
import type { TrainingText } from './trainingTexts'

interface WrittenHead {
  readonly bias: number
  readonly step: number
  readonly weights: string
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

/** Of all sentences that it is trained on. */
const rarityIn = (rules: Rules, material: readonly Material[]): string => rarityOf(material.flatMap(({ sentences, messages }) => [
  ...sentences.map(wordsOfSentence), ...messages.flatMap((message) => cutMessage(rules, message).map(wordsOfCut)),
]).map(featuresOf))

/** The two groups that read sentences are trained on these, and on messages cut into them. */
const sentenceTexts = (rules: Rules, material: readonly Material[], weigh: Weigh, group: HeadGroup): TrainingText[] => material.flatMap(({ sentences, messages }) => [
  ...sentences.map((sentence) => textOfSentence(weigh, group, sentence)), ...messages.map((message) => textOfMessage(rules, weigh, group, message)),
])

function trainGroup({ heads }: HeadGroup, texts: readonly TrainingText[], plan: Pick<TrainingPlan, 'rounds' | 'ridge' | 'pooling'>, rarity: Float32Array): Record<string, WrittenHead> {
  const trained = trainHeads(texts, { ...plan, heads: heads.length })
  return Object.fromEntries(heads.map((head, place) => {
    const { bias = 0, weights = [] } = trained[place] ?? {}
    return [head, { bias: rounded(bias), ...lettersOf(rarity.map((tells, bucket) => tells * (weights[bucket] ?? 0))) }]
  }))
}

const count = (material: readonly Material[], kind: 'sentences' | 'messages'): number => material.reduce((sum, one) => sum + one[kind].length, 0)

/** Marks what weights were trained from: another digest, and they are to be trained again. */
export const digestOf = (material: readonly Material[], { training, pooling }: ReaderSettings): string =>
  createHash('sha256').update(JSON.stringify([material, training, pooling])).digest('hex')

/** Trains every head. The same material, settings and layout of letters give the same weights, to the byte. */
export function trainReader(rules: Rules, material: readonly Material[], settings: ReaderSettings): ReaderWeights {
  const letters = rarityIn(rules, material)
  const rarity = rarityFrom(letters)
  const weigh = weighBy(rarity)
  const { training, pooling } = settings
  const wholes = material.flatMap(({ sentences, messages }) => [
    ...sentences.flatMap((sentence) => wholeOfSentence(weigh, sentence)), ...messages.map((message) => textOfWhole(rules, weigh, message)),
  ])
  return {
    about: 'Written by npm run triage:train from sentences/, messages/ and reader.json: not to be edited.',
    version: settings.version,
    digest: digestOf(material, settings),
    sentences: count(material, 'sentences'),
    messages: count(material, 'messages'),
    rarity: letters,
    dangers: trainGroup(DANGERS, sentenceTexts(rules, material, weigh, DANGERS), { ...training.dangers, pooling }, rarity),
    indicators: trainGroup(INDICATORS, sentenceTexts(rules, material, weigh, INDICATORS), { ...training.indicators, pooling }, rarity),
    wholes: trainGroup(WHOLES, wholes, { ...training.wholes, pooling }, rarity),
  }
}
