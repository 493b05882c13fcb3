import type { EndingKind } from '../domain/caseEnding'
import type { ChildKind } from '../domain/child'
import type { HandoverKind } from '../domain/handover'
import type { RoutingKind } from '../domain/routing'
import type { SecondKind } from '../domain/secondProfessionals'
import type { LinkKind } from '../domain/thread'
import type { HistoryEntry } from './ports'
import { CATEGORY_NAMES, DISPOSITION_NAMES, outcomeWords, TASK_WORDS } from './words'

/** What the history says of each thing that was done: one line, with the other's reference or name where there is one. */
export const LINK_TITLES: Readonly<Record<LinkKind, (other: string) => string>> = {
  same_child: (other) => `Linked to ${other}: the same child, another agency’s enquiry`,
  sibling: (other) => `Linked to ${other}: a sibling`,
}

export const HANDOVER_TITLES: Readonly<Record<HandoverKind, (other: string) => string>> = {
  given: (other) => `Given to ${other}`,
  transfer_offered: (other) => `Offered to ${other}`,
  transfer_accepted: (other) => `Taken over from ${other}`,
  transfer_refused: (other) => `Offer of ${other} refused`,
  transfer_expired: (other) => `Offer to ${other} ran out`,
  transfer_away: (other) => `Offer to ${other} ended, who is not at work`,
  transfer_withdrawn: (other) => `Offer to ${other} ended, as the join was taken back`,
  covered: (other) => `Given to the cover for a leave: ${other}`,
  cover_ended: (other) => `Given back after a leave to ${other}`,
  came_along: (other) => `Goes to ${other}, who has what it belongs with`,
  given_back: (other) => `Given back to ${other}, who had it before`,
  acceptance_ended: (other) => `${other}, who had accepted this, is not there for it any more`,
  callback_left: (other) => `${other}, who had taken the call-back, is not there for it any more`,
  taking_ended: (other) => `${other}, who had taken this on its list, is not there for it any more`,
  unbarred: (other) => `Conflict of interest taken back: ${other} may open this again`,
  barred: (other) => `Conflict of interest: ${other} cannot open this`,
}

export const SECOND_TITLES: Readonly<Record<SecondKind, (role: string, other: string) => string>> = {
  second_accepted: (role) => `Taken on as ${role}`,
  second_named: (role, other) => `${other} named as ${role}`,
  second_handed_back: (role, other) => (other ? `Taken from ${other}, ${role}` : `Given back as ${role}`),
  second_gone: (role, other) => `${other} cannot be on it as ${role} any more`,
  second_on_leave: (role, other) => `${other} is on leave, and not on it as ${role} any more`,
  second_not_needed: (role) => `Found to need no ${role}`,
}

export const CHILD_TITLES: Readonly<Record<ChildKind, (child: string) => string>> = {
  child_recorded: (child) => `The child recorded as ${child}`,
  child_chosen: (child) => `Found to be about the child of record ${child}`,
  child_taken_off: (child) => `Taken off the record of child ${child}`,
}

export function routingTitle({ kind, category, outcome, other }: Extract<HistoryEntry, { kind: RoutingKind }>): string {
  switch (kind) {
    case 'category_confirmed':
      return `Found to be about: ${category ? CATEGORY_NAMES[category] : ''}`
    case 'rerouted':
      return `Put on another list: ${category ? CATEGORY_NAMES[category] : ''}`
    case 'brought_back':
      return 'Brought back to the queue'
    case 'came_back':
      return other ? `Came back by itself: ${other} belongs with it and may concern a child` : 'Came back by itself: it may concern a child'
    case 'route_taken':
      return 'Taken to be answered'
    case 'closed':
      return `Ended${outcome ? `: ${outcomeWords({ outcome })}` : ''}`
    default:
      return kind satisfies never
  }
}

export function endingTitle({ kind, byName, outcomeName = '', other }: Extract<HistoryEntry, { kind: EndingKind }>): string {
  switch (kind) {
    case 'ended':
      return other ? `Ended along with ${other}: ${outcomeName}` : `Ended: ${outcomeName}`
    case 'reopened':
      if (byName !== '') return other ? `Reopened: it was ended along with ${other}, which it does not belong with` : 'Reopened'
      return other ? `Reopened by itself: ${other} came to belong with it` : 'Reopened by itself: there is something new to see to'
    case 'duplicate_of':
      return `Ended as a duplicate of ${other}`
    case 'named_duplicate':
      return `${other} was ended as a duplicate of this`
    default:
      return kind satisfies never
  }
}

export function noteTitle({ disposition, closes }: Extract<HistoryEntry, { kind: 'note' }>): string {
  if (disposition) return `Note of the conversation: ${DISPOSITION_NAMES[disposition]}`
  return closes ? `Closed: ${TASK_WORDS[closes.kind].title}` : 'Note'
}
