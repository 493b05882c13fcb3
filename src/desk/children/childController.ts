import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { CHILD_PAIR_ANSWERS } from '../../domain/child'
import { DomainError } from '../../domain/errors'
import { factsAbout } from '../../domain/recordedFacts'
import { actorOf, childIdOf, pageContext, requireVisitor } from '../deskRequest'
import type { DeskFacts } from '../factPorts'
import { typedReference } from '../findController'
import { doneHref, NOT_RAISED } from '../doneWords'
import { paths } from '../paths'
import type { ViewAudit } from '../auditPorts'
import type { Entrance, LookupThrottle, Views } from '../ports'
import { type ChildPageInput, childView } from './childPresenter'
import type { DeskChildren } from './childPorts'
import { readConflicts } from './conflictWords'
import { findChild } from './findChild'
import { noteChildrenSeen } from './noteChildrenSeen'
import { sayAboutEnquiry, type SayAboutEnquiryDeps } from './sayAboutEnquiry'
import { sayOfTwoChildren } from './sayOfTwoChildren'
import { takeBackOfChild, TAKEN_BACK } from './takeBackOfChild'

export interface ChildControllerDeps extends SayAboutEnquiryDeps {
  readonly children: DeskChildren
  readonly facts: Pick<DeskFacts, 'ofEnquiries'>
  readonly lookups: LookupThrottle
  readonly audit: ViewAudit
  readonly entrance: Entrance
  readonly views: Views
}

const DONE = {
  changed: 'Saved. What stood there before stays in the history of this record.',
  put: 'Saved: the enquiry stands under this record.',
  one: 'Saved: the two records are one now. Each keeps what was said of it.',
  siblings: 'Saved: they are siblings. Each has a record of its own.',
  two: 'Saved: they are two children.',
  back: 'Taken back, with your reason.',
  notRaised: NOT_RAISED,
} as const
const SAID_WHEN_DONE: ReadonlyMap<unknown, string> = new Map(Object.entries(DONE))

/** Where a form about a child that was saved leads to. */
export const childDoneHref = (childId: string, done: keyof typeof DONE): string => `${paths.child(childId)}?done=${done}`

const hex = z.string().regex(/^[0-9a-f]{1,128}$/)
/** The enquiry on whose page it was said; absent where that was the child's. */
const on = hex.optional().catch(undefined)
const enquirySchema = z.object({ enquiry: hex, answer: z.enum(['is', 'is_not']), on })
const pairSchema = z.object({ other: hex, answer: z.enum(CHILD_PAIR_ANSWERS), on })
const namedSchema = z.object({ enquiry: on, other: on, what: z.enum(TAKEN_BACK).optional().catch(undefined) })
const backSchema = z.object({ what: z.enum(TAKEN_BACK), other: hex, reason: z.string().catch('') })

/** What a form about a child names beside the child, as far as it can be read. */
export function namedBesideChild(body: unknown): { readonly intakeId?: string; readonly otherChildId?: string } {
  const { enquiry, other, what } = namedSchema.parse(body ?? {})
  const intakeId = enquiry ?? (what === 'enquiry' ? other : undefined)
  const otherChildId = what === 'enquiry' ? undefined : other
  return { ...(intakeId !== undefined && { intakeId }), ...(otherChildId !== undefined && { otherChildId }) }
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {})
  if (!parsed.success) throw new DomainError('not_found', 'There is no such record of a child.')
  return parsed.data
}

export interface ChildController {
  readonly showChild: RequestHandler
  readonly sayAboutEnquiry: RequestHandler
  readonly findOtherChild: RequestHandler
  readonly sayOfTwoChildren: RequestHandler
  readonly takeBackOfChild: RequestHandler
}

