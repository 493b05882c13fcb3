import type { RecordedFact } from '../domain/recordedFacts'

/** What is recorded of one enquiry. */
export interface EnquiryFacts {
  readonly id: string
  readonly reference: string
  readonly facts: readonly RecordedFact[]
}

/** Another enquiry about the same child, and what is recorded there. */
export interface SameChildFacts extends EnquiryFacts {
  /** Of the same case; linked by a person, and another's record; or under the record of the same child. */
  readonly by: 'thread' | 'link' | 'child'
}

/** Implemented by src/store/deskFacts.ts. */
export interface DeskFacts {
  /**
   * Adds a fact, sealed; nothing recorded before is changed. `authority_first`: a referral is recorded once it is recorded
   * that the child's authority was contacted. `left_queue`: it was to be
   * recorded only of what is in the queue, and that has left it.
   */
  record(intakeId: string, fact: RecordedFact, only?: { readonly inQueue: boolean }): Promise<'recorded' | 'authority_first' | 'left_queue' | 'unknown'>
  /** Of those of these that have something recorded. */
  ofEnquiries(intakeIds: readonly string[]): Promise<readonly EnquiryFacts[]>
  /**
   * Others of its thread that have something recorded, and all that a person linked to it as about the same child, or put under the
   * record of a child of it; the latest only, and nothing that was recorded of another child.
   * @param about of one of its children, by the id of a record
   */
  ofSameChild(intakeId: string, about?: string): Promise<readonly SameChildFacts[]>
}
