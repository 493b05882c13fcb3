import type { ChildConcernSign } from '../domain/childConcern'
import type { Outcome, RoutedCategory, Routes, RoutingOutcome } from '../domain/routing'
import type { RouteStanding } from '../domain/routeTarget'
import type { Actor, StaffMember } from '../domain/staff'
import type { Category } from '../domain/triage'
import type { QueueEntry } from './ports'

/** Which reading of an enquiry somebody had in front of them. */
export interface SeenReading {
  readonly at: Date
  readonly confirmedAt?: Date
  readonly categoryAt?: Date
}

/** Whether an enquiry can be put on another list. */
export interface RoutingLook {
  /** Why not, whoever asks. */
  readonly obstacle?: string
  /** Why it may be about a child. */
  readonly signs: readonly ChildConcernSign[]
  /** Whether the age or date of birth of somebody who may be a child stands in its words. */
  readonly namesYoungAge: boolean
}

/** What is done with enquiries that are no child concern. Each throws DomainError when there is no such enquiry or it is not as it was. */
export interface RoutingDesk {
  readonly routes: Routes
  standing(receivedAt: Date, category: RoutedCategory, now: Date): RouteStanding
  look(intakeId: string): Promise<RoutingLook>
  confirmCategory(input: {
    readonly intakeId: string; readonly category: Category | undefined; readonly reason: string; readonly seen: SeenReading | undefined; readonly actor: Actor
  }): Promise<RoutingOutcome>
  reroute(input: {
    readonly intakeId: string; readonly category: RoutedCategory | undefined; readonly reason: string; readonly seen: SeenReading | undefined
    readonly actor: Actor; readonly mayOverrideConcern: boolean
  }): Promise<RoutingOutcome>
  /** `priorityFollows`: what is low stays so for the moment, for whoever wants it back decides on that next. */
  bringBack(input: { readonly intakeId: string; readonly reason: string; readonly actor: Actor; readonly priorityFollows?: true }): Promise<RoutingOutcome>
  take(input: { readonly intakeId: string; readonly seenTakenBy: string | undefined; readonly staff: StaffMember }): Promise<void>
  close(input: { readonly intakeId: string; readonly outcome: Outcome | undefined; readonly reason: string; readonly staff: StaffMember }): Promise<RoutingOutcome>
}

/** A line of a list. Nothing in it was sealed. */
export interface RoutedEntry {
  readonly entry: QueueEntry
  readonly taken?: { readonly staffId: string; readonly name: string }
}

/** Implemented by src/store/routedLists.ts. */
export interface RoutedLists {
  /** How many wait on each list, and since when the longest; lists without any are not named. */
  counts(staffId: string): Promise<readonly { readonly category: RoutedCategory; readonly count: number; readonly oldest: Date }[]>
  /** The longest waiting first; without those that this person is barred from. `page` counts from 1. */
  page(query: { readonly category: RoutedCategory; readonly staffId: string; readonly page: number; readonly size: number }): Promise<{
    readonly entries: readonly RoutedEntry[]; readonly more: boolean
  }>
}
