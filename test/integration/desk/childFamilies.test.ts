import type { StaffMember } from '../../../src/domain/staff'
import { childModel } from '../../../src/store/children/childModel'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { LINH } from './childStory'
import { type ChildSuite, openChildSuite } from './childSuite'
import { textOf } from './textOf'

let { desk, duty, atDuty, story } = {} as ChildSuite

openChildSuite((suite) => ({ desk, duty, atDuty, story } = suite))

const intake = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const page = async (path: string, by = atDuty): Promise<string> => textOf((await by.open(path)).text)
const bar = async (id: string, ...staff: readonly StaffMember[]): Promise<void> =>
  void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: staff.map((one) => ({ staffId: one.id, name: one.name, at: desk.now, by: duty.id, byName: duty.name })) } }))
const link = async (on: string, other: string, answer: string): Promise<void> => {
  await atDuty.open(`/intakes/${on}`)
  expect((await atDuty.send(`/intakes/${on}/belonging/answer`, { enquiry: other, answer })).status).toBe(303)
}
const pair = async (childId: string, other: string, answer: string) => story.send(`/children/${childId}/others`, { other, answer })

describe('siblings', () => {
  it('of one enquiry have a record each, and each page leads to the other', async () => {
    const linh = await story.child(LINH)
    const form = await atDuty.open(`/intakes/${linh.intakeId}/child`)
    expect(form.text).toContain(`value="${linh.childId}"`)
    const minh = await story.child({ name: 'Minh Tran', siblings: linh.childId }, linh.intakeId)
    expect(await page(`/children/${linh.childId}`)).toContain(`Siblings ${minh.reference} Minh Tran Said by Dilys Duty`)
    expect(await page(`/children/${minh.childId}`)).toContain(`Siblings ${linh.reference} Linh Tran, born 27 March 2010`)
    const enquiry = await page(`/intakes/${linh.intakeId}`)
    expect(enquiry).toMatch(new RegExp(`${linh.reference} Linh Tran.*Sibling of ${minh.reference}.*${minh.reference} Minh Tran.*Sibling of ${linh.reference}`))
    expect(enquiry).not.toContain('Are they of one child?')
  })

  it('are recorded from the page of a child, and it is taken back with a reason', async () => {
    const linh = await story.child(LINH)
    const child = await atDuty.open(`/children/${linh.childId}`)
    expect(child.text).toContain(`href="/intakes/${linh.intakeId}/child?sibling=${linh.childId}"`)
    const form = await atDuty.open(`/intakes/${linh.intakeId}/child?sibling=${linh.childId}`)
    expect(form.text).toMatch(new RegExp(`value="${linh.childId}"\\s+checked`))
    const minh = await story.child({ name: 'Minh Tran', siblings: linh.childId }, linh.intakeId)
    await atDuty.open(`/children/${minh.childId}`)
    expect((await story.send(`/children/${minh.childId}/back`, { what: 'sibling', other: linh.childId, reason: 'Cousins.' })).status).toBe(303)
    expect(await page(`/children/${linh.childId}`)).toMatch(/Siblings None is recorded\..*Found not to be a sibling of/)
  })
})

