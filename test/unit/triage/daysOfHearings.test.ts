import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const isSoon = (text: string, received: string): boolean => {
  const contact = { channel: 'email', receivedAt: new Date(`${received}T10:00:00Z`), from: 'A. Reed <a.reed@law.example>', subject: '', text } as const
  return readContact(rules, contact).signals.courtWithinOneWorkingDay !== undefined
}

// 26 November 2026 is a Thursday.
test.each([
  ['2026-11-30', 'A girl of 15 is at Reading Crown Court on the 1st.'],
  ['2026-12-31', 'A girl of 15 is at Reading Crown Court on the 1st.'],
  ['2026-11-27', 'Boy, 16, DOB 03/04/2010, first appearance at court Monday 10am.'],
  ['2026-11-30', 'A boy of 15 is in court on 01-12-2026.'], ['2026-11-30', 'A boy of 15 is in court on 2026-12-01.'],
  ['2026-11-30', 'A boy of 15 is at the youth court 01.12.26.'], ['2026-11-30', 'A boy of 15 is in court on the first of December.'],
  ['2026-11-26', 'A girl of 15 is in court tomorrow, as her solicitor wrote on 20 November.'],
  ['2026-11-26', 'A girl of 15 is in court on Friday 27 November 2026.'], ['2026-11-26', 'A girl of 15 is in court on Friday 27 November 20:30.'],
  ['2026-11-26', 'A girl of 15 is in court on 27 November 2145.'],
  ['2026-11-26', 'A boy of 15 was arrested on the 24th and is in court on Friday.'],
  ['2026-11-26', 'A girl of 15, we saw her for two weeks, tomorrow she is in court.'],
  ['2026-11-26', 'Boy, 16, dob 27/11/98 on his papers, is in court on Friday.'],
])('received on %s, it is within one working day: %s', (received, text) => {
  expect(isSoon(text, received)).toBe(true)
})

test.each([
  ['2026-11-26', 'A boy of 15 is in court on 27 November 2027.'], ['2026-11-26', 'A boy of 15 is in court on 27/11/27.'],
  ['2026-11-24', 'A girl of 15 is in court Wednesday week.'], ['2026-11-23', 'A girl of 15 is in court a week on Tuesday.'],
  ['2026-11-23', 'A girl of 15 is in court a week tomorrow.'], ['2026-11-26', 'A girl of 15 is in court three weeks tomorrow.'], ['2026-11-23', 'A girl of 15 is in court the day after tomorrow.'],
  ['2026-11-26', 'A girl of 15 is in court on Friday next week.'], ['2026-11-26', 'A boy of 15 was in court on Friday 20 November.'],
  ['2026-11-26', 'Boy, dob 27/11/10, was in court last month.'], ['2026-11-26', 'Boy, dob 27.11.10, is to be in court in March.'],
  ['2026-11-26', 'They told us on Friday that the girl, 15, is in court on 14 January.'],
])('received on %s, it is not: %s', (received, text) => {
  expect(isSoon(text, received)).toBe(false)
})

test('where no nation is known, any nation’s holiday may lie in between', () => {
  expect(isSoon('A girl of 15 is in court on 1 December.', '2026-11-27')).toBe(true)
  expect(isSoon('A girl of 15 is in court in Leeds on 1 December.', '2026-11-27')).toBe(false)
})
