/** A social worker and that worker's manager, always both. Staff ids; names as they were then. */
export interface Allocation {
  readonly socialWorker: string
  readonly socialWorkerName: string
  readonly manager: string
  readonly managerName: string
  readonly at: Date
}

export interface Acceptance {
  readonly by: string
  readonly byName: string
  readonly at: Date
}
