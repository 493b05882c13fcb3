import { earliest } from '../../domain/earliest'
import type { Callback, CallbackTime, CallSituation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { ownNumber } from './callbackQuestions'
import type { CallbackStep } from './callEvent'
import { ringableNumber } from './phoneNumbers'

const TIMES: ReadonlyMap<string, CallbackTime> = new Map([['1', 'any'], ['2', 'morning'], ['3', 'afternoon'], ['4', 'evening']])

/** What the keys said about the call-back; empty when they said nothing that we asked for. */
export function learntFrom(step: CallbackStep): Partial<Callback> {
  const learnt = saidBy(step)
  return step.fromQueue && learnt.source !== undefined ? { ...learnt, numberSaidInQueue: true } : learnt
}

function saidBy({ kind, digits }: CallbackStep): Partial<Callback> {
  switch (kind) {
    case 'callback_number': {
      const number = ringableNumber(digits)
      return number === undefined ? {} : { source: 'keyed', number }
    }
    case 'callback_confirm':
      return digits === '1' || digits === '2' ? { source: digits === '1' ? 'own' : 'declined' } : {}
    case 'callback_safety':
      return yesOrNo(digits, (safe) => ({ safe }))
    case 'callback_time': {
      const time = TIMES.get(digits)
      return time ? { time } : {}
    }
    case 'callback_other':
      return yesOrNo(digits, (mayNameUs) => ({ mayNameUs }))
    default:
      return unreachable(kind)
  }
}

const yesOrNo = (digits: string, learn: (answer: 'yes' | 'no') => Partial<Callback>): Partial<Callback> =>
  digits === '1' || digits === '2' ? learn(digits === '1' ? 'yes' : 'no') : {}

const SOURCE_RANK = { own: 0, declined: 1, keyed: 2 } as const
/** Whoever comes from the queue was asked anew. */
const IN_QUEUE_RANK = 3
const TIME_RANK: readonly (CallbackTime | undefined)[] = [undefined, 'any', 'morning', 'afternoon', 'evening']

/**
 * A keyed number outranks a declined one, and that the number of the call; what was said in the queue outranks all that
 * was said before. The careful answer outranks the other.
 */
export function askedForCallback(call: CallSituation, at: Date, learnt: Partial<Callback>): CallSituation {
  const known = call.callback
  const wish = sourceRank(learnt) > sourceRank(known) ? learnt : (known ?? learnt)
  const source = wish.source ?? 'own'
  const number = numberFrom(source, call, wish.number)
  const time = TIME_RANK[Math.max(TIME_RANK.indexOf(known?.time), TIME_RANK.indexOf(learnt.time))]
  return {
    ...call,
    queuedAt: earliest(call.queuedAt, at),
    callback: {
      safe: careful(known?.safe, learnt.safe),
      mayNameUs: careful(known?.mayNameUs, learnt.mayNameUs),
      source,
      ...(number !== undefined && { number }),
      ...(time !== undefined && { time }),
      ...((known?.askedInQueue ?? learnt.askedInQueue) && { askedInQueue: true }),
      ...(wish.numberSaidInQueue && { numberSaidInQueue: true }),
    },
  }
}

const sourceRank = ({ source = 'own', numberSaidInQueue }: Partial<Callback> = {}): number =>
  SOURCE_RANK[source] + (numberSaidInQueue ? IN_QUEUE_RANK : 0)

type Answered = Callback['safe'] | undefined

const careful = (...answers: readonly Answered[]): Callback['safe'] =>
  answers.includes('no') ? 'no' : answers.includes('yes') ? 'yes' : 'not_asked'

function numberFrom(source: 'own' | 'declined' | 'keyed', call: CallSituation, keyed: string | undefined): string | undefined {
  switch (source) {
    case 'own':
      return ownNumber(call)
    case 'declined':
      return undefined
    case 'keyed':
      return keyed
    default:
      return unreachable(source)
  }
}
