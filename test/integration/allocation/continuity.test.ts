import { lookupKeys, strongKeys } from '../../../src/linking/linkKeys'
import { childModel } from '../../../src/store/children/childModel'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { SEALED_FIELDS } from '../../../src/store/toIntake'
import { sameChild, whoKnowsChild } from '../../../src/store/whoKnowsChild'
import { AllocationRoom, aPerson, NOW } from './allocationRoom'

let room: AllocationRoom
beforeAll(async () => {
  room = await AllocationRoom.open()
  await intakeModel(room.connection).createIndexes()
})
beforeEach(async () => {
  await room.empty()
  await childModel(room.connection).deleteMany({})
  // By turn, an enquiry that nobody knows goes to `free`.
  await room.addStaff(aPerson('free'), aPerson('knows'))
})
afterAll(async () => room.close())

const change = async (id: string, facts: object): Promise<void> => void (await intakeModel(room.connection).updateOne({ _id: id }, { $set: facts }))
const keep = async (id: string, ...keys: string[]): Promise<void> => change(id, { linkKeys: keys.map((key) => room.sealer.lookupHash('link', key)) })
/** What somebody wrote down about the call that it is. */
const note = async (id: string, words: string): Promise<void> =>
  change(id, { history: [{ kind: 'note', at: NOW, by: 's', byName: 'Una', reason: room.sealer.seal(id, SEALED_FIELDS.historyReason, words) }] })
const allocated = async (id: string): Promise<Pick<NonNullable<IntakeDocument['allocation']>, 'socialWorker'> & { decidedBy: string | undefined }> => {
  await room.allocate(id)
  const { allocation } = await room.stored(id)
  return { socialWorker: allocation!.socialWorker, decidedBy: allocation!.why?.decidedBy }
}
const CRIME = 'crime 1122233326'
const NAMED_AND_BORN = 'The boy Erjon Hoxha, date of birth 2 March 2010.'

async function recordChild({ intakes, linkKeys = [], notIntakes = [] }: { intakes: readonly string[]; linkKeys?: readonly string[]; notIntakes?: readonly string[] }): Promise<void> {
  await childModel(room.connection).deleteMany({})
  await childModel(room.connection).create({
    _id: 'aa', reference: 'C-K7QM4T', recordedOf: 'e0', token: 'aa', recordedAt: NOW, recordedBy: 's', recordedByName: 'Una', version: 1,
    details: room.sealer.sealJson('aa', 'child.details', { name: 'Linh' }), linkKeys: linkKeys.map((key) => room.sealer.lookupHash('link', key)), notIntakes: [...notIntakes],
    intakes: intakes.map((intakeId) => ({ intakeId, by: 's', byName: 'Una', at: NOW })), history: [],
  })
}

/** `e0` is the one that `knows` has; `e1` is to be allocated. */
async function two(): Promise<void> {
  await room.addIntakes(2, ['high'])
  await room.give('e0', 'knows')
}

