/** What is spoken, in one language. Each text is a whole sentence or more; nothing is put together elsewhere. */
export interface SpokenWords {
  readonly voice: { readonly name: 'Polly.Amy-Neural'; readonly language: 'en-GB' }
  readonly emergency: string
  readonly welcome: string
  /** Said instead of nothing when the service is closed. `hours` as the service words them. */
  readonly closed: (hours: string) => string
  readonly menu: string
  readonly notUnderstood: string
  readonly confirmNumber: (lastDigits: string) => string
  readonly keyNumber: string
  readonly notANumber: string
  readonly askSafety: string
  readonly booked: string
  readonly bookedWhileClosed: (hours: string) => string
  readonly leaveMessage: string
  readonly leaveMessageNotUnderstood: string
  readonly leaveMessageNotSafe: string
  readonly messageKept: string
  readonly nothingHeard: string
  readonly reference: (reference: string) => string
  readonly referenceAgain: (reference: string) => string
  readonly goodbye: string
  /** The notice of the fallback, which must say everything alone. */
  readonly fallback: string
}
