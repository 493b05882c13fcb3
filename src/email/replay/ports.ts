import type { MailPlace } from '../../domain/mailPlace'
import type { KeptMessage, MailRowState } from '../keptMailPorts'
import type { FolderPlace, MailLocation } from '../mailboxPorts'

/** A quarantined message that somebody wants to have taken in again. */
export interface WantedMessage {
  readonly id: string
  readonly location: MailLocation
  /** Its bytes, when they are safe with us. */
  readonly kept?: KeptMessage
  /** Where it lies in the folder Quarantine, as far as the server told. */
  readonly held?: FolderPlace
  /** What became of it since it lies in the inbox again; absent while it does not. */
  readonly back?: { readonly state: MailRowState | 'unmet'; readonly intakeId?: string }
}

/**
 * `enquiry`: it is one. `failed`: it could not be taken in, and has a fresh card. `set_aside_again`: the same, of one that
 * had been moved back to the inbox. `moved_back`: it lies in the inbox, and the server did not say under which number.
 * `not_found`: we hold no bytes, and it lies neither in the inbox nor in Quarantine.
 */
export type ReplayOutcome =
  | { readonly kind: 'enquiry'; readonly intakeId: string }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'set_aside_again' | 'moved_back' | 'not_found' }

/** Carries wishes to whoever watches the mailbox. Implemented by src/store/mailReplays.ts. */
export interface Replays {
  isAnyWanted(place: MailPlace): Promise<boolean>
  wanted(place: MailPlace): Promise<readonly WantedMessage[]>
  /** It lies in the inbox again, there to be taken in like a new message. */
  noteBack(message: WantedMessage, back: FolderPlace): Promise<void>
  /** Ends the wish, and the card with it: an enquiry or a fresh card stands in its place. `not_found` leaves the card. */
  settle(id: string, outcome: ReplayOutcome): Promise<void>
}

export type ReplayStanding =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'never_asked' }
  | ReplayOutcome

export type AskedReplay = 'asked' | 'is_enquiry' | 'unknown'

/** Where wishes are made. */
export interface ReplayWishes {
  /** Row ids of all quarantined messages whose card is open. */
  open(): Promise<readonly string[]>
  /** The rows of which the id begins so; two at most, which is one too many. */
  find(beginning: string): Promise<readonly string[]>
  ask(id: string, at: Date): Promise<AskedReplay>
  standing(id: string): Promise<ReplayStanding>
}
