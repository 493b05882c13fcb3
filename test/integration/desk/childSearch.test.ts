import { type ChildDocument, childModel } from '../../../src/store/children/childModel'
import { intakeModel } from '../../../src/store/intakeModel'
import { openSearchThrottle } from '../../../src/store/searchThrottle'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { born, childSearches } from './childSearches'
import { LINH } from './childStory'
import { type ChildSuite, openChildSuite } from './childSuite'
import { textOf } from './textOf'

let { desk, duty, atDuty, story } = {} as ChildSuite
let search: ReturnType<typeof childSearches>
let linh: Awaited<ReturnType<ChildSuite['story']['child']>>

openChildSuite((suite) => ({ desk, duty, atDuty, story } = suite))
beforeAll(async () => {
  search = childSearches(atDuty)
  linh = await story.child({ ...LINH, otherNames: 'Mai\r\nЛинь' })
})

const NONE = 'No record of a child that you may see was found.'

describe('a child whom somebody looks for', () => {
  it('is found by name however it is spelt or ordered, by one name of several and by another name, also in another script', async () => {
    expect(textOf((await atDuty.open('/children')).text)).toMatch(/Find a child Name, or the reference of the record .* Date of birth/)
    for (const name of ['Linh Tran', 'tran linh', 'TRẦN THỊ LINH', 'Lin Tran', 'Linh', 'Mai', 'линь']) {
      expect([name, (await search({ name })).found]).toEqual([name, [linh.reference]])
    }
    for (const name of ['Lan Tran', 'Tran', 'Linh Pham']) expect([name, (await search({ name })).found]).toEqual([name, []])
  })

  it('is found by a name in another script too, in whole, ordered otherwise, or by one name of it, alone or beside the Latin one', async () => {
    const [ali, both] = [await story.child({ name: 'محمد  علي' }), await story.child({ name: 'Olena Koval (Олена Коваль)' })]
    for (const name of ['محمد علي', 'علي محمد', 'محمد', 'عَلي']) expect([name, (await search({ name })).found]).toEqual([name, [ali.reference]])
    for (const name of ['Коваль', 'коваль  олена', 'Koval', 'Olena  Koval']) expect([name, (await search({ name })).found]).toEqual([name, [both.reference]])
    for (const name of ['محمد حسن', 'Іван Коваль']) expect([name, (await search({ name })).found]).toEqual([name, []])
  })

  it('is found by name alone in other ways to write a sound, after those whose name is nearer', async () => {
    const [angela, anxela] = [await story.child({ name: 'Angela Hoxha' }), await story.child({ name: 'Anxela Hoxhaj' })]
    for (const name of ['Anjela Hoxha', 'Anjela', 'Anxhela Hoxhaj']) expect([name, new Set((await search({ name })).found)]).toEqual([name, new Set([angela.reference, anxela.reference])])
    expect((await search({ name: 'Anjela Hoxha' })).text).toContain(`${angela.reference} Angela Hoxha Found by a name that may be the same, spelt otherwise.`)
    expect((await search({ name: 'Angela Hoxha' })).text).toMatch(new RegExp(`${angela.reference} Angela Hoxha Found by this name\\. ${anxela.reference}`))
    for (const { childId } of [angela, anxela]) await childModel(desk.connection).deleteOne({ _id: childId })
  })

  it('of whose names only such are typed as very many bear is looked for by the date of birth as well, which is said', async () => {
    const hassan = await story.child({ name: 'Ahmed Hassan', ...born('4', '5', '2011') })
    for (const name of ['Ahmed', 'Ahmed Ali', 'Ben']) {
      const { found, text } = await search({ name })
      expect([name, found, text.includes('Very many children have that name, so that it finds only records with that name and no other. Enter another name as well, or the date of birth.'), text.includes(NONE)]).toEqual([name, [], true, false])
    }
    const dated = await search({ name: 'Ahmed', ...born('4', '5', '2011') })
    expect([dated.found, dated.text.includes('Very many children have that name')]).toEqual([[hassan.reference], false])
    const alone = await story.child({ name: 'Ahmed' })
    const listed = await search({ name: 'Ahmed' })
    expect([listed.found, listed.text.includes('Very many children have that name')]).toEqual([[alone.reference], true])
  })

  it('is found by date of birth, with who they are and why they were found; those come first who are alike in both', async () => {
    const [namesake, sameDay] = [await story.child({ name: 'Linh Tran', ...born('1', '2', '2009') }), await story.child({ name: 'Arben Gashi', ...born('27', '3', '2010') })]
    const both = await search({ name: 'Linh Tran', ...born('27', '3', '2010') })
    expect(both.found).toEqual([linh.reference, namesake.reference, sameDay.reference])
    expect(both.text).toContain(`3 records found ${linh.reference} Linh Tran, born 27 March 2010, age in dispute Also known as Mai, Линь. Found by this name and the same date of birth. ${namesake.reference} Linh Tran, born 1 February 2009 Found by this name.`)
    expect(new Set((await search(born('27', '03', '2010'))).found)).toEqual(new Set([linh.reference, sameDay.reference]))
    for (const { childId } of [namesake, sameDay]) await childModel(desk.connection).deleteOne({ _id: childId })
  })

  it('is found by the reference of the record, which is opened', async () => {
    expect((await search({ name: linh.reference.toLowerCase() })).page.headers['location']).toBe(`/children/${linh.childId}`)
  })

  it('is found by a reference only where one was typed, and a slip in it is said as of any reference', async () => {
    const named = await story.child({ name: 'Chi Minh' })
    expect((await search({ name: 'Chi Minh' })).found).toEqual([named.reference])
    const slip = linh.reference.slice(0, -1) + (linh.reference.endsWith('7') ? '9' : '7')
    for (const [path, field] of [['/children', 'name'], ['/find', 'reference'], [`/intakes/${linh.intakeId}/child/known`, 'reference'], [`/children/${linh.childId}/others/known`, 'reference']] as const) {
      const page = await atDuty.send(path, { [field]: slip })
      expect([path, page.status, page.text.includes('That reference has a mistyped character. Ask for it again, character by character')]).toEqual([path, 422, true])
    }
    expect((await search({ name: 'Mai '.repeat(2_500) })).text).toContain('The name must be 200 characters or fewer')
    const short = await search({ name: 'C-K7QM4' })
    expect([short.status, short.text.includes('A child’s reference has a C and six letters and numbers, such as C-K7QM44')]).toEqual([422, true])
  })

  it('is found by what is recorded now, once though two records are of them, and by what either says', async () => {
    const first = await story.child({ name: 'Blerta Hoxhaj' })
    await story.send(`/children/${first.childId}/details`, { name: 'Blerina Kola' })
    expect([(await search({ name: 'Blerta Hoxhaj' })).found, (await search({ name: 'Blerina Kola' })).found]).toEqual([[], [first.reference]])
    desk.now = new Date(desk.now.getTime() + 60_000)
    const second = await story.child({ name: 'Rina Kola' })
    await story.send(`/children/${first.childId}/others`, { other: second.childId, answer: 'one' })
    const found = await search({ name: 'Rina Kola' })
    expect([found.found, found.text.includes('One record found'), found.text.includes('Also known as Rina Kola.')]).toEqual([[first.reference], true, true])
  })

  it('and is not there is said so, in the same words as one who is barred to whoever looks', async () => {
    expect((await search({ name: 'Nobody Known' })).text).toContain(NONE)
    const torn = await desk.addStaff('social_worker', 'Tara Torn')
    await intakeModel(desk.connection).updateOne({ _id: linh.intakeId }, { $set: { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }] } })
    const atTorn = await desk.signIn(torn)
    for (const typed of [{ name: 'Linh Tran' }, born('27', '3', '2010'), { name: 'Linh Tran', ...born('27', '3', '2010') }]) {
      const { status, text, found } = await search(typed, atTorn)
      expect([status, text.includes(NONE), found]).toEqual([200, true, []])
      expect((await search(typed)).found).toEqual([linh.reference])
    }
    const byReference = await search({ name: linh.reference }, atTorn)
    expect([byReference.status, byReference.text.includes(`No record of a child that you may see has this reference: ${linh.reference}.`)]).toEqual([404, true])
  })

  it('is found by a name of many consonants with other vowels too, last, without a date of birth', async () => {
    const [selam, salam] = [await story.child({ name: 'Selam Tesfay' }), await story.child({ name: 'Salam Tesfay' })]
    for (const [name, found] of [['Salam Tesfay', [salam, selam]], ['Solomon Tesfay', []]] as const) expect([name, (await search({ name })).found]).toEqual([name, found.map(({ reference }) => reference)])
    const { text } = await search({ name: 'Salam Tesfay' })
    expect(text).toContain(`Salam Tesfay Found by this name. ${selam.reference} Selam Tesfay Found by a name that may be the same, spelt otherwise.`)
    expect((await search({ name: 'Selam' })).text).toContain('Found by one similar word in the name.')
  })

  it('must be named, or born on a day that there is: what is wrong leads to its field', async () => {
    const nothing = await search({ name: ' ' })
    expect([nothing.status, nothing.page.text.includes('href="#child-name">Enter a name, a date of birth or a reference')]).toEqual([422, true])
    for (const name of ['%', '.*', '\u200B', '123']) expect([name, (await search({ name })).page.text.includes('href="#child-name">Enter a name, a date of birth or a reference')]).toEqual([name, true])
    const year = await search(born('', '', '2010'))
    expect([year.status, year.text.includes('A date of birth has a day, a month and a year: enter all three'), year.text.includes('known as the age')]).toEqual([422, true, false])
    const wrong = await search({ name: 'Linh', ...born('31', '2', '2010') })
    expect([wrong.status, wrong.page.text.includes('href="#child-birthDay">The date of birth must be a real date'), wrong.page.text.includes('value="Linh"'), wrong.found]).toEqual([422, true, true, []])
  })
})

