import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { StoredHandovers } from '../../../src/store/handovers'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
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
})
