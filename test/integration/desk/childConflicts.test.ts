import { childDesk } from '../../../src/compose/childDesk'
import { type Bringing, readConflicts } from '../../../src/desk/children/conflictWords'
import { intakeModel } from '../../../src/store/intakeModel'
import { type ChildSuite, openChildSuite } from './childSuite'

let { desk, story } = {} as ChildSuite

openChildSuite((suite) => ({ desk, story } = suite))

const set = async (id: string, facts: Record<string, unknown>) => intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts })
const bar = async (id: string, ...names: readonly string[]) => set(id, { barred: names.map((name) => ({ staffId: `id of ${name}`, name, at: desk.now, by: 'd', byName: 'Dilys Duty' })) })
const read = async (some: readonly Bringing[]) => readConflicts(childDesk(desk), some)

async function queriesOf(some: readonly Bringing[]): Promise<number> {
  const { db } = desk.connection
  await db!.setProfilingLevel('all')
  await read(some)
  await db!.setProfilingLevel('off')
  const count = await db!.collection('system.profile').countDocuments({ ns: /\.(?:children|intakes)$/ })
  await db!.collection('system.profile').drop()
  return count
}

describe('conflicts of interest in what may be brought together', () => {
  it('are told of each two by themselves, with those of what belongs with an enquiry, and without those on both sides', async () => {
    const [linh, arben] = [await story.child({ name: 'Linh Tran' }), await story.child({ name: 'Arben Gashi' })]
    const [first, reply, other] = [await story.enquiry(50), await story.enquiry(40), await story.enquiry(30)]
    await set(reply, { joinedTo: first })
    await bar(linh.intakeId, 'Toni Torn', 'Bea Both')
    await bar(arben.intakeId, 'Theo Tied')
    await bar(first, 'Bea Both', 'Fay First')
    await bar(reply, 'Rae Reply')
    const conflicts = await read([[linh.childId, { intakeId: reply }], [arben.childId, { intakeId: reply }], [linh.childId, { intakeId: other }], [linh.childId, { childId: arben.childId }]])
    expect(conflicts(linh.childId, { intakeId: reply })).toEqual({ ofRecord: ['Toni Torn'], ofOther: ['Fay First', 'Rae Reply'] })
    expect(conflicts(arben.childId, { intakeId: reply })).toEqual({ ofRecord: ['Theo Tied'], ofOther: ['Bea Both', 'Fay First', 'Rae Reply'] })
    expect(conflicts(linh.childId, { intakeId: other })).toEqual({ ofRecord: ['Bea Both', 'Toni Torn'], ofOther: [] })
    expect(conflicts(linh.childId, { childId: arben.childId })).toEqual({ ofRecord: ['Bea Both', 'Toni Torn'], ofOther: ['Theo Tied'] })
  })

  it('are read together: many pairs ask the database no more often than one, and none does not ask', async () => {
    const ids: string[] = []
    for (const name of ['Mai Pham', 'Besa Kola', 'Idris Noor']) ids.push((await story.child({ name })).childId)
    const enquiries: string[] = []
    for (let count = 0; count < 20; count += 1) enquiries.push(await story.enquiry(count))
    await bar(enquiries[3]!, 'Toni Torn')
    const pairs = ids.flatMap((id) => enquiries.map((intakeId): Bringing => [id, { intakeId }]))
    const one = await queriesOf(pairs.slice(3, 4))
    expect([one > 2, await queriesOf(pairs), await queriesOf([])]).toEqual([true, one, 0])
  })
})
