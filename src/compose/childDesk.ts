import type { Logger } from 'pino'
import type { DeskChildren } from '../desk/children/childPorts'
import { childKeys, childSearchKeys } from '../linking/childKeys'
import { lookupKeys } from '../linking/linkKeys'
import { newWords } from '../linking/newWords'
import { childModel } from '../store/children/childModel'
import { type ChildKeys, deskChildren, hashedKeys } from '../store/children/deskChildren'
import { makeFindable } from '../store/children/makeFindable'
import type { Store } from './openStore'

const KEYS: ChildKeys = { ofDetails: childKeys, ofEnquiry: (intake, notes) => lookupKeys(newWords(intake, notes)).keys, ofSearch: childSearchKeys }

/** The children whom people recorded, found by what enquiries are linked by. */
export const childDesk = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>): DeskChildren => deskChildren(connection, sealer, KEYS)

/** Lets each be found by what is written of them today; tells the log of those that do not open. */
export async function makeChildrenFindable({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, log: Pick<Logger, 'error'>, stopping?: AbortSignal): Promise<void> {
  for (const { childId, error } of await makeFindable({ children: childModel(connection), sealer }, hashedKeys(sealer, KEYS), stopping)) {
    log.error({ err: error, childId }, 'the record of a child does not open, and is found by no name')
  }
}
