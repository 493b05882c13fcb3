import type { Closing } from '../domain/caseEnding'
import type { Findings, SignByPerson } from '../domain/childConcern'
import type { Clock } from '../domain/clock'
import type { Intake, IntakeStatus } from '../domain/intake'
import type { Rerouting } from '../domain/routing'
import type { Category, CategoryConfirmation, Confirmation } from '../domain/triage'

/** When what was decided on was read: a decision on an older reading does not count. */
export interface ReadAt {
  readonly at: Date
  readonly confirmedAt?: Date
  /** When a person last said what it is about. */
  readonly categoryAt?: Date
}

/** An enquiry as routing sees it. */
export interface RoutableIntake {
  readonly intake: Intake
  /** What people wrote down about it. */
  readonly notes: readonly string[]
  readonly status: IntakeStatus
  /** Absent while nobody and nothing has read it. */
  readonly read?: Findings & ReadAt & { readonly byRules: boolean }
  readonly rerouting?: Rerouting
  /** Why it is about a child by what people said of it. */
  readonly said: readonly SignByPerson[]
  /** A call goes on, or a card says that something of it was not heard, opened or answered. */
  readonly unfinished: boolean
  /** Another enquiry that belongs with it has not been read. */
  readonly threadUnread: boolean
  /** Another enquiry that belongs with it shows a sign of a child concern. */
  readonly threadConcern: boolean
}

export interface ReturnEntry {
  /** Staff id and name. */
  readonly by: string
  readonly byName: string
  readonly at: Date
  readonly reason: string
  /** Of what is low on its list, which is standard with that. */
  readonly raised?: Confirmation
}

export const isSameReading = (read: ReadAt, seen: ReadAt | undefined): boolean =>
  seen !== undefined && [seen.at, seen.confirmedAt, seen.categoryAt].every((at, place) => at?.getTime() === [read.at, read.confirmedAt, read.categoryAt][place]?.getTime())

/** What it is about as far as is known: by a person's word, else as the rules propose; to say the same needs no reason. */
export const standingCategory = ({ confirmedCategory, byRules, category }: NonNullable<RoutableIntake['read']>): Category | undefined =>
  confirmedCategory ?? (byRules ? category : undefined)

/** Implemented by src/store/routedIntakes.ts. Each write answers false when the enquiry is not as it was. */
export interface RoutedIntakes {
  find(intakeId: string): Promise<RoutableIntake | undefined>
  /** Of what is on no list: what concerns a child must never be confirmed on one, where nobody waits for it. `raised`: of what is low, which is standard with that. */
  confirmCategory(intakeId: string, read: ReadAt, confirmation: CategoryConfirmation, raised?: Confirmation): Promise<boolean>
  /** What is in the queue and low is standard, by the word of that person. @returns whether it was low */
  raiseLow(intakeId: string, raised: Confirmation): Promise<boolean>
  /** Takes it off the main queue and out of its worker's caseload, with what was still to be allocated, offered or cleared for it. */
  reroute(intakeId: string, read: ReadAt, rerouting: Rerouting): Promise<boolean>
  /** Back to the main queue, to whoever had it; that person accepts it afresh. Casework that was ended, too, as it was. */
  bringBack(intakeId: string, entry: ReturnEntry): Promise<boolean>
  /**
   * Every enquiry of the thread of this one that is on a list, or was ended on one, goes back to the main queue; by the word of a person
   * each that is low is standard. @returns how many did
   */
  bringBackThread(intakeId: string, at: Date, raised?: Confirmation): Promise<number>
  /** Casework that was ended is back in the queue by itself. @returns whether it had been ended */
  reopen(intakeId: string, at: Date): Promise<boolean>
  /** The same of the first enquiry that this one belongs with; whoever is about to end that one is not to, for they have not seen this. */
  reopenFirst(intakeId: string, at: Date): Promise<boolean>
  /** @param from who had taken it; absent when nobody had */
  take(intakeId: string, from: string | undefined, taken: NonNullable<Rerouting['taken']>): Promise<boolean>
  close(intakeId: string, closing: Closing): Promise<boolean>
}

export interface RoutingDeps {
  readonly routed: RoutedIntakes
  readonly now: Clock
}

export interface RerouteDeps extends RoutingDeps {
  /** Whether its words, or those of a note, name somebody's age or date of birth who may be a child: the rules may have passed over them. */
  readonly namesYoungAge: (said: Pick<RoutableIntake, 'intake' | 'notes'>) => boolean
}
