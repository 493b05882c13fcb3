import type { TypedChild } from '../../domain/childFields'
import type { Letter } from '../mail/letter'

/** Two agencies write about one girl; the first names her brother. Every person, place and event is invented. */
export const CHILD_LETTERS: readonly [school: Letter, clinic: Letter] = [
  {
    fromName: 'Sal Pretend',
    fromAddress: 'sal.pretend@school.pretendshire.example',
    subject: 'Two pupils who stopped coming to school',
    text: `Hello,

I look after safeguarding at a school in Pretendshire (an invented county). A girl called Arta Imaginaj, date of birth 12/05/2010, and her brother Besi, who is nine, have not come for two weeks. Arta told a friend that a man who is no relation collects her after school and that she works in a nail bar in the evenings.

Whom should we tell, and in which order?

Sal Pretend (invented, for demonstration)`,
  },
  {
    fromName: 'Wren Storybook',
    fromAddress: 'wren.storybook@health.pretendshire.example',
    subject: 'A girl who came to our clinic',
    text: `Hello,

A girl called Imaginaj Arta, born 12 May 2010, came to our walk-in clinic in Pretendshire (an invented county) with worn hands. The man beside her answered every question for her, and left with her before we could see her alone.

What should we write down, and may we speak to the school?

Wren Storybook, nurse (invented, for demonstration)`,
  },
]

/** As somebody wrote down what the school says. */
export const DEMONSTRATION_CHILDREN: readonly [girl: TypedChild, brother: TypedChild] = [
  { name: 'Arta Imaginaj', birthDay: '12', birthMonth: '5', birthYear: '2010', ageDisputed: 'no', gender: 'girl' },
  { name: 'Besi Imaginaj', age: 'Nine, as the school says', gender: 'boy' },
]
