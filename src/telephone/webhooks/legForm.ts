import { z } from 'zod'
import { LAST_ROUND, type LegEvent } from '../legs/legEvent'
import { LEG_STATUSES } from '../legs/settleLegs'

const sid = z.string().min(1).max(64)
const anyLeg = z.object({ CallSid: sid })
const keyed = anyLeg.extend({ Digits: z.string().default('').transform((digits) => digits.slice(0, 32)) })
const status = anyLeg.extend({
  CallStatus: z.string().max(64),
  SequenceNumber: z.coerce.number().int().min(0).max(10_000).optional().catch(undefined),
})
const dialled = z.object({ CallSid: sid, DialCallStatus: z.string().max(64).default(''), DialBridged: z.string().max(8).optional() })
const round = z.coerce.number().int().min(1).max(LAST_ROUND).catch(1)

type Query = Readonly<Record<string, unknown>>

/** @throws ZodError, as do the others */
export const readLegAnswered = (form: unknown): LegEvent => ({ kind: 'answered', callSid: anyLeg.parse(form).CallSid })

export function readLegKey(form: unknown): LegEvent {
  const { CallSid, Digits } = keyed.parse(form)
  return { kind: 'key', callSid: CallSid, digits: Digits }
}

/** Of a call-back, `completed` says that the caller's telephone was answered, by whomever. */
export function readLegParted(form: unknown, query: Query): LegEvent {
  const { DialCallStatus, DialBridged } = dialled.parse(form)
  const talked = DialBridged === undefined ? DialCallStatus === 'completed' || DialCallStatus === 'answered' : DialBridged === 'true'
  return { kind: 'parted', round: round.parse(query['round']), talked }
}

/** A status that we do not know tells only that the leg is there. */
export function readLegStatus(form: unknown): LegEvent {
  const { CallSid, CallStatus, SequenceNumber } = status.parse(form)
  return {
    kind: 'status', callSid: CallSid, status: LEG_STATUSES.get(CallStatus) ?? 'under_way',
    ...(SequenceNumber !== undefined && { sequence: SequenceNumber }),
  }
}

/** Of the caller who is rung back, only being answered counts: how they parted is told of the worker's own leg. */
export function readCallerStatus(form: unknown): LegEvent | undefined {
  const { CallSid, CallStatus } = status.parse(form)
  return LEG_STATUSES.get(CallStatus) === 'answered' ? { kind: 'connected', callerSid: CallSid } : undefined
}

/** The caller who was taken off the queue, and the leg that took them. */
export const readConnected = (form: unknown, query: Query) => ({
  callSid: anyLeg.parse(form).CallSid,
  legId: z.string().min(1).max(64).optional().catch(undefined).parse(query['leg']),
})
