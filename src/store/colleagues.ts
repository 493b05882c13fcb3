import type { Connection } from 'mongoose'
import type { Colleagues } from '../domain/handover'
import { leaveOn } from '../domain/leave'
import type { Role } from '../domain/roles'
import { londonDay } from '../domain/workingDays'
import { type StaffDocument, staffModel } from './staffModel'

const OPENS_ENQUIRIES: Role[] = ['duty', 'social_worker', 'manager', 'police_liaison', 'immigration_officer']

/** Whom enquiries can be given to, and who could open one, as they stand at that moment. */
export async function colleagues(connection: Connection, at: Date): Promise<Colleagues> {
  const found = await staffModel(connection)
    .find({ active: true, role: { $in: OPENS_ENQUIRIES } }, { name: 1, email: 1, role: 1, leave: 1 }).sort({ name: 1, _id: 1 }).lean<Pick<StaffDocument, '_id' | 'name' | 'email' | 'role' | 'leave'>[]>()
  const people = found.map(({ _id: staffId, name, email, role, leave = [] }) => {
    const away = leaveOn(leave, londonDay(at))
    return { staffId, name, email, role, ...(away && { awayUntil: away.to }) }
  })
  return { workers: people.filter(({ role }) => role === 'social_worker'), everybody: people }
}
