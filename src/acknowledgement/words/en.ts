import type { LetterWords } from './letterWords'

const EMERGENCY = 'IF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.'
const carryOn = `Please carry on with everything that your own organisation's safeguarding procedures ask of you. This reply takes nothing off your hands: only when one of our workers has spoken to you can you know what we will do.

Please do not put more details about a child into an ordinary email. Tell us by telephone, or use secure mail.
`

export const en: LetterWords = {
  locale: 'en-GB',
  timeJoin: ' on ',
  opensNext: (at) => `; we open next at ${at}`,
  subject: ({ reference }) => `Your message has arrived - reference ${reference}`,
  open: ({ reference, received, hours }, helpline) => `Your message arrived at ${received}.

Your reference is ${reference}. Please give it when you telephone or write to us again.

This is an automatic reply. Nobody may have read your message yet.

${EMERGENCY}

If it is urgent, do not wait for an answer by email: telephone us on ${helpline}.

Our opening hours: ${hours}.

When we are closed, and a child needs help before we open, telephone the Emergency Duty Team of the council where the child is.

${carryOn}`,
  closed: ({ reference, received, hours }, helpline) => `Your message arrived at ${received}, when we were closed.

Your reference is ${reference}. Please give it when you telephone or write to us again.

This is an automatic reply. Nobody may read your message before we open.

${EMERGENCY}

If a child needs help before we open, do not wait for us: telephone the Emergency Duty Team of the council where the child is.

Our opening hours: ${hours}.

If it is urgent, do not wait for an answer by email: telephone us on ${helpline}.

${carryOn}`,
}
