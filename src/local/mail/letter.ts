import { z } from 'zod'

const line = (what: string, most: number) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(most, `${what[0]?.toUpperCase()}${what.slice(1)} must be ${most} characters or fewer`)
    .regex(/^\P{Cc}*$/u, `${what[0]?.toUpperCase()}${what.slice(1)} must be one line`)

/** What the form of the mail page sends: a message as a professional would write it. */
export const LetterForm = z.object({
  fromName: line('your name', 100),
  fromAddress: line('your email address', 200).regex(
    /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*$/i,
    'Enter an email address in the form name@place.example',
  ),
  subject: line('a subject', 200),
  text: z.string('Enter a message').trim().min(1, 'Enter a message').max(200_000, 'The message must be 200,000 characters or fewer'),
  /** Whether the text is HTML; absent for plain text. */
  format: z.enum(['plain', 'html'], 'Select plain text or HTML').optional(),
  /** The message that it answers, by its Message-ID with the angle brackets; absent when it answers none. */
  inReplyTo: z.string().regex(/^<[^<>\s]{1,250}>$/, 'Choose again what you answer').optional(),
})

export type Letter = z.infer<typeof LetterForm>
export type LetterField = keyof Letter

export interface LetterFile {
  readonly name: string
  /** As the sender's program labels it, such as `application/pdf`. */
  readonly type: string
  readonly bytes: Buffer
}

/** What goes with a letter and is not typed. */
export interface Enclosed {
  readonly files?: readonly LetterFile[]
  /** The Message-IDs of the thread that it goes on with, the oldest first. */
  readonly references?: readonly string[]
}

export const MOST_FILES = 5
