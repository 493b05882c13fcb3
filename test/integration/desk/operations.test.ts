import { showHeldMail } from '../../../src/operations/mailFigures'
import { Metrics } from '../../../src/operations/metrics'
import { heldMail } from '../../../src/store/heldMail'
import { StoredMailboxBeats } from '../../../src/store/mailboxBeats'
import { StoredMailLedger } from '../../../src/store/mailLedger'
import { mailRowModel } from '../../../src/store/mailRowModel'
import { StoredMailGapCards } from '../../../src/store/mailRecords'
import { mailReconciliationRecord, StoredReconciliationRuns } from '../../../src/store/reconciliationRuns'
import { taskModel } from '../../../src/store/taskModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser, MAILBOXES } from './deskApp'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
const { place } = MAILBOXES[0]!
let desk: DeskApp
let manager: DeskBrowser
let admin: DeskBrowser
let duty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.signIn(await desk.addStaff('manager', 'Mona Manager'))
  admin = await desk.signIn(await desk.addStaff('admin', 'Ada Admin'))
  duty = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
})
beforeEach(async () => {
  for (const name of ['mailboxes', 'runs', 'tasks', 'mailRows']) await desk.connection.collection(name).deleteMany({})
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const ago = (minutes: number): Date => new Date(desk.now.getTime() - minutes * 60_000)
const beats = () => new StoredMailboxBeats(desk.connection)
const page = async (browser: DeskBrowser): Promise<string> => textOf((await browser.open('/operations')).text)

async function hold(): Promise<string> {
  const ledger = new StoredMailLedger(desk.connection, () => desk.now)
  await ledger.quarantine({ ...place, uidValidity: '1', uid: 7 }, 'too_big')
  return (await mailRowModel(desk.connection).findOne().lean())!._id
}

describe('the page for operators', () => {
  it('tells managers and administrators how the mailboxes and the comparisons are', async () => {
    await beats().beat(place, { state: 'watching', lastSyncAt: ago(1) }, ago(1))
    await beats().beat(place, { state: 'standby' }, ago(0))
    const record = mailReconciliationRecord(desk.connection, place)
    await record.begin(ago(2))
    await record.complete(ago(2), { inbox: 0, processed: 12, ingested: 12, held: 1, quarantined: 1 })
    await new StoredReconciliationRuns(desk.connection).begin(ago(4))
    await new StoredMailGapCards(desk.connection).raise(place, { kind: 'mail_not_filed', detail: '' }, { mailbox: 'mailbox', at: ago(2), dueAt: ago(2) })
    for (const browser of [manager, admin]) {
      const text = await page(browser)
      expect(text).toMatch(/intake@advice\.example mailbox Watched 23 November 2026, 09:59 \(1 minute ago\) Yes/)
      expect(text).toMatch(/Calls and recordings, with Twilio 23 November 2026, 09:56 \(4 minutes ago\) Never Nothing yet None/)
      expect(text).toMatch(/Messages, with intake@advice\.example .* 0 in the inbox, 12 in Processed, 12 taken in by our records, 1 in Quarantine, 1 held by our records 1 open/)
      expect(text).toContain('No message is held.')
    }
  })

  it('says since when a mailbox is out of reach, and why, and when its watch was not heard of', async () => {
    expect(await page(manager)).toContain('Never heard of Never No')
    const out = { since: ago(30), cause: 'token_refused_invalid_client', failures: 9 }
    await beats().beat(place, { state: 'disconnected', out }, ago(1))
    await beats().beat(place, { state: 'disconnected', out: { ...out, since: ago(3), failures: 1 } }, ago(0))
    expect(await page(manager)).toContain('Out of reach Out of reach since 23 November 2026, 09:30: token refused invalid client. Failures in a row: 1.')
    await beats().beat(place, { state: 'watching', lastSyncAt: ago(0) }, ago(0))
    expect(await page(manager)).not.toContain('Out of reach')
    await beats().beat(place, { state: 'watching', lastSyncAt: ago(10) }, ago(0))
    const now = desk.now
    desk.now = new Date(now.getTime() + 6 * 60_000)
    expect(await page(manager)).toContain('Not heard of since 23 November 2026, 10:00')
    desk.now = now
    expect(await desk.connection.collection('mailboxes').countDocuments()).toBe(1)
  })

  it('is not found by anybody else, who is shown no way to it either', async () => {
    expect((await duty.open('/operations')).status).toBe(404)
    expect([(await duty.open('/')).text.includes('/operations'), (await manager.open('/')).text.includes('/operations'), (await admin.open('/')).text.includes('/operations')])
      .toEqual([false, true, true])
  })
})

describe('a mailbox that nobody has looked into for five minutes', () => {
  it('is told to everybody on the queue, with the lists that keep themselves up to date', async () => {
    await beats().beat(place, { state: 'watching', lastSyncAt: ago(5) }, ago(5))
    expect((await duty.open('/')).text).not.toContain('Nobody has looked into')
    await desk.connection.collection('mailboxes').updateMany({}, { $set: { lastSyncAt: ago(6) } })
    const social = await desk.signIn(await desk.addStaff('social_worker', 'Una One'))
    for (const browser of [duty, manager, social]) {
      for (const path of ['/', '/accepted', '/queue/rows?tab=waiting&page=1']) {
        expect(textOf((await browser.agent.get(path)).text)).toContain('Nobody has looked into the mailbox intake@advice.example since 09:54.')
      }
    }
    await beats().beat(place, { state: 'watching', lastSyncAt: ago(0) }, ago(0))
    expect((await duty.open('/')).text).not.toContain('Nobody has looked into')
  })
})

describe('a held message on the desk', () => {
  it('is counted on the page, with its age and the names under which the metrics have it, until somebody has dealt with it', async () => {
    const metrics = new Metrics()
    showHeldMail(metrics, async () => heldMail(desk.connection), () => desk.now)
    const id = await hold()
    await taskModel(desk.connection).updateMany({}, { $set: { createdAt: ago(180), dueAt: ago(180) } })
    expect(await page(admin)).toContain('Held: 1, the oldest for 3 hours. For alarms, the workers’ metrics advice_line_mail_held and advice_line_mail_held_oldest_seconds say the same.')
    expect(await metrics.scrape()).toMatch(/^advice_line_mail_held 1$[^]*^advice_line_mail_held_oldest_seconds 10800$/m)
    expect((await manager.send(`/cards/quarantine-${id}/clearance`, {})).status).toBe(303)
    expect(await metrics.scrape()).toMatch(/^advice_line_mail_held 0$[^]*^advice_line_mail_held_oldest_seconds 0$/m)
  })

  it('is asked for by a manager from the queue and by an administrator from the page, which is written down', async () => {
    for (const [browser, from, name] of [[manager, '/', 'Mona Manager'], [admin, '/operations', 'Ada Admin']] as const) {
      await desk.connection.collection('mailRows').deleteMany({})
      await desk.connection.collection('tasks').deleteMany({})
      const id = await hold()
      const { text } = await browser.open(from)
      expect(text).toContain(`Message ${id.slice(0, 12)}`)
      const action = /action="(\/cards\/[^"]+\/replay)"/.exec(text)?.[1] ?? ''
      const sent = await browser.send(action, { from: from === '/' ? 'queue' : 'operations' })
      expect([sent.status, sent.headers['location']]).toEqual([303, `${from}?done=asked`])
      const after = (await browser.open(`${from}?done=asked`)).text
      expect([after.includes('is taken in again within a minute'), after.includes('it is being taken in again'), after.includes('/replay"')]).toEqual([true, true, false])
      expect(await mailRowModel(desk.connection).findById(id).lean()).toMatchObject({ state: 'quarantined', replay: { state: 'asked', askedAt: desk.now } })
      expect(await viewAuditModel(desk.connection).findOne({ event: 'replay_tried', staffName: name }).lean()).toMatchObject({ cardId: `quarantine-${id}` })
    }
  })

  it('is an enquiry already when somebody was faster, which is said', async () => {
    const id = await hold()
    await manager.open('/')
    await mailRowModel(desk.connection).updateOne({ _id: id }, { $set: { state: 'ingested' } })
    const sent = await manager.send(`/cards/quarantine-${id}/replay`, { from: 'operations' })
    expect(sent.headers['location']).toBe('/operations?done=is_enquiry')
    expect(await page(manager)).not.toContain('Nothing was changed')
    expect((await manager.open('/operations?done=is_enquiry')).text).toContain('This message is an enquiry already. Nothing was changed.')
  })

  it('is asked for by nobody without the role, nor by a form from elsewhere, nor under another name', async () => {
    const id = await hold()
    expect((await duty.open('/')).text).not.toContain('/replay"')
    expect((await duty.send(`/cards/quarantine-${id}/replay`, {})).status).toBe(404)
    await manager.open('/')
    expect((await manager.send(`/cards/quarantine-${id}/replay`, { csrfToken: 'invented' })).status).toBe(403)
    expect((await manager.send('/cards/quarantine-abcd/replay', {})).status).toBe(404)
    expect(await mailRowModel(desk.connection).findById(id).lean()).not.toHaveProperty('replay')
  })
})

describe('a gap between a mailbox and our records', () => {
  it('stands on the desk in words, and a person can say that it is dealt with', async () => {
    await new StoredMailGapCards(desk.connection).raise(place, { kind: 'enquiry_was_absent', detail: 'x' }, { mailbox: 'mailbox', at: ago(2), dueAt: ago(2) })
    const { text } = await duty.open('/')
    expect(textOf(text)).toContain('An enquiry had been lost and was made again from its message. It stands in the queue. It came to: mailbox')
    expect((await duty.send(/action="(\/cards\/[^"]+\/clearance)"/.exec(text)?.[1] ?? '', {})).status).toBe(303)
    expect(await taskModel(desk.connection).findOne().lean()).toMatchObject({ state: 'done', doneByName: 'Dilys Duty' })
  })
})
