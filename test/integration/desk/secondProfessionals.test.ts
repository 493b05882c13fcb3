import { pino } from 'pino'
import { SERVICE } from '../../../config/service'
import { pendingStep } from '../../../src/domain/step'
import type { StaffMember } from '../../../src/domain/staff'
import type { Signal, Triage } from '../../../src/domain/triage'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredLinkLedger } from '../../../src/store/linkLedger'
import { StepLedger } from '../../../src/store/stepLedger'
import { staffModel } from '../../../src/store/staffModel'
import { TriageLedger } from '../../../src/store/triageLedger'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { linkJob } from '../../../workers/link'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let police: StaffMember
let atPolice: DeskBrowser
let atOfficer: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  police = await desk.addStaff('police_liaison', 'Pat Police')
  atPolice = await desk.signIn(police)
  atOfficer = await desk.signIn(await desk.addStaff('immigration_officer', 'Ida Officer'))
  atManager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

/** As the triage worker does. */
async function triaged(subject: string, priority: Triage['priority'], signals: readonly Signal[], again: readonly Signal[] = []): Promise<string> {
  const id = await putEmail(desk, { subject, text: 'Invented.' })
  const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
  const ledger = new TriageLedger(steps, desk.sealer, () => desk.now, SERVICE.secondProfessionals)
  for (const found of again.length > 0 ? [signals, again] : [signals]) {
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.triage.dueAt': desk.now } })
    const { claim, intake } = (await steps.claim('triage', id))!
    const triage: Triage = {
      priority, proposedPriority: priority, category: 'child_concern', indicators: [], nation: 'England', reasons: [], rulesVersion: 'test', at: desk.now,
      signals: Object.fromEntries(found.map((signal) => [signal, []])),
    }
    expect(await ledger.recordTriage(claim, triage, { status: intake.status, triaged: intake.triage !== undefined })).toBe('recorded')
  }
  return id
}
/** As the worker does. */
async function link(id: string): Promise<string> {
  const intakes = intakeModel(desk.connection)
  await intakes.updateOne({ _id: id }, { $set: { 'steps.link': pendingStep(desk.now) } })
  const steps = new StepLedger(intakes, desk.sealer, () => desk.now)
  return linkJob({ steps, links: new StoredLinkLedger(intakes, desk.sealer, steps), linkAgainMs: 60_000, now: () => desk.now, log: pino({ level: 'silent' }) })(id)
}
const list = async (browser: DeskBrowser): Promise<string> => textOf((await browser.open('/for-you')).text)
const stored = async (id: string) => (await intakeModel(desk.connection).findById(id).lean())!
const referenceOf = async (id: string): Promise<string> => (await intakeModel(desk.connection).findById(id).lean())!.reference

