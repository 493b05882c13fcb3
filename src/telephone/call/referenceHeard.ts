import { endsWithReference, tellsReference } from './callAnswer'
import { isFinalStatus } from './finalStatus'
import type { CallEventEntry } from './ports'
import { isFirstRound } from './toldEarly'

/** Spelling it out once takes about so long; and with what stands before it in the first round of holding. */
const SPELT_OUT_MS = 8_000
const SPELT_OUT_IN_ROUND_MS = 25_000

/**
 * Whether the caller heard their reference, as far as we know: by an answer that tells it to whoever listens; before the
 * tone, when they reached it, or after it, when they said nothing and were still there at its end; in the first round of holding, when they were there until it had been spelt out; or after a talk, when
 * they were still there then.
 */
export const isReferenceHeard = (events: readonly CallEventEntry[]): boolean =>
  events.some(isHeardOut) ||
  (isTold(events, 'record') && events.some(({ key }) => /^(message|recording):/.test(key))) ||
  isHeardInSilence(events) || isHeardWhileHolding(events) || isHeardAfterTalk(events)

/**
 * Whether nobody read it to them, however long they stayed: they rang while the store was away, or what would have told it, or all of the
 * call, was taken in later than it happened. They have none.
 */
export const isReferenceUnspoken = (events: readonly CallEventEntry[]): boolean =>
  !events.some(({ answer, late }) => !late && tellsReference(answer)) &&
  events.some(({ key, answer, late }) => late === true && (key === 'voice' || tellsReference(answer) || events.every((one) => one.late)))

/**
 * Events from before it was noted what came late say only what was answered; then a message that ended by hanging up was
 * answered like any other, so that one proves nothing.
 */
const isHeardOut = ({ answer, late }: CallEventEntry): boolean =>
  endsWithReference(answer) && answer.kind !== 'after_talk' && (late === undefined ? answer.kind !== 'message_kept' : !late)

/** Nothing was said at the tone, after which it is read out, and then the network asks what comes next: of who is there, and only of them. */
const isHeardInSilence = (events: readonly CallEventEntry[]): boolean =>
  events.some(({ answer, late }) => answer.kind === 'record' && !late) && events.some(({ key }) => key.startsWith('text_choice:'))

/** An adviser rings off first, or the caller does and is gone by the time that this is spoken; until the call is over nobody knows. */
function isHeardAfterTalk(events: readonly CallEventEntry[]): boolean {
  const told = events.find(({ answer, late }) => answer.kind === 'after_talk' && !late)
  if (!told) return false
  if (events.some(({ key }) => key.startsWith('text_choice:'))) return true
  const ends = events.flatMap(({ key, at }) => (isFinalStatus(/^status:(.*)$/.exec(key)?.[1] ?? '') ? [at.getTime()] : []))
  return ends.length > 0 && Math.min(...ends) >= told.at.getTime() + SPELT_OUT_MS
}

/** They were there for another round, left the queue, or were taken from it, when it had been spelt out. */
function isHeardWhileHolding(events: readonly CallEventEntry[]): boolean {
  const told = toldBy(events, 'wait').toSorted((a, b) => secondsOf(b.key) - secondsOf(a.key))[0]
  if (!told) return false
  const spelt = told.at.getTime() + SPELT_OUT_IN_ROUND_MS
  return events.some(({ key, at }) =>
    (key.startsWith('wait:') && !isFirstRound(secondsOf(key))) ||
    (LEFT_BY_THEMSELVES.test(key) && secondsOf(key) >= secondsOf(told.key) + SPELT_OUT_IN_ROUND_MS / 1_000) ||
    (key.startsWith('connected:') && at.getTime() >= spelt))
}

const isTold = (events: readonly CallEventEntry[], kind: 'record' | 'wait'): boolean => toldBy(events, kind).length > 0

const toldBy = (events: readonly CallEventEntry[], kind: 'record' | 'wait'): readonly CallEventEntry[] =>
  events.filter(({ answer, late }) => answer.kind === kind && tellsReference(answer) && !late)

const LEFT_BY_THEMSELVES = /^queue_left:(hangup|leave|redirected):/

/** How long the caller had waited when the network asked for one more round, or when they left the queue. */
const secondsOf = (key: string): number => Number(/^(?:wait|queue_left:[a-z]+):(\d+)/.exec(key)?.[1] ?? 0)
