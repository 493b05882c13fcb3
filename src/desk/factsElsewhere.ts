import type { Clock } from '../domain/clock'
import type { DeskFacts, SameChildFacts } from './factPorts'
import type { ViewAudit } from './auditPorts'
import type { DeskChildren } from './children/childPorts'
import type { DeskIntakes, Visitor } from './ports'
import { recordsNamed, withoutRecords } from './withoutRecords'

export interface FactsElsewhereDeps {
  readonly facts: Pick<DeskFacts, 'ofSameChild'>
  readonly intakes: Pick<DeskIntakes, 'openAmong'>
  readonly children: Pick<DeskChildren, 'openAmong'>
  readonly audit: ViewAudit
  readonly now: Clock
}

/**
 * What is recorded of the same child in other enquiries, for who may open those; of several children no record is named that they may not see. That they saw it is written down for each,
 * before it is shown.
 */
export async function factsElsewhere({ facts, intakes, children, audit, now }: FactsElsewhereDeps, intakeId: string, visitor: Visitor): Promise<readonly SameChildFacts[]> {
  // A second professional opens the enquiries that call for one, and no others.
  if (!visitor.may('queue.view')) return []
  const { id: staffId, name: staffName, role } = visitor.staff
  const recorded = (await facts.ofSameChild(intakeId)).filter((other) => other.facts.length > 0)
  const open = await intakes.openAmong(recorded.map(({ id }) => id), staffId)
  const shown = recorded.filter(({ id }) => open.has(id))
  const at = now()
  await audit.record(...shown.map(({ id }) => ({ event: 'same_child_facts_viewed' as const, intakeId: id, staffId, staffName, role, at })))
  const records = await children.openAmong([...new Set(shown.flatMap((other) => recordsNamed(other.facts)))], staffId)
  return shown.map((other) => ({ ...other, facts: withoutRecords(other.facts, records) }))
}
