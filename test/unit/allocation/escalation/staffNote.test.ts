import { guardReference, staffNote } from '../../../../src/allocation/escalation/staffNote'
import { newReference } from '../../../../src/domain/referenceNumber'
import { STAFF_WORDS } from '../../../../src/telephone/speech/words/staffWords'

const reference = newReference(() => 3)
const deskUrl = 'https://desk.example'

describe('what a member of staff is told about an enquiry that waits, or a call-back that is overdue', () => {
  it.each([
    ['enquiry', `${reference} waits to be accepted`], ['callback', `the call-back for ${reference} is overdue`], ['nobody_fits', `nobody can be given ${reference}`], ['take_over', `${reference} waits to be taken over`],
    ['offered', `${reference} is offered to you`], ['offer_refused', `the offer of ${reference} was refused`], ['offer_expired', `the offer of ${reference} ran out`], ['offer_away', `the offer of ${reference} came back`],
  ] as const)('is the reference, and where the desk is, and nothing that differs from one to the next but that: %s', (about, subject) => {
    const other = newReference(() => 5)
    const note = staffNote({ about, reference, deskUrl })
    expect(note.subject).toBe(`Advice line: ${subject}`)
    expect(note.text).toContain(deskUrl)
    expect(JSON.stringify(note).replaceAll(reference, other)).toBe(JSON.stringify(staffNote({ about, reference: other, deskUrl })))
    expect(JSON.stringify(note)).not.toMatch(/urgent|high|standard|child|missing|traffick/i)
  })

  it('is, where nobody can be given it, that, why that may be, and that no more is said of it until its time is over', () => {
    expect(staffNote({ about: 'nobody_fits', reference, deskUrl }).text.split('\n')).toEqual([
      `Nobody can be given enquiry ${reference}: nobody is on duty or has room for it, all who are have a conflict of interest, or no manager is at work.`, '',
      `Please open the desk, look for ${reference}, see what is lacking, and find somebody who takes it:`, deskUrl, '',
      'You are told of this once, and again if nobody has accepted it in time. Please do not answer this message.', '',
    ])
  })

  it('is, of an offer that is over, why, and that they have the enquiry still', () => {
    expect(staffNote({ about: 'offer_refused', reference, deskUrl }).text.split('\n').slice(0, 3)).toEqual([
      `You offered enquiry ${reference} to a colleague, who refused to take it over. You have it still.`, '',
      `Please open the desk, look for ${reference}, and keep it, offer it to somebody else, or ask a manager:`,
    ])
  })

  it.each(['Amina, 14, is missing', '', `${reference} Amina`, 'AAAA-AAAA'])('is not said at all of %j, which is no reference', (words) => {
    expect(() => staffNote({ about: 'enquiry', reference: words, deskUrl })).toThrow('no reference')
    expect(() => guardReference(words)).toThrow('no reference')
  })

  it('is spoken as the reference, letter by letter', () => {
    expect(STAFF_WORDS.alert({ reference, about: 'enquiry' })).toMatch(/^The advice line\. An enquiry waits for you\. Reference: [\w ,.-]+\. To accept, press 1\.$/)
    expect(STAFF_WORDS.alert({ reference, about: 'call_with_message' }))
      .toMatch(/^The advice line\. An urgent call with a message to listen to waits for you\. Reference: [\w ,.-]+\. To accept, press 1\.$/)
  })
})
