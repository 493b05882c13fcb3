import { pino } from 'pino'
import { syncMailbox } from '../../../src/email/mailbox/syncMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import type { StaffMember } from '../../../src/domain/staff'
import { StoredEmailIntakes } from '../../../src/store/emailIntakes'
import { StoredMailLedger } from '../../../src/store/mailLedger'
import { StoredRawMail } from '../../../src/store/rawMail'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { LateMessages } from '../../../src/email/ingest/lateMessages'
import { MailMemory } from '../../../src/email/ingest/mailMemory'
import { ownReader } from '../../support/judgeSender'
import { aMessage } from '../../fixtures/mail/messages'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { freshMailbox } from '../../support/servers/mailboxes'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const tasks = () => taskModel(desk.connection)
const NOT_TAKEN_IN = 'could not be taken in'

/** A message without any sender, taken from a real mailbox as the workers do it. */
async function receiveSenderless(): Promise<void> {
  const mailbox = freshMailbox()
  await mailbox.deliver(aMessage({ from: '' }))
  const now = (): Date => desk.now
  const connected = await imapMailbox({ url: mailbox.imapUrl }).connect()
  try {
    await syncMailbox({
      ledger: new StoredMailLedger(desk.connection, now), rawMail: new StoredRawMail(desk.connection, desk.sealer),
      intakes: new StoredEmailIntakes(desk.connection, desk.sealer, now), reader: ownReader, late: new LateMessages(), memory: new MailMemory(),
      own: { sender: 'reply@advice.example', addresses: [] }, randomHex: () => 'ab'.repeat(16), now, log: pino({ level: 'silent' }),
    }, { mailbox: connected })
  } finally {
    await connected.close()
  }
}

const putCard = async (id: string, cause = 'too_big'): Promise<string> => {
  const _id = `quarantine-${id}`
  await tasks().create({ _id, kind: 'quarantine', state: 'open', createdAt: desk.now, dueAt: desk.now, cause })
  return _id
}

const actionIn = (html: string): string => /action="(\/cards\/[^"]+)"/.exec(html)?.[1] ?? ''

describe('mail that could not become an enquiry', () => {
  afterEach(async () => void (await tasks().deleteMany({})))

  it('stands above the queue until a person has dealt with it, whose name and time are kept', async () => {
    await receiveSenderless()
    desk.now = new Date(desk.now.getTime() + 12 * 60_000)
    const { text } = await atDuty.open('/')
    expect(text).toContain(`1 message ${NOT_TAKEN_IN}`)
    expect(text).toMatch(/folder Quarantine[\s\S]*It names no sender\.[\s\S]*Arrived on [^<]+\.[\s\S]*Held since <time[^>]*>10:00<\/time>, for 12 minutes\./)
    expect(text.indexOf(NOT_TAKEN_IN)).toBeLessThan(text.indexOf('Lists of enquiries'))
    const live = (await atDuty.agent.get('/queue/rows?tab=waiting&page=1')).text
    expect([live.includes(`1 message ${NOT_TAKEN_IN}`), actionIn(live)]).toEqual([true, actionIn(text)])
    expect((await atDuty.open('/accepted')).text).not.toContain(NOT_TAKEN_IN)

    const sent = await atDuty.send(actionIn(text), {})
    expect([sent.status, sent.headers['location']]).toEqual([303, '/?done=card'])
    const after = (await atDuty.open('/?done=card')).text
    expect([after.includes('you have dealt with it'), after.includes(NOT_TAKEN_IN)]).toEqual([true, false])
    expect((await atDuty.agent.get('/queue/rows')).text).not.toContain(NOT_TAKEN_IN)
    expect(await tasks().find().lean()).toMatchObject([{ state: 'done', doneAt: desk.now, doneBy: duty.id, doneByName: 'Dilys Duty' }])
  })

  it('tells when a message that is too large arrived, which was never fetched', async () => {
    desk.now = new Date('2026-11-23T11:00:00Z')
    const inbox = { account: 'intake@advice.example', mailbox: 'INBOX', uidValidity: '7' }
    const ledger = new StoredMailLedger(desk.connection, () => desk.now)
    await ledger.quarantine({ ...inbox, uid: 1 }, 'too_big', new Date('2026-11-20T17:05:00Z'))
    await ledger.quarantine({ ...inbox, uid: 2 }, 'connection_lost')
    const { text } = await atDuty.open('/')
    expect(text).toMatch(/larger than the 50 MB[\s\S]*Arrived on 20 November 2026, 17:05\.[\s\S]*Held since/)
    expect(text).toMatch(/hung up each time[\s\S]*First seen in the mailbox on 23 November 2026, 11:00\./)
  })

  it('is cleared once: the first who did it stays written down', async () => {
    const id = await putCard('ab01')
    const other = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
    expect((await atDuty.send(`/cards/${id}/clearance`, {})).status).toBe(303)
    expect((await other.send(`/cards/${id}/clearance`, {})).status).toBe(303)
    expect(await tasks().findById(id).lean()).toMatchObject({ state: 'done', doneByName: 'Dilys Duty' })
    expect(await viewAuditModel(desk.connection).find({ cardId: id }).sort({ staffName: 1 }).lean())
      .toMatchObject(['Dilys Duty', 'Mona Manager'].map((staffName) => ({ event: 'card_clearance_tried', staffName, at: desk.now })))
  })

  it('is cleared by nobody without the role, nor by a form from elsewhere', async () => {
    const id = await putCard('ab02')
    const reporter = await desk.signIn(await desk.addStaff('reporter', 'Rhona Reporter'))
    await reporter.open('/')
    expect((await reporter.send(`/cards/${id}/clearance`, {})).status).toBe(404)
    expect((await atDuty.send(`/cards/${id}/clearance`, { csrfToken: 'invented' })).status).toBe(403)
    expect(await tasks().findById(id).lean()).toMatchObject({ state: 'open' })
  })

  it.each(['quarantine-ffff', 'ab01', '..%2f..', 'quarantine-ab01%00'])('is not found under %s', async (id) => {
    expect((await atDuty.send(`/cards/${id}/clearance`, {})).status).toBe(404)
  })

  it('leaves an enquiry’s own cards alone', async () => {
    const intakeId = await putEmail(desk, { subject: 'S', text: 'T' }, { priority: 'high' })
    await tasks().create({ _id: `callback-${intakeId}`, intakeId, kind: 'callback', state: 'open', createdAt: desk.now, dueAt: desk.now })
    expect((await atDuty.open('/')).text).not.toContain(`/cards/`)
    expect((await atDuty.send(`/cards/callback-${intakeId}/clearance`, {})).status).toBe(404)
    expect(await tasks().findOne({ intakeId }).lean()).toMatchObject({ state: 'open' })
  })

  it('lists a few of many, and counts them all', async () => {
    for (let n = 0; n < 8; n += 1) await putCard(`cd0${n}`)
    const { text } = await atDuty.open('/')
    expect(text).toContain(`8 messages ${NOT_TAKEN_IN}`)
    expect(text.match(/action="\/cards\//g)).toHaveLength(5)
    expect(text).toContain('3 more will show here')
  })

  it('is read from an index, in order', async () => {
    const plan = JSON.stringify(await desk.connection.collection('tasks')
      .find({ intakeId: { $exists: false }, state: 'open' }).sort({ dueAt: 1 }).limit(5).explain('queryPlanner'))
    expect(plan).toContain('intakeId_1_state_1_dueAt_1')
    expect(plan).not.toMatch(/"stage":"(SORT|COLLSCAN)"/)
  })
})
