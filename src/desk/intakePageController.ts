import type { Request, Response } from 'express'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Colleagues, Following } from '../domain/handover'
import type { ReferralPrompts } from '../domain/referralPrompts'
import { belongingView } from './belongingPresenter'
import type { DeskTexts } from './callPorts'
import type { ChildrenOfIntake, DeskChildren } from './children/childPorts'
import { type ChildrenView, childrenView, offeredTogether } from './children/childrenPresenter'
import { readConflicts } from './children/conflictWords'
import { noteChildrenSeen } from './children/noteChildrenSeen'
import { intakeIdOf, pageContext, requireVisitor } from './deskRequest'
import { saidWhenDone } from './doneWords'
import type { CaseworkDesk } from './endingPorts'
import { endingView } from './endingPresenter'
import type { SameChildFacts } from './factPorts'
import { childView } from './factPresenter'
import { factsElsewhere, type FactsElsewhereDeps } from './factsElsewhere'
import type { HandoverDesk } from './handoverPorts'
import { handoverView } from './handoverPresenter'
import { notesOf } from './notesOf'
import { intakeView } from './intakePresenter'
import { type JoinConflicts, joinConflicts, NOBODY_LOSES } from './joinConflicts'
import { paths } from './paths'
import type { DeskIntakes, Entrance, IntakeRecord, Views, Visitor } from './ports'
import type { DeskTellings } from './tellingPorts'
import { allTold } from './tellingsPresenter'
import type { IndicatorLabel } from './triagePresenter'
import type { RoutingDesk, RoutingLook } from './routingPorts'
import { routingView } from './routingPresenter'
import { mayNote, type SecondsInput, secondsView } from './secondPartPresenter'
import type { SecondDesk, SecondLists } from './secondPorts'
import { stillOpen, type StillOpen } from './stillOpen'
import { textForm } from './textPresenter'
import type { TypedForm } from './typedForms'
import { closedService, type ServiceTimes } from './unallocatedWords'
import { withoutBarred } from './withoutBarred'

export interface IntakePageDeps extends FactsElsewhereDeps {
  readonly intakes: DeskIntakes
  readonly tellings: Pick<DeskTellings, 'count'>
  readonly texts: DeskTexts | undefined
  readonly children: Pick<DeskChildren, 'around' | 'mayBe' | 'conflicts' | 'openAmong'>
  readonly handover: Pick<HandoverDesk, 'colleagues' | 'following'>
  readonly routing: Pick<RoutingDesk, 'routes' | 'standing' | 'look'>
  readonly secondDesk: Pick<SecondDesk, 'officers'>
  readonly casework: Pick<CaseworkDesk, 'outcomes' | 'obstacles'>
  readonly seconds: Pick<SecondLists, 'calledAmong'>
  readonly prompts: ReferralPrompts
  readonly entrance: Entrance
  readonly views: Views
  readonly labelOf: IndicatorLabel
  readonly hours: ServiceTimes
  readonly now: Clock
}

/** The page of one enquiry, with the form that came back if one did. @throws DomainError when there is no such enquiry */
export async function sendIntake(deps: IntakePageDeps, request: Request, response: Response, typed?: TypedForm): Promise<void> {
  const visitor = requireVisitor(deps.entrance, request)
  // Taken before it is read: what changes meanwhile is told of rather than missed.
  const stamp = await deps.intakes.stampOf(intakeIdOf(request))
  const found = await deps.intakes.find(intakeIdOf(request))
  if (!found) throw new DomainError('not_found', 'There is no such enquiry.')
  const record = await withoutBarred(deps, { record: found, staff: visitor.staff })
  const looking: Looking = { deps, visitor, record, typed, now: deps.now() }
  const { id } = record.intake
  const [look, timesTold, around, elsewhere, closes, open, colleagues, following, ending, officers] = await Promise.all([
    deps.routing.look(id), deps.tellings.count(record.intake), childrenAround(deps, visitor, record), factsElsewhere(deps, id, visitor),
    visitor.may('intake.join') ? joinConflicts(deps.children, record, typed) : NOBODY_LOSES, stillOpen(deps.children, record), deps.handover.colleagues(), followingOf(looking), endingOf(looking), officersOf(looking),
  ])
  const children = await childrenOf(deps, visitor, { record, around, hasSigns: look.signs.length > 0 })
  const view = enquiryOf(looking, closes, colleagues)
  const handover = handoverOf(looking, open, colleagues, following)
  const seconds = secondsOf(looking, officers, colleagues)
  const parts = {
    handover, routing: routingOf(looking, look, colleagues), ending, child: childOf(looking, around, elsewhere), children, belonging: belongingView(id, visitor.may('intake.join'), typed, closes), seconds, allTold: allTold(id, timesTold),
    text: deps.texts && visitor.may('record.keep') ? textForm(record.intake, typed) : undefined,
  }
  const { routing, child, belonging, text } = parts
  // What was found out of a child stays in sight, whatever the enquiry is about.
  const childAside = routing.isNoChilds && around.own.length === 0 && (record.intake.facts ?? []).length === 0
  const problems = [view, belonging, handover, seconds, routing, ending, child, text].flatMap((part) => part?.problems ?? [])
  response.send(deps.views.render('intake', {
    ...pageContext(deps.entrance, request), page: { ...view, ...parts, childAside, problems }, href: paths.intake(id), stamp: { href: paths.stamp(id), is: stamp }, done: typed ? undefined : saidWhenDone(request.query['done'], record.intake, open),
  }))
}

