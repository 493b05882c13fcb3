import type { Connection } from 'mongoose'
import type { Placed } from '../allocation/allocationLedger'
import type { Candidate, People, Supervisor } from '../allocation/candidate'
import type { CaseWeights } from '../domain/allocation'
import { NO_SKILLS } from '../domain/skills'
import { bareCollection } from './bareCollection'
import { barredInThread } from './barred'
import { loadsOf } from './keptLoads'
import { intakeModel } from './intakeModel'
import { DUTY_FIELDS, type DutyDocument, toDutyFacts } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

const FIELDS = {
  ...DUTY_FIELDS, name: 1, role: 1, managerId: 1, skills: 1, caseloadLimit: 1, promised: 1, lastAllocatedAt: 1, factsVersion: 1,
  counted: 1, countAfreshUntil: 1,
} as const

type PersonDocument = DutyDocument
  & Pick<StaffDocument, '_id' | 'name' | 'role' | 'managerId' | 'skills' | 'caseloadLimit' | 'promised' | 'lastAllocatedAt' | 'factsVersion' | 'counted' | 'countAfreshUntil'>

/**
 * Everybody who may have an enquiry, as they stand towards it. Their documents are read before what they carry: a pair
 * that is written in between then shows as a promise or as an enquiry, and never as neither.
 */
export async function readPeople(connection: Connection, intake: Placed, weights: CaseWeights, now: Date): Promise<People> {
  const [staff, barred] = await Promise.all([
    bareCollection(staffModel(connection)).find<PersonDocument>({ role: { $in: ['social_worker', 'manager'] } }, { projection: FIELDS }).toArray(),
    barredInThread(intakeModel(connection), intake),
  ])
  const workers = staff.filter(({ role }) => role === 'social_worker')
  const loads = await loadsOf(intakeModel(connection), workers, weights, now)
  return {
    workers: workers.map((worker) => toCandidate(worker, barred, loads.get(worker._id) ?? 0)),
    managers: staff.filter(({ role }) => role === 'manager').map((manager) => toPerson(manager, barred)),
  }
}

const toPerson = (one: PersonDocument, barred: ReadonlySet<string>): Supervisor =>
  Object.freeze({ ...toDutyFacts(one), id: one._id, name: one.name, barred: barred.has(one._id) })

function toCandidate(one: PersonDocument, barred: ReadonlySet<string>, load: number): Candidate {
  const { managerId, skills = NO_SKILLS, caseloadLimit: limit, lastAllocatedAt, factsVersion: version } = one
  return Object.freeze({
    ...toPerson(one, barred), skills, load, limit, version,
    ...(managerId !== undefined && { managerId }), ...(lastAllocatedAt && { lastAllocatedAt }),
  })
}