/** The page of one child, and what people say there. */
export function childController(deps: ChildControllerDeps): ChildController {
  const actorIn = (request: Request) => actorOf(requireVisitor(deps.entrance, request))
  return {
    showChild: async (request, response) => sendChild(deps, request, response),

    sayAboutEnquiry: async (request, response) => {
      const childId = childIdOf(request)
      const { enquiry: intakeId, answer, on: from } = read(enquirySchema, request.body)
      const outcome = await sayAboutEnquiry(deps, { childId, intakeId, answer, actor: actorIn(request) })
      response.redirect(303, hrefAfter(outcome, { childId, from, done: ['put', answer === 'is' ? 'childChosen' : 'childNot'] }))
    },

    findOtherChild: async (request, response) => {
      const { staff } = requireVisitor(deps.entrance, request)
      const typed = typedReference(request.body)
      const outcome = await findChild(deps, { typed, staffId: staff.id })
      const record = outcome.kind === 'found' ? await deps.children.find(outcome.childId, staff.id) : undefined
      if (!record) response.status(422)
      return sendChild(deps, request, response, { sought: { typed, outcome: record ? { kind: 'found', record } : outcome.kind === 'found' ? { kind: 'none' } : outcome } })
    },

    sayOfTwoChildren: async (request, response) => {
      const childId = childIdOf(request)
      const { other: otherId, answer, on: from } = read(pairSchema, request.body)
      const outcome = await sayOfTwoChildren(deps, { childId, otherId, answer, actor: actorIn(request) })
      response.redirect(303, hrefAfter(outcome, { childId, from, done: [answer, CHILD_DONE[answer]] }))
    },

    takeBackOfChild: async (request, response) => {
      const childId = childIdOf(request)
      const visitor = requireVisitor(deps.entrance, request)
      const { what, other: otherId, reason } = read(backSchema, request.body)
      const outcome = await takeBackOfChild(deps, { childId, what, otherId, reason, mayAny: visitor.may('intake.part'), actor: actorOf(visitor) })
      if (outcome.kind === 'taken_back') return response.redirect(303, childDoneHref(childId, 'back'))
      response.status(422)
      return sendChild(deps, request, response, { typedBack: { what, otherId, reason, problem: outcome.problem } })
    },
  }
}

/** To where it was said, the enquiry's page or the child's. */
function hrefAfter(
  outcome: 'said' | 'not_raised', { childId, from, done: [onChild, onEnquiry] }: { readonly childId: string; readonly from: string | undefined; readonly done: readonly [keyof typeof DONE, Parameters<typeof doneHref>[1]] },
): string {
  const done = outcome === 'said' ? { onChild, onEnquiry } : { onChild: 'notRaised', onEnquiry: 'notRaised' } as const
  return from === undefined ? childDoneHref(childId, done.onChild) : doneHref(from, done.onEnquiry)
}

const CHILD_DONE = { one: 'childrenOne', siblings: 'childrenSiblings', two: 'childrenTwo' } as const

async function sendChild(deps: ChildControllerDeps, request: Request, response: Response, returned: Pick<ChildPageInput, 'typedBack' | 'sought'> = {}): Promise<void> {
  const { children, facts, audit, entrance, views, now } = deps
  const visitor = requireVisitor(entrance, request)
  const { staff } = visitor
  const record = await children.find(childIdOf(request), staff.id)
  if (!record) throw new DomainError('not_found', 'There is no such record of a child.')
  const outcome = returned.sought?.outcome
  // Of the one that was asked for it is written down already.
  const shown = [record.child, ...record.merged, ...record.siblings, ...(outcome?.kind === 'found' ? [outcome.record.child] : [])]
  await noteChildrenSeen(deps, visitor, shown.filter(({ id }) => id !== childIdOf(request)))
  const records = new Set([record.child, ...record.merged].map(({ id }) => id))
  const recorded = (await facts.ofEnquiries(record.enquiries.map(({ id }) => id))).map((one) => ({ ...one, facts: factsAbout(one.facts, records) }))
  const at = now()
  await audit.record(...recorded.map(({ id: intakeId }) => (
    { event: 'same_child_facts_viewed' as const, intakeId, childId: record.child.id, staffId: staff.id, staffName: staff.name, role: staff.role, at }
  )))
  const conflicts = await readConflicts(children, outcome?.kind === 'found' ? [[record.child.id, { childId: outcome.record.child.id }]] : [])
  const page = childView({ record, conflicts, facts: recorded, staffId: staff.id, may: { record: visitor.may('record.keep'), part: visitor.may('intake.part') }, ...returned })
  response.send(views.render('child', { ...pageContext(entrance, request), page, done: Object.keys(returned).length > 0 ? undefined : SAID_WHEN_DONE.get(request.query['done']) }))
}
