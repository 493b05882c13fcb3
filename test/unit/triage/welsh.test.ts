import type { Signal } from '../../../src/domain/triage'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text })

describe('what makes a message in Welsh urgent', () => {
  test.each<[title: string, text: string, signal: Signal]>([
    ['a child is missing', 'Mae merch 15 oed ar goll o’i lleoliad ers y bore.', 'missingNow'],
    ['a child has not come back', 'Dydy’r bachgen, 14 oed, ddim wedi dod yn ôl ers neithiwr.', 'missingNow'],
    ['a child is missing, who says her carer', 'Mae hi’n 15. Mae hi ar goll yn ôl ei gofalwr.', 'missingNow'],
    ['a child was found before and is missing again', 'Daeth hi yn ôl ddydd Llun ond mae hi dal ar goll heno. Mae hi’n 15.', 'missingNow'],
    ['a child is not home', 'Mae’r ferch 13 oed heb ddod adref.', 'missingNow'],
    ['a child still works where she is exploited', 'Mae merch 15 oed yn dal yn y fflat lle mae dynion yn talu.', 'inContactNow'],
    ['a child is about to be flown out', 'Mae merch 14 oed yn hedfan i Albania yfory gyda dyn.', 'aboutToBeMoved'],
    ['a removal is set', 'Mae cyfarwyddiadau symud wedi eu gosod ar gyfer bachgen 17 oed.', 'removalImminent'],
    ['a child is at an airport', 'Mae bachgen 16 oed yn y maes awyr gyda dyn dieithr rŵan.', 'atPort'],
    ['a child is in custody', 'Mae bachgen 16 oed yn y ddalfa.', 'inCustody'],
    ['a court sits tomorrow', 'Mae’r ferch 16 oed o flaen y llys ieuenctid yfory.', 'courtWithinOneWorkingDay'],
    ['a mother is threatened', 'Maen nhw’n bygwth lladd ei fam. Mae hi’n 15.', 'threats'],
    ['a sister is threatened', 'Mae o’n bymtheg. Maen nhw’n dweud y byddan nhw’n brifo ei chwaer.', 'threats'],
    ['a new arrival shares a room with men', 'Mae bachgen 15 oed a gyrhaeddodd ddydd Llun yn rhannu ystafell gyda dynion.', 'unsafeArrival'],
    ['a child is being beaten', 'Mae plentyn yn cael ei guro rŵan.', 'immediateDanger'],
  ])('%s', (_, text, signal) => {
    const reading = read(text)
    expect(reading).toMatchObject({ priority: 'urgent', category: 'child_concern' })
    expect(Object.keys(reading.signals)).toContain(signal)
  })
})

describe('what does not make a message in Welsh urgent', () => {
  test.each([
    ['a child who is not missing', 'Nid yw hi ar goll. Mae hi’n saff gartref. Mae hi’n 15.'],
    ['a child who is not missing, said otherwise', 'Dydy’r bachgen 15 oed ddim ar goll ac mae o wedi setlo.'],
    ['a child who came back', 'Roedd bachgen 15 oed ar goll ond daeth yn ôl ddoe. Mae’n iawn.'],
    ['a child who was found', 'Aeth y bachgen, 16 oed, ar goll ddydd Sadwrn. Daethpwyd o hyd iddo’n ddiogel ddydd Sul.'],
    ['a child who was missing years ago', 'Roedd y ferch, 16 oed, ar goll am noson ddwy flynedd yn ôl. Mae hi’n hapus gyda’i gofalwyr.'],
    ['removal that was called off', 'Mae’r cyfarwyddiadau symud ar gyfer y bachgen, 17 oed, wedi eu canslo.'],
    ['threats that have stopped', 'Mae’r bygythiadau i’r ferch, 15 oed, wedi dod i ben. Mae hi wedi setlo.'],
    ['a child who is out of custody', 'Roedd y bachgen, 16 oed, yn y ddalfa. Cafodd ei ryddhau ddoe.'],
    ['a supposed case', 'Enghraifft ddychmygol yw hon. Beth pe bai merch 16 oed ar goll?'],
    ['a question of policy', 'Beth ddylem ni ei wneud os bydd plentyn yn mynd ar goll?'],
    ['a question of policy about reporting', 'A ddylem ni ffonio pan fydd plentyn ar goll?'],
  ])('%s', (_, text) => {
    expect(read(text).priority).not.toBe('urgent')
  })
})

test.each(['Mae hi’n 15.', 'Mae o’n 15.', 'Mae e’n 15.', 'Mae hi yn 15.', 'Mae’n bymtheg.'])('%s is a child’s age', (age) => {
  expect(read(`${age} Dw i’n poeni amdani.`)).toMatchObject({ priority: 'high', category: 'child_concern' })
})

test.each(['Mae hi’n 15 munud wedi naw.', 'Mae hi’n 10 o’r gloch.'])('%s is no child’s age', (time) => {
  expect(read(`${time} Dw i’n gofyn am daflen.`).category).not.toBe('child_concern')
})

test('a day of the month before "Mawrth" is a day in March, and "dydd Mawrth" a Tuesday', () => {
  const urgentOn = (received: string, day: string): boolean => {
    const { signals } = readContact(rules, { channel: 'email', receivedAt: new Date(received), subject: '', text: `Mae’r ferch 16 oed o flaen y llys ieuenctid ${day}.` })
    return 'courtWithinOneWorkingDay' in signals
  }
  const [tuesday, march] = ['2026-11-24T10:00:00Z', '2027-03-11T10:00:00Z']
  expect([urgentOn(tuesday, 'ddydd Mawrth'), urgentOn(tuesday, 'ar 12 Mawrth'), urgentOn(march, 'ar 12 Mawrth'), urgentOn(march, 'ddydd Mawrth')]).toEqual([true, false, true, false])
})
