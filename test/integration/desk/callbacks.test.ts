import type { StaffMember } from '../../../src/domain/staff'
import type { TelephonyDocument } from '../../../src/store/documents/telephonyDocument'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  desk.telephone.has(duty)
  atDuty = await desk.signIn(duty)
})

beforeEach(() => {
  desk.telephone.callbackAnswer = { kind: 'asked' }
  desk.telephone.callbacks.length = 0
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const minutesAgo = (minutes: number): Date => new Date(desk.now.getTime() - minutes * 60_000)
const asked = (safe: 'yes' | 'no' | 'not_asked', details: Partial<TelephonyDocument> = {}) =>
  ({ callbackNumber: '+447700900456', callback: { safe, mayNameUs: 'not_asked' as const, time: 'morning' as const }, queuedAt: minutesAgo(30), ...details })
const wantedBy = (staffId: string, at: Date) => ({ staffId, name: 'Una One', at, unsafeConfirmed: true })
const notesOf = async (id: string) => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())?.history ?? []
const ring = async (id: string, form: Record<string, string> = {}, browser = atDuty) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/call`, form)
}

describe('ringing a caller back', () => {
  it('asks the telephone to ring the worker first, and says what comes', async () => {
    const id = await putCall(desk, asked('yes'), { openTasks: ['callback'] })
    const page = await atDuty.open(`/intakes/${id}`)
    expect(page.text).toMatch(/07700 900456[\s\S]*Yes. The caller said so[\s\S]*In the morning only[\s\S]*Say nothing and ring off[\s\S]*Ring me, then the caller/)
    const sent = await ring(id)
    expect([sent.status, sent.headers['location']]).toEqual([303, `/intakes/${id}?done=callback`])
    expect(desk.telephone.callbacks).toEqual([{ intakeId: id, by: { staffId: duty.id, name: 'Dilys Duty' }, unsafeConfirmed: false }])
    expect((await atDuty.open(`/intakes/${id}?done=callback`)).text).toContain('Your telephone rings in a moment.')
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'callback_tried' })).toBe(1)
  })

  it.each(['no', 'not_asked'] as const)('demands a reason first when ringing is not known to be safe (%s), and keeps it', async (safe) => {
    const id = await putCall(desk, asked(safe))
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Ringing this number may put somebody in danger.')
    const none = await ring(id, { reason: ' ' })
    expect([none.status, none.text.includes('<a href="#call-back-reason">Enter why it is right to ring this number all the same</a>')]).toEqual([422, true])
    expect(desk.telephone.callbacks).toEqual([])
    expect((await ring(id, { reason: 'She wrote that he is out' })).status).toBe(303)
    expect(desk.telephone.callbacks).toMatchObject([{ intakeId: id, unsafeConfirmed: true }])
    expect(await notesOf(id)).toMatchObject([{ kind: 'note', byName: 'Dilys Duty' }])
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Reason: She wrote that he is out')
  })

  it('demands a reason when it is another time of day than the caller named', async () => {
    const call = asked('yes')
    const id = await putCall(desk, { ...call, callback: { ...call.callback, time: 'evening' } })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('The caller asked to be rung at another time of day.')
    expect((await ring(id)).status).toBe(422)
    expect((await ring(id, { reason: 'She wrote that she is free' })).status).toBe(303)
    expect(desk.telephone.callbacks).toMatchObject([{ intakeId: id, unsafeConfirmed: false }])
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Decided to ring at another time than the caller named. Reason: She wrote that she is free')
  })

  it.each([
    [{ kind: 'already_wanted', by: { staffId: 'x', name: 'Una One' } }, 409, 'Una One is being rung for it already'],
    [{ kind: 'not_safe' }, 409, 'What the caller said about this number has changed'],
    [{ kind: 'no_number' }, 409, 'The caller left no number that can be rung'],
    [{ kind: 'no_telephone_of_yours' }, 409, 'No telephone of yours is on record'],
    [{ kind: 'unknown_enquiry' }, 404, 'Page not found'],
  ] as const)('says plainly why it cannot be done: %j', async (answer, status, words) => {
    desk.telephone.callbackAnswer = answer
    const response = await ring(await putCall(desk, asked('yes')))
    expect([response.status, response.text.includes(words)]).toEqual([status, true])
  })

  it('pressed twice is as good as once', async () => {
    desk.telephone.callbackAnswer = { kind: 'already_wanted', by: { staffId: duty.id, name: duty.name } }
    expect((await ring(await putCall(desk, asked('yes')))).status).toBe(303)
  })

  it('shows who is being rung for it, and offers it to nobody else meanwhile', async () => {
    const id = await putCall(desk, asked('no', { callbackWanted: wantedBy('x', minutesAgo(1)) }))
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect(text).toContain('Una One asked on 23 November 2026, 09:59 to be rung for it.')
    expect(text).not.toContain('Ring me, then the caller')
    expect((await ring(id, { reason: 'Because' })).text).toContain('Una One is being rung for it already')
    expect([desk.telephone.callbacks, await notesOf(id)]).toEqual([[], []])
  })

  it('is for those who can be rung, where a call-back was asked for', async () => {
    const worker = await desk.signIn(await desk.addStaff('social_worker', 'Wyn Worker'))
    const id = await putCall(desk, asked('yes'))
    const { text } = await worker.open(`/intakes/${id}`)
    expect([text.includes('no telephone of yours is on record'), text.includes('Ring me')]).toEqual([true, false])
    const reporter = await desk.signIn(await desk.addStaff('reporter', 'Rhona Reporter'))
    await reporter.open('/')
    expect((await reporter.send(`/intakes/${id}/call`, {})).status).toBe(404)
    expect((await ring(await putCall(desk, { number: '+442079460123' }))).status).toBe(404)
    expect((await atDuty.send(`/intakes/${id}/call`, { csrfToken: 'invented' })).status).toBe(403)
    expect(desk.telephone.callbacks).toEqual([])
  })
})

describe('call-backs to be made', () => {
  const owe = async (call: Parameters<typeof putCall>[1], dueAt: Date): Promise<string> => {
    const id = await putCall(desk, call)
    await taskModel(desk.connection).create({ _id: `${id}-callback`, intakeId: id, kind: 'callback', state: 'open', createdAt: desk.now, dueAt })
    return id
  }

  it('say who rang the caller and was answered, while the note of that is to be written, and the page has nobody ring again', async () => {
    const id = await owe(asked('yes', {
      callbackAttempts: [{ legId: 'leg', staffId: 'x', name: 'Una One', at: minutesAgo(2), answered: true, noteDueAt: minutesAgo(-28) }],
    }), minutesAgo(-20))
    const { text } = await atDuty.open('/call-backs')
    expect(text.split('<tr').find((row) => row.includes(id))).toContain('Una One rang them, 09:58: the note is to be written')
    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect(page).toMatch(/Rung back: write the note[\s\S]*Una One rang the caller back, 09:58, and the call was answered[\s\S]*Una One rang them back on 23 November 2026, 09:58/)
    expect(page).not.toContain('I will ring them')
    expect(page).toContain('Una One rang them on 23 November 2026, 09:58 and was answered: the note of that comes first')
    expect(page).not.toContain('Ring me, then the caller')
  })

  it('are said by the hand-over list as the call-backs list says them, one that was made as made', async () => {
    await taskModel(desk.connection).deleteMany({})
    const attempt = { legId: 'leg', staffId: 'x', name: 'Una One', at: minutesAgo(40), answered: true, noteDueAt: minutesAgo(10) }
    const made = await owe(asked('yes', { callbackAttempts: [attempt] }), minutesAgo(30))
    const ringing = await owe(asked('yes', { callbackWanted: wantedBy('x', desk.now) }), minutesAgo(20))
    const overdue = await owe(asked('yes', { callbackAttempts: [{ ...attempt, answered: false }] }), minutesAgo(10))
    const { text } = await atDuty.open('/hand-over')
    const rowOf = (id: string): string => (text.split('<tr').find((row) => row.includes(id)) ?? '').replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')
    expect(rowOf(made)).toContain('Call-back; rung back: write the note Rung back 09:20 Una One rang them, 09:20: the note is to be written')
    expect(rowOf(made)).not.toContain('Overdue')
    expect(rowOf(ringing)).toContain('Call-back Overdue since 09:40 Una One is being rung for it')
    expect(rowOf(overdue)).toContain('Call-back Overdue since 09:50 Nobody yet')
  })

  it('may be rung again once the note says that there was no conversation', async () => {
    const id = await putCall(desk, asked('yes', {
      callbackAttempts: [{ legId: 'leg', staffId: 'x', name: 'Una One', at: minutesAgo(2), answered: true, noteDueAt: minutesAgo(-28), spoke: false }],
    }))
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Ring me, then the caller')
  })

  it('stand in the order in which they are due, urgent ones first, with what is late', async () => {
    await taskModel(desk.connection).deleteMany({})
    const late = await owe(asked('not_asked', { queuedAt: minutesAgo(70) }), minutesAgo(10))
    const soon = await owe(asked('yes', { queuedAt: minutesAgo(5), callbackWanted: wantedBy('x', desk.now) }), minutesAgo(-55))
    const urgent = await owe(asked('no', { queuedAt: minutesAgo(2), urgentAt: minutesAgo(3), language: 'cy' }), minutesAgo(-13))
    const { text } = await atDuty.open('/call-backs')
    expect([...text.matchAll(/data-intake="([0-9a-f]+)"/g)].map(([, id]) => id)).toEqual([urgent, late, soon])
    const rowOf = (id: string): string => text.split('<tr').find((row) => row.includes(id)) ?? ''
    expect(rowOf(late)).toMatch(/09:50[\s\S]*Overdue[\s\S]*1 hour 10 minutes[\s\S]*Not known/)
    expect(rowOf(soon)).toMatch(/10:55[\s\S]*Yes[\s\S]*In the morning only, 08:00 to 12:00[\s\S]*Una One is being rung for it/)
    expect(rowOf(soon)).not.toContain('Overdue')
    expect(rowOf(urgent)).toMatch(/Urgent[\s\S]*Welsh[\s\S]*Nobody yet/)
    expect(text).toContain('Call-backs (3)')
    // Ids and tokens, which hold any six digits now and then, are no numbers.
    expect(text.replaceAll(/[0-9a-f]{24,}/g, '')).not.toContain('900456')
    expect((await atDuty.agent.get('/call-backs/rows')).text).toContain(urgent)
  })

  it('say who took each, and who was told that it is overdue', async () => {
    const told = { id: 't', rung: 'holder' as const, staffId: 'u', name: 'Una One', way: 'mail' as const, at: minutesAgo(5), outcome: 'sent' as const }
    const id = await owe(asked('yes', { queuedAt: minutesAgo(70) }), minutesAgo(10))
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { callbackEscalation: { tellings: [{ ...told, at: minutesAgo(8) }, told] } } })
    const rowOf = async (): Promise<string> => (await atDuty.open('/call-backs')).text.split('<tr').find((row) => row.includes(id)) ?? ''
    expect(await rowOf()).toMatch(/Nobody yet[\s\S]*Told 2 times, last Una One, 09:55/)
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Who was told that the call-back is overdue[\s\S]*Una One[\s\S]*Email[\s\S]*Sent/)

    const sent = await atDuty.send(`/intakes/${id}/call-back`, {})
    expect([sent.status, sent.headers['location']]).toEqual([303, `/intakes/${id}?done=callbackTaken`])
    expect(await rowOf()).toContain('Dilys Duty took it, 10:00')
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/Dilys Duty took it, 10:00\.[\s\S]*Call-back taken/)
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'callback_taking_tried' })).toBe(1)
  })

  it('are taken by the first of two who saw them free, and by the second only once they have seen who took them', async () => {
    const id = await owe(asked('yes'), minutesAgo(10))
    const atSecond = await desk.signIn(await desk.addStaff('duty', 'Sian Second'))
    const seen = async (browser: DeskBrowser): Promise<string> =>
      /name="seenTakenAt" value="([^"]*)"/.exec((await browser.open(`/intakes/${id}`)).text)?.[1] ?? 'no form'
    const take = async (browser: DeskBrowser, seenTakenAt: string) => browser.send(`/intakes/${id}/call-back`, { seenTakenAt })
    expect([await seen(atDuty), await seen(atSecond)]).toEqual(['', ''])

    const both = await Promise.all([take(atDuty, ''), take(atSecond, '')])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const [first, second] = both[0].status === 303 ? [atDuty, atSecond] : [atSecond, atDuty]
    const holder = first === atDuty ? 'Dilys Duty' : 'Sian Second'
    expect(both.find(({ status }) => status === 409)?.text).toContain(`${holder} has just taken this call-back`)
    expect((await take(first, '')).status).toBe(303)
    expect((await take(second, await seen(second))).status).toBe(303)
    expect((await notesOf(id)).filter(({ kind }) => kind === 'callback_taken')).toHaveLength(2)

    await taskModel(desk.connection).updateMany({ intakeId: id }, { $set: { state: 'done' } })
    expect((await take(first, '')).text).toContain('There is no call-back to be made any more')
  })

  it('are not shown to somebody with a conflict of interest in them, or in what belongs with them', async () => {
    const [own, first, reply] = [await owe(asked('yes'), minutesAgo(9)), await putCall(desk, { number: '+442079460123' }), await owe(asked('yes'), minutesAgo(8))]
    await intakeModel(desk.connection).updateOne({ _id: reply }, { $set: { joinedTo: first } })
    await intakeModel(desk.connection).updateMany({ _id: { $in: [own, first] } }, { $set: { barred: [{ staffId: duty.id }] } })
    const { text } = await atDuty.open('/call-backs')
    expect([own, reply].map((id) => text.includes(id))).toEqual([false, false])
  })

  it('are read from an index, in order', async () => {
    const plan = JSON.stringify(await desk.connection.collection('tasks')
      .find({ kind: 'callback', state: 'open', intakeId: { $exists: true } }).sort({ dueAt: 1 }).limit(100).explain('queryPlanner'))
    expect(plan).toContain('kind_1_dueAt_1')
    expect(plan).not.toContain('"stage":"COLLSCAN"')
  })
})
