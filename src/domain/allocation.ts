/** A social worker and that worker's manager, always both. Staff ids; names as they were then. */
export interface Allocation {
  readonly socialWorker: string
  readonly socialWorkerName: string
  readonly manager: string
  readonly managerName: string
  readonly at: Date
  /** The first enquiry of the thread, whose place in the worker's caseload this one shares: it was not counted again. */
  readonly countedWith?: string
}

export interface Acceptance {
  readonly by: string
  readonly byName: string
  readonly at: Date
}
