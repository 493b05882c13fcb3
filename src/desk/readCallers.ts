import type { Clock } from '../domain/clock'
import { callersView, type CallersView } from './callersPresenter'
import type { Visitor } from './ports'
import type { Telephone } from './telephonePorts'

export interface ReadCallersDeps {
  readonly telephone: Pick<Telephone, 'board'>
  readonly now: Clock
}

/** Who holds the line, and the reader's own telephone, as the pages with lists show them. */
export async function readCallers({ telephone, now }: ReadCallersDeps, visitor: Visitor): Promise<CallersView> {
  const board = await telephone.board()
  return callersView({ board, staffId: visitor.staff.id, may: { use: visitor.may('telephone.use') }, now: now() })
}
