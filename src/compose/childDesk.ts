import type { DeskChildren } from '../desk/children/childPorts'
import { childKeys } from '../linking/childKeys'
import { lookupKeys } from '../linking/linkKeys'
import { newWords } from '../linking/newWords'
import { deskChildren } from '../store/children/deskChildren'
import type { Store } from './openStore'

/** The children whom people recorded, found by what enquiries are linked by. */
export const childDesk = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>): DeskChildren =>
  deskChildren(connection, sealer, { ofDetails: childKeys, ofEnquiry: (intake, notes) => lookupKeys(newWords(intake, notes)).keys })
