import { z } from 'zod'
import { LANGUAGES } from '../../domain/telephony'
import { type CallEvent, CALLBACK_STEPS } from '../call/callEvent'
import type { SpooledEvent, SpoolSeal } from './ports'

const text = z.string().max(512)
const seconds = z.number().int().min(0)
const digits = z.string().max(32)
const attempt = z.number().int().min(1)

const callbackStep = z.object({ kind: z.enum(CALLBACK_STEPS), fromQueue: z.boolean(), attempt, digits })

/** One shape for each kind of event: a new kind does not compile until it has one. */
const shapes = {
  voice: z.object({ kind: z.literal('voice') }),
  menu: z.object({ kind: z.literal('menu'), language: z.enum(LANGUAGES), attempt, digits }),
  callback_confirm: callbackStep,
  callback_number: callbackStep,
  callback_safety: callbackStep,
  callback_time: callbackStep,
  callback_other: callbackStep,
  wait: z.object({ kind: z.literal('wait'), queueTime: seconds, position: seconds, averageWait: seconds.exactOptional() }),
  queue_choice: z.object({ kind: z.literal('queue_choice'), digits }),
  queue_left: z.object({
    kind: z.literal('queue_left'), result: z.enum(['bridged', 'hangup', 'leave', 'redirected', 'failed']), queueTime: seconds, hungUp: z.literal(true).exactOptional(),
  }),
  connected: z.object({
    kind: z.literal('connected'),
    conversation: z.object({ staffId: text, name: text, since: z.coerce.date(), legId: text }),
  }),
  message: z.object({ kind: z.literal('message'), recordingSid: text.exactOptional(), duration: seconds.exactOptional(), hungUp: z.literal(true).exactOptional() }),
  text_choice: z.object({ kind: z.literal('text_choice'), digits }),
  recording: z.object({
    kind: z.literal('recording'), recordingSid: text, status: z.enum(['completed', 'absent', 'other']), duration: seconds.exactOptional(),
  }),
  status: z.object({ kind: z.literal('status'), status: text, final: z.boolean(), duration: seconds.exactOptional() }),
} as const satisfies { [K in CallEvent['kind']]: z.ZodType<CallEvent> }

const kindOf = z.object({ kind: z.string().refine((kind) => kind in shapes) })

const event = z.unknown().transform((value, context): CallEvent => {
  const kind = kindOf.safeParse(value)
  const shape = kind.success ? Object.entries(shapes).find(([name]) => name === kind.data.kind)?.[1] : undefined
  const parsed = shape?.safeParse(value)
  if (parsed?.success) return parsed.data
  context.addIssue({ code: 'custom', message: 'is no event of a call' })
  return z.NEVER
})

/** `v` for the form: what an older version left on the disk is read by a newer one. */
const spooled = z.object({
  v: z.literal(1),
  callSid: text,
  caller: z.object({ from: text.exactOptional(), withheld: z.boolean() }),
  at: z.coerce.date(),
  event,
})

/** The event as it goes to the disk. */
export const writeSpooled = (seal: SpoolSeal, kept: SpooledEvent): Buffer => seal.seal(JSON.stringify({ v: 1, ...kept }))

/** @throws when the record was altered, its key is gone, or it is no event of a call */
export function readSpooled(seal: SpoolSeal, record: Buffer): SpooledEvent {
  const { v: _form, ...kept } = spooled.parse(JSON.parse(seal.unseal(record)))
  return kept
}
