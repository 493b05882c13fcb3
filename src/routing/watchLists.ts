import { lookAgain } from '../domain/lookAgain'
import { tellOwners, type TellOwnersDeps } from './tellOwners'
import { warnOfUnknownOwners } from './warnOfUnknownOwners'

/** Looks again and again whether somebody is to be told of their lists. A look that fails is made up for by the next. */
export function watchLists(deps: TellOwnersDeps, everyMs: number): { stop(): Promise<void> } {
  let warned = false
  return lookAgain(async () => {
    try {
      if (!warned) await warnOfUnknownOwners(deps)
      warned = true
      const count = await tellOwners(deps)
      if (count > 0) deps.log.info({ event: 'list_owners_told', count }, 'those whose lists have something new or late were told')
    } catch (error) {
      deps.log.warn({ err: error }, 'the owners of lists could not be told; the next look comes soon')
    }
  }, everyMs)
}
