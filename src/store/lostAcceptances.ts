import type { Connection } from 'mongoose'
import { hadBegun, type Leave, leaveOn } from '../domain/leave'
import { londonDay } from '../domain/workingDays'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'
import { takeAcceptancesBack } from './takeAcceptancesBack'

/**
 * What was accepted by somebody who is not there for it any more waits anew to be accepted: by whoever's account was closed, where that
 * process died over it; and, once the service is open on a day of it, by whoever is on a leave that hands their work over, where the
 * enquiry itself is not theirs and goes to no cover.
 * @param isOpen whether the service is open at that moment: what is in hand is not begun anew at night for a leave
 * @returns of how many
 */
export async function endLostAcceptances(connection: Connection, at: Date, isOpen: boolean): Promise<number> {
  const closed = await staffModel(connection).distinct('_id', { active: false })
  const ofClosed = await takeAcceptancesBack(intakeModel(connection), {}, closed, at)
  return ofClosed + (isOpen ? await endThoseOnLeave(connection, at) : 0)
}

async function endThoseOnLeave(connection: Connection, at: Date): Promise<number> {
  const today = londonDay(at)
  const away = { leave: { $elemMatch: { from: { $lte: today }, to: { $gte: today }, handOver: { $exists: true } } } }
  const people = await staffModel(connection).find(away, { leave: 1 }).lean<Pick<StaffDocument, '_id' | 'leave'>[]>()
  let ended = 0
  for (const { _id, leave = [] } of people) {
    const handsOver = leaveOn(leave.filter(({ handOver }) => handOver !== undefined), today)
    if (handsOver) ended += await endBefore(connection, _id, handsOver, at)
  }
  return ended
}

/** What they took on while on leave, they know of and keep; whoever it went to since is asked to take it over. */
async function endBefore(connection: Connection, staffId: string, leave: Leave, at: Date): Promise<number> {
  const intakes = intakeModel(connection)
  const accepted = { status: 'accepted' as const, 'acceptance.by': staffId, 'allocation.socialWorker': { $ne: staffId } }
  const found = await intakes.find(accepted, { acceptance: 1, allocation: 1 }).lean<Pick<IntakeDocument, '_id' | 'acceptance' | 'allocation'>[]>()
  let ended = 0
  for (const { _id, acceptance, allocation } of found) {
    const wentToAnother = allocation && acceptance && allocation.at > acceptance.at
    if (!acceptance || wentToAnother || hadBegun(leave, acceptance.at)) continue
    ended += await takeAcceptancesBack(intakes, { _id, 'acceptance.at': acceptance.at, 'allocation.socialWorker': { $ne: staffId } }, [staffId], at)
  }
  return ended
}