describe('second professionals', () => {
  it('have the enquiries that call for them on a list of their own, the most pressing first, and open them', async () => {
    const ordinary = await triaged('high', 'high', ['threats'])
    const urgent = await triaged('urgent', 'urgent', ['missingNow', 'threats'])
    const text = await list(atPolice)
    expect(text.indexOf(await referenceOf(urgent))).toBeLessThan(text.indexOf(await referenceOf(ordinary)))
    expect(text).toContain('Missing now; Threats')
    expect(await list(atOfficer)).not.toContain(await referenceOf(urgent))
    // Their page is told of no changes, which are those of every enquiry.
    expect(textOf((await atPolice.open(`/intakes/${urgent}`)).text)).toContain('Load this page again to see what has changed.')
    expect(textOf((await atManager.open(`/intakes/${urgent}`)).text)).toContain('Police liaison officer Nobody is on this yet. Missing now; Threats')
  })

  it('have what is due first above what came first', async () => {
    const [first, second] = [await triaged('one', 'urgent', ['missingNow']), await triaged('two', 'urgent', ['missingNow'])]
    const due = async (id: string, minutes: number): Promise<unknown> =>
      intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'seconds.police_liaison.acceptBy': new Date(desk.now.getTime() + minutes * 60_000) } })
    await due(first, 12)
    await due(second, 9)
    const text = await list(atPolice)
    expect(text.indexOf(await referenceOf(second))).toBeLessThan(text.indexOf(await referenceOf(first)))
  })

  it('can have it read from an index, in order, without sorting, however many wait', async () => {
    const plan = await desk.connection.collection('intakes')
      .find({ secondRoles: 'police_liaison', status: { $in: ['triaged', 'allocated', 'accepted'] } }).sort({ queueRank: 1, 'seconds.police_liaison.acceptBy': 1, receivedAt: 1 }).limit(31)
      .hint({ secondRoles: 1, status: 1, queueRank: 1, 'seconds.police_liaison.acceptBy': 1, receivedAt: 1 }).explain('queryPlanner')
    const stages = JSON.stringify(plan)
    expect(stages).toContain('SORT_MERGE')
    expect(stages).not.toContain('"stage":"SORT"')
  })

  it('have those that nobody is on before those that are taken, however pressing', async () => {
    const [taken, waiting] = [await triaged('taken first', 'urgent', ['threats']), await triaged('waits', 'high', ['threats'])]
    await atPolice.open(`/intakes/${taken}`)
    await atPolice.send(`/intakes/${taken}/second`, {})
    const text = await list(atPolice)
    expect(text.indexOf(await referenceOf(waiting))).toBeLessThan(text.indexOf(await referenceOf(taken)))
  })

  it('open nothing else, and that they tried is written down', async () => {
    const joined = await triaged('for police', 'urgent', ['threats'])
    const other = await triaged('for nobody', 'high', ['otherChildExposed'])
    expect((await atOfficer.open(`/intakes/${joined}`)).status).toBe(404)
    expect((await atPolice.open(`/intakes/${other}`)).status).toBe(404)
    expect(await viewAuditModel(desk.connection).find({ intakeId: other }).lean()).toMatchObject([{ event: 'barred_tried', staffId: police.id }])
    for (const path of ['/accepted', '/duty', '/find', '/telephone']) expect((await atPolice.open(path)).status).toBe(404)
    expect((await atManager.open('/for-you')).status).toBe(404)
    expect((await atPolice.open('/')).headers['location']).toBe('/for-you')
  })

  it('are called for when a later reading finds what does', async () => {
    const id = await triaged('later', 'urgent', ['missingNow'], ['missingNow', 'ageDisputed'])
    expect((await intakeModel(desk.connection).findById(id).lean())?.secondRoles).toEqual(['police_liaison', 'immigration_officer'])
  })

  it('do not see what they are barred from, nor what is closed', async () => {
    const barred = await triaged('barred', 'urgent', ['threats'])
    const closed = await triaged('closed', 'urgent', ['threats'])
    await intakeModel(desk.connection).updateOne({ _id: closed }, { $set: { status: 'closed' } })
    await atManager.open(`/intakes/${barred}`)
    await atManager.send(`/intakes/${barred}/conflicts`, { to: police.id, reason: 'Former colleague of the father.' })
    const text = await list(atPolice)
    for (const id of [barred, closed]) expect(text).not.toContain(await referenceOf(id))
    expect((await atPolice.open(`/intakes/${barred}`)).status).toBe(404)
  })

  it('are told of nothing while a list has it, and its page says so and runs no clock', async () => {
    const id = await triaged('listed', 'urgent', ['threats'])
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toContain('Nobody is on this yet.')
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { status: 'rerouted' } })
    const text = textOf((await atManager.open(`/intakes/${id}`)).text)
    expect(text).toContain('Nobody is on this, and no officer is told of it while a list has it: bring it back if one is needed.')
    expect(text).not.toContain('Nobody is on this yet')
    expect(await list(atPolice)).not.toContain(await referenceOf(id))
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { status: 'closed' } })
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toContain('Nobody was on this.')
  })

  it('are called for by what a person records, and by a person who makes an enquiry urgent', async () => {
    const [recorded, decided] = [await triaged('recorded', 'high', []), await triaged('decided', 'high', [])]
    await atManager.open(`/intakes/${recorded}`)
    await atManager.send(`/intakes/${recorded}/facts`, { kind: 'missing_now', answer: 'yes' })
    await atManager.open(`/intakes/${decided}`)
    await atManager.send(`/intakes/${decided}/priority`, { priority: 'urgent', reason: 'A child is in danger.', seenPriority: 'high' })
    const text = await list(atPolice)
    expect(text).toContain('Made urgent by a person; Missing now, as a person recorded')
    for (const id of [recorded, decided]) expect(text).toContain(await referenceOf(id))
    // What is recorded later to be over takes nobody away.
    await atManager.send(`/intakes/${recorded}/facts`, { kind: 'missing_now', answer: 'no' })
    expect(await list(atPolice)).toContain(await referenceOf(recorded))
    expect((await stored(recorded)).steps.escalateSecond).toMatchObject({ state: 'pending' })
  })

  it('are called for by a person whose priority is the first, where nothing could read the enquiry', async () => {
    const id = await putEmail(desk, { subject: 'unread', text: 'Invented.' })
    await atManager.open(`/intakes/${id}`)
    expect((await atManager.send(`/intakes/${id}/priority`, { priority: 'urgent', reason: 'A child is in danger.', seenPriority: '' })).status).toBe(303)
    expect(await stored(id)).toMatchObject({
      secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ kind: 'made_urgent' }], since: desk.now } }, steps: { escalateSecond: { state: 'pending', dueAt: desk.now } },
    })
  })
})

