import { setTimeout } from 'node:timers/promises'
import pino from 'pino'
import { makeChildrenFindable } from '../../../src/compose/childDesk'
import { startSweeps } from '../../../src/compose/sweeps'
import { type ChildDocument, childModel } from '../../../src/store/children/childModel'
import { searchKeysOf } from '../../../src/store/children/makeFindable'
import { SEALED_OF_CHILD } from '../../../src/store/children/openChild'
import { LINH } from './childStory'
import { type ChildSuite, openChildSuite } from './childSuite'

const quiet = pino({ level: 'silent' })
let { desk, atDuty, story } = {} as ChildSuite

openChildSuite((suite) => ({ desk, atDuty, story } = suite))
beforeEach(async () => childModel(desk.connection).deleteMany({}))

async function found(name: string): Promise<readonly string[]> {
  await atDuty.open('/children')
  const { text } = await atDuty.send('/children', { name })
  return [...text.matchAll(/href="\/children\/[0-9a-f]{64}">(C-[0-9A-Z]{6})</g)].map(([, reference]) => reference!)
}
const stored = async (id: string): Promise<ChildDocument> => (await childModel(desk.connection).findById(id).lean<ChildDocument>())!
/** As a process writes it from before a child was found by name. */
async function recordedBefore(form: Record<string, string> = LINH) {
  const child = await story.child(form)
  await childModel(desk.connection).updateOne({ _id: child.childId }, { $unset: { searchKeys: '', searchKeysOf: '' } })
  return child
}
async function renamedBefore(childId: string, name: string): Promise<void> {
  await childModel(desk.connection).updateOne({ _id: childId }, { $set: { version: 2, details: desk.sealer.sealJson(childId, SEALED_OF_CHILD.details, { name }) } })
}

describe('a child’s record that a process of an earlier release wrote', () => {
  it('is found by name once it was looked for, and one beside it that does not open keeps it from nothing', async () => {
    const linh = await recordedBefore()
    const broken = await recordedBefore({ name: 'Unreadable' })
    await childModel(desk.connection).updateOne({ _id: broken.childId }, { $set: { details: 'broken' } })
    expect(await found('Linh')).toEqual([])
    await makeChildrenFindable(desk, quiet)
    expect(await found('Linh')).toEqual([linh.reference])
  })

  it('is found by the name that it changed to, and no more by the one before', async () => {
    const { childId, reference } = await story.child(LINH)
    await renamedBefore(childId, 'Fatima Haidari')
    await makeChildrenFindable(desk, quiet)
    expect([await found('Haidari'), await found('Linh')]).toEqual([[reference], []])
  })

  it('is found so too where there was none when the workers started, or it was put in order before', async () => {
    await makeChildrenFindable(desk, quiet)
    const { childId, reference } = await recordedBefore()
    await makeChildrenFindable(desk, quiet)
    await renamedBefore(childId, 'Fatima Haidari')
    await makeChildrenFindable(desk, quiet)
    expect(await found('Haidari')).toEqual([reference])
  })

  it('is found by what names are looked for by now, where it was made findable in an earlier way', async () => {
    const { childId, reference } = await story.child({ name: 'محمد علي' })
    await childModel(desk.connection).updateOne({ _id: childId }, { $set: { searchKeys: [], searchKeysOf: '1.1' } })
    expect(await found('محمد')).toEqual([])
    await makeChildrenFindable(desk, quiet)
    expect(await found('محمد')).toEqual([reference])
  })

  it('is linked by how names are evened out by now', async () => {
    const { childId } = await story.child(LINH)
    const { linkKeys, askedKeys } = await stored(childId)
    await childModel(desk.connection).updateOne({ _id: childId }, { $set: { linkKeys: ['then'], askedKeys: ['then'], searchKeysOf: '2.1' } })
    await makeChildrenFindable(desk, quiet)
    expect(await stored(childId)).toMatchObject({ linkKeys, askedKeys })
  })

  it('is not written again once it is in order, nor is what a process of today wrote', async () => {
    await recordedBefore()
    const today = await story.child({ name: 'Fatima Haidari' })
    await makeChildrenFindable(desk, quiet)
    await childModel(desk.connection).updateMany({}, { $set: { searchKeys: ['untouched'] } })
    await makeChildrenFindable(desk, quiet)
    expect([await childModel(desk.connection).distinct('searchKeys'), (await stored(today.childId)).searchKeysOf]).toEqual([['untouched'], searchKeysOf(1)])
  })

  it('is left for the next look where the process stops', async () => {
    const { childId } = await recordedBefore()
    await makeChildrenFindable(desk, quiet, AbortSignal.abort())
    expect((await stored(childId)).searchKeys).toBeUndefined()
  })

  it('is put in order beside whatever the workers do', async () => {
    const { childId, reference } = await recordedBefore()
    const sweeps = startSweeps(desk, quiet)
    while ((await stored(childId)).searchKeys === undefined) await setTimeout(20)
    for (const sweep of sweeps) await sweep.stop()
    expect(await found('Linh')).toEqual([reference])
  })
})
