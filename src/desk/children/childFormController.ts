import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { typedFrom } from '../../domain/childFields'
import { DomainError } from '../../domain/errors'
import { actorOf, childIdOf, intakeIdOf, renderPage, requireVisitor } from '../deskRequest'
import { typedReference } from '../findController'
import { doneHref } from '../doneWords'
import { paths } from '../paths'
import type { ViewAudit } from '../auditPorts'
import type { DeskIntakes, Entrance, LookupThrottle, Views } from '../ports'
import { changeChild } from './changeChild'
import { childDoneHref } from './childController'
import { changedChildView, type NewChildInput, newChildView, type TypedChildForm } from './childFormPresenter'
import type { ChildLine, DeskChildren } from './childPorts'
import { readConflicts } from './conflictWords'
import { findChild } from './findChild'
import { noteChildrenSeen } from './noteChildrenSeen'
import { recordChild, type RecordChildDeps } from './recordChild'

export interface ChildFormDeps extends RecordChildDeps {
  readonly children: DeskChildren
  readonly intakes: Pick<DeskIntakes, 'find'>
  readonly lookups: LookupThrottle
  readonly audit: ViewAudit
  readonly entrance: Entrance
  readonly views: Views
}

const text = z.string().catch('')
const childSchema = z.object({
  name: text, otherNames: text, apart: text, birthDay: text, birthMonth: text, birthYear: text, age: text, ageDisputed: text,
  gender: text, nationality: text, language: text, nrm: text, homeOffice: text, crime: text,
})
const hex = z.string().regex(/^[0-9a-f]{1,128}$/)
const ids = z.preprocess((sent) => [sent ?? []].flat(), z.array(hex)).catch([])
const newSchema = z.object({ seen: z.coerce.number().int().min(0).catch(0), token: hex.catch(''), siblings: ids, others: ids, birthSeen: text })
const versionSchema = z.object({ version: z.coerce.number().int().catch(0), birthSeen: text })

export interface ChildFormController {
  readonly showChildForm: RequestHandler
  readonly recordChild: RequestHandler
  readonly findChildFor: RequestHandler
  readonly showChildDetails: RequestHandler
  readonly changeChild: RequestHandler
}

/** The forms in which people write down who a child is. */
export function childFormController(deps: ChildFormDeps): ChildFormController {
  return {
    showChildForm: async (request, response) => {
      const sibling = hex.safeParse(request.query['sibling']).data
      return sendNewForm(deps, request, response, { ticked: sibling === undefined ? [] : [sibling] })
    },

    recordChild: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const typed = childSchema.parse(request.body ?? {})
      const { seen, token, siblings, others, birthSeen } = newSchema.parse(request.body ?? {})
      if (token === '') throw new DomainError('conflict', 'This form is not whole. Open it again, and record the child there.')
      const outcome = await recordChild(deps, { intakeId, typed, seen, token, siblings, others, birthSeen, actor: actorOf(requireVisitor(deps.entrance, request)) })
      switch (outcome.kind) {
        case 'recorded':
          return response.redirect(303, doneHref(intakeId, 'child'))
        case 'invalid':
          response.status(422)
          return sendNewForm(deps, request, response, { form: { typed, problems: outcome.problems }, ticked: siblings, seen, token, birthSeen, asked: others })
        case 'long_ago':
          response.status(422)
          return sendNewForm(deps, request, response, { form: { typed, problems: [] }, ticked: siblings, seen, token, birthSeen: outcome.birthDate, longAgo: outcome, asked: others })
        case 'alike':
          response.status(422)
          return sendNewForm(deps, request, response, { form: { typed, problems: [] }, ticked: siblings, seen, token, alike: outcome.alike, asked: others, birthSeen })
        case 'overtaken':
          response.status(409)
          return sendNewForm(deps, request, response, { form: { typed, problems: [] }, ticked: siblings, birthSeen, meanwhile: outcome.meanwhile })
        default:
          return outcome satisfies never
      }
    },

    findChildFor: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const typed = typedReference(request.body)
      const outcome = await findChild(deps, { typed, staffId: visitor.staff.id })
      const record = outcome.kind === 'found' ? await deps.children.find(outcome.childId, visitor.staff.id) : undefined
      if (outcome.kind === 'found' && !record) throw new DomainError('not_found', 'There is no such record of a child.')
      if (!record) response.status(422)
      return sendNewForm(deps, request, response, { ticked: [], sought: { typed, outcome: record ? { kind: 'found', record } : outcome.kind === 'found' ? { kind: 'none' } : outcome } })
    },

    showChildDetails: async (request, response) => sendDetails(deps, request, response),

    changeChild: async (request, response) => {
      const childId = childIdOf(request)
      const typed = childSchema.parse(request.body ?? {})
      const { version, birthSeen } = versionSchema.parse(request.body ?? {})
      const outcome = await changeChild(deps, { childId, typed, version, birthSeen, actor: actorOf(requireVisitor(deps.entrance, request)) })
      switch (outcome.kind) {
        case 'changed':
        case 'unchanged':
          return response.redirect(303, childDoneHref(childId, 'changed'))
        case 'invalid':
          response.status(422)
          return sendDetails(deps, request, response, { form: { typed, problems: outcome.problems }, version, birthSeen })
        case 'long_ago':
          response.status(422)
          return sendDetails(deps, request, response, { form: { typed, problems: [] }, version, birthSeen: outcome.birthDate, longAgo: outcome })
        case 'overtaken':
          response.status(409)
          return sendDetails(deps, request, response, { form: { typed: typedFrom(outcome.details), problems: [] }, version: outcome.version, birthSeen, meanwhile: outcome })
        default:
          return outcome satisfies never
      }
    },
  }
}

