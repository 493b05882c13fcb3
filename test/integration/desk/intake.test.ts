import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { evidenceIn, putCall, putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let manager: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  manager = await desk.addStaff('manager', 'Mona Manager')
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(manager)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const decision = (html: string, priority: string, reason: string): Record<string, string> => ({
  priority, reason, seenPriority: hidden(html, 'seenPriority'), seenConfirmedAt: hidden(html, 'seenConfirmedAt'),
})

describe('the page of one enquiry', () => {
  it('shows the words with the evidence marked, and lets none of them become markup', async () => {
    const text = 'She is missing now.\n<script>alert(1)</script> & "quotes"'
    const subject = '<img src=x onerror=alert(2)>'
    const id = await putEmail(desk, { subject, text }, { priority: 'urgent', indicators: [{ code: 'M1', evidence: [evidenceIn(text, 'missing now')] }] })
    const page = await atDuty.open(`/intakes/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('She is <mark title="M1 Label of M1">missing now</mark>.\n&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;')
    expect(page.text).toContain('&lt;img src=x onerror=alert(2)&gt;')
    expect(page.text).not.toMatch(/<script>|<img/)
  })

  it('says of a message without words that it has none', async () => {
    const id = await putEmail(desk, { subject: '', text: '' }, { priority: 'standard' })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('<p class="govuk-body">This message has no words.</p>')
  })

  it('writes down who looked, before showing anything', async () => {
    const id = await putCall(desk, { number: '+442079460123' }, { priority: 'high' })
    await atDuty.open(`/intakes/${id}`)
    const entries = await viewAuditModel(desk.connection).find({ intakeId: id }).lean()
    expect(entries).toMatchObject([{ event: 'intake_viewed', staffId: duty.id, staffName: 'Dilys Duty', role: 'duty', at: desk.now }])
  })

  it('tells what happened in a call and whether its number is safe to ring', async () => {
    const id = await putCall(desk, {
      number: '+442079460123', callbackNumber: '+447700900456', callback: { safe: 'no', mayNameUs: 'not_asked' }, duration: 75,
      recordings: [{ sid: 'RE1', status: 'completed', duration: 42 }],
    }, { priority: 'high', openTasks: ['listen'] })
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('020 7946 0123')
    expect(text).toContain('07700 900456')
    expect(text).toContain('No. The caller said that ringing it is not safe')
    expect(text).toContain('A message of 42 seconds waits to be listened to.')
    expect(text).toContain('The call ended after 1 minute 15 seconds')
  })

  it.each(['0123', 'ffffffffffffffffffffffff', '../../etc/passwd', 'x'])('is not found for the id %s', async (id) => {
    expect((await atDuty.open(`/intakes/${encodeURIComponent(id)}`)).status).toBe(404)
  })
})

describe('confirming a priority', () => {
  it('is saved with a reason and the name, and stands in the history', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    const { text } = await atDuty.open(`/intakes/${id}`)
    const saved = await atDuty.send(`/intakes/${id}/priority`, decision(text, 'urgent', 'Spoke to <b>placement</b>'))
    expect([saved.status, saved.headers['location']]).toEqual([303, `/intakes/${id}?done=priority`])
    const document = await stored(id)
    expect(document).toMatchObject({ queueRank: 0, triage: { priority: 'urgent', proposedPriority: 'high', confirmedBy: duty.id } })
    expect(JSON.stringify(document)).not.toContain('placement')
    const page = await atDuty.open(`/intakes/${id}?done=priority`)
    expect(page.text).toContain('The priority is saved.')
    expect(page.text).toContain('Priority changed from High to Urgent')
    expect(page.text).toContain('Spoke to &lt;b&gt;placement&lt;/b&gt;')
  })

  it('asks again for what is missing, keeps what was typed, and leads to the field', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    const { text } = await atDuty.open(`/intakes/${id}`)
    const noReason = await atDuty.send(`/intakes/${id}/priority`, decision(text, 'standard', '  '))
    expect(noReason.status).toBe(422)
    expect(noReason.text).toMatch(/<title>\s*Error: /)
    expect(noReason.text).toContain('<a href="#reason">Enter why the priority is to be lower</a>')
    expect(noReason.text).toMatch(/value="standard" checked/)
    const noChoice = await atDuty.send(`/intakes/${id}/priority`, { ...decision(text, 'nonsense', 'Typed & kept') })
    expect(noChoice.text).toContain('<a href="#priority">Select a priority</a>')
    expect(noChoice.text).toContain('>Typed &amp; kept</textarea>')
    expect((await stored(id)).triage?.confirmedBy).toBeUndefined()
  })

  it('is raised with a few words, asked for in the form where they are missing; to confirm what stands takes none', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'standard' })
    const { text } = await atDuty.open(`/intakes/${id}`)
    const silent = await atDuty.send(`/intakes/${id}/priority`, decision(text, 'urgent', ''))
    expect([silent.status, silent.text.includes('<a href="#reason">Enter why the priority is to be higher</a>')]).toEqual([422, true])
    expect(silent.text).toMatch(/value="urgent" checked/)
    expect((await stored(id)).triage?.priority).toBe('standard')
    expect((await atDuty.send(`/intakes/${id}/priority`, decision(text, 'standard', ''))).status).toBe(303)
    const confirmed = await atDuty.open(`/intakes/${id}`)
    expect(confirmed.text).toContain('Priority confirmed as Standard')
    await atDuty.send(`/intakes/${id}/priority`, decision(confirmed.text, 'urgent', 'She has gone.'))
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Priority changed from Standard to Urgent[\s\S]*She has gone\./)
  })

  it('lets only a manager lower an urgent enquiry', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'urgent' })
    const { text } = await atDuty.open(`/intakes/${id}`)
    const refused = await atDuty.send(`/intakes/${id}/priority`, decision(text, 'low', 'Not so bad'))
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Only a manager can lower an urgent enquiry')
    expect((await stored(id)).triage?.priority).toBe('urgent')
    const page = await atManager.open(`/intakes/${id}`)
    expect((await atManager.send(`/intakes/${id}/priority`, decision(page.text, 'low', 'A training request'))).status).toBe(303)
    expect((await stored(id)).triage?.priority).toBe('low')
  })

  it('lets only a manager lower further what a manager lowered from urgent, and says so to others beforehand', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'urgent' })
    const page = await atManager.open(`/intakes/${id}`)
    expect((await atManager.send(`/intakes/${id}/priority`, decision(page.text, 'high', 'Found.'))).status).toBe(303)
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('Only a manager can lower what was urgent.')
    const refused = await atDuty.send(`/intakes/${id}/priority`, decision(text, 'low', 'ok'))
    expect([refused.status, (await stored(id)).triage?.priority]).toEqual([422, 'high'])
    expect((await atDuty.send(`/intakes/${id}/priority`, decision(text, 'high', ''))).status).toBe(303)
    const then = await atManager.open(`/intakes/${id}`)
    expect(then.text).not.toContain('Only a manager can lower')
    expect((await atManager.send(`/intakes/${id}/priority`, decision(then.text, 'low', 'An exercise.'))).status).toBe(303)
    expect((await stored(id)).triage?.priority).toBe('low')
  })

  it('says of which priority the reasons are, once somebody has decided otherwise, and whose the kind is', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'urgent' })
    const page = await atManager.open(`/intakes/${id}`)
    expect(page.text).toContain('Why the rules propose it')
    expect(page.text).toContain('Kind, as the rules propose')
    await atManager.send(`/intakes/${id}/priority`, decision(page.text, 'standard', 'An exercise.'))
    const { text } = await atManager.open(`/intakes/${id}`)
    expect(text).toContain('Why the rules propose Urgent')
    expect(text).not.toContain('Why the rules propose it')
  })

  it('does not stand on an older state: of two decisions at once one is told to look again', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    const [a, b] = [await atDuty.open(`/intakes/${id}`), await atManager.open(`/intakes/${id}`)]
    const answers = await Promise.all([
      atDuty.send(`/intakes/${id}/priority`, decision(a.text, 'urgent', 'Reason of the first')),
      atManager.send(`/intakes/${id}/priority`, decision(b.text, 'standard', 'Reason of the second')),
    ])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.text).toContain('The priority changed while you were deciding')
    expect(loser?.text).toMatch(/Reason of the (first|second)<\/textarea>/)
    expect((await stored(id)).history).toHaveLength(1)
  })

  it('reads what the rules could not, so that allocation goes on', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { triageFailed: true, openTasks: ['triage_failed'] })
    const page = await atDuty.open(`/intakes/${id}`)
    expect(page.text).toContain('The rules could not read this enquiry')
    await atDuty.send(`/intakes/${id}/priority`, decision(page.text, 'high', 'Read it myself'))
    expect(await stored(id)).toMatchObject({
      status: 'triaged', queueRank: 1, triage: { priority: 'high', rulesVersion: 'none', confirmedBy: duty.id },
      steps: { triage: { state: 'done' }, allocate: { state: 'pending', dueAt: desk.now } },
    })
    const after = await atDuty.open(`/intakes/${id}`)
    expect(after.text).toContain('Priority confirmed as High')
    expect(after.text).not.toContain('Not read by the rules')
  })
})

describe('accepting', () => {
  it('lets one of two at once have it, and tells the other who does', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    await Promise.all([atDuty.open(`/intakes/${id}`), atManager.open(`/intakes/${id}`)])
    const answers = await Promise.all([atDuty.send(`/intakes/${id}/acceptance`, {}), atManager.send(`/intakes/${id}/acceptance`, {})])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 409])
    const { acceptance, status, history } = await stored(id)
    expect(status).toBe('accepted')
    expect(history).toHaveLength(1)
    const loser = answers.find((answer) => answer.status === 409)
    expect(loser?.text).toContain(`${acceptance?.byName} accepted this enquiry on 23 November 2026, 10:00.`)
    expect(loser?.text).toContain(`href="/intakes/${id}"`)
  })

  it('takes off the card that nobody is free, for somebody is', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high', openTasks: ['unallocated', 'acknowledgement_failed'] })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Nobody free')
    await atDuty.send(`/intakes/${id}/acceptance`, {})
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect([text.includes('Nobody free'), text.includes('Acknowledgement failed')]).toEqual([false, true])
    expect(await taskModel(desk.connection).findById(`${id}-unallocated`).lean()).toMatchObject({ state: 'done', doneAt: desk.now, doneBy: duty.id })
  })

  it('is not asked for while the service is closed, unless the enquiry is urgent: the card says when somebody is given it', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'standard', openTasks: ['unallocated'] })
    desk.isOpen = false
    desk.opensAt = new Date('2026-11-24T09:30:00Z')
    try {
      expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Allocated when we open[\s\S]*when the service opens, on 24 November 2026, 09:30/)
      expect((await atDuty.open('/')).text).toContain('Allocated when we open')
    } finally {
      desk.isOpen = true
    }
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Nobody free')
  })

  it('moves the enquiry from the queue to the accepted ones', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    await atDuty.open(`/intakes/${id}`)
    expect((await atDuty.send(`/intakes/${id}/acceptance`, {})).headers['location']).toBe(`/intakes/${id}?done=accepted`)
    expect((await atDuty.send(`/intakes/${id}/acceptance`, {})).status).toBe(303)
    expect((await atDuty.open('/')).text).not.toContain(id)
    expect((await atDuty.open('/accepted')).text).toContain(id)
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Accepted by Dilys Duty')
  })

  it('needs the token of a page of ours', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    expect((await atDuty.agent.post(`/intakes/${id}/acceptance`).type('form').send({})).status).toBe(403)
    expect((await stored(id)).acceptance).toBeUndefined()
  })
})

describe('when something breaks', () => {
  it('says so without a word of what', async () => {
    const id = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: { 'email.text.k': 'lost-key' } })
    const page = await atDuty.open(`/intakes/${id}`)
    expect(page.status).toBe(500)
    expect(page.text).toContain('there is a problem with the service')
    expect(page.text).not.toMatch(/lost-key|DATA_KEYS|Error:| at .*\.[jt]s/)
  })

  it('answers a broken address or form with a page, not a failure', async () => {
    expect((await atDuty.open('/intakes/%E0%A4%A')).status).toBe(400)
    expect((await atDuty.open('/no-such-page')).status).toBe(404)
    expect((await atDuty.agent.post('/sign-out').type('form').send(`csrfToken=${'x'.repeat(600_000)}`)).status).toBe(413)
  })
})
