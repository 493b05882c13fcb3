import { z } from 'zod'
import { type CallEvent, type KeyedStep, LAST_ATTEMPT } from '../call/callEvent'

/** Twilio adds fields as it pleases: only those that we read are checked, and the rest is dropped. */
const seconds = z.coerce.number().int().min(0).max(86_400).optional().catch(undefined)
const sid = z.string().min(1).max(64)

const anyWebhook = z.object({
  CallSid: sid,
  AccountSid: sid,
  From: z.string().max(512).optional(),
})
const keyed = anyWebhook.extend({ Digits: z.string().default('').transform((digits) => digits.slice(0, 32)) })
const message = anyWebhook.extend({ RecordingSid: sid.optional(), RecordingDuration: seconds })
const recording = anyWebhook.extend({ RecordingSid: sid, RecordingStatus: z.string().max(64), RecordingDuration: seconds })
const status = anyWebhook.extend({ CallStatus: z.string().max(64), CallDuration: seconds })

/** How a call's status reads once it is over. */
const FINAL_STATUSES = ['completed', 'busy', 'failed', 'no-answer', 'canceled']

const attempt = z.coerce.number().int().min(1).max(LAST_ATTEMPT).catch(1)

/** The name and account that a webhook speaks for, and its caller as received. @throws ZodError */
export const readWebhook = (form: unknown) => anyWebhook.parse(form)

/** @throws ZodError */
export function readKeyedStep(kind: KeyedStep['kind'], form: unknown, query: Readonly<Record<string, unknown>>): KeyedStep {
  return { kind, attempt: attempt.parse(query['attempt']), digits: keyed.parse(form).Digits }
}

/** @throws ZodError */
export function readMessage(form: unknown): Extract<CallEvent, { kind: 'message' }> {
  const { RecordingSid, RecordingDuration } = message.parse(form)
  return { kind: 'message', ...optional('recordingSid', RecordingSid), ...optional('duration', RecordingDuration) }
}

/** @throws ZodError */
export function readRecording(form: unknown): Extract<CallEvent, { kind: 'recording' }> {
  const { RecordingSid, RecordingStatus, RecordingDuration } = recording.parse(form)
  return {
    kind: 'recording',
    recordingSid: RecordingSid,
    status: RecordingStatus === 'completed' || RecordingStatus === 'absent' ? RecordingStatus : 'other',
    ...optional('duration', RecordingDuration),
  }
}

/** @throws ZodError */
export function readStatus(form: unknown): Extract<CallEvent, { kind: 'status' }> {
  const { CallStatus, CallDuration } = status.parse(form)
  return {
    kind: 'status',
    status: CallStatus,
    final: FINAL_STATUSES.includes(CallStatus),
    ...optional('duration', CallDuration),
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : record(key, value)

function record<K extends string, V>(key: K, value: V): { [key in K]?: V } {
  const made: { [key in K]?: V } = {}
  made[key] = value
  return made
}