type Returned = Pick<NewChildInput, 'alike' | 'asked' | 'birthSeen' | 'form' | 'longAgo' | 'ticked' | 'meanwhile' | 'sought'> & Partial<Pick<NewChildInput, 'seen' | 'token'>>

async function sendNewForm(deps: ChildFormDeps, request: Request, response: Response, returned: Returned): Promise<void> {
  const { children, entrance } = deps
  const visitor = requireVisitor(entrance, request)
  const { staff } = visitor
  const found = await deps.intakes.find(intakeIdOf(request))
  if (!found) throw new DomainError('not_found', 'There is no such enquiry.')
  const { intake, history } = found
  // First: whoever records one while the rest is read is noticed.
  const seen = returned.seen ?? (await children.countRecordedOf(intake.id))
  const notes = history.flatMap((entry) => (entry.kind === 'note' ? [entry.note] : []))
  const [{ own }, mayBe] = await Promise.all([children.around(intake.id, [], staff.id), children.mayBe({ intake, notes }, staff.id)])
  const named = await Promise.all(returned.ticked.filter((id) => !own.some(({ child }) => child.id === id)).map(async (id) => children.find(id, staff.id)))
  const others = [...own, ...named.flatMap((record) => record ?? [])]
  const sought = returned.sought?.outcome
  const known: readonly Pick<ChildLine, 'id'>[] = [...mayBe.map(({ record }) => record.child), ...(returned.alike ?? []), ...(sought?.kind === 'found' ? [sought.record.child] : [])]
  await noteChildrenSeen(deps, visitor, [...others.map(({ child }) => child), ...known], intake.id)
  const conflicts = await readConflicts(children, known.map(({ id }) => [id, { intakeId: intake.id }]))
  const page = newChildView({ intake, others, mayBe, conflicts, token: randomBytes(12).toString('hex'), ...returned, seen })
  response.send(renderPage(deps, request, 'child-new', page))
}

async function sendDetails(
  { children, entrance, views }: ChildFormDeps, request: Request, response: Response,
  returned?: { readonly form: TypedChildForm; readonly version: number; readonly birthSeen: string } & Pick<Parameters<typeof changedChildView>[0], 'meanwhile' | 'longAgo'>,
): Promise<void> {
  const record = await children.find(childIdOf(request), requireVisitor(entrance, request).staff.id)
  if (!record) throw new DomainError('not_found', 'There is no such record of a child.')
  const { child } = record
  // A record that was merged is changed by the one that it is read with.
  if (child.id !== childIdOf(request)) return response.redirect(303, paths.childDetails(child.id))
  const page = changedChildView({ child, ...(returned ?? { version: child.version, birthSeen: child.details.birthDate ?? '', form: { typed: typedFrom(child.details), problems: [] } }) })
  response.send(renderPage({ entrance, views }, request, 'child-details', page))
}
