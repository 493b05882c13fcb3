import { type ChildConcernSign, childConcernSigns } from '../domain/childConcern'
import type { RoutableIntake } from './ports'

export const NOT_READ = 'Nobody has read this enquiry yet: read it and set its priority first.'

/** Why an enquiry cannot be passed on as it stands, whoever asks; undefined when it can. */
export function obstacleToRerouting({ status, read, unfinished, threadUnread }: RoutableIntake): string | undefined {
  if (status === 'rerouted' || status === 'closed') return 'This enquiry has left the queue already.'
  if (!read || status === 'received') return NOT_READ
  if (read.priority === 'urgent') return 'An urgent enquiry cannot be passed on. If it is not urgent, a manager lowers its priority first, with a reason.'
  if (unfinished) return 'Something of this enquiry is still to be heard, opened or answered: clear its cards first.'
  return threadUnread ? 'Another message that belongs with this has not been read yet: read it first.' : undefined
}

/** Why it may be about a child by itself: what was found, and what people said. */
export const ownSignsOf = ({ read, said }: Pick<RoutableIntake, 'read' | 'said'>): readonly ChildConcernSign[] => [...(read ? childConcernSigns(read) : []), ...said]

/** The same, what belongs with it included. */
export const signsOf = ({ threadConcern, ...own }: Pick<RoutableIntake, 'read' | 'said' | 'threadConcern'>): readonly ChildConcernSign[] =>
  [...ownSignsOf(own), ...(threadConcern ? [{ kind: 'thread' } as const] : [])]