describe('an officer', () => {
  it('says that they are on an enquiry, writes notes on it, and gives it back with a reason; each is written down', async () => {
    const id = await triaged('taken', 'urgent', ['threats'])
    expect((await atPolice.send(`/intakes/${id}/notes`, { note: 'Too early.' })).status).toBe(404)
    const before = (await atPolice.open(`/intakes/${id}`)).text
    expect(before).toContain('I take this on')
    expect(before).not.toContain('Add a note')
    expect((await atPolice.send(`/intakes/${id}/second`, {})).headers['location']).toBe(`/intakes/${id}?done=secondAccepted`)
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toContain('Police liaison officer Pat Police is on this, since 10:00. Threats')
    expect(await list(atPolice)).toContain('Pat Police is on this')
    expect((await atPolice.open(`/intakes/${id}`)).text).toContain('Add a note')
    expect((await atPolice.send(`/intakes/${id}/notes`, { note: 'Spoke with the <b>force</b>.' })).headers['location']).toBe(`/intakes/${id}?done=note`)
    expect((await atManager.open(`/intakes/${id}`)).text).toContain('Spoke with the &lt;b&gt;force&lt;/b&gt;.')

    const empty = await atPolice.send(`/intakes/${id}/second/return`, { reason: ' ' })
    expect([empty.status, empty.text.includes('href="#police_liaison-back-reason"')]).toEqual([422, true])
    expect((await atPolice.send(`/intakes/${id}/second/return`, { reason: 'Another force’s.' })).headers['location']).toBe(`/intakes/${id}?done=secondBack`)
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toMatch(/Given back as police liaison officer .*Another force’s\. .*Taken on as police liaison officer/)
    expect((await atPolice.send(`/intakes/${id}/notes`, { note: 'Too late.' })).status).toBe(404)
    const events = (await viewAuditModel(desk.connection).find({ intakeId: id, staffId: police.id }).lean()).map(({ event }) => event)
    for (const event of ['second_acceptance_tried', 'note_tried', 'second_return_tried', 'barred_tried']) expect(events).toContain(event)
  })

  it('is shown no enquiry beside it that does not call for them, and finds none by a reference in a note', async () => {
    const [own, other, called] = [await triaged('beside', 'urgent', ['threats']), await triaged('hidden', 'high', []), await triaged('seen', 'high', ['threats'])]
    await atPolice.open(`/intakes/${own}`)
    await atPolice.send(`/intakes/${own}/second`, {})
    await atPolice.send(`/intakes/${own}/notes`, { note: `Perhaps ${await referenceOf(other)}.` })
    await link(own)
    expect((await stored(own)).suggestions).toBeUndefined()
    const references = await Promise.all([other, called].map(referenceOf))
    const cameBack = [other, called].map((otherId, place) => ({ kind: 'came_back' as const, at: desk.now, by: '', byName: '', other: references[place]!, otherId }))
    await intakeModel(desk.connection).updateOne({ _id: own }, {
      $set: { suggestions: [other, called].map((intakeId) => ({ intakeId, why: 'reference_in_note' })), joinedTo: other }, $push: { history: { $each: cameBack } },
    })
    const [toOfficer, toManager] = [(await atPolice.open(`/intakes/${own}`)).text, (await atManager.open(`/intakes/${own}`)).text]
    expect([toOfficer, toManager].map((text) => references.map((one) => textOf(text).includes(`Came back by itself: ${one} belongs with it`)))).toEqual([[false, true], [true, true]])
    expect([toOfficer, toManager].map((text) => [other, called].map((id) => text.includes(`href="/intakes/${id}"`)))).toEqual([[false, true], [true, true]])
  })

  it('does nothing else on it, nor on what does not call for them', async () => {
    const [own, other] = [await triaged('own', 'urgent', ['threats']), await triaged('other', 'urgent', ['atPort'])]
    await atPolice.open(`/intakes/${own}`)
    await atPolice.send(`/intakes/${own}/second`, {})
    for (const path of ['facts', 'priority', 'acceptance', 'giving', 'closing', 'second/naming', 'second/taking', 'second/dismissal']) {
      expect((await atPolice.send(`/intakes/${own}/${path}`, { role: 'police_liaison', reason: 'x' })).status).toBe(404)
    }
    for (const path of ['second', 'notes', 'second/return']) expect((await atPolice.send(`/intakes/${other}/${path}`, { note: 'x' })).status).toBe(404)
    expect((await stored(other)).seconds?.police_liaison).toBeUndefined()
  })

  it('is the only one of the role who is on it', async () => {
    const id = await triaged('two', 'urgent', ['threats'])
    const atOther = await desk.signIn(await desk.addStaff('police_liaison', 'Pru Police'))
    for (const browser of [atPolice, atOther]) await browser.open(`/intakes/${id}`)
    expect((await atPolice.send(`/intakes/${id}/second`, {})).status).toBe(303)
    expect((await atOther.send(`/intakes/${id}/second`, {})).status).toBe(409)
    expect((await atOther.send(`/intakes/${id}/notes`, { note: 'x' })).status).toBe(404)
    expect((await stored(id)).seconds?.police_liaison?.acceptance?.byName).toBe('Pat Police')
  })
})

