import { eachByItself, PartlyDone, stepsByThemselves } from '../../../src/domain/eachByItself'

const unlessThree = async (one: number): Promise<number> => {
  if (one === 3) throw new Error('three')
  return one
}
const failure = async (doing: Promise<number>): Promise<unknown> => doing.then(() => undefined, (error: unknown) => error)

it('counts what each did', async () => {
  expect(await eachByItself([1, 2, 4], unlessThree)).toBe(7)
})

it('goes on after what fails, and tells of it at the end, however deep it was', async () => {
  const error = await failure(stepsByThemselves(async () => eachByItself([3, 1, 3, 2], unlessThree), async () => unlessThree(3), async () => 10))
  expect(error).toBeInstanceOf(PartlyDone)
  expect(error).toMatchObject({ done: 13, errors: [{ message: 'three' }, { message: 'three' }, { message: 'three' }] })
})

it('tells with each failure what it was of, where that is asked for', async () => {
  const error = await failure(eachByItself(['a', 'b'], async (name) => eachByItself([1, name === 'b' ? 3 : 2], unlessThree), (cause, name) => `${name}: ${(cause as Error).message}`))
  expect(error).toMatchObject({ done: 4, errors: ['b: three'] })
})
