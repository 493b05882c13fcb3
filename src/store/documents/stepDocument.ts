import type { StepState } from '../../domain/step'

export interface StepDocument {
  state: StepState
  dueAt?: Date
  attempts: number
  token?: string
  /** Of allocation: waits only because nobody could take the enquiry, or because it keeps failing. */
  nobodyFits?: true
}