describe('a manager', () => {
  it('says which officer is on it, takes it from them, or says that none is needed, with reasons', async () => {
    const id = await triaged('named', 'urgent', ['threats'])
    const send = async (path: string, form: Record<string, string>) => {
      const { text } = await atManager.open(`/intakes/${id}`)
      return atManager.send(`/intakes/${id}/second/${path}`, { role: 'police_liaison', seen: /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '', ...form })
    }
    expect((await send('naming', { to: '' })).text).toContain('href="#police_liaison-name-to"')
    expect((await send('naming', { to: police.id })).headers['location']).toBe(`/intakes/${id}?done=secondNamed`)
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toContain('Pat Police was asked to take this on, at 10:00; nobody is on this yet.')
    await atPolice.open(`/intakes/${id}`)
    expect((await atPolice.send(`/intakes/${id}/second`, {})).status).toBe(303)
    expect((await send('dismissal', { reason: 'x' })).status).toBe(409)
    expect((await send('taking', { reason: 'Fell ill.' })).status).toBe(303)
    expect((await send('dismissal', { reason: '' })).status).toBe(422)
    expect((await send('dismissal', { reason: 'The force has an officer on it.' })).status).toBe(303)
    expect(textOf((await atManager.open(`/intakes/${id}`)).text)).toMatch(
      /Found to need no police liaison officer .*Taken from Pat Police, police liaison officer .*Taken on as police liaison officer .*Pat Police named as police liaison officer .*No officer is needed, says Mona Manager\./)
    expect(await list(atPolice)).not.toContain(await referenceOf(id))
    expect((await atPolice.open(`/intakes/${id}`)).status).toBe(404)
  })

  it('names nobody who has a conflict of interest, and bars nobody who is on it', async () => {
    const id = await triaged('conflict', 'urgent', ['threats'])
    const pia = await desk.addStaff('police_liaison', 'Pia Police')
    await atManager.open(`/intakes/${id}`)
    await atManager.send(`/intakes/${id}/conflicts`, { to: pia.id, reason: 'Knows the family.' })
    expect((await atManager.send(`/intakes/${id}/second/naming`, { role: 'police_liaison', to: pia.id })).status).toBe(422)
    await atPolice.open(`/intakes/${id}`)
    await atPolice.send(`/intakes/${id}/second`, {})
    expect((await atManager.send(`/intakes/${id}/conflicts`, { to: police.id, reason: 'Knows them too.' })).text).toContain('Pat Police is on this enquiry as an officer. Take it from them first')
  })
})

