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
  text: z.string('Enter a message').trim().min(1, 'Enter a message').max(20_000, 'The message must be 20,000 characters or fewer'),
})

export type Letter = z.infer<typeof LetterForm>
export type LetterField = keyof Letter
