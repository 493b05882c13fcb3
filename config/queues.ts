import type { StepName } from '../src/domain/step'

/** Every kind of work that the relay hands to workers; one BullMQ queue each. Job data is `{ intakeId }` only. */
export type WorkName = StepName | 'acknowledge'

export interface QueueSettings {
  readonly name: string
  /** Jobs that one worker process takes at a time. */
  readonly concurrency: number
}

export const QUEUES: Readonly<Record<WorkName, QueueSettings>> = {
  triage: { name: 'triage', concurrency: 8 },
  // They are done one after the other in any case (src/compose/workerJobs.ts). With one at a time to wait for its turn, those that
  // were left to jobs of their own would have one turn in four, and wait ever longer beside those that were just read.
  allocate: { name: 'allocate', concurrency: 4 },
  raiseTasks: { name: 'raise-tasks', concurrency: 4 },
  ringStaff: { name: 'ring-staff', concurrency: 4 },
  keepRecordings: { name: 'keep-recordings', concurrency: 2 },
  wakeSomebody: { name: 'wake-somebody', concurrency: 2 },
  escalate: { name: 'escalate', concurrency: 4 },
  escalateCallback: { name: 'escalate-callback', concurrency: 4 },
  escalateSecond: { name: 'escalate-second', concurrency: 4 },
  // Nobody waits for a suggestion.
  link: { name: 'link', concurrency: 1 },
  acknowledge: { name: 'acknowledge', concurrency: 8 },
}

/** The braces keep all keys of a Redis Cluster in one slot; the database's name keeps two services apart on one Redis. */
export const queuePrefix = (databaseName: string): string => `{advice-line:${databaseName}}`

/** When the process that wakes workers dies, another does so after this, in milliseconds; until then the sweeps of all find what is due. */
export const WAKING_LEASE_MS = 9_000

/**
 * How often what falls due by its clock is looked for in MongoDB, in milliseconds. It is found by this alone, and all of it at once: the
 * longer it waits, the more has to be done beside what was just read.
 */
export const SWEEP_EVERY_MS = 1_000
/** People are rung, woken and told when it is time. All else is asked for by a write, which the change stream tells of at once. */
export const DUE_BY_CLOCK: readonly WorkName[] = ['ringStaff', 'wakeSomebody', 'escalate', 'escalateCallback', 'escalateSecond']
/** At every so many of these looks everything that is due is looked for: the most that a lost wake-up can cost is as many looks. */
export const LOOKS_TO_A_SWEEP = 5
/** Items looked for in one sweep, each kind of work. */
export const SWEEP_BATCH = 500
