import type { DeskChildren } from '../desk/children/childPorts'
import type { DeskFacts } from '../desk/factPorts'
import type { DeskIntakes } from '../desk/ports'
import type { DeskThreads } from '../desk/threadPorts'
import { type Findings, findingsOf, isFactOfChild } from '../domain/childConcern'
import { isLowered } from '../domain/priority'
import type { TaskKind } from '../domain/task'
import { type Reading, SIGNALS } from '../domain/triage'
import { bringBackForConcern } from '../routing/bringBackForConcern'
import { bringBackWhatJoined } from '../routing/bringBackWhatJoined'
import type { RoutingDeps } from '../routing/ports'
import { sayOfChild } from '../routing/sayOfChild'
import type { TaskRepository } from '../store/taskRepository'
import type { TriageLedger } from '../triage/triageIntake'

const foundIn = (reading: Reading): Findings => findingsOf(reading, SIGNALS.filter((signal) => reading.signals[signal] !== undefined))

/** What triage finds brings back from the lists what belongs with it; casework that was ended comes back for any message that joins it, and for what is more pressing than it was; either comes back for danger that is noted of it, be it the same again. */
export const withReturns = (ledger: TriageLedger, deps: RoutingDeps): TriageLedger => ({
  hold: async (claim) => ledger.hold(claim),
  recordTriage: async (claim, triage, before) => {
    const { routed, now } = deps
    if (!before.triaged && before.joins) await routed.reopenFirst(claim.intakeId, now())
    // Whatever was known when it went to its list, or was ended there: what is noted of it now was not.
    if (before.dangerNoted) await routed.bringBackThread(claim.intakeId, now())
    if (before.dangerNoted || (before.found && isLowered(triage.priority, before.found.priority))) await routed.reopen(claim.intakeId, now())
    await bringBackForConcern(deps, claim.intakeId, foundIn(triage), {
      ...(before.found && { before: foundIn(before.found) }), isUntaken: before.status === 'received',
    })
    return ledger.recordTriage(claim, triage, before)
  },
})

/** A priority that a person raises does the same, and so does the first that is set where nothing could be read. */
export const intakesWithReturns = (intakes: DeskIntakes, { routed, now }: RoutingDeps): DeskIntakes => ({
  ...intakes,
  confirmPriority: async (decision) => {
    const { intakeId, priority, seen } = decision
    if (priority === 'urgent' || priority === 'high') await routed.bringBackThread(intakeId, now())
    if (seen.priority === undefined) await routed.reopenFirst(intakeId, now())
    else if (isLowered(priority, seen.priority)) await routed.reopen(intakeId, now())
    return intakes.confirmPriority(decision)
  },
})

/** What is still to be heard, or read by a person, may concern a child: nobody looks for that on a list, nor where it was ended there. */
const TO_BE_HEARD_OR_READ: readonly TaskKind[] = ['listen', 'recording_missing', 'triage_failed']

/**
 * A card that comes up on casework that was ended reopens it: nobody looks there. What nothing could read reopens the first that it belongs with, as what is read does;
 * and what nobody has heard or read comes back from the lists, with what belongs with it.
 */
export const cardsWithReturns = (tasks: Pick<TaskRepository, 'raise' | 'openOf'>, { routed, now }: RoutingDeps): Pick<TaskRepository, 'raise'> => ({
  raise: async (intakeId, owed, at) => {
    await tasks.raise(intakeId, owed, at)
    const open = owed.length > 0 ? await tasks.openOf(intakeId) : []
    if (open.length > 0) await routed.reopen(intakeId, now())
    if (open.some(({ kind }) => kind === 'triage_failed')) await routed.reopenFirst(intakeId, now())
    if (open.some(({ kind }) => TO_BE_HEARD_OR_READ.includes(kind))) await routed.bringBackThread(intakeId, now())
  },
})

const personOf = ({ by, byName }: { readonly by: string; readonly byName: string }) => ({ by, byName })

/** So does joining what may concern a child, and a link, which is about one. A join that is sent again, after a process died over this, is answered alike. */
export const threadsWithReturns = (threads: DeskThreads, deps: RoutingDeps): DeskThreads => ({
  ...threads,
  join: async (answer) => {
    const outcome = await threads.join(answer)
    if (outcome.kind === 'joined') await bringBackWhatJoined(deps, outcome.joinedId)
    return outcome
  },
  link: async (answer, kind) => {
    const link = async (): ReturnType<DeskThreads['link']> => threads.link(answer, kind)
    // What was decided before brings nothing back.
    return (await threads.mayLink(answer)) === 'may' ? sayOfChild(deps, { ...personOf(answer), intakeIds: [answer.intakeId, answer.otherId] }, link) : link()
  },
})

/** So does the record of a child that a person makes of it, or puts it under. */
export const childrenWithReturns = (children: DeskChildren, deps: RoutingDeps): DeskChildren => ({
  ...children,
  record: async (child) => sayOfChild(deps, { ...personOf(child), intakeIds: [child.intakeId] }, async () => children.record(child)),
  putUnder: async (about) => sayOfChild(deps, { ...personOf(about), intakeIds: [about.intakeId] }, async () => children.putUnder(about)),
})

/** And what is recorded of a child alone. */
export const factsWithReturns = (facts: DeskFacts, deps: RoutingDeps): DeskFacts => ({
  ...facts,
  record: async (intakeId, fact, only) => {
    const record = async (): ReturnType<DeskFacts['record']> => facts.record(intakeId, fact, only)
    return isFactOfChild(fact.kind) ? sayOfChild(deps, { ...personOf(fact), intakeIds: [intakeId] }, record) : record()
  },
})
