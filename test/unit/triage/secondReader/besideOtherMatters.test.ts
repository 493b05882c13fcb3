import type { Priority } from '../../../../src/domain/priority'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { Contact } from '../../../../src/triage/readContact'
import { readAgainAsServed } from '../../../support/servedReader'

jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

async function priorityOf(text: string, { subject = '', channel = 'email' }: Partial<Pick<Contact, 'subject' | 'channel'>> = {}): Promise<Priority> {
  const one: Contact = { channel, from: 'a@b.example', receivedAt: new Date('2026-11-27T11:02:00Z'), subject, text }
  return (await readAgain(one, readContact(rules, one))).priority
}

describe('danger to a child who is pointed at without an age is urgent or for a person to look at, whatever else the message is about', () => {
  test.each<[Priority, string]>([
    ['urgent', 'The boy is still missing. Could you send your training dates?'],
    ['urgent', 'The girls are still missing. Could you send your training dates?'],
    ['urgent', 'The foster child has absconded. Could you send your training dates?'],
    ['urgent', 'The boy is 14. He was placed with his trafficker now posing as an uncle.'],
    ['urgent', 'The pupil was threatened with a knife again last night. Could you send your training dates?'],
    ['urgent', 'Our student is locked in the house by the men. Could you send your training dates?'],
    ['urgent', 'The UASC has been missing since last night. We would like to make a donation.'],
    ['urgent', 'Our sixth former was arrested last night. Could you send me your training dates for the spring?'],
    ['high', 'A young person is in police custody. I also saw your vacancy.'],
    ['high', 'YP was reported missing at 09:10 and has not been located. I read your newsletter item on this.'],
    ['urgent', 'We ran your tabletop exercise on Tuesday. This is real: YP was reported missing at 09:10.'],
    ['urgent', 'Removal directions have been served on our 16 year old client for Sunday. The form is attached for your records, thank you all.'],
    ['urgent', 'Dear colleagues, I hope you are well. K (15) was reported missing at 09:10 and has not been located.'],
    ['urgent', 'A boy, 15, is in police custody for possession with intent to supply. The appropriate adult form is attached for your records, thank you.'],
    ['urgent', 'Hi, we act for Y. He turned 17 in June, Home Office have him as 22. We’ve been served with a ticket for Thursday’s charter. He was made to work on farms on the way here. Is anyone able to help us before then?'],
    ['high', 'D is in police custody for possession with intent to supply.'],
    ['high', 'Le Thi Hoa was reported missing at 09:10 and has not been located.'],
  ])('%s: %s', async (priority, text) => {
    expect(await priorityOf(text)).toBe(priority)
  })

  it('is urgent on a form that gives the date of birth on another line', async () => {
    const form = ['Name: invented', 'Date of birth: 04/05/2010', 'Placement: Larch House', 'Social worker: invented', 'Details: Absconded from placement 02:00, not yet located.', 'Police informed: Yes']
    expect(await priorityOf(form.join('\n'))).toBe('urgent')
  })

  it('is looked at under a subject that a machine might have written', async () => {
    const text = 'He has gone with the two men from the grey car. His phone rings out.'
    for (const subject of ['On annual leave until Monday, who covers this?', 'Out of office', 'Undeliverable: our call']) expect(['urgent', 'high']).toContain(await priorityOf(text, { subject }))
    const away = 'I am away until Monday and do not read this mailbox. If a child is in immediate danger ring 999.'
    expect(await priorityOf(away, { subject: 'Out of office' })).toBe('low')
  })

  it('is heard by a person where few words stand beside noises', async () => {
    for (const text of ['my name is Lan i am scared [line dead]', '[breathing] im fourteen', '(whispering) he is here [silence]', 'help [line dead]']) expect(await priorityOf(text, { channel: 'voicemail' })).toBe('standard')
    expect(await priorityOf('[breathing, line dead, no speech at all]', { channel: 'voicemail' })).toBe('low')
  })

  it('is no question about a referral because the police give their crime reference', async () => {
    const text = 'The adults had her passport in a drawer and one of them left when we came. Crime reference 42/77881/26. Child: M, date of birth 04/05/2011.'
    expect(['urgent', 'high']).toContain(await priorityOf(text))
  })

  test.each([
    'Could you run a session for 20 foster carers on children who go missing? We are free on Monday morning or tonight by video.',
    'What should the school do when the pupil has gone missing on a trip? Please cover that in the training session.',
    'We would like training for 20 staff. Please cover what to do when the child is missing from care, is in police custody, or is threatened by a gang.',
    'They took her to the cinema and the girl loved it. Our foster carers would like a training date.',
    'Our charity turned 15 in June. The laptop was reported missing last night by a volunteer, so we have lost your invoice. Could you send it again please?',
    'Could I book a place on tomorrow’s course on county lines and knife crime? My daughter is 15 so the subject is close to home.',
    'Please treat as urgent: the invoice for the training on 3 November is overdue and our finance team closes the books tonight.',
    'My flight leaves tonight so I will not be able to join the young people’s group meeting on Monday.',
    'Thank you for your help last year. Minh turned 17 yesterday, he is safe and at college, and he sends his thanks.',
  ])('and an ordinary request stays one: %s', async (text) => {
    expect(['standard', 'low']).toContain(await priorityOf(text))
  })
})
