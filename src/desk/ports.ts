import type { Acceptance } from '../domain/allocation'
import type { ChildKind } from '../domain/child'
import type { BarredBeside, HandoverKind } from '../domain/handover'
import type { Channel, Intake, IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { Permission } from '../domain/roles'
import type { SecondKind, SecondRole } from '../domain/secondProfessionals'
import type { SenderStanding } from '../domain/senderStanding'
import type { StaffMember } from '../domain/staff'
import type { Task, TaskKind } from '../domain/task'
import type { LinkKind, TakenBackKind } from '../domain/thread'
import type { Disposition } from '../domain/telephony'
import type { EndingKind } from '../domain/caseEnding'
import type { RoutingKind } from '../domain/routing'
import type { Category, Confirmation } from '../domain/triage'
import type { AroundCall, ClosedCard } from './callPorts'
import type { QueueTab } from './paths'
import type { AroundThread } from './threadPorts'

/** One line of the queue: what the line shows and no more. Nothing in it was sealed. */
export interface QueueEntry {
  readonly id: string
  readonly reference: string
  readonly channel: Channel
  readonly receivedAt: Date
  /** Of a message only. */
  readonly sender?: Pick<SenderStanding, 'standing' | 'flags' | 'sector'>
  readonly status: IntakeStatus
  readonly demonstration: boolean
  /** Absent while nobody and nothing has read the enquiry. */
  readonly priority?: Priority
  /** By when a named person is to accept it; absent in what came in before there were clocks. */
  readonly acceptBy?: Date
  readonly confirmed: boolean
  readonly triageFailed: boolean
  readonly socialWorkerName?: string
  /** Staff ids: of the social worker, of the manager, and of whoever accepted it. */
  readonly holderId?: string
  readonly managerId?: string
  readonly acceptedById?: string
  readonly managerName?: string
  readonly acceptedByName?: string
  /** By whoever has it, for somebody else accepted it. */
  readonly toBeTakenOver: boolean
  /** Who is to say whether they take it over. */
  readonly offeredToName?: string
  /** By when they are to say so. */
  readonly offeredUntil?: Date
  /** Who speaks with the caller at this moment. */
  readonly talkingName?: string
  /** Who was woken for it and said that they see to it. */
  readonly wokenName?: string
  readonly acknowledgementFailed: boolean
  readonly openTasks: readonly TaskKind[]
  /** The reference of the enquiry that it belongs with. */
  readonly belongsWith?: string
  /** Messages that came later, belong with it and wait to be accepted. */
  readonly laterWaiting: number
}

export interface QueuePage {
  readonly entries: readonly QueueEntry[]
  readonly more: boolean
}

/** An urgent enquiry that somebody accepted, and what of it is overdue to be cleared, the longest first. */
export interface LeftUndone {
  readonly entry: QueueEntry
  readonly overdue: readonly { readonly kind: TaskKind; readonly dueAt: Date }[]
}

/** Enquiries that wait for a person to accept them. */
export interface QueueCounts {
  readonly unread: number
  readonly byPriority: Readonly<Record<Priority, number>>
  readonly accepted: number
  /** On one of the lists of what is no child concern. */
  readonly rerouted: number
  /** Callers who are to be rung back. */
  readonly callbacks: number
}

export type HistoryEntry =
  /** What the rules had proposed, before they read it anew. */
  | { readonly kind: 'read_before'; readonly at: Date; readonly proposed: Priority }
  /** Whom it was allocated to by itself, before it changed hands. */
  | { readonly kind: 'allocated_before'; readonly at: Date; readonly to: string; readonly manager: string }
  | { readonly kind: 'priority_confirmed'; readonly at: Date; readonly byName: string; readonly from?: Priority; readonly to: Priority; readonly reason: string }
  /** With `hadBy`, who had accepted it until then. */
  | { readonly kind: 'accepted'; readonly at: Date; readonly byName: string; readonly hadBy?: string }
  /** They make it. */
  | { readonly kind: 'callback_taken'; readonly at: Date; readonly byName: string }
  /** What somebody wrote down; with a disposition, of a conversation with the caller. */
  | {
      readonly kind: 'note'; readonly at: Date; readonly byName: string; readonly note: string
      readonly disposition?: Disposition; readonly closes?: ClosedCard
    }
  /** It changed hands, was offered, or somebody was barred; `other` is the other person, `hadBy` who had it before, `manager` the manager of whoever has it then. Done by the service itself where no name is. */
  | { readonly kind: HandoverKind; readonly at: Date; readonly byName: string; readonly other: string; readonly reason: string; readonly hadBy?: string; readonly manager?: string }
  /** Over an officer of that role; `other` is the officer where somebody else did it. */
  | { readonly kind: SecondKind; readonly at: Date; readonly byName: string; readonly other: string; readonly role: SecondRole; readonly reason: string }
  /** On its way over a list. `other` is the enquiry for which it came back by itself; `hadBy` who had it when it went to the list. */
  | {
      readonly kind: RoutingKind; readonly at: Date; readonly byName: string; readonly reason: string
      readonly category?: Category; readonly outcome?: string; readonly other?: string; readonly otherId?: string; readonly hadBy?: string
    }
  /** Casework came to its end or back from it, by itself where no name is. `other`: what it was ended with, what brought it back, or its duplicate. */
  | {
      readonly kind: EndingKind; readonly at: Date; readonly byName: string; readonly reason: string
      readonly outcomeName?: string; readonly other?: string; readonly otherId?: string
    }
  /** Somebody decided that it does, or does not, belong with the enquiry of that reference; `joined_here`: that one was joined to this. */
  | { readonly kind: 'joined' | 'joined_here' | 'suggestion_dismissed'; readonly at: Date; readonly byName: string; readonly other: string; readonly otherId?: string }
  /** Somebody found that the two do not belong together after all. */
  | { readonly kind: TakenBackKind; readonly at: Date; readonly byName: string; readonly other: string; readonly otherId?: string; readonly reason: string }
  /** Somebody linked it to that one, which is about the same child or a sibling. */
  | { readonly kind: 'linked'; readonly at: Date; readonly byName: string; readonly other: string; readonly otherId?: string; readonly link: LinkKind }

  /** Somebody said which child it is about, by the reference of the child's record. */
  | { readonly kind: ChildKind; readonly at: Date; readonly byName: string; readonly child: string; readonly reason: string }

export interface IntakeRecord {
  readonly intake: Intake
  readonly openTasks: readonly Task[]
  readonly history: readonly HistoryEntry[]
  /** Who is barred because of another enquiry of its thread. */
  readonly barredBeside: readonly BarredBeside[]
  /** Of a call only. */
  readonly around?: AroundCall
  /** Absent when it belongs with no other, as far as is known. */
  readonly thread?: AroundThread
}

/** What somebody had in front of them when they decided: a decision on anything older does not count. */
export interface SeenPriority {
  readonly priority?: Priority
  readonly confirmedAt?: Date
}

export interface PriorityDecision {
  readonly intakeId: string
  readonly seen: SeenPriority
  readonly priority: Priority
  readonly confirmation: Confirmation
  /** By a manager: where it lowers the priority, there is more time to accept it. */
  readonly mayRelax: boolean
}

export type AcceptOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'taken'; readonly acceptance: Acceptance }
  /** Not read yet, or over already. */
  | { readonly kind: 'not_ready' }
  | { readonly kind: 'unknown' }

