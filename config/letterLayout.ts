import { z } from 'zod'
import type { LetterLayout } from '../src/domain/letter/letterLayout'
import content from './letterLayout.json'

const piece = z.string().min(1).refine((text) => text === text.toLowerCase(), 'must be in small letters')
const pieces = z.array(piece).min(1)

/** What the file must hold. */
export const letterLayoutSchema = z.strictObject({
  about: z.string(),
  originalMarks: pieces,
  addressBlocks: z.array(z.strictObject({ first: pieces, date: pieces, about: pieces })).min(1),
  wrote: z.array(z.strictObject({ begins: piece, verbs: pieces })).min(1),
  forwardSubjects: pieces,
  forwardMarks: pieces,
  pointsBelow: pieces,
  signOffs: pieces,
  postscripts: pieces,
  aboutSomebody: pieces,
  happenings: pieces,
  contactMarks: pieces,
  posts: pieces,
  tailBeginnings: pieces,
  banners: pieces,
})

let checked: LetterLayout | undefined

/**
 * How mail programs and people mark what is not new: config/letterLayout.json, as it was when this process started.
 *
 * @throws when the file is not as it should be
 */
export const letterLayout = (): LetterLayout => (checked ??= letterLayoutSchema.parse(content))
