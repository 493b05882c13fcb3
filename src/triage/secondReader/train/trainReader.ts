import { LIKENESSES } from '../../../domain/triage'
import type { Likeness } from '../../../domain/triage'
import { tokensIn } from '../../text/tokens'
import { BUCKETS, featuresOf } from '../features'
import { withWhatFollows } from '../heads'
import type { LabelledSentence, ReaderSettings, ReaderWeights } from '../readerFiles'
import { crossValidate } from './crossValidate'
import { trainHead } from './trainHead'
import type { Example } from './trainHead'

const LARGEST = 127

/** Weights as one byte each: enough to tell sentences apart, and a file that may lie beside the rules. */
function quantised(weights: Float64Array): { readonly step: number; readonly weights: string } {
  const most = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), Number.MIN_VALUE)
  const bytes = Int8Array.from(weights, (weight) => Math.round((weight / most) * LARGEST))
  return { step: most / LARGEST, weights: Buffer.from(bytes.buffer).toString('base64') }
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

/** Trains every head. The same sentences and settings give the same weights, to the byte. */
export function trainReader(sentences: readonly LabelledSentence[], settings: ReaderSettings): ReaderWeights {
  const { folds, ...training } = settings.training
  const plan = { ...training, buckets: BUCKETS }
  const read = sentences.map(({ text, heads }) => ({
    features: [...featuresOf(tokensIn(text, { start: 0, end: text.length }).map(({ word }) => word))],
    labels: withWhatFollows(heads),
  }))
  const headOf = (likeness: Likeness): ReaderWeights['heads'][Likeness] => {
    const examples: Example[] = read.map(({ features, labels }) => ({ features, isLike: labels.has(likeness) }))
    const { bias, weights } = trainHead(examples, plan)
    return {
      figures: { sentences: examples.filter(({ isLike }) => isLike).length, areaUnderCurve: rounded(crossValidate(examples, plan, folds)) },
      bias: rounded(bias),
      ...quantised(weights),
    }
  }
  const [missingNow, inContactNow, aboutToBeMoved, inCustody, courtSoon, removalImminent, threats, unsafeArrival, urgentConcern, childConcern] = LIKENESSES
  return {
    about: 'Written by npm run triage:train from sentences.jsonl and reader.json: not to be edited.',
    version: settings.version,
    seed: training.seed,
    sentences: sentences.length,
    heads: {
      missingNow: headOf(missingNow), inContactNow: headOf(inContactNow), aboutToBeMoved: headOf(aboutToBeMoved), inCustody: headOf(inCustody),
      courtSoon: headOf(courtSoon), removalImminent: headOf(removalImminent), threats: headOf(threats), unsafeArrival: headOf(unsafeArrival),
      urgentConcern: headOf(urgentConcern), childConcern: headOf(childConcern),
    },
  }
}
