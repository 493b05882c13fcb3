import type { StepName } from '../../../src/domain/step'

export interface BareStep {
  readonly step: StepName
  /** Writes that ours makes in it for an enquiry that nothing stands in the way of. */
  readonly updates: number
  readonly wakes: readonly StepName[]
}

/** What an enquiry costs at the very least, as ours goes through it: 4 jobs and 10 updates. */
export const BARE_STEPS: readonly BareStep[] = [
  { step: 'triage', updates: 2, wakes: ['allocate', 'escalate'] },
  { step: 'link', updates: 2, wakes: [] },
  { step: 'allocate', updates: 4, wakes: [] },
  { step: 'escalate', updates: 2, wakes: [] },
]