/** Who looks at which enquiry, and when. */
interface Looking {
  readonly deps: IntakePageDeps
  readonly visitor: Visitor
  readonly record: IntakeRecord
  readonly typed: TypedForm | undefined
  readonly now: Date
}

const enquiryOf = ({ deps, visitor, record, typed, now }: Looking, closes: JoinConflicts, { everybody }: Colleagues) => intakeView({
  record,
  joinConflicts: closes,
  colleagues: everybody,
  now,
  closed: closedService(deps.hours, now),
  labelOf: deps.labelOf,
  may: {
    read: visitor.may('queue.view'),
    confirm: visitor.may('priority.confirm'),
    accept: visitor.may('intake.accept'),
    join: visitor.may('intake.join'),
    part: visitor.may('intake.part'),
    lowerUrgent: visitor.may('priority.lower_urgent'),
    note: visitor.may('note.write') && mayNote(record.intake, visitor.staff),
    record: visitor.may('record.keep'),
    play: visitor.may('recording.play'),
    saveMail: visitor.may('mail.save'),
    ring: visitor.may('telephone.use'),
  },
  staffId: visitor.staff.id,
  hasTelephone: visitor.staff.phone !== undefined,
  typed,
})

const followingOf = async ({ deps, record: { intake, thread } }: Looking): Promise<Following | undefined> =>
  (thread?.first || intake.allocation?.hadBy ? deps.handover.following(intake.id) : undefined)

const handoverOf = ({ visitor, record: { intake, history, barredBeside }, typed, now }: Looking, open: readonly StillOpen[], colleagues: Colleagues, following: Following | undefined) => handoverView({
  intake, history, barredBeside, stillOpen: open, colleagues, following, staffId: visitor.staff.id, typed, now,
  may: { give: visitor.may('intake.give'), accept: visitor.may('intake.accept'), join: visitor.may('intake.join') },
})

const routingOf = ({ deps, visitor, record: { intake }, typed, now }: Looking, look: RoutingLook, { everybody }: Colleagues) => routingView({
  intake, look, desk: deps.routing, staff: visitor.staff, colleagues: everybody, labelOf: deps.labelOf, typed, now,
  may: { reroute: visitor.may('intake.reroute'), overrideConcern: visitor.may('intake.reroute_concern'), work: visitor.may('routed.work') },
})

const endingOf = async ({ deps: { casework }, visitor, record: { intake }, typed }: Looking) => endingView({
  intake, outcomes: casework.outcomes, obstacles: await casework.obstacles(intake.id, visitor.staff.id), mayReopen: visitor.may('intake.reroute'), typed,
})

const childOf = ({ deps, visitor, record: { intake }, typed }: Looking, around: ChildrenOfIntake, elsewhere: readonly SameChildFacts[]) => childView({
  intake, elsewhere, children: around.own, prompts: deps.prompts, mayRecord: visitor.may('record.keep'), typed,
})

const secondsOf = ({ deps, visitor, record: { intake }, typed, now }: Looking, officers: SecondsInput['officers'], colleagues: Colleagues) => secondsView({
  intake, staff: visitor.staff, officers, colleagues, may: { manage: visitor.may('second.manage') }, labelOf: deps.labelOf, typed, now,
})

const NOBODY: ChildrenOfIntake = { own: [], beside: [], unsaid: [] }

/** That they were shown who a child is, is written down first. */
async function childrenAround(deps: IntakePageDeps, visitor: Visitor, { intake: { id }, thread }: IntakeRecord): Promise<ChildrenOfIntake> {
  if (!visitor.may('child.view')) return NOBODY
  const around = await deps.children.around(id, (thread?.linked ?? []).map((one) => one.id), visitor.staff.id)
  await noteChildrenSeen(deps, visitor, around.own.map(({ child }) => child), id)
  return around
}

/** Undefined for who sees no records of children. */
async function childrenOf(
  deps: IntakePageDeps, visitor: Visitor, { record: { intake, history, thread }, around, hasSigns }: { readonly record: IntakeRecord; readonly around: ChildrenOfIntake; readonly hasSigns: boolean },
): Promise<ChildrenView | undefined> {
  if (!visitor.may('child.view')) return undefined
  const mayRecord = visitor.may('record.keep') && intake.status !== 'rerouted' && (hasSigns || intake.triage === undefined)
  const notes = notesOf(history).map(({ note }) => note)
  const mayBe = mayRecord ? await deps.children.mayBe({ intake, notes }, visitor.staff.id) : []
  const conflicts = await readConflicts(deps.children, mayRecord ? offeredTogether({ intake, around, mayBe }) : [])
  return childrenView({ intake, around, linked: thread?.linked ?? [], mayBe, mayRecord, conflicts })
}

/** Whom a manager may name, of the roles that it calls for. */
async function officersOf({ deps: { secondDesk }, visitor, record: { intake: { id, secondProfessionals = [] } } }: Looking): Promise<SecondsInput['officers']> {
  if (!visitor.may('second.manage')) return {}
  return Object.fromEntries(await Promise.all(secondProfessionals.map(async ({ role }) => [role, await secondDesk.officers(id, role)] as const)))
}
