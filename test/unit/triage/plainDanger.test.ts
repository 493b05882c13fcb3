import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-27T10:00:00Z'), from: '', subject: '', text })

describe('danger in plain words, or in haste, is urgent', () => {
  test.each([
    ['Linh has gone missing from the hotel since last night. Phone off.', 'missingNow'],
    ['Remval dirctions hav been isued for my client, 16, tmrw', 'removalImminent'],
    ['14yo grl hasnt cum bk 2 the unit', 'missingNow'],
    ['Is K, aged 15, back?\nNO, NOT SINCE SUNDAY', 'missingNow'],
    ['The younger one, 12, was collected from the police station by somebody who said he was her dad', 'inContactNow'],
    ['She is 15 and may not have come home.', 'missingNow'],
    ['Boy, 15, arrested today for cannabis.', 'inCustody'],
    ['Boy, 15, arrested overnight.', 'inCustody'],
    ['Girl, 14, missing since 6am from our unit. My brother is safe.', 'missingNow'],
  ])('%s: %s', (text, signal) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern', signals: { [signal]: [expect.anything()] } })
  })

  test.each([
    'He is 15 and may not come home at the weekend, because he stays with his nan.', 'Three parcels went missing from the hotel reception.',
  ])('what may be to come, or a parcel, is nobody missing: %s', (text) => {
    expect(read(text).signals).not.toHaveProperty('missingNow')
  })
})

describe('a call for help that keeps the details back is for a person to look at soon', () => {
  test.each([
    'Please can you call me re a trafficking concern. I don’t want to put details in an email.',
    'URGENT please ring me back on 07700 900123',
    'I am making a documentary about hotels in the city. We filmed two girls, no older than thirteen, being taken between rooms by a man. We have footage.',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'high', category: 'child_concern' })
  })

  test.each(['How do staff raise trafficking concerns? Please send your training dates.', 'Please send the training dates; we are no more than 15 in the room.'])(
    'a question about such concerns is none: %s', (text) => {
      expect(read(text)).toMatchObject({ priority: 'low' })
    },
  )
})