describe('two records', () => {
  it('of two enquiries that are linked as about the same child are one only by a person’s word; each keeps its history and reference, and it is taken back', async () => {
    const first = await story.child(LINH)
    desk.now = new Date(desk.now.getTime() + 60_000)
    const second = await story.child({ name: 'Tran Linh', gender: 'girl', crime: '42/123456/26' })
    await link(second.intakeId, first.intakeId, 'same_child')
    const question = await page(`/intakes/${second.intakeId}`)
    expect(question).toContain(`${(await intake(first.intakeId)).reference} is linked to this as about the same child, and has another record. Are the two records of one child? ${second.reference} ${first.reference}`)
    expect(await childModel(desk.connection).countDocuments({ mergedInto: { $exists: true } })).toBe(0)
    expect((await pair(second.childId, first.childId, 'one')).status).toBe(303)
    const whole = await page(`/children/${second.childId}`)
    expect(whole).toMatch(new RegExp(`Child ${first.reference} Linh Tran.*Also recorded as ${second.reference} Found to be the same child by Dilys Duty.*Gender, as they say girl`))
    expect(whole).toMatch(new RegExp(`Enquiries about this child .*${(await intake(second.intakeId)).reference}`))
    expect(whole).toMatch(new RegExp(`${second.reference}: Recorded of enquiry .*${first.reference}: Recorded of enquiry`))
    for (const { reference } of [first, second]) expect((await atDuty.send('/find', { reference })).headers['location']).toBe(`/children/${first.childId}`)
    expect(await page(`/intakes/${second.intakeId}`)).not.toContain('Are the two records of one child?')
    await atDuty.open(`/children/${first.childId}`)
    expect((await story.send(`/children/${first.childId}/back`, { what: 'merge', other: second.childId, reason: 'Two girls of that name.' })).status).toBe(303)
    const apart = await page(`/children/${second.childId}`)
    expect(apart).toMatch(new RegExp(`Child ${second.reference} Tran Linh.*Found to be another child than ${first.reference} after all by Dilys Duty .*Two girls of that name\\.`))
    expect(await page(`/children/${first.childId}`)).not.toContain((await intake(second.intakeId)).reference)
    expect(await page(`/intakes/${second.intakeId}`)).not.toContain('Are the two records of one child?')
  })

  it('of enquiries that were joined are asked of too, and nobody who said that they are two is asked again', async () => {
    const [first, second] = [await story.child(LINH), await story.child(LINH)]
    await link(second.intakeId, first.intakeId, 'join')
    expect(await page(`/intakes/${first.intakeId}`)).toContain('has two records of children. Are they of one child?')
    await pair(first.childId, second.childId, 'two')
    for (const { intakeId } of [first, second]) expect(await page(`/intakes/${intakeId}`)).not.toContain('Are they of one child?')
  })

  it('are never merged in a circle, however many say so at once, and siblings are not merged at all', async () => {
    const made = [await story.child(LINH), await story.child(LINH), await story.child(LINH)]
    const ids = made.map(({ childId }) => childId)
    await atDuty.open(`/children/${ids[0]}`)
    const said = await Promise.all([[0, 1], [1, 0], [1, 2], [2, 0], [2, 1]].map(async ([one, other]) => pair(ids[one!]!, ids[other!]!, 'one')))
    expect(said.every(({ status }) => status === 303 || status === 409)).toBe(true)
    for (const [one, other] of [[0, 1], [1, 2]]) await pair(ids[one!]!, ids[other!]!, 'one')
    const roots = new Set(await Promise.all(ids.map(async (id) => /Child (C-\w{6})/.exec(await page(`/children/${id}`))?.[1])))
    expect(roots.size).toBe(1)
    const [linh, minh] = [await story.child(LINH), await story.child({ name: 'Minh Tran' })]
    await pair(linh.childId, minh.childId, 'siblings')
    expect((await pair(linh.childId, minh.childId, 'one')).status).toBe(409)
  })

  it('of enquiries that are linked as about siblings are siblings by a person’s word', async () => {
    const [first, second] = [await story.child(LINH), await story.child({ name: 'Minh Tran' })]
    await link(second.intakeId, first.intakeId, 'sibling')
    expect(await page(`/intakes/${second.intakeId}`)).toContain(`${(await intake(first.intakeId)).reference} is linked to this as about a sibling, and has a record. Are the two children siblings?`)
    const said = await story.send(`/children/${second.childId}/others`, { other: first.childId, answer: 'siblings', on: second.intakeId })
    expect(said.headers['location']).toBe(`/intakes/${second.intakeId}?done=childrenSiblings`)
    expect(await page(`/children/${first.childId}`)).toContain(`Siblings ${second.reference} Minh Tran`)
  })

  it('that are one let go of an enquiry together, which is not suggested again; of what stands under one it is not said that it is not', async () => {
    const [first, second] = [await story.child(LINH), await story.child({ name: 'Lin' })]
    const both = await story.enquiry(10)
    for (const { childId } of [first, second]) await story.send(`/children/${childId}/enquiries`, { enquiry: both, answer: 'is' })
    expect((await pair(first.childId, second.childId, 'one')).status).toBe(303)
    expect((await story.send(`/children/${first.childId}/enquiries`, { enquiry: both, answer: 'is_not' })).status).toBe(409)
    await atDuty.open(`/children/${first.childId}`)
    expect((await story.send(`/children/${first.childId}/back`, { what: 'enquiry', other: both, reason: 'Another girl.' })).status).toBe(303)
    const records = await childModel(desk.connection).find({ _id: { $in: [first.childId, second.childId] } }).lean()
    expect(records.map(({ intakes, notIntakes }) => [intakes.some(({ intakeId }) => intakeId === both), notIntakes])).toEqual([[false, [both]], [false, [both]]])
  })

  it('say once on each that they are no siblings, whoever of two takes it back first', async () => {
    const [first, second] = [await story.child(LINH), await story.child({ name: 'Minh Tran' })]
    await pair(first.childId, second.childId, 'siblings')
    await atDuty.open(`/children/${first.childId}`)
    const back = await Promise.all(['Cousins.', 'Friends.'].map(async (reason) => story.send(`/children/${first.childId}/back`, { what: 'sibling', other: second.childId, reason })))
    expect(back.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    for (const { childId } of [first, second]) expect((await page(`/children/${childId}`)).match(/Found not to be a sibling of/g)).toHaveLength(1)
  })

  it.each(['one', 'siblings'] as const)('have a line each once it is said again what they are (%s), where a process ended before it wrote on the earlier, and by whom and when it was said first', async (answer) => {
    const first = await story.child(LINH)
    const saidAt = desk.now = new Date(desk.now.getTime() + 60_000)
    const second = await story.child({ name: 'Tran Linh' })
    await pair(first.childId, second.childId, answer)
    await childModel(desk.connection).updateOne({ _id: first.childId }, { $pull: { history: { kind: answer } } })
    desk.now = new Date(desk.now.getTime() + 60_000)
    const again = await Promise.all([1, 2].map(async () => pair(first.childId, second.childId, answer)))
    expect(again.map(({ status }) => status)).toEqual([409, 409])
    const linesOf = async (childId: string) => (await childModel(desk.connection).findById(childId).lean())!.history.filter(({ kind }) => kind === answer)
    const said = { kind: answer, by: duty.id, byName: duty.name, at: saidAt }
    expect([await linesOf(first.childId), await linesOf(second.childId)])
      .toEqual([[{ ...said, childId: second.childId, other: second.reference }], [{ ...said, childId: first.childId, other: first.reference }]])
  })

  it('are brought together from the page of a child, by the reference of the other', async () => {
    const [first, second] = [await story.child(LINH), await story.child({ name: 'Minh Tran' })]
    await atDuty.open(`/children/${first.childId}`)
    const found = await story.send(`/children/${first.childId}/others/known`, { reference: second.reference })
    expect(textOf(found.text)).toContain(`Another record of this child, or of a sibling ${second.reference} Minh Tran`)
    expect((await pair(first.childId, second.childId, 'siblings')).headers['location']).toBe(`/children/${first.childId}?done=siblings`)
    const none = await story.send(`/children/${first.childId}/others/known`, { reference: 'Minh' })
    expect([none.status, none.text.includes('href="#child-reference">Enter the reference of a child’s record')]).toEqual([422, true])
  })
})

describe('enquiries that are linked as about the same child', () => {
  it('stand under one record by one press, on whichever of the two it is said', async () => {
    const linh = await story.child(LINH)
    const [second, third] = [await story.enquiry(20), await story.enquiry(10)]
    await link(second, linh.intakeId, 'same_child')
    await link(third, linh.intakeId, 'same_child')
    expect(await page(`/intakes/${second}`)).toContain(`This is the child of ${linh.reference}`)
    expect(await page(`/intakes/${linh.intakeId}`)).toContain(`Put ${(await intake(third)).reference} under ${linh.reference} as well`)
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: second, answer: 'is', on: second })
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: third, answer: 'is', on: linh.intakeId })
    const child = await page(`/children/${linh.childId}`)
    for (const id of [linh.intakeId, second, third]) expect(child).toContain((await intake(id)).reference)
  })

  it('never show each other’s words, on the child’s page neither', async () => {
    const linh = await story.child(LINH, await story.enquiry(30, {}, 'Words of the first agency.'))
    const second = await story.enquiry(20, {}, 'Words of the second agency.')
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: second, answer: 'is' })
    expect(await page(`/intakes/${second}`)).not.toContain('Words of the first')
    expect(await page(`/children/${linh.childId}`)).not.toMatch(/Words of the|A worry|Mara Quill/)
  })
})

