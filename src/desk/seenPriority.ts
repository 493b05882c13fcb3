import { z } from 'zod'
import { PRIORITIES } from '../domain/priority'
import type { SeenPriority } from './ports'

const schema = z.object({
  seenPriority: z.enum(PRIORITIES).optional().catch(undefined),
  seenConfirmedAt: z.iso.datetime().transform((text) => new Date(text)).optional().catch(undefined),
})

/** What somebody had in front of them when they decided, as their form sent it back. */
export function seenIn(body: unknown): SeenPriority {
  const { seenPriority, seenConfirmedAt } = schema.parse(body ?? {})
  return { ...(seenPriority && { priority: seenPriority }), ...(seenConfirmedAt && { confirmedAt: seenConfirmedAt }) }
}
