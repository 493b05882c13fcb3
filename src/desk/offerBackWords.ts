import type { Task } from '../domain/task'
import { londonShort } from './londonTime'
import type { HistoryEntry } from './ports'

/** Who did not take an enquiry over, by the line of the history that was written with the card, and who has it still; undefined where there is no such line. @param holder who has it now, by name */
export function offerBackWords({ cause, dueAt }: Pick<Task, 'cause' | 'dueAt'>, { history, holder = 'whoever had it' }: { readonly history: readonly HistoryEntry[]; readonly holder?: string | undefined }, now: Date): string | undefined {
  const still = `It is still with ${holder}, who may offer it to somebody else, or ask a manager.`
  const ended = history.find((entry) => entry.kind === cause && entry.at.getTime() === dueAt.getTime())
  switch (ended?.kind) {
    case 'transfer_refused':
      return `${ended.byName} refused it, ${londonShort(ended.at, now)}. ${still}`
    case 'transfer_expired':
      return `${ended.other} did not answer by ${londonShort(ended.at, now)}. ${still}`
    case 'transfer_away':
      return `${ended.other} is not at work now, and had not answered. ${still}`
    default:
      return undefined
  }
}
