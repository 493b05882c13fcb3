import { doubtfulHours } from '../../../src/domain/doubtfulHours'
import { parseWorkingPattern, type WorkingPattern } from '../../../src/domain/workingPattern'

const doubtsOf = (text: string) => doubtfulHours(parseWorkingPattern(text) as WorkingPattern)

test.each(['Mo-Fr 09:30-16:30', 'Mo 09:00-12:00,12:00-17:00', 'Mo-Su 16:00-09:00', 'Su 22:00-06:00; Mo 06:00-14:00', 'We 00:00-24:00'])('nobody doubts %s', (text) => {
  expect(doubtsOf(text)).toEqual([])
})

test('hours by the clock of twelve hours are asked about', () => {
  expect(doubtsOf('Tu 09:00-05:00')).toEqual([{ day: 'Tu', text: '09:00-05:00 would end the next morning. Do you mean 09:00-17:00? If so, write that' }])
})

test.each([['Mo 09:00-12:00,11:00-15:00', 'Mo'], ['Mo 22:00-06:00; Tu 05:00-09:00', 'Tu'], ['Su 22:00-06:00; Mo 05:00-09:00', 'Mo'], ['Fr 09:00-17:00,09:00-17:00', 'Fr']])('turns that overlap are refused: %s', (text, day) => {
  expect(doubtsOf(text)).toMatchObject([{ day, text: expect.stringContaining('is over: write them as one') as string }])
})
