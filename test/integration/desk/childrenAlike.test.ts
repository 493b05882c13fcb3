import { childDesk } from '../../../src/compose/childDesk'
import type { ChildDetails } from '../../../src/domain/child'
import type { StaffMember } from '../../../src/domain/staff'
import { childModel } from '../../../src/store/children/childModel'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { born, childSearches } from './childSearches'
import { type ChildSuite, openChildSuite } from './childSuite'
import { textOf } from './textOf'

let { desk, duty, atDuty, story } = {} as ChildSuite
let torn: StaffMember
let search: ReturnType<typeof childSearches>

openChildSuite((suite) => ({ desk, duty, atDuty, story } = suite))
beforeAll(async () => {
  torn = await desk.addStaff('social_worker', 'Tara Torn')
  search = childSearches(atDuty)
})
beforeEach(async () => {
  await childModel(desk.connection).deleteMany({})
})

const later = (): Date => (desk.now = new Date(desk.now.getTime() + 1_000))

/** Of one enquiry, each recorded after the last; as many as a page lists, and one more. */
async function manyOf(name: string, count = 21, more: ChildDetails = {}): Promise<string> {
  const intakeId = await story.enquiry(30)
  for (let seen = 0; seen < count; seen += 1) {
    await childDesk(desk).record({ intakeId, seen, token: `${seen}`, details: { name, ...more }, siblings: [], by: duty.id, byName: duty.name, at: later() })
  }
  return intakeId
}

const bar = async (intakeId: string): Promise<unknown> =>
  intakeModel(desk.connection).updateOne({ _id: intakeId }, { $set: { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }] } })

describe('of children who are alike', () => {
  it('those of the whole name come first, then those whose name leaves something out, then those alike in a part, however many there are', async () => {
    const [whole, short] = [await story.child({ name: 'Mohammed Reza Karimi' }), await story.child({ name: 'Karimi, Mohamed' })]
    await manyOf('Mohammed')
    const { found, text } = await search({ name: 'Mohammed Reza Karimi' })
    expect([found.slice(0, 2), found.length, text.includes('There are more.')]).toEqual([[whole.reference, short.reference], 20, true])
  })

  it('those who may be seen are found behind however many who are barred to whoever looks', async () => {
    const [whole, part] = [await story.child({ name: 'Reza Karimi' }), await story.child({ name: 'Reza' })]
    later()
    await bar(await manyOf('Reza Karimi', 170))
    const { found, text } = await search({ name: 'Reza Karimi' }, await desk.signIn(torn))
    expect([found, text.includes('There are more.')]).toEqual([[whole.reference, part.reference], false])
  })

  it('those who may be seen are suggested behind however many who are barred to whoever looks, or are said to be others', async () => {
    const birth = { birthDate: '2011-06-05' }
    const asking = await story.enquiry(50, {}, 'I write about a boy called Arben Gashi, date of birth 05/06/2011.')
    const others = await manyOf('Arben Gashi', 12, birth)
    await childModel(desk.connection).updateMany({ recordedOf: others }, { $set: { notIntakes: [asking] } })
    await bar(await manyOf('Arben Gashi', 30, birth))
    const open = await story.child({ name: 'Arben Gashi', birthDay: '5', birthMonth: '6', birthYear: '2011' })
    const { text } = await story.open(`/intakes/${asking}`, await desk.signIn(torn))
    expect([...textOf(text).matchAll(/(C-\w{6}) It may be this child/g)].map(([, reference]) => reference)).toEqual([open.reference])
  })

  it('one whose name is spelt with other vowels is found by it beside the date of birth, and said to be known before the child is recorded once more', async () => {
    const birth = born('5', '6', '2011')
    const { reference } = await story.child({ name: 'Selam Haile', ...birth })
    const [both, name, other] = [await search({ name: 'Salam Hayleh', ...birth }), await search({ name: 'Salam Hayleh' }), await search({ name: 'Miriam Tekle', ...birth })]
    expect([both.found, both.text.includes('Found by a name that may be the same, spelt otherwise and the same date of birth.'), name.found]).toEqual([[reference], true, []])
    expect(other.text).toContain('Found by the same date of birth.')
    const asking = `/intakes/${await story.enquiry(40, {}, 'I write about the girl Salam Hayleh, date of birth 05/06/2011.')}`
    expect(textOf((await story.open(asking)).text)).toContain(`${reference} It may be this child, or a twin: a name that may be the same, spelt otherwise and the same date of birth.`)
    const recorded = await story.send(`/intakes/${await story.enquiry(30)}/child`, { name: 'Salam Hayleh', ...birth })
    expect([recorded.status, textOf(recorded.text).includes(`${reference} may be this child, or a twin: a name that may be the same`)]).toEqual([422, true])
  })

  it('each is looked up with all others: to find many asks the database no more often than to find one', async () => {
    await story.child({ name: 'Arben Gashi' })
    await manyOf('Reza Karimi')
    const { db } = desk.connection
    const queriesOf = async (name: string): Promise<number> => {
      await db!.setProfilingLevel('all')
      const { found } = await search({ name })
      await db!.setProfilingLevel('off')
      const count = await db!.collection('system.profile').countDocuments({ ns: /\.(?:children|intakes)$/ })
      await db!.collection('system.profile').drop()
      return found.length > 0 ? count : Number.NaN
    }
    const one = await queriesOf('Arben Gashi')
    expect([one > 3, await queriesOf('Reza Karimi')]).toEqual([true, one])
  })

  it('one whose record does not open is named as such, and the rest are listed', async () => {
    const [broken, whole] = [await story.child({ name: 'Arben Gashi' }), await story.child({ name: 'Arben Gashi' })]
    await childModel(desk.connection).updateOne({ _id: broken.childId }, { $set: { 'details.k': 'lost' } })
    const { status, found, text } = await search({ name: 'Arben Gashi' })
    expect([status, found, text.includes(`${broken.reference} was found as well, but does not open: tell whoever runs the service.`)]).toEqual([200, [whole.reference], true])
    await childModel(desk.connection).deleteOne({ _id: whole.childId })
    const alone = await search({ name: 'Arben Gashi' })
    expect([alone.text.includes(`${broken.reference} was found`), alone.text.includes('No record of a child')]).toEqual([true, false])
  })

  it('two whose records are of one child are both written down, for the names of both are shown', async () => {
    const first = await story.child({ name: 'Blerina Kola' })
    later()
    const second = await story.child({ name: 'Rina Kola' })
    await story.send(`/children/${first.childId}/others`, { other: second.childId, answer: 'one' })
    await viewAuditModel(desk.connection).deleteMany({})
    await search({ name: 'Blerina Kola' })
    const seen = await viewAuditModel(desk.connection).find({ event: 'child_viewed' }).sort({ $natural: 1 }).lean()
    expect(seen.map(({ childId }) => childId)).toEqual([first.childId, second.childId])
  })
})
