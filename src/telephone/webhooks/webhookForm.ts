import { z } from 'zod'
import { LANGUAGES } from '../../domain/telephony'
import { isFinalStatus } from '../call/finalStatus'
import { type CallbackStep, type CallbackStepKind, type CallEvent, LAST_ATTEMPT, type MenuStep, type QueueResult } from '../call/callEvent'

/** Twilio adds fields as it pleases: only those that we read are checked, and the rest is dropped. */
const seconds = z.coerce.number().int().min(0).max(86_400).optional().catch(undefined)
const sid = z.string().min(1).max(64)

const anyWebhook = z.object({
  CallSid: sid,
  AccountSid: sid,
  From: z.string().max(512).optional().catch(undefined),
})
const keyed = anyWebhook.extend({ Digits: z.string().default('').transform((digits) => digits.slice(0, 32)) })
const waiting = anyWebhook.extend({
  QueueTime: z.coerce.number().int().min(0).max(86_400),
  QueuePosition: z.coerce.number().int().min(1).max(100_000).catch(1),
  AvgQueueTime: seconds,
})
const left = anyWebhook.extend({ QueueResult: z.string().max(64).catch(''), QueueTime: seconds, CallStatus: z.string().max(64).catch('') })
const message = anyWebhook.extend({ RecordingSid: sid.optional(), RecordingDuration: seconds, Digits: z.string().max(64).optional().catch(undefined) })
const recording = anyWebhook.extend({ RecordingSid: sid, RecordingStatus: z.string().max(64), RecordingDuration: seconds })
const status = anyWebhook.extend({ CallStatus: z.string().max(64), CallDuration: seconds })

const language = z.enum(LANGUAGES).catch('en')

/** `bridged` comes once the two have parted; anything that we do not know means that the caller still needs an answer. */
const QUEUE_RESULTS: ReadonlyMap<string, QueueResult> = new Map([
  ['bridged', 'bridged'], ['bridging-in-process', 'bridged'], ['hangup', 'hangup'], ['leave', 'leave'],
  ['redirected', 'redirected'], ['redirected-from-bridged', 'redirected'],
])

/** In place of a key, where a message ended because its caller hung up. */
const HUNG_UP = 'hangup'

const attempt = z.coerce.number().int().min(1).max(LAST_ATTEMPT).catch(1)

/** The name and account that a webhook speaks for, and its caller as received. @throws ZodError */
export const readWebhook = (form: unknown) => anyWebhook.parse(form)

type Query = Readonly<Record<string, unknown>>

/** @throws ZodError */
export const readMenuStep = (form: unknown, query: Query): MenuStep =>
  ({ kind: 'menu', language: language.parse(query['lang']), attempt: attempt.parse(query['attempt']), digits: keyed.parse(form).Digits })

/** @throws ZodError */
export const readCallbackStep = (kind: CallbackStepKind, form: unknown, query: Query): CallbackStep =>
  ({ kind, fromQueue: query['from'] === 'queue', attempt: attempt.parse(query['attempt']), digits: keyed.parse(form).Digits })

/** @throws ZodError */
export function readWait(form: unknown): Extract<CallEvent, { kind: 'wait' }> {
  const { QueueTime, QueuePosition, AvgQueueTime } = waiting.parse(form)
  return { kind: 'wait', queueTime: QueueTime, position: QueuePosition, ...optional('averageWait', AvgQueueTime) }
}

/** @throws ZodError */
export const readQueueChoice = (form: unknown): Extract<CallEvent, { kind: 'queue_choice' }> =>
  ({ kind: 'queue_choice', digits: keyed.parse(form).Digits })

/** @throws ZodError */
export function readQueueLeft(form: unknown): Extract<CallEvent, { kind: 'queue_left' }> {
  const { QueueResult: told, QueueTime, CallStatus } = left.parse(form)
  return { kind: 'queue_left', result: QUEUE_RESULTS.get(told) ?? 'failed', queueTime: QueueTime ?? 0, ...(isFinalStatus(CallStatus) && { hungUp: true }) }
}

/** @throws ZodError */
export function readMessage(form: unknown): Extract<CallEvent, { kind: 'message' }> {
  const { RecordingSid, RecordingDuration, Digits } = message.parse(form)
  return {
    kind: 'message',
    ...optional('recordingSid', RecordingSid),
    ...optional('duration', RecordingDuration),
    ...(Digits === HUNG_UP && { hungUp: true }),
  }
}

/** @throws ZodError */
export const readTextChoice = (form: unknown): Extract<CallEvent, { kind: 'text_choice' }> =>
  ({ kind: 'text_choice', digits: keyed.parse(form).Digits })

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
    final: isFinalStatus(CallStatus),
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
