export interface WakingPauses {
  /** Between one person and the next, in milliseconds, at first. */
  readonly nextPersonMs: number
  /** What the pause grows to, in milliseconds. */
  readonly longestPauseMs: number
  /** The same where it is urgent, once telephones ring. */
  readonly longestUrgentPauseMs: number
  /** No telephone rang for so long: waking is left to other ways too, in milliseconds. */
  readonly silentAfterMs: number
}

const doubled = (ms: number, times: number, longestMs: number): number => Math.min(ms * 2 ** Math.min(times, 16), longestMs)

/** After somebody was rung: twice as long after every round through everybody. `woken` counts who was woken, with repeats. */
export const pauseAfter = (woken: number, people: number, { nextPersonMs, longestPauseMs }: Pick<WakingPauses, 'nextPersonMs' | 'longestPauseMs'>): number =>
  doubled(nextPersonMs, Math.floor(Math.max(woken - 1, 0) / Math.max(people, 1)), longestPauseMs)

/** After a whole round that rang nobody: twice as long after every try. */
export const pauseAfterNobody = (attempts: number, { nextPersonMs, longestPauseMs }: WakingPauses): number =>
  doubled(nextPersonMs, attempts - 1, longestPauseMs)

/** When somebody's line may come free or the network come back at any moment: from soon up to the pause between two people. */
export const lookAgainAfter = (attempts: number, { lookAgainMs, pauses }: { readonly lookAgainMs: number; readonly pauses: WakingPauses }): number =>
  doubled(lookAgainMs, attempts - 1, pauses.nextPersonMs)
