/** The only things in an acknowledgement that differ from one to the next. */
export interface AcknowledgementSlots {
  readonly reference: string
  /** In London's time, in words. */
  readonly received: string
  /** Opening hours in words; while we are closed, with when we open next. */
  readonly hours: string
}

/** @param helpline as people read it, such as `0808 800 5000` */
type Text = (slots: AcknowledgementSlots, helpline: string) => string

/**
 * The wording in one language. It says that the message arrived and what to do if it cannot wait, and nothing else:
 * nothing that tells a reader over somebody's shoulder what it was about, and nothing that lets the sender think that the
 * child is safe or that their own duty has passed to us. It is the same whatever the message said.
 */
export interface LetterWords {
  readonly subject: (slots: AcknowledgementSlots) => string
  /** For what arrived while the service was open, and while it was closed. */
  readonly open: Text
  readonly closed: Text
  /** Follows the opening hours. */
  readonly opensNext: (at: string) => string
  /** For moments. */
  readonly locale: 'en-GB' | 'cy-GB'
  /** Between time and date: "09:41 on Monday". */
  readonly timeJoin: string
}
