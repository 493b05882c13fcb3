import type { Availability } from '../domain/availability'
import type { DutyFacts } from '../domain/duty'
import type { OnCallFacts } from '../domain/onCall'
import type { StaffDocument } from './staffModel'

/** The parts of a member of staff's document that duty is decided on. */
export const DUTY_FIELDS = { active: 1, onRota: 1, pattern: 1, leave: 1, availability: 1 } as const

export type DutyDocument = Pick<StaffDocument, keyof typeof DUTY_FIELDS>

export const toDutyFacts = ({ active, onRota, pattern, leave = [], availability }: DutyDocument): DutyFacts => ({
  active, onRota, leave, availability: toAvailability(availability), ...(pattern && { pattern }),
})

export const toOnCallFacts = ({ onCall = false, onCallTimes = [], leave = [] }: Pick<StaffDocument, 'onCall' | 'onCallTimes' | 'leave'>): Omit<OnCallFacts, 'phone'> =>
  ({ alwaysOnCall: onCall, onCallTimes, leave })

export const toAvailability = (said: StaffDocument['availability']): Availability =>
  said ? { kind: said.kind, ...(said.until && { until: said.until }) } : { kind: 'by_rota' }

/** Said with every change of what allocation decides on, so that a decision on older facts does not stand. */
export const FACTS_CHANGED = { $inc: { factsVersion: 1 } } as const
