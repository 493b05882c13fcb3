import { type ChildDocument, childModel } from '../../../src/store/children/childModel'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { LINH, typedIn } from './childStory'
import { type ChildSuite, openChildSuite } from './childSuite'
import { textOf } from './textOf'

let { desk, duty, atDuty, story } = {} as ChildSuite

openChildSuite((suite) => ({ desk, duty, atDuty, story } = suite))

const record = async (id: string): Promise<ChildDocument> => (await childModel(desk.connection).findById(id).lean<ChildDocument>())!
const intake = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!

describe('the child whom an enquiry is about', () => {
  it('is recorded by a person, sealed, with a reference of their own, and stands on the enquiry’s page and on a page of their own', async () => {
    const id = await story.enquiry(90)
    expect(textOf((await atDuty.open(`/intakes/${id}`)).text)).toContain('Nobody has recorded the child of this enquiry.')
    const form = await atDuty.open(`/intakes/${id}/child`)
    expect([...form.text.matchAll(/name="(\w+)"[^>]*value="([^"]+)"/g)].map(([, name]) => name).filter((name) => !['csrfToken', 'seen', 'token', 'ageDisputed'].includes(name!))).toEqual([])
    expect(form.text).not.toMatch(/name="ageDisputed"[^>]*checked/)
    const saved = await story.send(`/intakes/${id}/child`, LINH)
    expect(saved.headers['location']).toBe(`/intakes/${id}?done=child`)
    const [child] = await story.recordedOf(id)
    expect(child!.reference).toMatch(/^C-[2345679CDFGHJKMNPQRTWXY]{6}$/)
    expect(JSON.stringify(child)).not.toMatch(/\bLinh\b|\b2010\b|Vietnam|NRM12345/)
    const page = textOf((await atDuty.open(`/intakes/${id}`)).text)
    expect(page).toContain(`${child!.reference} Linh Tran, born 27 March 2010, age in dispute Recorded by Dilys Duty on 23 November 2026, 10:00.`)
    expect(page).toContain(`The child recorded as ${child!.reference} by Dilys Duty`)
    const own = await atDuty.open(`/children/${child!._id}`)
    expect(own.text).toMatch(new RegExp(`<title>\\s*Child ${child!.reference} - Advice line duty desk`))
    expect(textOf(own.text)).toMatch(/Name Linh Tran Other names and spellings Lin Tran Thi Linh Date of birth 27 March 2010 Age, as they say Says 16 Age in dispute Yes: treat as a child Gender, as they say Not recorded/)
    expect(textOf(own.text)).toMatch(new RegExp(`Enquiries about this child ${(await intake(id)).reference} High .*Email\\. Read, not allocated\\.`))
  })

  it('must be told from others, and born on a day that there is: what is wrong leads to its field and nothing is lost', async () => {
    const id = await story.enquiry(80)
    await atDuty.open(`/intakes/${id}/child`)
    const wrong = await story.send(`/intakes/${id}/child`, { nationality: 'Vietnamese', birthDay: '31', birthMonth: '2', birthYear: '2010' })
    expect([wrong.status, wrong.text.includes('href="#child-name">Enter a name, or how to tell this child from others'), wrong.text.includes('href="#child-birthDay">The date of birth must be a real date'), wrong.text.includes('value="Vietnamese"')]).toEqual([422, true, true, true])
    expect(await story.recordedOf(id)).toEqual([])
  })

  it('is recorded once, however often the same form is sent', async () => {
    const id = await story.enquiry(70)
    const page = await atDuty.open(`/intakes/${id}/child`)
    const sent = await Promise.all([1, 2, 3].map(async () => story.sendFrom(page.text, `/intakes/${id}/child`, { ...LINH, birthYear: '2008' })))
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
    const made = await story.recordedOf(id)
    expect(made).toHaveLength(1)
    expect((await intake(id)).history?.filter(({ kind }) => kind === 'child_recorded')).toHaveLength(1)
  })

  it('is recorded once by two people at once: the second is told what the first did, and may say that it is another child', async () => {
    const other = await desk.signIn(await desk.addStaff('social_worker', 'Sam Second'))
    for (let round = 0; round < 8; round += 1) {
      const id = await story.enquiry(60)
      const pages = await Promise.all([atDuty.open(`/intakes/${id}/child`), other.open(`/intakes/${id}/child`)])
      const sent = await Promise.all([story.sendFrom(pages[0].text, `/intakes/${id}/child`, { ...LINH, birthDay: `${round + 1}` }), story.sendFrom(pages[1].text, `/intakes/${id}/child`, { name: 'Ling Tran' }, other)])
      expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
      const [first, ...more] = await story.recordedOf(id)
      expect(more).toEqual([])
      const late = sent.find(({ status }) => status === 409)!
      expect(textOf(late.text)).toContain(`${first!.recordedByName} recorded a child of this enquiry on 23 November 2026, 10:00, while you wrote. Nothing of yours is saved yet.`)
      expect(late.text).toContain(`href="/children/${first!._id}"`)
      if (round > 0) continue
      expect((await story.sendFrom(late.text, `/intakes/${id}/child`, { name: 'Minh Tran' }, first!.recordedByName === duty.name ? other : atDuty)).status).toBe(303)
      expect(await story.recordedOf(id)).toHaveLength(2)
    }
  })

  it('is recorded beside another of the same name and date of birth only once somebody has seen that one', async () => {
    const born = { name: 'Arta Imaginaj', birthDay: '12', birthMonth: '5', birthYear: '2010' }
    const { childId, reference, intakeId } = await story.child(born)
    const id = await story.enquiry(65)
    const form = await atDuty.open(`/intakes/${id}/child`)
    const asked = await story.sendFrom(form.text, `/intakes/${id}/child`, born)
    expect([asked.status, await story.recordedOf(id)]).toEqual([422, []])
    expect(textOf(asked.text)).toContain(`${reference} may be this child: the very same name and the same date of birth. Nothing of yours is saved yet. If this is a different child, choose “Record this child” again.`)
    expect(textOf(asked.text)).toContain(`This is the child of ${reference}`)
    expect(typedIn(asked.text)).toMatchObject({ ...born, others: childId })
    expect((await story.sendFrom(asked.text, `/intakes/${id}/child`, { ...born, others: childId })).status).toBe(303)
    const again = await story.sendFrom((await atDuty.open(`/intakes/${intakeId}/child`)).text, `/intakes/${intakeId}/child`, born)
    expect([again.status, textOf(again.text).includes('may be this child: the very same name')]).toEqual([422, true])
  })

  it('is recorded, or changed, as born so long ago that it is no child only once somebody has seen that, whatever else is asked meanwhile', async () => {
    const born = { name: 'Dita Imaginaj', birthDay: '14', birthMonth: '3', birthYear: '1950' }
    const id = await story.enquiry(65)
    const path = `/intakes/${id}/child`
    const asked = await story.sendFrom((await atDuty.open(path)).text, path, born)
    expect([asked.status, await story.recordedOf(id)]).toEqual([422, []])
    expect(textOf(asked.text)).toContain('Is the date of birth right? Whoever was born on 14 March 1950 is 76 years old. Nothing of yours is saved yet. If it is right, choose “Record this child” again.')
    expect((await story.sendFrom(asked.text, path, { ...born, birthYear: '1951' })).status).toBe(422)
    expect((await story.sendFrom(asked.text, path, born)).status).toBe(303)
    const [child] = await story.recordedOf(id)
    const details = `/children/${child!._id}/details`
    expect((await story.send(details, { ...born, gender: 'Girl' })).status).toBe(303)
    const slip = await story.send(details, { ...born, birthYear: '1910' })
    expect([slip.status, textOf(slip.text).includes('is 116 years old. Nothing of yours is saved yet. If it is right, choose “Save” again.')]).toEqual([422, true])
    expect((await story.sendFrom(slip.text, details, { ...born, birthYear: '2010' })).status).toBe(303)
  })

  it('is recorded without a word of another who is barred to whoever records it', async () => {
    const born = { name: 'Besa Imaginaj', birthDay: '12', birthMonth: '5', birthYear: '2010' }
    const { intakeId } = await story.child(born)
    const torn = await desk.addStaff('social_worker', 'Tara Torn')
    await intakeModel(desk.connection).updateOne({ _id: intakeId }, { $set: { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }] } })
    const [id, atTorn] = [await story.enquiry(65), await desk.signIn(torn)]
    expect((await story.sendFrom((await atTorn.open(`/intakes/${id}/child`)).text, `/intakes/${id}/child`, born, atTorn)).status).toBe(303)
  })

  it('is not lost where a form is sent again with something else in it, or without its token', async () => {
    const id = await story.enquiry(70)
    const form = await atDuty.open(`/intakes/${id}/child`)
    const send = async (typed: Record<string, string>) => (await story.sendFrom(form.text, `/intakes/${id}/child`, typed)).status
    const linh = { ...LINH, birthYear: '2007' }
    expect(await send({ ...linh, token: '' })).toBe(409)
    expect([await send(linh), await send(linh), await send({ name: 'Minh Tran' })]).toEqual([303, 303, 409])
    expect(await story.recordedOf(id)).toHaveLength(1)
  })

  it('is not asked for on what is no concern about a child', async () => {
    const id = await story.enquiry(60, { category: 'training', reasons: [], priority: 'low' })
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain(`/intakes/${id}/child"`)
  })

  it('is changed by a person, and what stood there before stays, with who and when', async () => {
    const { childId } = await story.child(LINH)
    const form = await atDuty.open(`/children/${childId}/details`)
    expect([form.text.includes('value="Linh Tran"'), /id="child-birthMonth"[^>]*value="3"/.test(form.text)]).toEqual([true, true])
    const late = await atDuty.open(`/children/${childId}/details`)
    expect((await story.sendFrom(form.text, `/children/${childId}/details`, { ...LINH, name: 'Linh Thi Tran', gender: 'girl' })).status).toBe(303)
    expect(textOf((await atDuty.open(`/children/${childId}`)).text)).toMatch(/Changed by Dilys Duty 23 November 2026, 10:00 Name: Linh Tran → Linh Thi Tran Gender, as they say: nothing → girl/)
    // Somebody else changed nothing of what this one does.
    expect((await story.sendFrom(late.text, `/children/${childId}/details`, LINH)).status).toBe(303)
    expect((await atDuty.open(`/children/${childId}/details`)).text).toContain('value="Linh Thi Tran"')
  })

  it('is changed by two people at once: the later one keeps what they changed, sees in the rest what is recorded now, and of what both changed what the other wrote', async () => {
    const { childId } = await story.child({ ...LINH, gender: 'girl' })
    const path = `/children/${childId}/details`
    const [mine, theirs] = [await atDuty.open(path), await atDuty.open(path)]
    const fiona = await desk.signIn(await desk.addStaff('social_worker', 'Fiona First'))
    const { csrfToken } = typedIn((await fiona.open(path)).text)
    const first = { ...LINH, otherNames: 'Lin\r\nMai', name: 'Linh Thi Tran', nationality: 'French', gender: '', birthDay: '28', ageDisputed: 'no' }
    expect((await story.sendFrom(theirs.text, path, { ...first, csrfToken: csrfToken! }, fiona)).status).toBe(303)
    const overtaken = await story.sendFrom(mine.text, path, { ...LINH, otherNames: 'Linn', gender: 'a girl', nationality: 'Chinese', birthDay: '29', nrm: 'NRM777' })
    expect(overtaken.status).toBe(409)
    expect(typedIn(overtaken.text)).toMatchObject({ name: 'Linh Thi Tran', gender: 'a girl', nationality: 'Chinese', birthDay: '29', birthMonth: '3', nrm: 'NRM777', ageDisputed: 'no', otherNames: 'Linn' })
    const said = textOf(overtaken.text)
    expect(said).toContain('Fiona First changed this record on 23 November 2026, 10:00, while you wrote. Nothing of yours is saved yet.')
    expect(said).toMatch(/What it says now You both changed: Other names and spellings\. Fiona First wrote: Lin, Mai Date of birth, as it was given\. Fiona First wrote: 28 March 2010 Gender, as they say\. Fiona First emptied this\. Nationality\. Fiona First wrote: French /)
    expect(said).not.toContain('Fiona First wrote: Linh Thi Tran')
    expect(overtaken.text).toMatch(/id="child-nationality-hint"[^>]*>\s*Several with commas\.<strong[^>]*>Fiona First wrote: French</)
    expect((await story.sendFrom(overtaken.text, path, typedIn(overtaken.text))).status).toBe(303)
    expect(textOf((await atDuty.open(`/children/${childId}`)).text)).toMatch(/Name Linh Thi Tran .* Date of birth 29 March 2010 .* Age in dispute No Gender, as they say a girl Nationality Chinese .* NRM reference NRM777/)
  })
})

