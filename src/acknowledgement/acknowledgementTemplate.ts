/** The only things in an acknowledgement that differ from one to the next. */
export interface AcknowledgementSlots {
  readonly reference: string
  /** In London's time, in words. */
  readonly received: string
  readonly hours: string
}

export interface AcknowledgementTemplate {
  readonly subject: (slots: AcknowledgementSlots) => string
  readonly text: (slots: AcknowledgementSlots) => string
  /** For the time received. */
  readonly locale: 'en-GB' | 'cy-GB'
  /** Between time and date: "09:41 on Monday". */
  readonly timeJoin: string
}

/**
 * The English wording. It says that the message arrived and what to do if it cannot wait, and nothing else: nothing that
 * tells a reader over somebody's shoulder what it was about, and nothing that lets the sender think that the child is
 * safe or that their own duty has passed to us.
 *
 * @param helpline as people read it, such as `0808 800 5000`
 */
export const englishTemplate = (helpline: string): AcknowledgementTemplate => ({
  locale: 'en-GB',
  timeJoin: ' on ',
  subject: ({ reference }) => `Your message has arrived - reference ${reference}`,
  text: ({ reference, received, hours }) => `Your message arrived at ${received}.

Your reference is ${reference}. Please give it when you telephone or write to us again.

This is an automatic reply. Nobody may have read your message yet.

IF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.

If it is urgent, do not wait for an answer by email: telephone us on ${helpline}.

Our opening hours: ${hours}.

When we are closed, and a child needs help before we open, telephone the Emergency Duty Team of the council where the child is.

Please carry on with everything that your own organisation's safeguarding procedures ask of you. This reply takes nothing off your hands: only when one of our workers has spoken to you can you know what we will do.

Please do not put more details about a child into an ordinary email. Tell us by telephone, or use secure mail.
`,
})
