/** What is spoken to callers, in one language. Each text is a whole sentence or more; nothing is put together elsewhere. */
export interface SpokenWords {
  readonly voice: { readonly name: 'Polly.Amy-Neural'; readonly language: 'en-GB' } | { readonly name: 'Polly.Gwyneth'; readonly language: 'cy-GB' }
  readonly emergency: string
  readonly welcome: string
  /** Offered once, before the menu: key 9. */
  readonly urgentKey: string
  /** The urgent key was pressed while the service is closed: somebody is woken. */
  readonly urgentNoted: string
  /** Said instead of nothing when the service is closed. `hours` as the service words them. */
  readonly closed: (hours: string) => string
  /** Keys 1, 2, 3; without 1 while the service is closed. */
  readonly menu: string
  readonly menuWhileClosed: string
  /** Key 8, at the end of the menu, said in the language that it leads to. Empty where it leads nowhere. */
  readonly inOtherLanguage: readonly string[]
  readonly notUnderstood: string
  readonly connecting: string
  readonly connectingUrgent: string
  /** No answer that we could use: a person instead. */
  readonly connectingNotUnderstood: string
  /** In the queue, every round: the place from 1, and the likely wait in minutes. */
  readonly place: (position: number, minutes: number) => string
  /** Key 1. */
  readonly offerCallback: string
  readonly stillHolding: string
  readonly connected: string
  readonly confirmNumber: (lastDigits: string) => string
  readonly keyNumber: string
  readonly notANumber: string
  readonly askSafety: string
  /** Keys 1 any time, 2 morning, 3 afternoon, 4 evening. */
  readonly askTime: string
  /** Keys 1 we may say who rings, 2 we say nothing. */
  readonly askOther: string
  readonly booked: string
  readonly bookedWhileClosed: (hours: string) => string
  readonly leaveMessage: string
  readonly leaveMessageNotUnderstood: string
  readonly leaveMessageNotSafe: string
  readonly leaveMessageNobodyFree: string
  readonly leaveMessageWaitedLong: string
  /** Follows each of these, before the tone; `whenFinishedTold` where the reference is told there too. */
  readonly whenFinished: string
  readonly whenFinishedTold: (reference: string) => string
  readonly messageKept: string
  readonly nothingHeard: string
  readonly reference: (reference: string) => string
  readonly referenceAgain: (reference: string) => string
  /** What to do meanwhile, before goodbye. */
  readonly ifWorse: string
  /** Key 1, which says both that the caller wants it and that it is safe; the call may end here. */
  readonly offerText: string
  readonly textPromised: string
  readonly goodbye: string
  /** In the middle of a call, when nothing can be read or stored: what was chosen is kept on disk, and the tone follows. */
  readonly cannotGoOn: string
  /** The notice of the fallback, which must say everything alone. */
  readonly fallback: string
}
