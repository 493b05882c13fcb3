import type { Clock } from '../domain/clock'
import type { DeskFacts, SameChildFacts } from './factPorts'
import type { DeskIntakes, ViewAudit, Visitor } from './ports'

export interface FactsElsewhereDeps {
  readonly facts: Pick<DeskFacts, 'ofSameChild'>
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly audit: ViewAudit
  readonly now: Clock
}

/**
 * What is recorded of the same child in other enquiries, for who may open those. That they saw it is written down for each,
 * before it is shown.
 */
export async function factsElsewhere({ facts, intakes, audit, now }: FactsElsewhereDeps, intakeId: string, visitor: Visitor): Promise<readonly SameChildFacts[]> {
  // A second professional opens the enquiries that call for one, and no others.
  if (!visitor.may('queue.view')) return []
  const { staff } = visitor
  const shown: SameChildFacts[] = []
  for (const other of await facts.ofSameChild(intakeId)) {
    if (other.facts.length === 0 || (await intakes.isBarred(other.id, staff.id))) continue
    await audit.record({ event: 'same_child_facts_viewed', intakeId: other.id, staffId: staff.id, staffName: staff.name, role: staff.role, at: now() })
    shown.push(other)
  }
  return shown
}