describe('where no officer of a role is at work', () => {
  const AWAY = [{ id: 'away', from: '2026-11-23', to: '2026-11-30' }]
  const officers = () => staffModel(desk.connection)
  const part = async (id: string): Promise<string> => {
    const { text } = await atManager.open(`/intakes/${id}`)
    return textOf(/id="second-1-title"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '')
  }
  afterEach(async () => {
    await officers().updateMany({ role: 'police_liaison' }, { $unset: { leave: '' }, $set: { active: true } })
  })

  it('says so on the page, and asks nobody to select somebody of nobody', async () => {
    const id = await triaged('away', 'urgent', ['threats'])
    expect(await part(id)).toContain('Name a police liaison officer')
    await officers().updateMany({ role: 'police_liaison', name: { $ne: 'Pat Police' } }, { $set: { active: false } })
    await officers().updateOne({ _id: police.id }, { $set: { leave: AWAY } })
    expect(await part(id)).toMatch(/Nobody is on this yet\. Threats Pat Police is on leave until 30 November 2026; nobody of this role is at work\./)
    expect(await part(id)).not.toContain('Name a police liaison officer')
    await officers().updateOne({ name: 'Pia Police' }, { $set: { active: true, leave: [{ ...AWAY[0], to: '2026-11-27' }] } })
    expect(await part(id)).toContain('Pat Police is on leave until 30 November 2026 and Pia Police until 27 November 2026; nobody of this role is at work.')
    await officers().updateMany({ role: 'police_liaison' }, { $set: { active: false } })
    expect(await part(id)).toContain('Nobody has an account as police liaison officer: nobody of this role is at work.')
  })

  it('says why nobody can be named where those at work cannot have it', async () => {
    const id = await triaged('conflicts', 'urgent', ['threats'])
    const all = await officers().find({ role: 'police_liaison', active: true }).lean()
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: all.map(({ _id: staffId, name }) => ({ staffId, name, at: desk.now, by: 'x', byName: 'X' })) } })
    expect(await part(id)).toContain('No other officer of this role can be named: whoever is at work is on it already, or has a conflict of interest.')
    expect(await part(id)).not.toContain('Name a police liaison officer')
  })

  it('says once a leave is set that what they were on is nobody’s, and that nobody of the role is at work', async () => {
    const id = await triaged('left', 'urgent', ['threats'])
    desk.now = new Date(desk.now.getTime() - 60_000)
    await atPolice.open(`/intakes/${id}`)
    await atPolice.send(`/intakes/${id}/second`, {})
    desk.now = new Date(desk.now.getTime() + 60_000)
    await officers().updateMany({ role: 'police_liaison', _id: { $ne: police.id } }, { $set: { active: false } })
    await atManager.open(`/staff/${police.id}/leave`)
    const { headers } = await atManager.send(`/staff/${police.id}/leave`, { from: '2026-11-23', to: '2026-11-30', cover: '' })
    expect(headers['location']).toBe('/duty?done=leave&nobodys=1&none=1')
    expect(textOf((await atManager.open(headers['location']!)).text)).toContain('The leave is saved. ')
    const said = async (query: string): Promise<string> => textOf((await atManager.open(`/duty?done=leave&${query}`)).text)
    expect(await said('nobodys=1')).toContain('One enquiry that they were on is nobody’s now: other officers are told.')
    expect(await said('nobodys=2&none=1')).toContain('2 enquiries that they were on are nobody’s now. Nobody of their role is at work: managers are told of what waits.')
    expect(await said('none=1')).toContain('The leave is saved. Nobody of their role is at work: managers are told of what waits.')
    expect(await said('nobodys=2')).not.toContain('changed hands')
    expect((await stored(id)).seconds?.police_liaison?.acceptance).toBeUndefined()
  })

  it('has what waits longer than it should on the hand-over list, with whom it calls for', async () => {
    const [late, inTime, barred] = [await triaged('late', 'urgent', ['threats']), await triaged('in time', 'urgent', ['threats']), await triaged('closed to her', 'urgent', ['threats'])]
    const due = async (id: string, minutes: number): Promise<unknown> =>
      intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'seconds.police_liaison.acceptBy': new Date(desk.now.getTime() + minutes * 60_000) } })
    await due(late, -7)
    await due(inTime, 7)
    await due(barred, -8)
    const mona = (await staffModel(desk.connection).findOne({ name: 'Mona Manager' }).lean())!
    await intakeModel(desk.connection).updateOne({ _id: barred }, { $set: { barred: [{ staffId: mona._id, name: mona.name, at: desk.now, by: 'x', byName: 'X' }] } })
    const listed = async (): Promise<string> => textOf(/Officers who are overdue[\s\S]*/.exec((await atManager.open('/hand-over')).text)?.[0] ?? '')
    expect(await listed()).toContain(`${await referenceOf(late)} Urgent; police liaison officer Overdue by 7 minutes Nobody yet`)
    for (const id of [inTime, barred]) expect(await listed()).not.toContain(await referenceOf(id))
    await intakeModel(desk.connection).updateOne({ _id: late }, { $set: { 'seconds.police_liaison.asked': { by: police.id, byName: police.name, at: desk.now } } })
    expect(await listed()).toContain('Overdue by 7 minutes Pat Police was asked')
    await atPolice.open(`/intakes/${late}`)
    await atPolice.send(`/intakes/${late}/second`, {})
    expect(await listed()).not.toContain(await referenceOf(late))
  })
})
