import { z } from 'zod'
import { PRIORITIES } from '../../domain/priority'
import { CATEGORIES, SIGNALS } from '../../domain/triage'
import { CUES } from '../rules/rulesSchema'
import { BUCKETS } from './features'
import { DANGERS, HEAD_OF_SIGNAL, INDICATORS, LABELS, WHOLES } from './heads'
import type { HeadGroup } from './heads'
import { LETTERS_ONLY } from './weightLetters'

const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, such as 1.2.0')

/** How a group of heads is trained: how often through all, and how strongly weights are drawn back to nothing. */
const pace = z.strictObject({ rounds: z.number().int().min(1).max(1_000), ridge: z.number().min(0) })

/** From where on what is heard counts, and how much what stands beside it takes from that: README.md of the rules says of each. */
const thresholds = z.strictObject({
  urgent: z.number(),
  hinted: z.number(),
  look: z.number(),
  concern: z.number(),
  named: z.number(),
  signal: z.number(),
  signalOf: z.partialRecord(z.enum(SIGNALS), z.number()),
  indicator: z.number(),
  indicatorOf: z.partialRecord(z.enum(INDICATORS.heads), z.number()),
  indicatorHint: z.number(),
  category: z.number().positive(),
  fromChild: z.number().positive(),
  toChild: z.number(),
  lessChild: z.number().min(0),
  plain: z.number(),
  doubts: z.partialRecord(z.enum(CUES), z.number().min(0)),
  nobodyYoung: z.number().min(0),
  notUrgent: z.number().min(0),
  unlikeUrgent: z.number().min(0),
  mostDoubt: z.number().min(0),
})

const share = z.number().min(0).max(1)
const languageModel = z.strictObject({
  version,
  /** How much it counts beside the words, from 0 (not at all) to 1 (alone). */
  share: z.strictObject({ dangers: share, indicators: share, wholes: share }),
  indicatorUnlike: z.number(),
  /** From where on (log-odds) danger counts that the words alone tell of, however the model takes it. */
  clear: z.number(),
  /** Those that are others where it has read the message. */
  thresholds: thresholds.partial(),
})

const ABOVE = 'must not be above'
const isInOrder = ({ urgent, hinted }: z.infer<typeof thresholds>): boolean => hinted <= urgent
const leavesALook = ({ urgent, look, mostDoubt }: z.infer<typeof thresholds>): boolean => look <= urgent + mostDoubt

/** reader.json: what people set. */
export const readerSchema = thresholds.extend({
  about: z.string(),
  version,
  training: z.strictObject({ dangers: pace, indicators: pace, wholes: pace }),
  pooling: z.strictObject({ strongest: z.number().int().min(1).max(50), sharpness: z.number().positive() }),
  languageModel,
  reasons: z.strictObject({ urgent: z.string().min(1), look: z.string().min(1), doubted: z.string().min(1), hinted: z.string().min(1), whole: z.string().min(1) }),
}).refine(leavesALook, { path: ['look'], message: `${ABOVE} "urgent" and "mostDoubt" together: nothing would be left to look at` })
  .refine(isInOrder, { path: ['hinted'], message: `${ABOVE} "urgent"` })
  .refine((settings) => leavesALook(besideModel(settings)) && isInOrder(besideModel(settings)), {
    path: ['languageModel', 'thresholds'], message: `with them "look" ${ABOVE} "urgent" and "mostDoubt" together, nor "hinted" above "urgent"`,
  })
export type ReaderSettings = z.infer<typeof readerSchema>

/** The settings by which a message counts that the language model has read. */
export function besideModel<Settings extends z.infer<typeof thresholds> & { readonly languageModel: z.infer<typeof languageModel> }>(settings: Settings): Settings {
  return { ...settings, ...settings.languageModel.thresholds }
}

const letters = z.string().length(BUCKETS, `must hold ${BUCKETS} letters`).regex(LETTERS_ONLY, 'must hold letters of base64 only')
const headSchema = z.strictObject({
  bias: z.number(),
  /** What one step of a letter is worth. */
  step: z.number().positive(),
  weights: letters,
})
const groupSchema = ({ heads }: HeadGroup) => z.record(z.enum(heads), headSchema)

/** weights.json: what training writes; never edited by hand. */
export const weightsSchema = z.strictObject({
  about: z.string(),
  version,
  /** Of all that it was trained from. */
  digest: z.hex().length(64),
  sentences: z.number().int().positive(),
  messages: z.number().int().positive(),
  /** How much each bucket tells by being rare; `A` where it was met too seldom to tell anything. */
  rarity: letters,
  dangers: groupSchema(DANGERS),
  indicators: groupSchema(INDICATORS),
  wholes: groupSchema(WHOLES),
})
export type ReaderWeights = z.infer<typeof weightsSchema>

const label = z.enum(LABELS)

/** A line of sentences/: `about` says what an ordinary one is there to be told apart from; `only` which labels were given, so
 * that of the others nothing is known. */
export const sentenceSchema = z.strictObject({
  text: z.string().min(1), heads: z.array(label), about: z.string().optional(), only: z.enum(['dangers', 'indicators']).optional(),
})
export type LabelledSentence = z.infer<typeof sentenceSchema>

const quotations = z.partialRecord(label, z.array(z.string().min(1)))

/** A line of messages/: `evidence` has, for each label, the words of the message that show it; `tempts` those that only sound like it. */
export const messageSchema = z.strictObject({
  channel: z.enum(['email', 'voicemail', 'callnote']),
  from: z.string(),
  subject: z.string(),
  text: z.string().min(1),
  priority: z.enum(PRIORITIES),
  acceptable: z.array(z.enum(PRIORITIES)),
  category: z.enum(CATEGORIES),
  evidence: quotations,
  tempts: quotations.optional(),
})

/** A message with what is known of it. */
export type LabelledMessage = z.infer<typeof messageSchema> & {
  /** What it shows as a whole, where nobody quoted the words that show it; what is not among that may be so too. */
  readonly shows?: readonly string[]
  /** What it does not show, though it sounds so. */
  readonly unlike?: readonly string[]
}

/** A line of learned/: a message that both readers were once tried on, in the shape of test/fixtures/triage. */
const { channel, from, subject, priority, acceptable, category } = messageSchema.shape
export const learnedSchema = z.object({
  channel, from, subject, text: z.string(),
  expect: z.object({ priority, acceptable, category, indicators: z.array(label), mustNot: z.array(label), signals: z.partialRecord(z.enum(SIGNALS), z.boolean()) }),
}).transform(({ expect: { indicators, mustNot, signals, ...expected }, ...message }): LabelledMessage => {
  const headsThatAre = (value: boolean) => SIGNALS.flatMap((signal) => (signals[signal] === value ? HEAD_OF_SIGNAL[signal] ?? [] : []))
  return { ...message, ...expected, evidence: {}, shows: [...indicators, ...headsThatAre(true)], unlike: [...mustNot, ...headsThatAre(false)] }
})
