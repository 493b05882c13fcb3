import { z } from 'zod'

const pieces = z.array(z.string().min(2).refine((piece) => piece === piece.toLowerCase(), 'write it in small letters')).min(1)

/** How mail programs and people mark what is not new: layout.json. Plain pieces of text, compared without regard to case. */
export const layoutSchema = z.strictObject({
  about: z.string(),
  quoteBegins: pieces,
  addressBlock: z.strictObject({ first: pieces, next: pieces }),
  wrote: z.strictObject({ begins: pieces, ends: pieces }),
  forwardSubjects: pieces,
  forwardMarks: pieces,
  pointsBelow: pieces,
  signOffs: pieces,
  postscripts: pieces,
  aboutSomebody: pieces,
  banners: pieces,
})
export type Layout = z.infer<typeof layoutSchema>
