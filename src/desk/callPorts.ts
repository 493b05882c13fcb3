import type { IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { TaskKind } from '../domain/task'
import type { Adviser, Callback, CallbackTime, CallState, Disposition, Language } from '../domain/telephony'

/** Another call from the number that a call came from. */
export interface SameNumberCall {
  readonly id: string
  readonly reference: string
  readonly receivedAt: Date
  readonly state: CallState
  readonly status: IntakeStatus
  /** Absent while nobody and nothing has read it. */
  readonly priority?: Priority
}

/** Who was woken for a call, by name in the order in which they were rung, and who accepted. */
export interface Waking {
  readonly woken: readonly string[]
  readonly acceptedBy?: Adviser & { readonly at: Date }
  /** Whoever accepted did so before it was raised by somebody else, or came back: others are woken for it. */
  readonly isOpenAnew?: boolean
}

/** What stands around a call and is no part of it. */
export interface AroundCall {
  /** The latest first; none for a number that was withheld. */
  readonly sameNumber: readonly SameNumberCall[]
  /** There are older ones, not listed. */
  readonly moreFromNumber: boolean
  readonly waking?: Waking
  /** Who asked to be rung so that they can ring the caller back. */
  readonly callbackWanted?: Adviser & { readonly at: Date }
}

/** Something a member of staff wrote down about an enquiry. */
export interface WrittenNote {
  readonly intakeId: string
  readonly note: string
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** The card that a note closes. */
export interface ClosedCard {
  readonly id: string
  readonly kind: TaskKind
}

export interface CallNote extends WrittenNote {
  readonly card: ClosedCard
  readonly disposition: Disposition
  /** When a call-back that was agreed, and that no card stands for yet, is due. */
  readonly callbackDueAt: Date
}

/**
 * Notes, sealed, in an enquiry's history. Of two that close one card the first stands, and the second is not written.
 * Implemented by src/store/deskNotes.ts.
 */
export interface DeskNotes {
  add(note: WrittenNote): Promise<'added' | 'unknown'>
  closeCard(note: WrittenNote & { readonly card: ClosedCard }): Promise<'closed' | 'closed_before'>
  /**
   * The note of a conversation: with it the call has a disposition and the caller needs no call-back, unless one was
   * agreed, which is then owed, or there was no conversation: a call-back that an answerphone took is still to be made.
   */
  writeUp(note: CallNote): Promise<'closed' | 'closed_before'>
}

/** References by text to callers who asked a person for it. Implemented by src/store/deskTexts.ts. */
export interface DeskTexts {
  /** @returns false when there is no such call, its telephone may not be sent one, or one was sent or is under way */
  owe(note: WrittenNote): Promise<boolean>
}

/** The sound of messages that we keep. Implemented by src/store/recordingFiles.ts. */
export interface RecordingSounds {
  /** Undefined when there is no such recording of that enquiry, or no copy of ours yet. */
  openRecording(intakeId: string, sid: string): Promise<{ readonly bytes: Buffer; readonly contentType: string } | undefined>
}

/** A caller who is to be rung back, as a list shows them. Nothing of it was sealed. */
export interface CallbackEntry {
  readonly id: string
  readonly reference: string
  /** The caller pressed the urgent key, or the enquiry is urgent. */
  readonly urgent: boolean
  /** When they first asked for a person. */
  readonly since: Date
  readonly dueAt: Date
  readonly language: Language
  readonly demonstration: boolean
  /** What they said about ringing the number; absent when they left none and a call-back was agreed on otherwise. */
  readonly safe?: Callback['safe']
  readonly time?: CallbackTime
  readonly wantedByName?: string
  /** Who rang them and was answered, while the note of that is to be written. */
  readonly rungBy?: { readonly name: string; readonly at: Date }
  /** Who last said that they make it. */
  readonly taken?: Adviser & { readonly at: Date }
  /** Who was told last that it is overdue, and how many were in all. */
  readonly told?: { readonly times: number; readonly name: string; readonly at: Date }
  readonly acceptedByName?: string
  /** Their staff id. */
  readonly acceptedById?: string
}

/** Implemented by src/store/deskCallbacks.ts. */
export interface DeskCallbacks {
  /** The first that are due, urgent ones before the others, without those that this person is barred from; and how many there are in all. */
  due(query: { readonly limit: number; readonly staffId: string }): Promise<{ readonly entries: readonly CallbackEntry[]; readonly total: number }>
  /** False when somebody has taken it since, or is being rung for it. */
  take(intakeId: string, by: Adviser & { readonly at: Date }, seenTakenAt: Date | undefined): Promise<boolean>
}
