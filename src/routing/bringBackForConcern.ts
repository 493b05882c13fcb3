import { isDeepStrictEqual } from 'node:util'
import { childConcernSigns, type Findings } from '../domain/childConcern'
import type { RoutingDeps } from './ports'

/**
 * An enquiry that may concern a child brings whatever belongs with it back from the lists, itself too, and casework that was
 * ended: itself, and the first that it belongs with. Nobody need ask for it: automation may raise. Done before the finding is written, so that a process killed in between does it again.
 *
 * @param before what had been found: a list holds what somebody put there in spite of it, and nothing new is no reason
 */
export async function bringBackForConcern({ routed, now }: RoutingDeps, intakeId: string, findings: Findings, before?: Findings): Promise<number> {
  const known = before ? childConcernSigns(before) : []
  const news = childConcernSigns(findings).filter((sign) => !known.some((one) => isDeepStrictEqual(one, sign)))
  if (news.length === 0) return 0
  const onLists = await routed.bringBackThread(intakeId, now())
  const ended = [await routed.reopen(intakeId, now()), await routed.reopenFirst(intakeId, now())]
  return onLists + ended.filter(Boolean).length
}