/** Implemented by src/store/deskIntakes.ts. */
export interface DeskIntakes {
  /** Without those that this person is barred from. Most pressing first, then the longest waiting; the accepted ones by when they were accepted, newest first. */
  page(query: { readonly tab: QueueTab; readonly page: number; readonly size: number; readonly staffId: string }): Promise<QueuePage>
  /** What somebody accepted and whoever has it has not taken over yet, without those that this person is barred from. Most pressing first, then what is due first. */
  toTakeOver(query: { readonly size: number; readonly staffId: string }): Promise<QueuePage>
  /** Urgent ones that are accepted and have a card that is overdue, a call-back aside, which has a list of its own; without those that this person is barred from. The longest overdue first. */
  leftUndone(query: { readonly size: number; readonly staffId: string; readonly now: Date }): Promise<{ readonly entries: readonly LeftUndone[]; readonly more: boolean }>
  /** Urgent ones that wait for an answer of whom they were offered to, what is due first first; without those that this person is barred from. */
  urgentOffers(query: { readonly size: number; readonly staffId: string }): Promise<QueuePage>
  /** Of what this person is not barred from: a number must not tell them that there is something. */
  counts(staffId: string): Promise<QueueCounts>
  find(id: string): Promise<IntakeRecord | undefined>
  /** Tells one state of an enquiry from the next, and nothing of it. */
  stampOf(id: string): Promise<string | undefined>
  /** Which enquiry has this reference, written as it is stored. */
  idOf(reference: string): Promise<string | undefined>
  /** `overtaken` when the priority is no longer what was seen. */
  confirmPriority(decision: PriorityDecision): Promise<'confirmed' | 'overtaken'>
  accept(intakeId: string, acceptance: Acceptance): Promise<AcceptOutcome>
  /** Whether somebody has a conflict of interest in it, or in another of its thread. */
  isBarred(intakeId: string, staffId: string): Promise<boolean>
  /** All in which somebody does. */
  closedTo(staffId: string): Promise<ReadonlySet<string>>
  /** Those of these in which nobody would say so of this person. */
  openAmong(intakeIds: readonly string[], staffId: string): Promise<ReadonlySet<string>>
}

