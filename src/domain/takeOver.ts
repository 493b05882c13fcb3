import type { Acceptance, Allocation } from './allocation'
import type { IntakeStatus } from './intake'

interface Held {
  readonly status: IntakeStatus
  readonly allocation?: Pick<Allocation, 'socialWorker' | 'at'>
  readonly acceptance?: Pick<Acceptance, 'by' | 'at'>
}

/**
 * Whoever has an enquiry that somebody else accepted is asked to take it over, which they do by accepting it themselves. Until
 * they have, the first acceptance stands.
 * @returns since when they are asked; undefined where nobody is
 */
export function takeOverSince({ status, allocation, acceptance }: Held): Date | undefined {
  if (status !== 'accepted' || !allocation || !acceptance || acceptance.by === allocation.socialWorker) return undefined
  return acceptance.at > allocation.at ? acceptance.at : allocation.at
}
