import type { Letter } from '../mail/letter'

/** What a caller of the demonstration does, each time that they are asked for something. */
export type CallerStep =
  | { readonly keys: string }
  /** Seconds of an invented message, ended with the hash key. */
  | { readonly message: number }
  | 'hang_up'

export interface DemonstrationCall {
  readonly from: string
  readonly steps: readonly CallerStep[]
}

/** Numbers that the regulator keeps for drama. Key 2 asks for a call back, key 3 leaves a message. */
export const DEMONSTRATION_CALLS: readonly DemonstrationCall[] = [
  { from: '+442079460123', steps: [{ keys: '2' }, { keys: '1' }, { keys: '1' }, { keys: '2' }, { keys: '1' }] },
  { from: '+447700900145', steps: [{ keys: '3' }, { message: 24 }] },
  { from: '+447700900167', steps: ['hang_up'] },
]

/** Every person, place and event is invented. */
export const DEMONSTRATION_LETTERS: readonly Letter[] = [
  {
    fromName: 'Jo Imaginary',
    fromAddress: 'jo.imaginary@social.pretendshire.example',
    subject: 'Young person missing from placement',
    text: `Dear colleagues,

A 16-year-old boy who came to Pretendshire (an invented county) on a small boat is missing from placement since yesterday evening. His phone is switched off. Last week staff saw a car waiting outside the placement, and he told his key worker that he owes money for the journey.

The police have a missing person report. What else should we do now, and who makes the NRM referral?

Jo Imaginary, social worker (invented, for demonstration)`,
  },
  {
    fromName: 'Kit Fictional',
    fromAddress: 'kit.fictional@legal.nowhereham.example',
    subject: 'Age assessment next week',
    text: `Hello,

I am a solicitor in Nowhereham (an invented town) for a young person whose age is disputed. Adults were arrested beside her in a house where cannabis was grown; she says that she was not allowed out and that somebody else had kept her passport. There is a Merton interview next week.

I would be glad of advice on section 45 and on how to present the indicators.

Kit Fictional (invented, for demonstration)`,
  },
  {
    fromName: 'Noor Madeup',
    fromAddress: 'noor.madeup@health.makebelieve.example',
    subject: 'Question about a referral',
    text: `Hello,

I am a school nurse in Makebelieve, Scotland (an invented place). How does the National Referral Mechanism work for somebody under 18, and does a young person have to agree to be referred? This is about a concern from two years ago.

Noor Madeup (invented, for demonstration)`,
  },
  {
    fromName: 'Robin Invented',
    fromAddress: 'robin@charity.nowhereham.example',
    subject: 'Training day for volunteers',
    text: `Dear all,

Could you offer our charity a training day on recognising child trafficking, for about twenty volunteers, in the spring?

Robin Invented (for demonstration)`,
  },
]
