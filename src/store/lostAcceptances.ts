import type { Connection } from 'mongoose'
import { hadBegun, type Leave, leaveOn } from '../domain/leave'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { londonDay } from '../domain/workingDays'
import { raiseCardsFor } from './absentHolders'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'
import { takeAcceptancesBack } from './takeAcceptancesBack'
import { takeWhereBarDied } from './takeFromBarred'

/**
 * What was accepted by somebody who is not there for it any more waits anew to be accepted: by whoever's account was closed, where that
 * process died over it, or they got the enquiry in that moment, and what they have beside has its card; the same of whoever is barred from
 * it, where that process died; and, once the service is open on a day of it, by whoever is on a leave that hands their work over, where
 * the enquiry itself is not theirs and goes to no cover.
 * @param isOpen whether the service is open at that moment: what is in hand is not begun anew at night for a leave
 * @returns of how many, those of whoever is barred not among them
 */
export async function endLostAcceptances(connection: Connection, at: Date, isOpen: boolean): Promise<number> {
  const intakes = intakeModel(connection)
  const closed = await staffModel(connection).distinct('_id', { active: false })
  const ofClosed = await takeAcceptancesBack(intakes, {}, closed, at)
  await takeWhereBarDied(intakes, at)
  for (const staffId of await holdersAmong(intakes, closed)) await raiseCardsFor(connection, staffId, at)
  return ofClosed + (isOpen ? await endThoseOnLeave(connection, at) : 0)
}

/** Those of these people who have an open enquiry as its social worker or manager, or are on one as an officer. */
async function holdersAmong(intakes: IntakeModel, staffIds: readonly string[]): Promise<ReadonlySet<string>> {
  const open = { status: { $in: OPEN_STATUSES } }
  const has = async (path: string, of: object = {}): Promise<unknown[]> => intakes.distinct(path, { ...of, ...open, [path]: { $in: [...staffIds] } })
  const found = staffIds.length === 0 ? [] : await Promise.all([
    has('allocation.socialWorker'), has('allocation.manager'), ...SECOND_ROLES.map(async (role) => has(`seconds.${role}.acceptance.by`, { secondRoles: role })),
  ])
  const holders = new Set(found.flat())
  return new Set(staffIds.filter((one) => holders.has(one)))
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
