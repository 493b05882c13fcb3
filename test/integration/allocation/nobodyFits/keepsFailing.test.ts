import { SERVICE } from '../../../../config/service'
import { intakeModel } from '../../../../src/store/intakeModel'
import { taskModel } from '../../../../src/store/taskModel'
import { unallocatedFigures } from '../../../../src/store/unallocated'
import { EscalationWorld } from '../../../support/escalationWorld'
import { comeOnDuty, look, openWithNobodyOnDuty } from '../../../support/untaken'

let world: EscalationWorld

beforeAll(async () => { world = await EscalationWorld.open() })
beforeEach(async () => openWithNobodyOnDuty(world))
afterAll(async () => world.close())

const FAULT = new Error('a staff document cannot be read')
const step = async (id: string) => (await world.ringing.intake(id)).steps.allocate
const card = async (id: string) => taskModel(world.ringing.connection).findOne({ intakeId: id, kind: 'unallocated' }).lean()
const figures = async () => unallocatedFigures(taskModel(world.ringing.connection), world.ringing.time)

/** Tried whenever it is due, so many times. */
async function failing(id: string, times: number): Promise<readonly string[]> {
  const outcomes: string[] = []
  for (let tries = 0; tries < times; tries += 1) {
    const { dueAt } = await step(id)
    if (dueAt && dueAt > world.ringing.time) world.time = dueAt.toISOString()
    outcomes.push(await look(world, id, FAULT))
  }
  return outcomes
}

/** The process ends in the middle of a try, and its lease runs out. */
async function dies(id: string): Promise<void> {
  const { dueAt } = await step(id)
  if (dueAt && dueAt > world.ringing.time) world.time = dueAt.toISOString()
  await world.deps.steps.claim('allocate', id)
}

describe('an enquiry that cannot be allocated for a fault', () => {
  it('has a card that says so after six tries, is counted, and why is in the log at each try from then on', async () => {
    const id = await world.write('standard')
    expect(await failing(id, 5)).toEqual(Array(5).fill('postponed'))
    expect(await card(id)).toBeNull()
    expect(await failing(id, 3)).toEqual(Array(3).fill('left_failed'))
    expect(await card(id)).toMatchObject({ state: 'open', cause: 'failed' })
    expect((await figures()).waiting).toMatchObject({ failed: 1, nobody_on_duty: 0 })
    const why = { step: 'allocate', err: expect.objectContaining({ message: FAULT.message }) }
    expect(world.ringing.log.filter((line) => line['intakeId'] === id && Number(line['level']) >= 50))
      .toEqual([6, 7, 8].map((attempts) => expect.objectContaining({ ...why, attempts })))
  })

  it.each(['high', 'standard', 'low'] as const)('is told of to the manager at once, and once: %s', async (priority) => {
    const id = await world.write(priority)
    await world.escalate(id)
    await failing(id, 6)
    await world.passUntil(new Date(world.ringing.time.getTime() + 30_000).toISOString())
    expect(await world.diary(id)).toEqual(['Tue 10:01:12 mona: mail'])
    await failing(id, 3)
    expect(await world.diary(id)).toHaveLength(1)
  })

  it('is tried again by itself, ever more rarely, and is allocated once the fault is mended', async () => {
    const id = await world.write('standard')
    await comeOnDuty(world)
    await failing(id, 6)
    const waits: number[] = []
    for (let tries = 0; tries < 7; tries += 1) {
      waits.push(((await step(id)).dueAt!.getTime() - world.ringing.time.getTime()) / 60_000)
      await failing(id, 1)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
    expect(await look(world, id)).toBe('not_mine')
    world.time = (await step(id)).dueAt!.toISOString()
    expect(await look(world, id)).toBe('allocated')
    expect(await card(id)).toMatchObject({ state: 'done', cause: 'allocated' })
    expect(await step(id)).toMatchObject({ state: 'done' })
  })

  it('keeps its pause whoever comes on duty, and is allocated after it', async () => {
    const id = await world.write('standard')
    await failing(id, 8)
    const { dueAt } = await step(id)
    await comeOnDuty(world)
    expect(await step(id)).toMatchObject({ dueAt, attempts: 8 })
    expect(await look(world, id)).toBe('not_mine')
    world.time = dueAt!.toISOString()
    expect(await look(world, id)).toBe('allocated')
  })

  it('is looked at the moment that somebody comes on duty while it has failed fewer times', async () => {
    const id = await world.write('standard')
    await look(world, id)
    await failing(id, 3)
    await comeOnDuty(world)
    expect(await look(world, id)).toBe('allocated')
  })

  it('is not handed to a second process while a try of it is under way', async () => {
    const id = await world.write('standard')
    await failing(id, 6)
    world.time = (await step(id)).dueAt!.toISOString()
    let second = ''
    await look(world, id, async () => {
      await comeOnDuty(world)
      second = await look(world, id)
    })
    expect(second).toBe('not_mine')
    expect((await step(id)).attempts).toBe(7)
  })

  it('says what is lacking once the fault is mended and nobody can take it', async () => {
    const id = await world.write('standard')
    await failing(id, 6)
    world.time = (await step(id)).dueAt!.toISOString()
    expect(await look(world, id)).toBe('unallocated')
    expect([(await card(id))?.cause, (await step(id)).attempts]).toEqual(['nobody_on_duty', 0])
  })

  it('has its card too where every process that tries it ends, and is tried ever more rarely then', async () => {
    const id = await world.write('standard')
    for (let tries = 0; tries < SERVICE.stepAttempts; tries += 1) await dies(id)
    world.time = (await step(id)).dueAt!.toISOString()
    await look(world, id, FAULT)
    expect(await card(id)).toMatchObject({ state: 'open', cause: 'failed' })
    expect(((await step(id)).dueAt!.getTime() - world.ringing.time.getTime()) / 60_000).toBe(2)
  })

  it('is counted where an earlier release gave it up for good', async () => {
    const id = await world.write('standard')
    await taskModel(world.ringing.connection).create({ _id: `${id}-unallocated-1`, intakeId: id, kind: 'unallocated', state: 'open', createdAt: world.ringing.time, dueAt: world.ringing.time })
    await intakeModel(world.ringing.connection).updateOne({ _id: id }, { $set: { 'steps.allocate': { state: 'failed', attempts: 6 } } })
    expect((await figures()).waiting.failed).toBe(1)
  })
})
