import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { Contact } from '../../../../src/triage/readContact'
import { readAgainAsServed } from '../../../support/servedReader'

jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

/** How people wrap what they have to say: the subject, and the words around it. */
const SURROUNDINGS: Readonly<Record<string, (told: string) => readonly [subject: string, text: string]>> = {
  'by itself': (told) => ['', told],
  'in an answer to our own acknowledgement': (told) => ['Re: Your message has arrived - reference ABCD-2345', `Thank you. ${told}`],
  'between a greeting and a request': (told) => ['Urgent advice', `Good morning, I hope you are well. ${told} Please advise. Gus`],
  'above a signature': (told) => ['Query', `Hi,\n\n${told}\n\nKind regards,\nGus Pelham\nSenior Practitioner, Training and Development\nTel 01632 960123`],
  'with an apology': (told) => ['Quick question', `Sorry to bother you, I know you are busy and there is no rush. ${told} Could you give me a ring when you have a moment?`],
  'among thanks for something else': (told) => ['Follow up', `We spoke last week about the training day and the leaflets that you kindly sent, which went down very well with the team and with our volunteers at the centre. ${told} Many thanks for all your help with this.`],
  'in capitals': (told) => ['HELP', told.toUpperCase()],
  'without a stop or a capital': (told) => ['', `hi its me again ${told.toLowerCase().replaceAll(/[.,']/g, '')} can someone ring me back`],
}

describe.each([
  'The girl has now gone missing from the hostel, we do not know where she is.',
  'A girl here is driven to hotels every night by a man she owes money to.',
  'Our young person did not come home last night and his phone is off.',
  'The boy was taken by two men in a car an hour ago.',
  'Her trafficker is outside the school now.',
  'He is in custody at Charing Cross and says he was made to do it.',
  'They are putting her on a plane tonight.',
  'The lad says they will kill his mother if he talks.',
  'She is locked in the house and cannot get out.',
  'The client has absconded from the placement this morning.',
  'Our resident left with an unknown man twenty minutes ago and has not come back.',
  'The baby has been taken out of the country this morning by a woman who is not her mother.',
  'Mae\'r bachgen wedi diflannu o\'r llety neithiwr.',
  'She has run off again and I think she is with him.',
])('danger told without an age is urgent however few words and courtesies it is wrapped in: %s', (told) => {
  test.each(Object.keys(SURROUNDINGS))('%s', async (wrapped) => {
    const [subject, text] = SURROUNDINGS[wrapped]?.(told) ?? ['', '']
    const one: Contact = { channel: 'email', from: 'a@b.example', receivedAt: new Date('2026-11-24T10:00:00Z'), subject, text }
    expect(await readAgain(one, readContact(rules, one))).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  })
})