describe('a search for a child', () => {
  it('is written down before it is made, and each who was shown; the words of it stand nowhere', async () => {
    await viewAuditModel(desk.connection).deleteMany({})
    await search({ name: 'Linh Tran' })
    await search({ name: 'Nobody Known' })
    await search({ name: linh.reference })
    const written = await viewAuditModel(desk.connection).find().sort({ $natural: 1 }).lean()
    expect(written.map(({ event, childId, reference, staffId }) => [event, childId, reference, staffId])).toEqual([
      ['children_sought', undefined, undefined, duty.id], ['child_viewed', linh.childId, undefined, duty.id],
      ['children_sought', undefined, undefined, duty.id], ['children_sought', undefined, linh.reference, duty.id],
    ])
    expect(/linh|nobody/i.test(JSON.stringify(written))).toBe(false)
  })

  it.each(['children_sought', 'child_viewed'])('shows nobody where that cannot be written down: %s', async (event) => {
    const audit = viewAuditModel(desk.connection).collection.collectionName
    await desk.connection.db!.command({ collMod: audit, validator: { event: { $ne: event } } })
    const refused = await search({ name: 'Linh Tran' })
    await desk.connection.db!.command({ collMod: audit, validator: {} })
    expect([refused.status, refused.found, refused.text.includes('27 March 2010')]).toEqual([500, [], false])
    expect((await search({ name: 'Linh Tran' })).found).toEqual([linh.reference])
  })

  it('is by hashes that no enquiry is linked by: what is stored tells of no name', async () => {
    const { searchKeys = [], linkKeys = [] } = (await childModel(desk.connection).findById(linh.childId).lean<ChildDocument>())!
    expect([searchKeys.length > 5, searchKeys.every((key) => /^[0-9a-f]{64}$/.test(key)), searchKeys.some((key) => linkKeys.includes(key))]).toEqual([true, true, false])
  })

  it('is one of so many that a person makes in a while, by name or by date of birth', async () => {
    const busy = await desk.addStaff('duty', 'Bea Busy')
    const atBusy = await desk.signIn(busy)
    expect((await search({ name: 'Linh' }, atBusy)).found).toEqual([linh.reference])
    const throttle = await openSearchThrottle(desk.connection)
    while ((await throttle.take(busy.id)) === 0) continue
    for (const typed of [{ name: 'Linh' }, born('27', '3', '2010')]) {
      const { status, text, found } = await search(typed, atBusy)
      expect([status, text.includes('You have looked for children very often. Try again in 15 min.'), found]).toEqual([429, true, []])
    }
    expect((await search({ name: linh.reference }, atBusy)).status).toBe(303)
    expect((await search({ name: 'Linh' })).found).toEqual([linh.reference])
  })

  it('is for those who may see children', async () => {
    for (const role of ['police_liaison', 'reporter', 'admin'] as const) {
      const browser = await desk.signIn(await desk.addStaff(role, `Nobody ${role.replace('_', ' ')}`))
      expect([(await browser.open('/')).text.includes('href="/children"'), (await browser.open('/children')).status, (await search({ name: 'Linh' }, browser)).status]).toEqual([false, 404, 404])
    }
    expect((await atDuty.open('/')).text).toContain('href="/children"')
  })
})