describe('an enquiry about a child whom somebody knows', () => {
  it.each([
    ['the same reference of the police', CRIME, 'Crime reference 11/222333/26.'],
    ['the whole name and the date of birth', undefined, NAMED_AND_BORN],
  ])('goes to whoever has an open enquiry with %s, though they carry more', async (_what, key, words) => {
    await two()
    await keep('e0', ...(key === undefined ? strongKeys({ text: words, saidAt: NOW }).map((one) => one.key) : [key]))
    await note('e1', words)
    expect(await allocated('e1')).toEqual({ socialWorker: 'knows', decidedBy: 'knows_child' })
    expect((await room.stored('e1')).joinedTo).toBeUndefined()
    expect(await room.loads()).toEqual({ knows: 4, free: 0 })
  })

  it('goes to whoever has the one that a person linked to it as the same child, on whichever of the two that lies', async () => {
    await two()
    const link = { kind: 'same_child', by: 's', byName: 'Una', at: NOW }
    await change('e1', { links: [{ ...link, intakeId: 'e0' }] })
    expect((await allocated('e1')).socialWorker).toBe('knows')
    await room.empty()
    await room.addStaff(aPerson('free'), aPerson('knows'))
    await two()
    await change('e0', { links: [{ ...link, intakeId: 'e1' }] })
    expect((await allocated('e1')).socialWorker).toBe('knows')
  })

  it('goes to whoever has what joined it before anybody had it', async () => {
    await two()
    await change('e0', { joinedTo: 'e1' })
    expect(await allocated('e1')).toEqual({ socialWorker: 'knows', decidedBy: 'knows_child' })
  })

  it.each<[string, () => Promise<void>]>([
    ['is about a sibling', async () => change('e0', { links: [{ intakeId: 'e1', kind: 'sibling', by: 's', byName: 'Una', at: NOW }] })],
    ['was said to have nothing to do with it', async () => change('e0', { history: [{ kind: 'suggestion_dismissed', at: NOW, by: 's', byName: 'Una', other: (await room.stored('e1')).reference }] })],
    ['is on another list by now', async () => change('e0', { status: 'rerouted' })],
    ['is with somebody at their limit', async () => change('e0', { 'triage.priority': 'urgent', 'allocation.socialWorker': 'full' })],
  ])('goes by turn where the other %s', async (_what, arrange) => {
    await room.addStaff(aPerson('full', { caseloadLimit: 3 })).catch(() => undefined)
    await two()
    await keep('e0', CRIME)
    await note('e1', 'Crime reference 11/222333/26.')
    await arrange()
    expect((await allocated('e1')).socialWorker).toBe('free')
  })

  it('goes to whoever has the other where somebody found since that the two are about one child after all', async () => {
    await two()
    await keep('e0', CRIME)
    const other = (await room.stored('e0')).reference
    const said = { by: 's', byName: 'Una', other }
    await note('e1', 'Crime reference 11/222333/26.')
    const [words] = (await room.stored('e1')).history!
    await change('e1', { history: [words, { ...said, kind: 'suggestion_dismissed', at: NOW }, { ...said, kind: 'linked', link: 'same_child', at: new Date(NOW.getTime() + 1) }] })
    expect((await allocated('e1')).socialWorker).toBe('knows')
  })

  it.each([
    ['put under the record of the same child', { intakes: ['e0', 'e1'] }, ''],
    ['under the record of a child with the same reference', { intakes: ['e0'], linkKeys: [CRIME] }, 'Crime reference 11/222333/26.'],
  ] as const)('goes to whoever has one that is %s', async (_what, child, words) => {
    await two()
    await note('e1', words)
    await recordChild(child)
    expect(await allocated('e1')).toEqual({ socialWorker: 'knows', decidedBy: 'knows_child' })
  })

  it.each([
    ['is under the record of a sibling', { intakes: ['e0'] }],
    ['is about a child who it was said is another', { intakes: ['e0'], linkKeys: [CRIME], notIntakes: ['e1'] }],
  ] as const)('goes by turn where the other %s', async (_what, child) => {
    await two()
    await note('e1', 'Crime reference 11/222333/26.')
    await recordChild(child)
    expect((await allocated('e1')).socialWorker).toBe('free')
  })

  it('is not held to be known for a first name and a birthday, or a name and a home', async () => {
    await two()
    const words = 'The girl Amina, date of birth 2 March 2010. The boy Erjon Hoxha lives at Rowan Lodge.'
    await keep('e0', ...lookupKeys({ text: words, saidAt: NOW, numbers: [] }).keys.filter(({ signs }) => !signs.includes('birth_date') || signs.includes('first_name')).map(({ key }) => key))
    await note('e1', words.replace('. The boy', '.\n\nThe boy'))
    expect((await allocated('e1')).socialWorker).toBe('free')
  })

  it('is found by indexes alone, whatever lies in the past', async () => {
    await room.addIntakes(300, ['high'])
    await keep('e0', CRIME)
    await room.give('e0', 'knows')
    const intakes = intakeModel(room.connection)
    const key = { key: CRIME, signs: ['crime_reference'] as const, use: 'both' as const }
    expect(await whoKnowsChild(intakes, room.sealer, { id: 'e1' }, [key])).toEqual([{ staffId: 'knows', intakeId: 'e0' }])
    const plan = await sameChild(intakes, room.sealer, { id: 'e1', links: [{ intakeId: 'e2', kind: 'same_child', by: 's', byName: 'Una', at: NOW }] }, [key]).explain('executionStats') as unknown as { executionStats: { totalDocsExamined: number } }
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN')
    expect(plan.executionStats.totalDocsExamined).toBeLessThan(5)
  })
})
