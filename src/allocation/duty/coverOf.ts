import { dayInWords } from '../../domain/dayInWords'
import type { LeaveProblem, LeaveWish } from '../../domain/dutyBoard'
import { leaveOn } from '../../domain/leave'
import type { Day } from '../../domain/workingDays'
import type { StaffFacts, StaffWithLeave } from './ports'

interface CoverDeps {
  readonly staff: Pick<StaffFacts, 'find'>
}

interface Found {
  readonly cover?: StaffWithLeave | undefined
  readonly problems: readonly LeaveProblem[]
}

/**
 * Who was chosen to stand in, and what stands against it: they have to be able to do the same work, and somebody has to be there on the
 * day on which it goes over.
 */
export async function coverOf({ staff }: CoverDeps, person: StaffWithLeave, { coverId, handOver, day }: Pick<LeaveWish, 'coverId' | 'handOver'> & { readonly day: Day }): Promise<Found> {
  if (coverId === undefined) return { problems: handOver ? [{ field: 'cover', text: 'Select who takes over the open work' }] : [] }
  const cover = await staff.find(coverId)
  const text = cover?.active ? unfitWords(person, cover) ?? (await absenceWords(staff, person, cover, day)) : 'Select somebody whose account is in use'
  return { cover, problems: text === undefined ? [] : [{ field: 'cover', text }] }
}

function unfitWords(person: StaffWithLeave, cover: StaffWithLeave): string | undefined {
  if (cover.id === person.id) return 'Somebody else has to stand in'
  if (cover.role !== person.role) return `${cover.name} does not have the same role as ${person.name}`
  // A manager need not be on the rota to supervise.
  const isOffRota = cover.role === 'social_worker' && cover.rota.kind === 'off'
  return isOffRota ? `${cover.name} is not on the rota. Choose somebody else, or put them on it first` : undefined
}

/** Nobody is there on a day where the cover, and the cover's cover, are on leave too. Later days on which they are away may still be settled. */
async function absenceWords(staff: CoverDeps['staff'], person: StaffWithLeave, cover: StaffWithLeave, day: Day): Promise<string | undefined> {
  const own = leaveOn(cover.leave, day)
  if (!own) return undefined
  const asked = new Set([person.id])
  let last: StaffWithLeave | undefined = cover
  while (last && !asked.has(last.id)) {
    asked.add(last.id)
    const leave = leaveOn(last.leave, day)
    if (!leave) return undefined
    last = leave.coverId === undefined ? undefined : await staff.find(leave.coverId)
  }
  const standsIn = last?.id === person.id ? person.name : 'nobody'
  return `${cover.name} is on leave too until ${dayInWords(own.to)}, and ${standsIn} stands in for them. Choose somebody else, or end that leave first`
}
