import { isDeepStrictEqual } from 'node:util'
import { childConcernSigns, type Findings } from '../domain/childConcern'
import type { RoutingDeps } from './ports'

interface FoundBefore {
  /** What had been found: a list holds what somebody put there in spite of it, and nothing new is no reason. */
  readonly before?: Findings
  /**
   * Nobody has had it yet, and the finding is written only where that is still so: nobody can have ended it. The first that it
   * belongs with is reopened for any message, or by whoever joins the two.
   */
  readonly isUntaken?: boolean
}

/**
 * An enquiry that may concern a child brings whatever belongs with it back from the lists, itself too, and casework that was
 * ended: itself, and the first that it belongs with. Nobody need ask for it: automation may raise. Done before the finding is written, so that a process killed in between does it again.
 */
export async function bringBackForConcern({ routed, now }: RoutingDeps, intakeId: string, findings: Findings, { before, isUntaken = false }: FoundBefore): Promise<void> {
  const known = before ? childConcernSigns(before) : []
  const news = childConcernSigns(findings).filter((sign) => !known.some((one) => isDeepStrictEqual(one, sign)))
  if (news.length === 0) return
  await routed.bringBackThread(intakeId, now())
  if (isUntaken) return
  await routed.reopen(intakeId, now())
  await routed.reopenFirst(intakeId, now())
}
