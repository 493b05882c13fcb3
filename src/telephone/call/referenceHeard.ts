import { tellsReference } from './callAnswer'
import type { CallEventEntry } from './ports'

/**
 * Whether the caller heard their reference by this answer. Events from before it was noted what came late say only what
 * was answered; then a message that ended by hanging up was answered like any other, so that one proves nothing.
 */
export const isReferenceHeard = ({ answer, late }: CallEventEntry): boolean =>
  tellsReference(answer) && (late === undefined ? answer.kind !== 'message_kept' : !late)
