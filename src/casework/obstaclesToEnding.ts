import type { EndingObstacle } from '../domain/caseEnding'
import type { CaseToEnd, OneCase } from './ports'

/** Why somebody cannot end an enquiry as it stands, each thing that stands against it; none when they can. What shares its place ends with it or keeps it open. */
export function obstaclesToEnding(held: CaseToEnd, staffId: string): readonly EndingObstacle[] {
  const { status, allocation, beside, laterWaiting } = held
  if (status === 'rerouted' || status === 'closed') return [{ kind: 'left_queue' }]
  if (!allocation) return [{ kind: 'nobody_has_it' }]
  const { socialWorker, socialWorkerName, manager, managerName } = allocation
  if (staffId !== socialWorker && staffId !== manager) return [{ kind: 'not_theirs', socialWorker: socialWorkerName, manager: managerName }]
  return [
    ...([held, ...beside].some(({ wasUrgent }) => wasUrgent) && staffId !== manager ? [{ kind: 'for_manager', manager: managerName } as const] : []),
    ...unfinished(held),
    ...laterWaiting.map((reference) => ({ kind: 'later_waits', reference }) as const),
    ...beside.flatMap((one) => unfinished(one).map((obstacle) => ({ kind: 'beside', reference: one.reference, obstacle }) as const)),
  ]
}

/** What is not done yet, whoever asks. */
const unfinished = ({ status, transfer, isRead, isBeingRead, isUnderWay, dangersNow, openCards, secondsAwaited }: OneCase): readonly EndingObstacle[] => [
  ...(isRead ? [] : [{ kind: 'not_read' } as const]),
  ...(status === 'accepted' ? [] : [{ kind: 'not_accepted' } as const]),
  ...(isBeingRead ? [{ kind: 'being_read' } as const] : []),
  ...(isUnderWay ? [{ kind: 'under_way' } as const] : []),
  ...(openCards.length > 0 ? [{ kind: 'cards', cards: openCards } as const] : []),
  ...dangersNow.map((fact) => ({ kind: 'danger_now', fact }) as const),
  ...secondsAwaited.map((role) => ({ kind: 'second_awaited', role }) as const),
  ...(transfer ? [{ kind: 'offered', to: transfer.toName } as const] : []),
]
