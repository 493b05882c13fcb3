import { openThisMinute } from '../../../src/telephone/call/openThisMinute'

it('asks once for all calls of a minute, and anew when the next begins', () => {
  const asked: string[] = []
  const isOpen = openThisMinute((at) => {
    asked.push(at.toISOString())
    return at < new Date('2026-03-02T16:30:00Z')
  })
  const answers = ['16:29:00.000', '16:29:59.999', '16:30:00.000', '16:30:30.000'].map((time) => isOpen(new Date(`2026-03-02T${time}Z`)))
  expect(answers).toEqual([true, true, false, false])
  expect(asked).toHaveLength(2)
})
