/** Decides which process does what only one should. */
export interface Leases {
  /** Takes or renews. @returns whether the holder has it until `ttlMs` from now */
  take(name: string, holder: string, ttlMs: number): Promise<boolean>
  release(name: string, holder: string): Promise<void>
}
