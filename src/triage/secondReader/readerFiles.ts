import { z } from 'zod'
import { LIKENESSES } from '../../domain/triage'
import { BUCKETS } from './features'

const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, such as 1.2.0')
const likeness = z.enum(LIKENESSES)

/** reader.json: what people set. */
export const readerSchema = z.strictObject({
  about: z.string(),
  version,
  training: z.strictObject({
    seed: z.number().int().positive(),
    rounds: z.number().int().min(1).max(1_000),
    rate: z.number().positive(),
    shrink: z.number().min(0),
    folds: z.number().int().min(2).max(20),
  }),
  strongest: z.number().int().min(1).max(20),
  urgent: z.number().positive(),
  look: z.number().positive(),
  named: z.number(),
  reasons: z.strictObject({ urgent: z.string().min(1), look: z.string().min(1) }),
}).refine(({ urgent, look }) => look <= urgent, { path: ['look'], message: 'must not be above "urgent"' })
export type ReaderSettings = z.infer<typeof readerSchema>

/** A whole number from -127 to 127 a bucket, one byte each. */
const bytes = z.string().refine((text) => Buffer.from(text, 'base64').length === BUCKETS, `must hold ${BUCKETS} bytes in base64`)

/** weights.json: what training writes; never edited by hand. */
export const weightsSchema = z.strictObject({
  about: z.string(),
  version,
  seed: z.number().int(),
  sentences: z.number().int().positive(),
  heads: z.record(likeness, z.strictObject({
    /** Sentences labelled so, and how often, unseen, such a one scores above another: 1 is always, 0.5 is chance. */
    figures: z.strictObject({ sentences: z.number().int(), areaUnderCurve: z.number().min(0).max(1) }),
    bias: z.number(),
    /** What one step of a byte is worth. */
    step: z.number().positive(),
    weights: bytes,
  })),
})
export type ReaderWeights = z.infer<typeof weightsSchema>

/** A line of sentences.jsonl. `about` says what an ordinary sentence is there to be told apart from. */
export const sentenceSchema = z.strictObject({ text: z.string().min(1), heads: z.array(likeness), about: z.string().optional() })
export type LabelledSentence = z.infer<typeof sentenceSchema>
