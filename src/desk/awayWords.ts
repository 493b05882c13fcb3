import type { Colleague } from '../domain/handover'
import { uncapital } from './capital'
import { onLeaveWords } from './dutyWords'

/** Of whoever is on leave today: "on leave until 27 November 2026". */
export function awayWords(staffId: string | undefined, colleagues: readonly Colleague[]): string | undefined {
  const awayUntil = colleagues.find((one) => one.staffId === staffId)?.awayUntil
  return awayUntil && uncapital(onLeaveWords(awayUntil))
}

/** A name, or a role, of whoever that is: "Una One, on leave until 27 November 2026". */
export function nameAndLeave(name: string, staffId: string | undefined, colleagues: readonly Colleague[]): string {
  const away = awayWords(staffId, colleagues)
  return away === undefined ? name : `${name}, ${away}`
}
