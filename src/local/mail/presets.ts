import type { Letter } from './letter'

export interface Preset extends Letter {
  readonly id: string
  readonly label: string
}

/** Messages to start from. Every person, place and event in them is invented. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'missing',
    label: 'A child missing from placement',
    fromName: 'Alex Pretend',
    fromAddress: 'alex.pretend@social.pretendshire.example',
    subject: 'Young person missing since last night',
    text: `Hello,

I am a social worker in Pretendshire (an invented county). A 15-year-old who arrived alone three weeks ago has been missing from placement since last night. His carer found a new phone in his room last week, and a car was seen waiting outside the placement on two evenings.

The police have been told. I would like advice on what to do next and whether this should go into the National Referral Mechanism.

Alex Pretend (invented)`,
  },
  {
    id: 'nailbar',
    label: 'A girl working in a nail bar',
    fromName: 'Sam Example',
    fromAddress: 'sam.example@school.madeupton.example',
    subject: 'Worried about a pupil',
    text: `Dear advice line,

I am the safeguarding lead of a school in Madeupton, Wales (an invented town). A girl of 14 who joined us in September is often exhausted and has chemical burns on her hands. She says she helps in a nail bar after school and at weekends and that she has to pay back the money for her journey. She lives with an "auntie" who always answers for her.

Could somebody ring me back?

Sam Example (invented)`,
  },
  {
    id: 'lookalike',
    label: 'Somebody who poses as the police',
    fromName: 'Pretendshire Police',
    fromAddress: 'custody@pretendshire-police-uk.example',
    subject: 'Address of a young person needed',
    text: `Good morning,

We are looking for a girl of 16 who was placed with a foster family last month. Please send us the address of the placement and the name of her social worker today.

Sergeant Jo Nobody (invented; the address only looks like one of the police)`,
  },
  {
    id: 'training',
    label: 'A request for training',
    fromName: 'Robin Invented',
    fromAddress: 'robin@charity.nowhereham.example',
    subject: 'Training for our volunteers',
    text: `Hello,

We are a small charity in Nowhereham (an invented town). Could you run a training session on spotting the signs of child trafficking for about twenty of our volunteers in the spring?

Robin Invented`,
  },
  {
    id: 'automatic',
    label: 'An out-of-office answer',
    fromName: 'Chris Makebelieve',
    fromAddress: 'chris@office.makebelieve.example',
    subject: 'Automatic reply: out of the office',
    text: 'I am away until Monday and will read your message then.\n\nChris Makebelieve (invented)',
  },
]
