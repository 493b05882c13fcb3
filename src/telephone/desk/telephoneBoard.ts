import type { TelephoneBoard } from '../../domain/telephoneBoard'
import type { TelephoneDeskDeps } from './ports'

/** Callers listed; more than can be read at a glance. */
const SHOWN = 100

/** Who waits, and whose telephone does what. */
export async function telephoneBoard({ staff, waiting, isOpen, now }: TelephoneDeskDeps): Promise<TelephoneBoard> {
  const at = now()
  const [callers, people] = await Promise.all([waiting.list(SHOWN), staff.list(at)])
  const open = isOpen(at)
  const shown = people.map(({ onRota, ...person }) => ({ ...person, onDuty: open && onRota }))
  return {
    waiting: callers.map(({ intakeId, reference, since, urgent, language, offer, nobodyTookIt }, index) => ({
      intakeId, reference, since, urgent, language, nobodyTookIt,
      place: index + 1,
      ...(offer && { offeredTo: { staffId: offer.staffId, name: offer.name } }),
    })),
    waitingInAll: callers.length < SHOWN ? callers.length : await waiting.count(),
    staff: shown,
    nobodyOnDuty: !shown.some(({ onDuty }) => onDuty),
  }
}
