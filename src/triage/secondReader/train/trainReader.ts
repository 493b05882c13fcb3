import { createHash } from 'node:crypto'
import type { Rules } from '../../rules/rules'
import { DANGERS, TOPICS } from '../heads'
import type { ReaderSettings, ReaderWeights } from '../readerFiles'
import { lettersOf } from '../weightLetters'
import { textOfMessage, textOfSentence } from './labelTexts'
import type { Material } from './material'
import { trainHeads } from './trainHeads'

interface TrainedHead {
  readonly bias: number
  readonly step: number
  readonly weights: string
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

function trainGroup(rules: Rules, name: 'dangers' | 'topics', material: readonly Material[], { training, pooling }: ReaderSettings): Record<string, TrainedHead> {
  const group = name === 'dangers' ? DANGERS : TOPICS
  const texts = material.flatMap(({ sentences, messages }) => [
    ...sentences.map((sentence) => textOfSentence(group, sentence)), ...messages.map((message) => textOfMessage(rules, group, message)),
  ])
  const { heads, buckets } = group
  const { biases, weights } = trainHeads(texts, { ...training[name], seed: training.seed, pooling, heads: heads.length, buckets })
  return Object.fromEntries(heads.map((head, place) => {
    const ofHead = Float32Array.from({ length: buckets }, (_, bucket) => weights[bucket * heads.length + place] ?? 0)
    return [head, { bias: rounded(biases[place] ?? 0), ...lettersOf(ofHead) }]
  }))
}

const count = (material: readonly Material[], kind: 'sentences' | 'messages'): number => material.reduce((sum, one) => sum + one[kind].length, 0)

/** Marks what weights were trained from: another digest, and they are to be trained again. */
export const digestOf = (material: readonly Material[], { training, pooling }: ReaderSettings): string =>
  createHash('sha256').update(JSON.stringify([material, training, pooling])).digest('hex')

/** Trains every head. The same material, settings and layout of letters give the same weights, to the byte. */
export function trainReader(rules: Rules, material: readonly Material[], settings: ReaderSettings): ReaderWeights {
  return {
    about: 'Written by npm run triage:train from sentences/, messages/ and reader.json: not to be edited.',
    version: settings.version,
    digest: digestOf(material, settings),
    sentences: count(material, 'sentences'),
    messages: count(material, 'messages'),
    dangers: trainGroup(rules, 'dangers', material, settings),
    topics: trainGroup(rules, 'topics', material, settings),
  }
}
