import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import { type Leave, leaveOn } from '../domain/leave'
import type { RouteStanding } from '../domain/routeTarget'
import { ownersAmong, type Route, type RoutedCategory } from '../domain/routing'
import type { StaffMember } from '../domain/staff'
import { type Day, londonDay } from '../domain/workingDays'
import { type ListFigures, listNote } from './listNote'

/** Somebody who may have a list. */
export interface ListOwner extends Pick<StaffMember, 'id' | 'name' | 'email' | 'role'> {
  readonly leave: readonly Leave[]
  /** The ids of what they are barred from. */
  readonly closed: ReadonlySet<string>
}

/** An enquiry that waits on a list. */
export interface Waiting {
  readonly id: string
  readonly category: RoutedCategory
  readonly receivedAt: Date
  readonly cameAt: Date
}

export interface LastTold {
  readonly at: Date
  /** Absent from before this was kept. */
  readonly counted?: readonly string[]
}

/**
 * What is put on a list bears the time of the decision, and is seen there only once that is written: so long before somebody was told
 * it may have come and not been counted, in milliseconds. Deciding takes a moment.
 */
const MAY_BE_UNSEEN_MS = 600_000

const cameShortlyBefore = (at: Date, { cameAt }: Waiting): boolean => cameAt.getTime() > at.getTime() - MAY_BE_UNSEEN_MS

const isNew = (one: Waiting, last: LastTold | undefined): boolean => {
  if (!last) return true
  if (one.cameAt > last.at) return true
  return last.counted !== undefined && cameShortlyBefore(last.at, one) && !last.counted.includes(one.id)
}

export type DigestOutcome = 'sent' | 'failed' | 'refused' | 'unclear'

/** Implemented by src/store/listDigests.ts. */
export interface ListDigests {
  /** Duty workers, social workers and managers with an account in use. */
  people(): Promise<readonly ListOwner[]>
  waiting(): Promise<readonly Waiting[]>
  /** When each was last told, and which were counted then of those that had come shortly before. */
  lastTold(): Promise<ReadonlyMap<string, LastTold>>
  /** Whether it falls to this process to tell them on this day; once. @param counted of what came shortly before, the ids */
  claim(staffId: string, day: Day, at: Date, counted: readonly string[]): Promise<boolean>
  /** `failed`: nothing went out, and they are told on another look. */
  cameOut(staffId: string, day: Day, outcome: DigestOutcome): Promise<void>
}

export interface TellOwnersDeps {
  readonly digests: ListDigests
  readonly routes: readonly Route[]
  readonly standing: (receivedAt: Date, category: RoutedCategory, now: Date) => RouteStanding
  readonly isOpen: (at: Date) => boolean
  /** Managers are told of a list that is so many working days late. */
  readonly managersWhenLateBy: number
  readonly deskUrl: string
  readonly send: (to: string, note: { readonly subject: string; readonly text: string }) => Promise<DigestOutcome>
  readonly now: Clock
  readonly log: Logger
}

/**
 * Tells those whose lists they are, once a day at most and while the service is open, how many enquiries came and how many are
 * late; managers where that goes on, and of what nobody whose list it is can see to today. Nothing of any enquiry.
 * @returns how many were told
 */
export async function tellOwners(deps: TellOwnersDeps): Promise<number> {
  const { digests, isOpen, now, log } = deps
  const at = now()
  if (!isOpen(at)) return 0
  const day = londonDay(at)
  const [people, last, waiting] = await Promise.all([digests.people(), digests.lastTold(), digests.waiting()])
  const counted = waiting.filter((one) => cameShortlyBefore(at, one)).map(({ id }) => id)
  const there = people.filter(({ leave }) => !leaveOn(leave, day))
  let told = 0
  for (const person of there) {
    const before = last.get(person.id)
    if (before && londonDay(before.at) === day) continue
    const figures = figuresFor(deps, person, there, waiting, before, at)
    if (!figures.some(({ came, late }) => came > 0 || late > 0) || !(await digests.claim(person.id, day, at, counted))) continue
    const outcome = await deps.send(person.email, listNote(figures, deps.deskUrl)).catch((error: unknown) => {
      log.error({ staffId: person.id, err: error }, 'the owner of a list could not be told of it')
      return 'failed' as const
    })
    await digests.cameOut(person.id, day, outcome)
    if (outcome === 'sent') told += 1
  }
  return told
}

/** Every list in figures, those on which nothing waits too. */
export async function listFigures(deps: Pick<TellOwnersDeps, 'digests' | 'routes' | 'standing' | 'now'>): Promise<readonly { readonly list: RoutedCategory; readonly waiting: number; readonly late: number }[]> {
  const waiting = await deps.digests.waiting()
  return deps.routes.map((route) => {
    const lateBy = lateOn(route, waiting, deps, deps.now())
    return { list: route.category, waiting: lateBy.length, late: lateBy.filter((days) => days > 0).length }
  })
}

/** Of the lists that are theirs; of a manager, of those too that are late for longer. Without what they are barred from, which is for whoever else is there. */
function figuresFor(deps: TellOwnersDeps, person: ListOwner, there: readonly ListOwner[], waiting: readonly Waiting[], last: LastTold | undefined, at: Date): readonly ListFigures[] {
  const closedToSome = new Set(there.flatMap(({ closed }) => [...closed]))
  return deps.routes.flatMap((route) => {
    const open = waiting.filter(({ id, category }) => category === route.category && !person.closed.has(id))
    const isOwn = ownersAmong(route, there).includes(person)
    const isTheirs = ({ id }: Waiting): boolean =>
      (closedToSome.has(id) ? ownersAmong(route, there.filter(({ closed }) => !closed.has(id))).includes(person) : isOwn)
    const isLateForLonger = lateOn(route, open, deps, at).some((days) => days >= deps.managersWhenLateBy)
    const theirs = person.role === 'manager' && isLateForLonger ? open : open.filter(isTheirs)
    const lateBy = lateOn(route, theirs, deps, at)
    if (lateBy.length === 0) return []
    const came = theirs.filter((one) => isNew(one, last)).length
    return [{ name: route.name, waiting: lateBy.length, came, late: lateBy.filter((days) => days > 0).length, lateBy: Math.max(...lateBy) }]
  })
}

/** By how many working days each enquiry on a list is late; 0 for those that are not. */
const lateOn = ({ category: own }: Route, waiting: readonly Waiting[], { standing }: Pick<TellOwnersDeps, 'standing'>, at: Date): readonly number[] =>
  waiting.filter(({ category }) => category === own).map(({ receivedAt }) => {
    const stands = standing(receivedAt, own, at)
    return stands.kind === 'overdue' ? stands.workingDays : 0
  })