/** A card about something that could not become an enquiry, so that no enquiry's page shows it. */
export interface LooseCard {
  readonly id: string
  readonly kind: TaskKind
  /** A short code. */
  readonly cause?: string
  readonly since: Date
  /** Of a held message: when its mail server took it; absent when that is not known. */
  readonly receivedAt?: Date
  /** Of a held message: when we first met it in its mailbox. */
  readonly firstMetAt?: Date
  /** Somebody has asked for the message to be taken in again, and it is not done yet. */
  readonly isAskedFor?: boolean
}

export interface OpenLooseCards {
  /** The longest waiting first. */
  readonly cards: readonly LooseCard[]
  /** All that are open, those beyond `cards` too. */
  readonly totals: readonly { readonly kind: TaskKind; readonly count: number }[]
}

/** Implemented by src/store/looseCards.ts. */
export interface LooseCards {
  /** @param kind all kinds when absent */
  open(limit: number, kind?: TaskKind): Promise<OpenLooseCards>
  /** Marks an open card as done, once. */
  clear(id: string, clearance: { readonly by: string; readonly byName: string; readonly at: Date }): Promise<'cleared' | 'cleared_before' | 'unknown'>
}

/** Counts who looks for references that no enquiry has. Implemented by src/store/lookupThrottle.ts. */
export interface LookupThrottle {
  /** Counts one look. @returns seconds to wait before the next is allowed; 0 when this one is */
  take(staffId: string): Promise<number>
  /** The look found something: it does not count. */
  giveBack(staffId: string): Promise<void>
}

/** Counts who looks for children by name or date of birth: each look may show several. Implemented by src/store/searchThrottle.ts. */
export type SearchThrottle = Pick<LookupThrottle, 'take'>

/** Tells of each enquiry that was made or changed. */
export interface ChangeFeed {
  /** @returns how to stop listening */
  subscribe(listener: (change: { readonly intakeId: string }) => void): () => void
}

/** Somebody who is signed in; made by src/access. */
export interface Visitor {
  readonly staff: StaffMember
  may(permission: Permission): boolean
  readonly csrfToken: string
}

/** What the desk asks the way in about a request. */
export interface Entrance {
  visitorOf(request: object): Visitor | undefined
  /** For the one inline script that the page template holds. */
  nonceOf(request: object): string
}

export interface Views {
  render(name: string, context: object): string
}
