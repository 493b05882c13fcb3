import type { Channel, IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { LinkKind, Suggestion } from '../domain/thread'

/** Another enquiry as the page of one shows it. */
export interface RelatedIntake {
  readonly id: string
  readonly reference: string
  readonly channel: Channel
  readonly receivedAt: Date
  readonly status: IntakeStatus
  /** Absent while nobody and nothing has read it. */
  readonly priority?: Priority
  /** Of a message that is known to belong with the enquiry; was sealed. */
  readonly subject?: string
  /** A code when it is a machine's message. */
  readonly automatic?: string
}

/** What an enquiry belongs with, or may. */
export interface AroundThread {
  /** The first enquiry, when that is another. */
  readonly first?: RelatedIntake
  /** What came later and belongs with this one, the latest first. */
  readonly later: readonly RelatedIntake[]
  /** How many more came later and are not listed, as far as that is counted. */
  readonly olderLater: number
  readonly suggested: readonly (RelatedIntake & Pick<Suggestion, 'why' | 'signs'>)[]
  /** What people linked it with, on either of the two; no more than are read. */
  readonly linked: readonly (RelatedIntake & { readonly kind: LinkKind; readonly linkedByName: string; readonly linkedAt: Date })[]
}

/** A person's answer to a suggestion. */
export interface SuggestionAnswer {
  readonly intakeId: string
  /** The enquiry that was suggested. */
  readonly suggestedId: string
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** `overtaken`: it is no suggestion any more, or the enquiry was joined meanwhile. Implemented by src/store/deskThreads.ts. */
export interface DeskThreads {
  /** Leaves both threads as they are. */
  link(answer: SuggestionAnswer, kind: LinkKind): Promise<'linked' | 'overtaken' | 'unknown'>
  join(answer: SuggestionAnswer): Promise<'joined' | 'overtaken' | 'unknown'>
  dismiss(answer: SuggestionAnswer): Promise<'dismissed' | 'overtaken' | 'unknown'>
}
