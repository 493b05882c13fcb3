import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { comeBack, ENDED_CASE } from '../../../src/store/comeBack'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { COVERED_AND_OPEN, StoredLeaveCover } from '../../../src/store/leaveCover'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffModel } from '../../../src/store/staffModel'
import { AllocationRoom, aPerson, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
beforeAll(async () => { room = await AllocationRoom.open() })
beforeEach(async () => {
  await room.empty()
  await room.addStaff(aPerson('ann'), aPerson('bob'), aPerson('max', { role: 'manager', managerId: undefined }))
  await room.addIntakes(3)
  for (const id of ['e0', 'e1', 'e2']) await room.give(id, 'ann')
})
afterAll(async () => room.close())

const deps = (handovers = new StoredHandovers(room.connection, room.sealer, room.clock, WEIGHTS)) =>
  ({ handovers, covers: new StoredLeaveCover(room.connection, room.sealer), now: room.clock })
const facts = () => new StoredStaffFacts(room.connection, room.clock)
const onLeave = async (who: string, coverId: string) => facts().addLeave(who, { id: 'L', from: '2026-03-02', to: '2026-03-06', coverId, handOver: 'for_the_leave' })
const pairs = async () => (await room.pairs()).map(({ allocation }) => `${allocation?.socialWorker}/${allocation?.manager}`)
const settled = async (who: string) => (await staffModel(room.connection).findById(who).lean())?.leave?.map((leave) => leave.settled === true)

/** While one process hands over, something happens before its second enquiry, or just before that is moved. */
class Slow extends StoredHandovers {
  private asked = 0
  constructor(private readonly when: 'before_it_looks' | 'after_it_looked', private readonly happens: () => Promise<unknown>) {
    super(room.connection, room.sealer, room.clock, WEIGHTS)
  }

  override async people(intakeId: string) {
    this.asked += 1
    const people = this.when === 'after_it_looked' ? await super.people(intakeId) : undefined
    if (this.asked === 2) await this.happens()
    return people ?? super.people(intakeId)
  }
}

describe('a leave that is ended while a process hands it over', () => {
  it.each([
    { who: 'ann', coverId: 'bob', back: 'ann/manager' },
    { who: 'manager', coverId: 'max', back: 'ann/manager' },
  ])('leaves with them what had not gone yet, and all else comes back at once: $who', async ({ who, coverId, back }) => {
    await onLeave(who, coverId)
    const ends = async () => {
      await facts().endLeave(who, 'L', '2026-03-01')
      await coverLeave(deps(), 'L')
    }
    await coverLeave(deps(new Slow('before_it_looks', ends)))
    expect(await pairs()).toEqual([back, back, back])
    expect(await settled(who)).toEqual([true])
    expect((await room.stored('e2')).history ?? []).toEqual([])
  })

  it('has what goes to the cover in that very moment back with the next look', async () => {
    await onLeave('ann', 'bob')
    const ends = async () => {
      await facts().endLeave('ann', 'L', '2026-03-01')
      await coverLeave(deps(), 'L')
    }
    await coverLeave(deps(new Slow('after_it_looked', ends)))
    expect([await pairs(), await settled('ann')]).toEqual([['ann/manager', 'bob/manager', 'ann/manager'], [true]])
    await coverLeave(deps())
    expect(await pairs()).toEqual(['ann/manager', 'ann/manager', 'ann/manager'])
    expect(await coverLeave(deps())).toBe(0)
  })
})

describe('what was ended during a leave, and is reopened after it', () => {
  const at = (day: string): void => { room.now = new Date(`2026-03-${day}T10:00:00Z`) }
  const reopened = async (id: string) => comeBack({ intakes: intakeModel(room.connection), now: room.clock }, id, ENDED_CASE, { kind: 'reopened', at: room.now, by: 'dot', byName: 'Dot' })
  /** Ended on the first day of the leave; all else is back from it. */
  const endedDuring = async (who: string, coverId: string): Promise<void> => {
    await onLeave(who, coverId)
    await coverLeave(deps())
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { status: 'closed', closedAt: room.now } })
    at('09')
    await coverLeave(deps())
    expect(await settled(who)).toEqual([true])
    expect((await pairs()).slice(1)).toEqual(['ann/manager', 'ann/manager'])
  }

  it.each([{ who: 'ann', coverId: 'bob', meanwhile: 'bob/manager' }, { who: 'manager', coverId: 'max', meanwhile: 'ann/max' }])('comes back to them: $who', async ({ who, coverId, meanwhile }) => {
    await endedDuring(who, coverId)
    at('12')
    await reopened('e0')
    expect((await pairs())[0]).toBe(meanwhile)
    expect(await coverLeave(deps())).toBe(1)
    expect(await pairs()).toEqual(['ann/manager', 'ann/manager', 'ann/manager'])
    const { allocation, status } = await room.stored('e0')
    expect([allocation?.coveredFor, allocation?.supervisionCoveredFor, status]).toEqual([undefined, undefined, 'allocated'])
    expect(await coverLeave(deps())).toBe(0)
  })

  it('stays with the cover where they are gone, and a card says so', async () => {
    await endedDuring('ann', 'bob')
    await staffModel(room.connection).updateOne({ _id: 'ann' }, { active: false })
    await reopened('e0')
    await coverLeave(deps())
    await coverLeave(deps())
    const { allocation, owedTasks } = await room.stored('e0')
    expect([allocation?.socialWorker, allocation?.coveredFor, owedTasks.map(({ cause }) => cause)]).toEqual(['bob', undefined, ['not_back']])
  })
})

it('is looked for without reading what is open and nobody covers, nor what was ended under a cover', async () => {
  const intakes = intakeModel(room.connection)
  await intakes.createIndexes()
  const { _id: _, reference: __, ...one } = await room.stored('e0')
  const leave = { staffId: 'ann', name: 'Ann', leaveId: 'old' }
  const many = (name: string, changed: object): object[] => Array.from({ length: 300 }, (_one, nth) => ({ ...one, _id: `${name}${nth}`, reference: `${name}${nth}`, ...changed }))
  const ended = { status: 'closed', allocation: { ...one.allocation, coveredFor: leave, supervisionCoveredFor: leave } }
  await intakes.collection.insertMany([...many('ended', ended), ...many('open', { status: 'accepted' }), { ...one, ...ended, _id: 'back', reference: 'back', status: 'allocated' }] as never)
  for (const them of COVERED_AND_OPEN) {
    const { executionStats } = await intakes.collection.find(them as never).explain('executionStats') as { executionStats: { totalDocsExamined: number; totalKeysExamined: number; nReturned: number } }
    expect(executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 })
    expect(executionStats.totalKeysExamined).toBeLessThan(10)
  }
})
