import { childConcernSigns, type Findings } from '../domain/childConcern'
import type { RoutingDeps } from './ports'

/**
 * An enquiry that may concern a child brings whatever belongs with it back from the lists, itself too. Nobody need ask for
 * it: automation may raise. Done before the finding is written, so that a process killed in between does it again.
 */
export async function bringBackForConcern({ routed, now }: RoutingDeps, intakeId: string, findings: Findings): Promise<number> {
  return childConcernSigns(findings).length > 0 ? routed.bringBackThread(intakeId, now()) : 0
}
