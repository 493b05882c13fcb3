import { z } from 'zod'
import type { WorkMoved } from './dutyPorts'
import { paths } from './paths'

const yes = z.literal('1').transform(() => true).catch(false)
/** What the page says after a leave was set or ended, as its address tells it. */
const doneSchema = z.object({ done: z.enum(['leave', 'end']), moved: z.coerce.number().int().min(1).max(9_999).catch(0), left: yes, coverAway: yes })

/** Where to go once a leave was set or ended. */
export const leaveDoneHref = (done: 'leave' | 'end', { moved, isLeft }: WorkMoved, isCoverAway = false): string =>
  `${paths.duty}?done=${done}${moved > 0 ? `&moved=${moved}` : ''}${isLeft ? '&left=1' : ''}${isCoverAway ? '&coverAway=1' : ''}`

/** What is said there; undefined where the address tells of none. */
export function leaveDoneWords(query: unknown): string | undefined {
  const read = doneSchema.safeParse(query).data
  if (!read) return undefined
  const { done, moved, left, coverAway } = read
  return [
    done === 'leave' ? 'The leave is saved.' : 'The leave is ended.',
    ...(moved > 0 ? [`${moved === 1 ? 'One enquiry' : `${moved} enquiries`} changed hands with it just now.`] : []),
    ...(coverAway ? ['Whoever stands in is on leave too on some of these days: agree who has the work then.'] : []),
    ...(left ? ['Some of the work could not be moved just now. It is tried again by itself; look again in a minute.'] : []),
  ].join(' ')
}
