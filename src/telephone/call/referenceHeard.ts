import { endsWithReference, tellsReference } from './callAnswer'
import type { CallEventEntry } from './ports'
import { isFirstRound } from './toldEarly'

/**
 * Whether the caller heard their reference, as far as we know: by an answer that tells it to whoever listens; before the
 * tone, when they reached it; or in the first round of holding, when they were there for the next.
 */
export const isReferenceHeard = (events: readonly CallEventEntry[]): boolean =>
  events.some(isHeardOut) ||
  (isTold(events, 'record') && events.some(({ key }) => /^(message|recording):/.test(key))) ||
  (isTold(events, 'wait') && events.some(({ key }) => !isFirstRound(secondsOf(key))))

/**
 * Events from before it was noted what came late say only what was answered; then a message that ended by hanging up was
 * answered like any other, so that one proves nothing.
 */
const isHeardOut = ({ answer, late }: CallEventEntry): boolean =>
  endsWithReference(answer) && (late === undefined ? answer.kind !== 'message_kept' : !late)

const isTold = (events: readonly CallEventEntry[], kind: 'record' | 'wait'): boolean =>
  events.some(({ answer, late }) => answer.kind === kind && tellsReference(answer) && !late)

/** How long the caller had waited when the network asked for one more round. */
const secondsOf = (key: string): number => Number(/^wait:(\d+)/.exec(key)?.[1] ?? 0)
