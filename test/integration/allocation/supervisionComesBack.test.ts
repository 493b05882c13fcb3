import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { followFirst } from '../../../src/allocation/handover/followFirst'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import type { Leave } from '../../../src/domain/leave'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { AllocationRoom, aPerson, NOW, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
beforeAll(async () => { room = await AllocationRoom.open() })
beforeEach(async () => {
  await room.empty()
  await room.addStaff(
    aPerson('ann', { managerId: 'mona' }), aPerson('abe', { managerId: 'mona' }), aPerson('bob', { managerId: 'nora', caseloadLimit: 0 }),
    ...['mona', 'max', 'nora'].map((id) => aPerson(id, { role: 'manager', managerId: undefined })),
  )
  await room.addIntakes(3)
  await room.give('e0', 'ann', { manager: 'mona', managerName: 'Mona' })
})
afterAll(async () => room.close())

const deps = () => ({
  handovers: new StoredHandovers(room.connection, room.sealer, room.clock, WEIGHTS), covers: new StoredLeaveCover(room.connection, room.sealer), now: room.clock,
})
const onLeave = async (who: string, leave: Leave) => new StoredStaffFacts(room.connection, room.clock).addLeave(who, leave)
/** Mona is away for the week, and Max covers for her. */
const monaIsAway = async (handOver: 'for_the_leave' | 'for_good' = 'for_the_leave') => onLeave('mona', { id: 'LM', from: '2026-03-02', to: '2026-03-06', coverId: 'max', handOver })
const on = async (day: string): Promise<void> => {
  room.now = new Date(`2026-03-${day}T10:00:00Z`)
  await coverLeave(deps())
}
const pair = async (id = 'e0') => room.stored(id).then(({ allocation }) => `${allocation?.socialWorker}/${allocation?.manager}`)
const giveTo = async (toId: string) => giveIntake(deps(), { intakeId: 'e0', toId, reason: 'Knows the family.', actor: { staffId: 'max', name: 'Max' } })

describe('what a manager’s cover supervises, once the leave is over', () => {
  it('comes back where it was given to another of the team meanwhile', async () => {
    await monaIsAway()
    await on('02')
    await giveTo('abe')
    expect(await pair()).toBe('abe/max')
    await on('09')
    expect(await pair()).toBe('abe/mona')
    expect((await room.stored('e0')).allocation).not.toHaveProperty('supervisionCoveredFor')
  })

  it('comes back where a colleague with another manager covered for its social worker in between', async () => {
    await monaIsAway()
    await onLeave('ann', { id: 'LA', from: '2026-03-03', to: '2026-03-04', coverId: 'bob', handOver: 'for_the_leave' })
    const pairs: string[] = []
    for (const day of ['02', '03', '05', '09']) {
      await on(day)
      pairs.push(await pair())
    }
    expect(pairs).toEqual(['ann/max', 'bob/nora', 'ann/max', 'ann/mona'])
  })

  it('comes back where it was allocated meanwhile, or came along by a join', async () => {
    await monaIsAway()
    await on('02')
    await room.allocate('e1')
    await room.give('e2', 'bob', { manager: 'nora', managerName: 'Nora' })
    await intakeModel(room.connection).updateOne({ _id: 'e2' }, { $set: { joinedTo: 'e0', toFollow: NOW } })
    await followFirst({ ...deps(), answerBy: (_held, at) => at, isOpen: () => true }, { intakeId: 'e2', joinedAt: NOW, actor: { staffId: 'nora', name: 'Nora' } })
    expect(await Promise.all(['e1', 'e2'].map(pair))).toEqual(['abe/max', 'ann/max'])
    await on('09')
    expect(await Promise.all(['e0', 'e1', 'e2'].map(pair))).toEqual(['ann/mona', 'abe/mona', 'ann/mona'])
  })

  it('comes back where it changed hands on a second leave, before it could come back from the first', async () => {
    await monaIsAway()
    await on('02')
    await onLeave('mona', { id: 'LM2', from: '2026-03-07', to: '2026-03-10', coverId: 'max' })
    await on('09')
    await giveTo('abe')
    await on('10')
    expect(await pair()).toBe('abe/max')
    await on('11')
    expect(await pair()).toBe('abe/mona')
  })

  it('stays where that was chosen, and where it was given to another team', async () => {
    await monaIsAway('for_good')
    await on('02')
    await giveTo('abe')
    await on('09')
    expect(await pair()).toBe('abe/max')
    await giveTo('bob')
    await on('10')
    expect(await pair()).toBe('bob/nora')
  })
})
