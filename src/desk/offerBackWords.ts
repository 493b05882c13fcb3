import type { Task } from '../domain/task'
import { londonShort } from './londonTime'
import type { HistoryEntry } from './ports'

const STILL = 'It is still with whoever offered it, who may offer it to somebody else, or ask a manager.'

/** Who did not take an enquiry over, by the line of the history that was written with the card; undefined where there is none. */
export function offerBackWords({ cause, dueAt }: Pick<Task, 'cause' | 'dueAt'>, history: readonly HistoryEntry[], now: Date): string | undefined {
  const ended = history.find((entry) => entry.kind === cause && entry.at.getTime() === dueAt.getTime())
  switch (ended?.kind) {
    case 'transfer_refused':
      return `${ended.byName} refused it, ${londonShort(ended.at, now)}. ${STILL}`
    case 'transfer_expired':
      return `${ended.other} did not answer by ${londonShort(ended.at, now)}. ${STILL}`
    case 'transfer_away':
      return `${ended.other} is not at work now, and had not answered. ${STILL}`
    default:
      return undefined
  }
}
