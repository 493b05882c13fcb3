import { findEnquiry, type FindEnquiryDeps, type FindOutcome } from './findEnquiry'
import type { Between, DeskThreads } from './threadPorts'

export interface FindOtherDeps extends FindEnquiryDeps {
  readonly threads: Pick<DeskThreads, 'between'>
}

export type OtherFound = { readonly kind: 'found'; readonly between: Between } | { readonly kind: 'itself' } | Exclude<FindOutcome, { kind: 'found' }>

/** Finds the enquiry that one may belong with, by its reference, as `findEnquiry` does: what somebody may not see is told as none. */
export async function findOther(deps: FindOtherDeps, { intakeId, typed, staffId }: { readonly intakeId: string; readonly typed: string; readonly staffId: string }): Promise<OtherFound> {
  const found = await findEnquiry(deps, { typed, staffId })
  if (found.kind !== 'found') return found
  if (found.intakeId === intakeId) return { kind: 'itself' }
  const between = await deps.threads.between(intakeId, found.intakeId)
  // Its own enquiry is gone between two looks: nothing is to be said of it.
  return between ? { kind: 'found', between } : { kind: 'empty' }
}
