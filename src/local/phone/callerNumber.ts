import { z } from 'zod'
import { WITHHELD_NUMBER } from '../network/createNetwork'

export const MESSAGE = 'Enter a telephone number, like 020 7946 0123, or withhold it.'

/** What is typed in the handset's form, read as the number that the network passes on. */
export const CallerForm = z
  .object({ number: z.string().max(40, MESSAGE).default(''), withheld: z.boolean().default(false) })
  .transform(({ number, withheld }, context) => {
    if (withheld) return WITHHELD_NUMBER
    const bare = number.replaceAll(/[\s().-]/g, '').replace(/^00/, '+').replace(/^0/, '+44')
    if (/^\+[1-9]\d{6,14}$/.test(bare)) return bare
    context.addIssue({ code: 'custom', message: MESSAGE })
    return z.NEVER
  })
