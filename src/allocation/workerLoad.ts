/** A social worker as the allocation sees them: on duty or not, and how much they carry. */
export interface WorkerLoad {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly onRota: boolean
  /** The supervising manager; absent when none is named or the account is gone. */
  readonly manager?: { readonly id: string; readonly name: string; readonly active: boolean }
  /** Enquiries allocated and not yet closed. */
  readonly openCases: number
  readonly caseloadLimit: number
  /** Absent when they were never given an enquiry. */
  readonly lastAllocatedAt?: Date
}

/** Who is to have an enquiry: always both, and the load that the decision was made on. */
export interface Choice {
  readonly socialWorker: { readonly id: string; readonly name: string }
  readonly manager: { readonly id: string; readonly name: string }
  readonly openCases: number
}
