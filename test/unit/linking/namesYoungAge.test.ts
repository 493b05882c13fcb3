import { namesYoungAge } from '../../../src/linking/namesYoungAge'

const saidAt = new Date('2026-11-28T10:00:00Z')

test.each([
  'Please ring me about K (15).', 'She is 14.', 'a boy aged 9', 'D.O.B. 11.2.2011', 'Linh Tran, 03/04/2010', 'Linh, 15, asked about the course.',
  'N, 15, who was reported missing in autumn, was found safe.', 'The girl is fifteen.', 'her cousin, nine, does the cleaning',
])('a child’s age or date of birth stands in: %s', (text) => {
  expect(namesYoungAge({ text, saidAt })).toBe(true)
})

test.each(['Could you train 14 of us on 3 March 2027?', 'a woman aged 34', 'born 1.2.1985', 'DOB 05/06/88', 'Invoice 12/2026', 'Flat 4a, 15 High Street', 'The course is ten weeks long.', 'N, 35, who was missing', 'Our team is twelve people.'])('none stands in: %s', (text) => {
  expect(namesYoungAge({ text, saidAt })).toBe(false)
})