describe('a record of a child', () => {
  it('is found by its reference, wherever an enquiry is, and that somebody looked is written down', async () => {
    const { childId, reference } = await story.child(LINH)
    await viewAuditModel(desk.connection).deleteMany({})
    for (const typed of [reference, reference.toLowerCase().replace('-', ' ')]) expect((await atDuty.send('/find', { reference: typed })).headers['location']).toBe(`/children/${childId}`)
    expect(await viewAuditModel(desk.connection).findOne({ event: 'enquiry_sought' }).lean()).toMatchObject({ reference, staffId: duty.id })
    const slip = await atDuty.send('/find', { reference: reference.slice(0, -1) + (reference.endsWith('7') ? '9' : '7') })
    const short = await atDuty.send('/find', { reference: reference.slice(0, -1) })
    expect([slip.status, slip.text.includes('has a mistyped character'), short.status, short.text.includes('a child’s begins with C')]).toEqual([422, true, 422, true])
  })

  it('is suggested where an enquiry gives the same name and date of birth, or a reference, with the reason; a person says', async () => {
    const { childId, reference } = await story.child({ ...LINH, name: 'Thanh Mai Pham', otherNames: '', birthDay: '5', birthMonth: '6', birthYear: '2011', nrm: 'NRM98765' })
    const named = await story.enquiry(50, {}, 'I write about a girl called Pham Thanh Mai, date of birth 05/06/2011.')
    const other = await story.enquiry(40, {}, 'The NRM reference is NRM 98765.')
    for (const [id, why] of [[named, 'the same or a similar name and the same date of birth'], [other, 'the same NRM reference']] as const) {
      const page = await atDuty.open(`/intakes/${id}`)
      expect(textOf(page.text)).toContain(`${reference} It may be this child: ${why}.`)
      expect(page.text).not.toContain('Thanh Mai Pham')
    }
    expect((await story.send(`/children/${childId}/enquiries`, { enquiry: named, answer: 'is', on: named })).headers['location']).toBe(`/intakes/${named}?done=childChosen`)
    expect((await story.send(`/children/${childId}/enquiries`, { enquiry: other, answer: 'is_not', on: other })).headers['location']).toBe(`/intakes/${other}?done=childNot`)
    expect((await record(childId)).intakes.map(({ intakeId }) => intakeId)).toContain(named)
    expect((await atDuty.open(`/intakes/${other}`)).text).not.toContain(reference)
    expect(textOf((await atDuty.open(`/children/${childId}`)).text)).toMatch(new RegExp(`Enquiry ${(await intake(other)).reference} is not about this child`))
  })

  it('is chosen by its reference, and an enquiry is taken off again by whoever put it there or a manager, with a reason', async () => {
    const { childId, reference } = await story.child(LINH)
    const id = await story.enquiry(45)
    await atDuty.open(`/intakes/${id}/child`)
    const found = await story.send(`/intakes/${id}/child/known`, { reference })
    expect(textOf(found.text)).toMatch(new RegExp(`Is it this one\\? ${reference} Linh Tran`))
    await story.send(`/children/${childId}/enquiries`, { enquiry: id, answer: 'is', on: id })
    const someone = await desk.signIn(await desk.addStaff('social_worker', 'Una Other'))
    await someone.open(`/children/${childId}`)
    expect((await someone.send(`/children/${childId}/back`, { what: 'enquiry', other: id, reason: 'I think not.' })).status).toBe(404)
    await atDuty.open(`/children/${childId}`)
    const without = await story.send(`/children/${childId}/back`, { what: 'enquiry', other: id, reason: ' ' })
    expect([without.status, without.text.includes(`href="#back-enquiry-${id}">Enter why this enquiry is not about this child`)]).toEqual([422, true])
    expect((await story.send(`/children/${childId}/back`, { what: 'enquiry', other: id, reason: 'Another Linh.' })).status).toBe(303)
    expect((await record(childId)).intakes.map(({ intakeId }) => intakeId)).not.toContain(id)
    expect(textOf((await atDuty.open(`/intakes/${id}`)).text)).toContain(`Taken off the record of child ${reference} by Dilys Duty`)
    expect(JSON.stringify(await record(childId))).not.toContain('Another Linh')
  })
})
