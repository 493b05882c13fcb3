import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { Contact } from '../../../../src/triage/readContact'
import { readAgainAsServed } from '../../../support/servedReader'

jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

describe('danger now that is said plainly, in one sentence and nothing else, is urgent', () => {
  test.each([
    'Border Force are holding a 14 year old boy at Gatwick who came alone.',
    'We’ve just taken a 13-year-old off the Calais ferry with no papers.',
    'A trafficked girl we look after is being moved to Birmingham tomorrow by her aunt.',
    'They are taking my pupil to Pakistan on Saturday.',
    'Our 16-year-old resident has had three calls today from the man who sold her.',
    'Her trafficker has turned up at the placement.',
    'The man who brought him here is in the waiting room.',
    'A boy of 15 is being sent back to Albania on Thursday.',
    'The Home Office have booked his flight, he’s 17.',
    'He has been picked up by police and is being interviewed as an adult; he says he’s 16.',
    'She is in the cells at Charing Cross and she’s only 15.',
    'He’s up before the magistrates in the morning, he is 16.',
    'Youth court at 10 tomorrow for one of ours, 15, drugs.',
    'They’ve told him they’ll burn his mum’s house down.',
    'She got a text last night saying they know where she lives; she’s 14.',
    'He’s been told he’ll be stabbed if he doesn’t pay; he’s 13.',
    'Someone threatened to post her pictures unless she goes with them, she is 12.',
    'A 15 yr old asylum seeker has been put in a hotel with grown men.',
    'The council have put a 16 year old in a shared house with two men nobody knows.',
    'A girl arrived today off a boat and is sharing a room with strangers.',
    'My foster son is not answering and never got to school.',
    'Nobody has seen our 17-year-old since she left for the shop on Monday.',
    'She left with her bag in the night, she’s 16 and we believe she’s with him.',
    'Our young person has gone again, third time.',
    'We can’t get hold of a 14-year-old; her SIM is dead.',
    'The children’s home says he is unaccounted for, aged 12.',
    'A boy has run from his hotel in Kent; he is an unaccompanied child.',
    'He went to the toilet at the services and didn’t come back, he’s 15.',
    'The girl next door, about 9, is hit with a belt every night by the people she works for.',
    'A child is being made to work in the takeaway below us right now.',
    'I can hear a little girl screaming next door, they keep her as a servant.',
    'There’s a 16 year old living with a gang in the flat upstairs selling for them.',
    'My student, 15, is seeing a man of 40 who gives her money for sex.',
    'I think my daughter, 14, is being groomed; she’s meeting him tonight.',
    'A lad, 15, is cutting cannabis plants in a house on our street today.',
    'A patient of 13 has a much older man with her who won’t leave the room.',
    'Two children found in the back of a van at Holyhead, 11 and 13.',
    'The girl’s passport is with her employer and she can’t leave the house, she’s 17.',
    'She told the nurse that she is being sold to men at weekends; she is 14.',
    'Mae merch 14 oed ar goll ers nos Lun.',
    'Mae bachgen 16 oed yn y llys yfory.',
    'Maen nhw’n bygwth lladd ei fam; mae’n 15.',
    'Mae plentyn 12 oed yn gweithio yn y gegin drws nesaf nawr.',
    'Bydd hi’n cael ei hedfan i Bacistan ddydd Sadwrn, mae hi’n 15.',
  ])('%s', async (text) => {
    const one: Contact = { channel: 'email', from: 'a@b.example', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text }
    expect(await readAgain(one, readContact(rules, one))).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  })
})
