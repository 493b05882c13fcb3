import { z } from 'zod'
import type { Uncovered } from '../domain/onCall'
import type { WithoutManager, WorkMoved } from './dutyPorts'
import { dayInWords } from '../domain/dayInWords'
import { londonDay } from '../domain/workingDays'
import { capital } from './capital'
import { londonMoment } from './londonTime'
import { paths } from './paths'

const yes = z.literal('1').transform(() => true).catch(false)
const points = z.coerce.number().min(0).max(9_999).catch(0)
const many = z.coerce.number().int().min(1).max(9_999).catch(0)
const moment = z.iso.datetime().transform((text) => new Date(text)).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const WITHOUT_MANAGER = { bare: many, bareUrgent: many, bareWorkers: many, bareFrom: day, noneFrom: day }
/** What the page says after a leave was set or ended, as its address tells it. */
const doneSchema = z.object({ done: z.enum(['leave', 'end']), moved: many, left: yes, coverAway: yes, load: points, limit: points, nobodys: many, none: yes, unaccepted: many, urgent: many, uncovered: many, from: moment, to: moment, ...WITHOUT_MANAGER })

/** What whoever covers carries, and what they are to carry at most, in points. */
export interface OverLimit {
  readonly load: number
  readonly limit: number
}

interface AlsoSaid {
  readonly isCoverAway?: boolean
  /** When they were on call, and nobody who can be rung is now. */
  readonly uncovered?: readonly Uncovered[]
  /** Absent where they carry no more than they are to. */
  readonly overLimit?: OverLimit
}

/** Where to go once a leave was set or ended. */
export const leaveDoneHref = (done: 'leave' | 'end', { moved, nobodys, isNoneAtWork, isLeft, unaccepted, urgent, withoutManager }: WorkMoved, { isCoverAway = false, overLimit, uncovered: [gap, ...moreGaps] = [] }: AlsoSaid = {}): string =>
  `${paths.duty}?done=${done}${moved > 0 ? `&moved=${moved}` : ''}${nobodys > 0 ? `&nobodys=${nobodys}` : ''}${isNoneAtWork ? '&none=1' : ''}${overLimit ? `&load=${overLimit.load}&limit=${overLimit.limit}` : ''}${isLeft ? '&left=1' : ''}${isCoverAway ? '&coverAway=1' : ''}${unaccepted > 0 ? `&unaccepted=${unaccepted}` : ''}${urgent > 0 ? `&urgent=${urgent}` : ''}${gap ? `&uncovered=${1 + moreGaps.length}&from=${gap.from.toISOString()}&to=${gap.to.toISOString()}` : ''}${withoutManager ? withoutManagerQuery(withoutManager) : ''}`

const withoutManagerQuery = ({ enquiries, urgent, workers, from, noneFrom }: WithoutManager): string =>
  `${enquiries > 0 ? `&bare=${enquiries}` : ''}${urgent > 0 ? `&bareUrgent=${urgent}` : ''}${workers > 0 ? `&bareWorkers=${workers}` : ''}${from ? `&bareFrom=${from}` : ''}${noneFrom ? `&noneFrom=${noneFrom}` : ''}`

/** What is said there; undefined where the address tells of none. */
export function leaveDoneWords(query: unknown, now: Date): string | undefined {
  const read = doneSchema.safeParse(query).data
  if (!read) return undefined
  const { done, moved, nobodys, none, load, limit, left, coverAway, unaccepted, urgent, uncovered, from, to, bare, bareUrgent, bareWorkers, bareFrom, noneFrom } = read
  return [
    done === 'leave' ? 'The leave is saved.' : 'The leave is ended.',
    ...(moved > 0 ? [`${moved === 1 ? 'One enquiry' : `${moved} enquiries`} changed hands with it just now.`] : []),
    ...(load > limit ? [`With this work whoever covers carries ${load} of ${limit} points: that is over their limit, and nothing more is given to them by itself.`] : []),
    ...(nobodys > 0 ? [`${nobodys === 1 ? 'One enquiry that they were on is' : `${nobodys} enquiries that they were on are`} nobody’s now${none ? '' : ': other officers are told'}.`] : []),
    ...(none ? ['Nobody of their role is at work: managers are told of what waits.'] : []),
    ...(unaccepted > 0 ? [`${unaccepted === 1 ? 'One enquiry that stays with them has' : `${unaccepted} enquiries that stay with them have`} not been accepted by anybody: decide who has ${unaccepted === 1 ? 'it' : 'them'}.`] : []),
    ...(urgent > 0 ? [`${urgent === 1 ? 'One urgent enquiry that they have accepted stays' : `${urgent} urgent enquiries that they have accepted stay`} with them: decide who has ${urgent === 1 ? 'it' : 'them'}.`] : []),
    ...withoutManagerWords({ enquiries: bare, urgent: bareUrgent, workers: bareWorkers, ...(bareFrom !== undefined && { from: bareFrom }), ...(noneFrom !== undefined && { noneFrom }) }, now),
    ...(from && to ? [`They were on call: nobody who can be rung is now ${from <= now ? 'until' : `from ${londonMoment(from, now)} to`} ${londonMoment(to, now)}${uncovered > 1 ? `, and at ${uncovered - 1} more ${uncovered === 2 ? 'time' : 'times'}` : ''}. Put somebody else on the on-call list.`] : []),
    ...(coverAway ? ['Whoever stands in is on leave too on some of these days: agree who has the work then.'] : []),
    ...(left ? ['Some of the work could not be moved just now. It is tried again by itself; look again in a minute.'] : []),
  ].join(' ')
}

/** What nobody at work answers for, and what comes of it for whoever is to be given something. */
function withoutManagerWords({ enquiries, urgent, workers, from, noneFrom }: WithoutManager, now: Date): readonly string[] {
  const since = from === undefined || from <= londonDay(now) ? '' : `from ${dayInWords(from)} `
  const ofThem = urgent === 0 ? '' : enquiries === 1 ? ', which is urgent,' : `, ${urgent} of them urgent,`
  const given = workers === 0 ? '' : `${workers === 1 ? 'one social worker has' : `${workers} social workers have`} no manager at work and ${workers === 1 ? 'is' : 'are'} given nothing.`
  return [
    ...(enquiries === 0 ? [] : [capital(`${since}${enquiries === 1 ? 'one open enquiry' : `${enquiries} open enquiries`}${ofThem} ${enquiries === 1 ? 'stays' : 'stay'} under nobody at work: name a cover for the manager’s leave, or give ${enquiries === 1 ? 'it' : 'them'} to others.`)]),
    ...(noneFrom === undefined ? given === '' ? [] : [capital(`${since}${given}`)] : [`No manager is at work${noneFrom <= londonDay(now) ? '' : ` from ${dayInWords(noneFrom)}`}: nothing can be given to anybody until one is.`]),
  ]
}