describe('who may see a child', () => {
  it('is whoever may open an enquiry about them: nobody else is told that there is such a record, and that they tried is written down', async () => {
    const torn = await desk.addStaff('social_worker', 'Tara Torn')
    const linh = await story.child(LINH)
    await bar(linh.intakeId, torn)
    const atTorn = await desk.signIn(torn)
    for (const path of [`/children/${linh.childId}`, `/children/${linh.childId}/details`]) expect((await atTorn.open(path)).status).toBe(404)
    const sought = await atTorn.send('/find', { reference: linh.reference })
    expect([sought.status, textOf(sought.text).includes(`No record of a child that you may see has this reference: ${linh.reference}.`)]).toEqual([404, true])
    expect(await viewAuditModel(desk.connection).findOne({ childId: linh.childId, staffId: torn.id }).lean()).toMatchObject({ event: 'barred_tried' })
    const other = await story.enquiry(10)
    expect((await atTorn.send(`/children/${linh.childId}/enquiries`, { enquiry: other, answer: 'is' })).status).toBe(404)
    // Nor through a sibling.
    const minh = await story.child({ name: 'Minh Tran' }, other)
    await pair(linh.childId, minh.childId, 'siblings')
    expect(await page(`/children/${minh.childId}`, atTorn)).not.toMatch(new RegExp(linh.reference))
  })

  it('is nobody who is barred from one of the enquiries, also where that came under it, or became one with it, later', async () => {
    const [torn, tied] = [await desk.addStaff('social_worker', 'Tess Torn'), await desk.addStaff('social_worker', 'Tim Tied')]
    const linh = await story.child(LINH)
    const open = await story.enquiry(10)
    const other = await story.child({ name: 'Lin' })
    await bar(open, torn)
    await bar(other.intakeId, tied)
    const [atTorn, atTied] = [await desk.signIn(torn), await desk.signIn(tied)]
    const look = async () => Promise.all([atTorn, atTied].map(async (by) => (await by.open(`/children/${linh.childId}`)).status))
    expect(await look()).toEqual([200, 200])
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: open, answer: 'is' })
    expect(await look()).toEqual([404, 200])
    // Nor are they told on the enquiry's page that there is such a record: not by what was recorded, nor why it was taken off.
    await atDuty.open(`/children/${linh.childId}`)
    await story.send(`/children/${linh.childId}/back`, { what: 'enquiry', other: linh.intakeId, reason: 'It is her cousin who was named.' })
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: linh.intakeId, answer: 'is' })
    expect(await page(`/intakes/${linh.intakeId}`)).toMatch(new RegExp(`Taken off the record of child ${linh.reference} .*her cousin.*The child recorded as ${linh.reference} `))
    expect(await page(`/intakes/${linh.intakeId}`, atTorn)).not.toMatch(new RegExp(`Linh Tran|${linh.reference}|her cousin`))
    expect((await pair(linh.childId, other.childId, 'one')).status).toBe(303)
    expect(await look()).toEqual([404, 404])
  })

  it('is told before an enquiry is put under a record, wherever that is offered: to whom the record closes, and who can open the enquiry all the same', async () => {
    const [torn, tied, both] = [await desk.addStaff('social_worker', 'Toni Torn'), await desk.addStaff('social_worker', 'Theo Tied'), await desk.addStaff('social_worker', 'Bea Both')]
    const linh = await story.child({ ...LINH, otherNames: '', nrm: 'NRM45454' })
    const named = await story.enquiry(10, {}, 'The NRM reference is NRM 45454.')
    const looked = await story.enquiry(10)
    const none = await story.enquiry(10, {}, 'The NRM reference is NRM 45454.')
    await bar(linh.intakeId, tied, both)
    for (const id of [named, looked]) await bar(id, torn, both)
    const told = async (id: string, text: string): Promise<void> => {
      const { reference } = await intake(id)
      const button = text.indexOf(`This is the child of ${linh.reference}`)
      const words = [
        `Conflict of interest: Toni Torn cannot open ${reference}. Once it stands under ${linh.reference} they cannot open that record either.`,
        `Conflict of interest: Theo Tied cannot open ${linh.reference}, because of another enquiry about this child. This does not keep them from ${reference}: a manager can close that to them as well.`,
      ]
      expect(words.map((sentence) => text.includes(sentence) && text.indexOf(sentence) < button)).toEqual([true, true])
      expect(text).not.toMatch(/Conflict of interest: [^.]*Bea Both[^.]* cannot open C-/)
    }
    await told(named, await page(`/intakes/${named}`))
    await told(named, await page(`/intakes/${named}/child`))
    await atDuty.open(`/intakes/${looked}/child`)
    await told(looked, textOf((await story.send(`/intakes/${looked}/child/known`, { reference: linh.reference })).text))
    await link(looked, linh.intakeId, 'same_child')
    await told(looked, await page(`/intakes/${looked}`))
    // Nobody is named who is barred from neither.
    expect(await page(`/intakes/${none}`)).not.toContain('Toni Torn')
  })

  it('is told before two records are said to be of one child, on the page of the child and of an enquiry', async () => {
    const torn = await desk.addStaff('social_worker', 'Tilda Torn')
    const [first, second] = [await story.child(LINH), await story.child({ name: 'Lin' })]
    await bar(second.intakeId, torn)
    const says = `Conflict of interest: Tilda Torn cannot open ${second.reference}. Once the two are one child they cannot open ${first.reference} either.`
    await atDuty.open(`/children/${first.childId}`)
    expect(textOf((await story.send(`/children/${first.childId}/others/known`, { reference: second.reference })).text)).toMatch(new RegExp(`${says}.*They are one child`))
    await link(second.intakeId, first.intakeId, 'same_child')
    expect(await page(`/intakes/${first.intakeId}`)).toMatch(new RegExp(`${says}.*They are one child`))
  })

  it('is no officer, reporter or administrator', async () => {
    const linh = await story.child(LINH)
    for (const role of ['police_liaison', 'reporter', 'admin'] as const) {
      const browser = await desk.signIn(await desk.addStaff(role, `Nobody ${role.replace('_', ' ')}`))
      expect((await browser.open(`/children/${linh.childId}`)).status).toBe(404)
    }
  })

  it('is written down each time, before it is shown, on the enquiry’s page as well', async () => {
    const linh = await story.child(LINH)
    await viewAuditModel(desk.connection).deleteMany({})
    await atDuty.open(`/children/${linh.childId}`)
    await atDuty.open(`/intakes/${linh.intakeId}`)
    expect(await viewAuditModel(desk.connection).find({ event: 'child_viewed' }).lean()).toMatchObject([
      { childId: linh.childId, staffId: duty.id, at: desk.now }, { childId: linh.childId, intakeId: linh.intakeId, staffId: duty.id },
    ])
  })

  it('is written down of each who stands on a child’s page, and of both that are named in what was said', async () => {
    const [linh, minh, lin] = [await story.child(LINH), await story.child({ name: 'Minh Tran' }), await story.child({ name: 'Lin' })]
    const second = await story.enquiry(10)
    await viewAuditModel(desk.connection).deleteMany({})
    await pair(linh.childId, minh.childId, 'siblings')
    await pair(linh.childId, lin.childId, 'one')
    await story.send(`/children/${linh.childId}/enquiries`, { enquiry: second, answer: 'is' })
    await atDuty.open(`/children/${linh.childId}`)
    await story.send(`/children/${linh.childId}/back`, { what: 'enquiry', other: second, reason: 'Another.' })
    expect(await viewAuditModel(desk.connection).find({ event: /^child_.*_tried$/ }).sort({ _id: 1 }).lean()).toEqual(expect.arrayContaining([
      expect.objectContaining({ event: 'child_pair_tried', childId: linh.childId, otherChildId: minh.childId }),
      expect.objectContaining({ event: 'child_pair_tried', childId: linh.childId, otherChildId: lin.childId }),
      expect.objectContaining({ event: 'child_enquiry_tried', childId: linh.childId, intakeId: second }),
      expect.objectContaining({ event: 'child_back_tried', childId: linh.childId, intakeId: second }),
    ]))
    const seen = await viewAuditModel(desk.connection).find({ event: 'child_viewed' }).lean()
    expect([seen.length, new Set(seen.map(({ childId }) => childId))]).toEqual([3, new Set([linh, minh, lin].map(({ childId }) => childId))])
  })
})
