import { staffedLately } from '../../../src/telephone/legs/staffedLately'

const at = (ms: number): Date => new Date(Date.UTC(2026, 2, 2) + ms)
const someone = { staffId: 's1', name: 'Invented Worker', phone: '+447700900001', free: false }

it('asks once in a while whether anybody is on duty, busy ones counted, and follows when nobody is any more', async () => {
  let asked = 0
  let onDuty = [someone]
  const staffed = staffedLately({
    onDuty: async () => {
      asked += 1
      return onDuty
    },
  }, 1_000)
  expect(await Promise.all([staffed(at(0)), staffed(at(1)), staffed(at(999))])).toEqual([true, true, true])
  onDuty = []
  expect(await staffed(at(999))).toBe(true)
  expect(await staffed(at(1_000))).toBe(false)
  expect(asked).toBe(2)
})

it('asks again at once when the store did not answer', async () => {
  let answers = false
  const staffed = staffedLately({
    onDuty: async () => {
      if (!answers) throw new Error('away')
      return [someone]
    },
  }, 1_000)
  await expect(staffed(at(0))).rejects.toThrow('away')
  answers = true
  expect(await staffed(at(1))).toBe(true)
})
