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
  readonly first?: RelatedIntake & { readonly joinedBy?: string }
  /** What came later and belongs with this one, the latest first. */
  readonly later: readonly RelatedIntake[]
  /** How many more came later and are not listed, as far as that is counted. */
  readonly olderLater: number
  readonly suggested: readonly (RelatedIntake & Pick<Suggestion, 'why' | 'signs'>)[]
  /** What people linked it with, on either of the two; no more than are read. */
  readonly linked: readonly (RelatedIntake & { readonly kind: LinkKind; readonly linkedBy: string; readonly linkedByName: string; readonly linkedAt: Date })[]
}

/** What a person says of two enquiries. */
export interface BelongingAnswer {
  readonly intakeId: string
  readonly otherId: string
  /** They looked the other up: either may have come first. Otherwise the other was suggested, and the answer stands only while it is. */
  readonly byHand: boolean
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** A person takes back that two enquiries belong together, or are linked. */
export interface TakingBack {
  readonly intakeId: string
  /** The first that it belongs with; or, of a link, the other enquiry, on whichever of the two it lies. */
  readonly otherId: string
  readonly what: 'join' | 'link'
  readonly reason: string
  /** What others said, and what the mail made by itself, as well as what they said themselves. */
  readonly mayAny: boolean
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** How two enquiries stand to one another, for who would bring them together. */
export interface Between {
  readonly other: RelatedIntake & { readonly socialWorkerName?: string }
  readonly standing: 'itself' | 'together' | 'linked' | 'apart'
  /** The later of the two belongs with no third one. */
  readonly mayJoin: boolean
}

/** `worker`: whether it went to whoever has the first with that, or they are asked to take it over. */
export type JoinOutcome = { readonly kind: 'joined'; readonly joinedId: string; readonly worker?: 'moved' | 'offered' | 'left' } | { readonly kind: 'overtaken' | 'unknown' }

/** `overtaken`: it is no suggestion any more, or the enquiry was joined meanwhile. Implemented by src/store/deskThreads.ts. */
export interface DeskThreads {
  /** Undefined when either is not there. */
  between(intakeId: string, otherId: string): Promise<Between | undefined>
  /** Whether `link` would write it now. `same_child`: they are linked as that already. */
  mayLink(answer: BelongingAnswer): Promise<'may' | 'same_child' | 'overtaken' | 'unknown'>
  /** Leaves both threads as they are. */
  link(answer: BelongingAnswer, kind: LinkKind): Promise<'linked' | 'overtaken' | 'unknown'>
  /** The later one joins the first of the earlier one's thread, with what had joined it. */
  join(answer: BelongingAnswer): Promise<JoinOutcome>
  dismiss(answer: BelongingAnswer): Promise<'dismissed' | 'overtaken' | 'unknown'>
  /** `not_theirs`: somebody else said it. What had joined the parted one goes along with it, and it has its own place in its worker's caseload again. */
  takeBack(taking: TakingBack): Promise<'taken_back' | 'not_theirs' | 'overtaken'>
}
