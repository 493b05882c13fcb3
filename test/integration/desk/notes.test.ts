import type { StaffMember } from '../../../src/domain/staff'
import type { TelephonyDocument } from '../../../src/store/documents/telephonyDocument'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const card = async (id: string) => taskModel(desk.connection).findById(id).lean()
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const spoke = (): Partial<TelephonyDocument> & { number: string } => ({
  number: '+442079460123', state: 'wrap_up', duration: 300,
  conversation: { staffId: duty.id, name: duty.name, since: desk.now, legId: 'leg' }, conversationEndedAt: desk.now,
})
const WORDS = 'The girl is with <b>her aunt</b>'

describe('a note', () => {
  it('can be added to any enquiry, and is kept sealed with the name and time', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' })
    await atDuty.open(`/intakes/${id}`)
    const saved = await atDuty.send(`/intakes/${id}/notes`, { note: `  ${WORDS} ` })
    expect([saved.status, saved.headers['location']]).toEqual([303, `/intakes/${id}?done=note`])
    expect((await stored(id)).history).toMatchObject([{ kind: 'note', by: duty.id, byName: 'Dilys Duty', at: desk.now }])
    // With the space: four letters alone stand in some ciphertext's base64 now and then.
    expect(JSON.stringify(await stored(id))).not.toContain('her aunt')
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('The girl is with &lt;b&gt;her aunt&lt;/b&gt;')
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'note_tried', staffId: duty.id })).toBe(1)
  })

  it('is asked for again when it is empty or too long, and what was typed stays', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' })
    const empty = await atDuty.send(`/intakes/${id}/notes`, { note: ' ' })
    expect([empty.status, empty.text.includes('<a href="#note">Enter a note</a>')]).toEqual([422, true])
    const long = await atDuty.send(`/intakes/${id}/notes`, { note: 'x'.repeat(10_001) })
    expect([long.status, long.text.includes('10,000 characters or fewer'), long.text.includes('x'.repeat(10_001))]).toEqual([422, true, true])
    const far = await atDuty.send(`/intakes/${id}/notes`, { note: 'x'.repeat(200_000) })
    expect([far.status, far.text.includes('10,000 characters or fewer'), far.text.includes('x'.repeat(200_000))]).toEqual([422, true, true])
    const farther = await atDuty.send(`/intakes/${id}/notes`, { note: 'x'.repeat(600_000) })
    expect([farther.status, farther.text.includes('That is too long to be saved'), farther.text.includes('A note has 10,000 characters at most, and a reason 2,000.')]).toEqual([413, true, true])
    expect((await stored(id)).history).toBeUndefined()
    expect((await atDuty.send(`/intakes/${id}/notes`, { note: '\u1E63'.repeat(10_000) })).status).toBe(303)
  })

  it('is not written where there is no enquiry, by nobody without the role, nor by a form from elsewhere', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' })
    const reporter = await desk.signIn(await desk.addStaff('reporter', 'Rhona Reporter'))
    await reporter.open('/')
    expect((await reporter.send(`/intakes/${id}/notes`, { note: WORDS })).status).toBe(404)
    expect((await atDuty.send(`/intakes/${id}/notes`, { note: WORDS, csrfToken: 'invented' })).status).toBe(403)
    expect((await atDuty.send('/intakes/abcdef/notes', { note: WORDS })).status).toBe(404)
    expect((await stored(id)).history).toBeUndefined()
  })
})

