/** How many of which a run compared: `{ calls: 12, recordings: 3 }`. */
export type Compared = Readonly<Record<string, number>>

/** When one part of our records was last compared with what they are about, by whichever process. */
export interface ReconciliationRecord {
  lastCompleted(): Promise<Date | undefined>
  /** @param at now: the run is under way, or fails */
  begin(at: Date): Promise<void>
  /** @param at when the run began: what happened later may not have been in its lists */
  complete(at: Date, compared: Compared): Promise<void>
}
