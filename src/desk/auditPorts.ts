import type { Role } from '../domain/roles'

export type AuditEvent =
  | 'intake_viewed' | 'priority_confirmation_tried' | 'acceptance_tried' | 'card_clearance_tried' | 'replay_tried'
  | 'recording_played' | 'attachment_saved' | 'original_saved' | 'note_tried' | 'card_closing_tried' | 'write_up_tried'
  | 'suggestion_answer_tried' | 'belonging_tried' | 'taking_back_tried' | 'same_child_facts_viewed' | 'enquiry_sought'
  | 'callback_tried' | 'callback_taking_tried' | 'text_tried' | 'fact_tried' | 'answer_next_tried' | 'availability_tried' | 'staff_availability_tried'
  | 'leave_tried' | 'rota_tried' | 'skills_tried' | 'limit_tried' | 'on_call_tried'
  | 'barred_tried' | 'giving_tried' | 'offer_tried' | 'offer_answer_tried' | 'conflict_tried' | 'conflict_end_tried'
  | 'child_viewed' | 'child_recording_tried' | 'child_change_tried' | 'child_enquiry_tried' | 'child_pair_tried' | 'child_back_tried' | 'child_sought' | 'children_sought'
  | 'second_acceptance_tried' | 'second_naming_tried' | 'second_return_tried' | 'second_dismissal_tried'
  | 'category_confirmation_tried' | 'rerouting_tried' | 'return_tried' | 'routed_taking_tried' | 'routed_closing_tried' | 'case_ending_tried'

export interface AuditEntry {
  readonly event: AuditEvent
  /** The enquiry it was about; absent when it was about a card that belongs to none, or about somebody's telephone. */
  readonly intakeId?: string
  readonly cardId?: string
  /** The child's record it was about. */
  readonly childId?: string
  /** The other record, of what was said of two. */
  readonly otherChildId?: string
  /** That somebody looked for, when it could be one. */
  readonly reference?: string
  readonly recordingSid?: string
  /** Of an attachment, counted from 1. */
  readonly attachment?: number
  /** The member of staff it was about, when that was somebody else. */
  readonly subjectStaffId?: string
  readonly staffId: string
  readonly staffName: string
  readonly role: Role
  readonly at: Date
}

/** Append-only. Implemented by src/store/viewAudit.ts. */
export interface ViewAudit {
  /** @throws when one of them cannot be written down */
  record(...entries: readonly AuditEntry[]): Promise<void>
  /** Whether this person did the same to the same thing since. */
  isRecorded(entry: AuditEntry, since: Date): Promise<boolean>
}