describe('a card that is closed with a note', () => {
  it.each(['review_abandoned', 'callback', 'listen', 'recording_missing', 'reconcile_gap', 'nobody_to_wake', 'acknowledgement_failed', 'look_alike_sender'] as const)('%s says who did what about it, and when', async (kind) => {
    const id = await putCall(desk, {}, { openTasks: [kind] })
    const page = await atDuty.open(`/intakes/${id}`)
    expect(hidden(page.text, 'card')).toBe(`${id}-${kind}`)
    const saved = await atDuty.send(`/intakes/${id}/closing`, { card: `${id}-${kind}`, note: WORDS })
    expect([saved.status, saved.headers['location']]).toEqual([303, `/intakes/${id}?done=card`])
    expect(await card(`${id}-${kind}`)).toMatchObject({ state: 'done', doneAt: desk.now, doneBy: duty.id, doneByName: 'Dilys Duty' })
    const after = (await atDuty.open(`/intakes/${id}`)).text
    expect(after).toMatch(/Closed: [\s\S]*by Dilys Duty[\s\S]*her aunt/)
    expect(after).not.toContain('To clear:')
  })

  it('needs the note', async () => {
    const id = await putCall(desk, {}, { openTasks: ['listen'] })
    const answer = await atDuty.send(`/intakes/${id}/closing`, { card: `${id}-listen`, note: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(/<a href="#card-note-1">Enter what you did or found out<\/a>[\s\S]*<details [^>]*open/)
    expect(await card(`${id}-listen`)).toMatchObject({ state: 'open' })
  })

  it('is closed once: of two at the same time the second is told, and keeps what they typed', async () => {
    const id = await putCall(desk, {}, { openTasks: ['review_abandoned'] })
    const form = { card: `${id}-review_abandoned`, note: 'My words' }
    const answers = await Promise.all([atDuty, atManager].map(async (browser) => browser.send(`/intakes/${id}/closing`, form)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const { history } = await stored(id)
    expect(history).toHaveLength(1)
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.text).toContain(`${history?.[0]?.byName} closed this card on 23 November 2026, 10:00.`)
    expect(loser?.text).toMatch(/id="note"[^>]*>My words<\/textarea>/)
    expect(await card(form.card)).toMatchObject({ state: 'done', doneByName: history?.[0]?.byName })
  })

  it('is taken off by the next who tries, when the first was cut off between note and card', async () => {
    const id = await putCall(desk, {}, { openTasks: ['listen'] })
    await atDuty.send(`/intakes/${id}/closing`, { card: `${id}-listen`, note: 'First' })
    await taskModel(desk.connection).updateOne({ _id: `${id}-listen` }, { $set: { state: 'open' }, $unset: { doneBy: '', doneByName: '', doneAt: '' } })
    expect((await atManager.send(`/intakes/${id}/closing`, { card: `${id}-listen`, note: 'Second' })).status).toBe(409)
    expect(await card(`${id}-listen`)).toMatchObject({ state: 'done', doneByName: 'Dilys Duty' })
  })

  it.each(['unallocated', 'triage_failed', 'wrap_up'] as const)('is none that other work closes: %s', async (kind) => {
    const id = await putCall(desk, {}, { openTasks: [kind] })
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('/closing')
    expect((await atDuty.send(`/intakes/${id}/closing`, { card: `${id}-${kind}`, note: WORDS })).status).toBe(404)
    expect(await card(`${id}-${kind}`)).toMatchObject({ state: 'open' })
  })

  it('is not closed through another enquiry', async () => {
    const [one, other] = [await putCall(desk, {}, { openTasks: ['listen'] }), await putCall(desk, {}, { openTasks: ['listen'] })]
    expect((await atDuty.send(`/intakes/${one}/closing`, { card: `${other}-listen`, note: WORDS })).status).toBe(409)
    expect(await card(`${other}-listen`)).toMatchObject({ state: 'open' })
  })
})

describe('the note of a conversation', () => {
  const writeUp = async (browser: DeskBrowser, id: string, form: Record<string, string> = {}) => {
    const { text } = await browser.open(`/intakes/${id}`)
    return browser.send(`/intakes/${id}/write-up`, {
      card: `${id}-wrap_up`, note: WORDS, disposition: 'advice_given',
      seenPriority: hidden(text, 'seenPriority'), seenConfirmedAt: hidden(text, 'seenConfirmedAt'), ...form,
    })
  }

  it('is the enquiry’s first note, says what came of it, and closes its card and the call-back', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up', 'callback'] })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Dilys Duty spoke with the caller.')
    expect((await writeUp(atDuty, id)).headers['location']).toBe(`/intakes/${id}?done=writeUp`)
    expect(await stored(id)).toMatchObject({ telephony: { disposition: 'advice_given' }, history: [{ kind: 'note', disposition: 'advice_given' }] })
    expect([(await card(`${id}-wrap_up`))?.state, (await card(`${id}-callback`))?.state]).toEqual(['done', 'done'])
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Note of the conversation: Advice was given[\s\S]*her aunt/)
  })

  it('asks for what is missing and keeps what was typed', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'urgent' })
    const none = await writeUp(atDuty, id, { note: '', disposition: '' })
    expect(none.status).toBe(422)
    expect(none.text).toContain('<a href="#write-up-note">Enter what was said</a>')
    expect(none.text).toContain('<a href="#disposition">Select what came of the conversation</a>')
    const lowered = await writeUp(atDuty, id, { priority: 'low', disposition: 'referred_on' })
    expect(lowered.status).toBe(422)
    expect(lowered.text).toContain('<a href="#write-up-priority">Only a manager can lower an urgent enquiry')
    expect(lowered.text).toMatch(/value="referred_on" checked/)
    expect(lowered.text).toContain('her aunt&lt;/b&gt;</textarea>')
    expect(await card(`${id}-wrap_up`)).toMatchObject({ state: 'open' })
  })

  it('sets the priority that whoever spoke with the caller judges right', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'] })
    expect((await writeUp(atDuty, id, { priority: 'urgent' })).headers['location']).toBe(`/intakes/${id}?done=writeUp`)
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent', confirmedBy: duty.id } })
  })

  it('takes a reason for a changed priority, which stands in the history, and none to confirm what was proposed', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'standard' })
    const silent = await writeUp(atDuty, id, { priority: 'high' })
    expect(silent.status).toBe(422)
    expect(silent.text).toContain('<a href="#write-up-reason">Enter why the priority is to be higher</a>')
    expect(silent.text).toMatch(/id="write-up-priority-\d" name="priority" type="radio" value="high" checked/)
    for (const priority of ['high', 'standard']) {
      expect((await writeUp(atDuty, id, { priority, reason: 'x'.repeat(2_001) })).text).toContain('<a href="#write-up-reason">Use 2,000 characters or fewer</a>')
    }
    await writeUp(atDuty, id, { priority: 'high', reason: 'He is afraid of somebody.' })
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Priority changed from Standard to High[\s\S]*He is afraid of somebody\./)
    const confirmed = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'standard' })
    expect((await writeUp(atDuty, confirmed, { priority: 'standard' })).status).toBe(303)
  })

  it('is kept when the priority was decided meanwhile, and says so', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    const saved = await writeUp(atDuty, id, { priority: 'low', seenPriority: 'standard', reason: 'Long over.' })
    expect(saved.headers['location']).toBe(`/intakes/${id}?done=writeUpOnly`)
    expect((await atDuty.open(`/intakes/${id}?done=writeUpOnly`)).text).toContain('stays as it is')
    expect(await stored(id)).toMatchObject({ triage: { priority: 'high' }, telephony: { disposition: 'advice_given' } })
  })

  it('leaves a call-back that was agreed to be made, and owes one where there was none', async () => {
    const asked = await putCall(desk, spoke(), { openTasks: ['wrap_up', 'callback'] })
    await writeUp(atDuty, asked, { disposition: 'call_back_agreed' })
    expect(await card(`${asked}-callback`)).toMatchObject({ state: 'open' })
    expect((await stored(asked)).owedTasks).toEqual([])
    const fresh = await putCall(desk, spoke(), { openTasks: ['wrap_up'] })
    await writeUp(atDuty, fresh, { disposition: 'call_back_agreed' })
    const due = new Date(desk.now.getTime() + 3_600_000)
    expect(await stored(fresh)).toMatchObject({ owedTasks: [{ kind: 'callback', dueAt: due }], steps: { raiseTasks: { state: 'pending' } } })
  })

  it('is written once', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'] })
    await Promise.all([atDuty.open(`/intakes/${id}`), atManager.open(`/intakes/${id}`)])
    const answers = await Promise.all([writeUp(atDuty, id), writeUp(atManager, id, { note: 'Theirs', disposition: 'referred_on' })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect((await stored(id)).history).toHaveLength(1)
  })
})
