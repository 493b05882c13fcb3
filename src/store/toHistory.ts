import type { HistoryEntry } from '../desk/ports'
import { unreachable } from '../domain/unreachable'
import type { HistoryDocument } from './documents/historyDocument'
import type { Sealer } from './seal'
import { SEALED_FIELDS } from './toIntake'

/** A line of an enquiry's history as the desk tells it. @throws when its words do not open */
export function toHistory(intakeId: string, { kind, at, byName, from, to, reason, disposition, closes, other = '', otherId, link, category, outcome, outcomeName, hadBy, manager, role, child }: HistoryDocument, sealer: Sealer): HistoryEntry {
  const words = reason ? sealer.unsealText(intakeId, SEALED_FIELDS.historyReason, reason) : ''
  switch (kind) {
    case 'read_before':
      return { kind, at, proposed: to! }
    case 'allocated_before':
      return { kind, at, to: other, manager: manager! }
    case 'accepted':
      return { kind, at, byName, ...(hadBy && { hadBy }) }
    case 'callback_taken':
      return { kind, at, byName }
    case 'note':
      return { kind, at, byName, note: words, ...(disposition && { disposition }), ...(closes && { closes }) }
    case 'priority_confirmed':
      return { kind, at, byName, ...(from && { from }), to: to!, reason: words }
    case 'joined':
    case 'joined_here':
    case 'suggestion_dismissed':
      return { kind, at, byName, other, ...(otherId !== undefined && { otherId }) }
    case 'join_taken_back':
    case 'link_taken_back':
      return { kind, at, byName, other, reason: words, ...(otherId !== undefined && { otherId }) }
    case 'linked':
      return { kind, at, byName, other, link: link!, ...(otherId !== undefined && { otherId }) }
    case 'given':
    case 'transfer_offered':
    case 'transfer_accepted':
    case 'transfer_refused':
    case 'transfer_expired':
    case 'transfer_away':
    case 'transfer_withdrawn':
    case 'covered':
    case 'cover_ended':
    case 'barred':
    case 'unbarred':
    case 'came_along':
    case 'given_back':
    case 'acceptance_ended':
    case 'callback_left':
    case 'taking_ended':
      return { kind, at, byName, other, reason: words, ...(hadBy && { hadBy }), ...(manager && { manager }) }
    case 'second_accepted':
    case 'second_named':
    case 'second_handed_back':
    case 'second_gone':
    case 'second_on_leave':
    case 'second_not_needed':
      return { kind, at, byName, other, role: role!, reason: words }
    case 'child_recorded':
    case 'child_chosen':
    case 'child_taken_off':
      return { kind, at, byName, child: child!, reason: words }
    case 'category_confirmed':
    case 'rerouted':
    case 'brought_back':
    case 'came_back':
    case 'route_taken':
    case 'closed':
      return { kind, at, byName, reason: words, ...(category && { category }), ...(outcome && { outcome }), ...(other && { other }), ...(otherId !== undefined && { otherId }), ...(hadBy && { hadBy }) }
    case 'ended':
    case 'reopened':
    case 'duplicate_of':
    case 'named_duplicate':
      return { kind, at, byName, reason: words, ...(outcomeName && { outcomeName }), ...(other && { other }), ...(otherId !== undefined && { otherId }) }
    default:
      return unreachable(kind)
  }
}
