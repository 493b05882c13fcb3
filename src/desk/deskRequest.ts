import { z } from 'zod'
import { DomainError } from '../domain/errors'
import { ROLE_NAMES } from '../domain/roles'
import type { Actor } from '../domain/staff'
import { paths } from './paths'
import type { Entrance, Views, Visitor } from './ports'

export const actorOf = ({ staff }: Visitor): Actor => ({ staffId: staff.id, name: staff.name })

export interface VisitorView {
  readonly name: string
  readonly role: string
  readonly invented: boolean
  readonly csrfToken: string
  /** Where to say when they can be rung; absent for who takes no calls. */
  readonly telephoneHref: string | undefined
  /** Where an enquiry is found by its reference; absent for who may open none. */
  readonly findHref: string | undefined
  /** Where a child is found by who they are; absent for who sees none. */
  readonly childrenHref: string | undefined
  /** The enquiries that a second professional joined; absent for who is none. */
  readonly secondHref: string | undefined
  /** What is left to the next shift; absent for who does not see the queue. */
  readonly shiftHref: string | undefined
  /** Who is on duty; absent for who need not know. */
  readonly dutyHref: string | undefined
  /** What was ended; absent for who need not know. */
  readonly endedHref: string | undefined
  /** How the service is running; absent for who need not know. */
  readonly operationsHref: string | undefined
}

/** Whoever is signed in. @throws DomainError when nobody is: a route was reached around the way in */
export function requireVisitor(entrance: Entrance, request: object): Visitor {
  const visitor = entrance.visitorOf(request)
  if (!visitor) throw new DomainError('forbidden', 'Sign in first.')
  return visitor
}

/** What every page of ours needs besides its own words. */
export function pageContext(entrance: Entrance, request: object): { readonly cspNonce: string; readonly visitor: VisitorView | undefined } {
  const visitor = entrance.visitorOf(request)
  return {
    cspNonce: entrance.nonceOf(request),
    visitor: visitor && {
      name: visitor.staff.name,
      role: ROLE_NAMES[visitor.staff.role],
      invented: visitor.staff.demonstration,
      csrfToken: visitor.csrfToken,
      findHref: visitor.may('queue.view') ? paths.find : undefined,
      childrenHref: visitor.may('child.view') ? paths.children : undefined,
      secondHref: visitor.may('second.view') ? paths.second : undefined,
      shiftHref: visitor.may('queue.view') ? paths.shift : undefined,
      dutyHref: visitor.may('duty.view') ? paths.duty : undefined,
      endedHref: visitor.may('ended.view') ? paths.ended : undefined,
      operationsHref: visitor.may('operations.view') ? paths.operations : undefined,
      telephoneHref: visitor.may('telephone.use') ? paths.telephone : undefined,
    },
  }
}

/** A page of ours with its words. */
export const renderPage = ({ entrance, views }: { readonly entrance: Entrance; readonly views: Views }, request: object, name: string, page: object): string =>
  views.render(name, { ...pageContext(entrance, request), page })

/** Characters of what is typed into one line: more than any name, or reference with what people write around it. */
export const LONGEST_LINE = 200
/** A line that somebody typed; what is longer, or no text, is as good as nothing. */
export const typedLine = z.string().max(LONGEST_LINE).catch('')

interface Addressed {
  readonly params: Readonly<Record<string, string | string[]>>
}

/** The card that the path names: what it is about, then a keyed hash. @throws DomainError for anything else */
export function cardIdOf(request: Addressed): string {
  const id = request.params['id']
  if (typeof id !== 'string' || !/^[a-z_]{1,40}-[0-9a-f]{1,128}$/.test(id)) throw new DomainError('not_found', 'There is no such page.')
  return id
}

/** The member of staff that the path names. @throws DomainError for anything else */
export function staffIdOf(request: Addressed): string {
  return hexIdOf(request)
}

/** The enquiry that the path names: keyed hashes in hex. @throws DomainError for anything else */
export function intakeIdOf(request: Addressed): string {
  return hexIdOf(request)
}

/** The record of a child that the path names: a keyed hash in hex. @throws DomainError for anything else */
export function childIdOf(request: Addressed): string {
  return hexIdOf(request)
}

function hexIdOf(request: Addressed): string {
  const id = request.params['id']
  if (typeof id !== 'string' || !/^[0-9a-f]{1,128}$/.test(id)) throw new DomainError('not_found', 'There is no such page.')
  return id
}
