import { WorkersHealth } from '../../../src/compose/workersHealth'
import { NoReader } from '../../../src/email/reading/noReader'
import { MailboxReconciling } from '../../../src/email/reconciliation/mailboxReconciling'
import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { freshMailbox, type Mailbox, type MailRoom, messagesIn, onMailbox, openMailRoom, until } from './mailRoom'

let room: MailRoom
let mailbox: Mailbox
let now: Date
const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000))

beforeEach(async () => {
  now = new Date()
  room = await openMailRoom(() => now)
  mailbox = freshMailbox()
})
afterEach(async () => room.close())

const gapCards = async (state: 'open' | 'done' = 'open') =>
  (await room.cards()).filter((card) => card.kind === 'reconcile_gap' && card.state === state).map(({ cause }) => cause)

async function takeInOne(): Promise<string> {
  await mailbox.deliver(aMessage())
  await room.sync(mailbox)
  return (await room.intakes())[0]!._id
}

describe('a mailbox that is compared with our records', () => {
  it('gives no gap when all is well, and is noted with what was compared', async () => {
    await takeInOne()
    expect(await room.reconcile(mailbox)).toEqual({ inbox: 0, processed: 1, held: 0 })
    expect([await room.cards(), room.gaps]).toEqual([[], []])
    expect(await room.connection.collection('runs').findOne({})).toMatchObject({ beganAt: now, completedAt: now, compared: { processed: 1 } })
  })

  it('takes in what lies in the inbox without a row, and has no gap then', async () => {
    await mailbox.deliver(aMessage())
    expect(await room.reconcile(mailbox)).toMatchObject({ inbox: 0 })
    expect([(await room.intakes()).length, room.gaps]).toEqual([1, []])
  })

  it('makes an enquiry again that was lost, from its bytes, once, with a card for a person', async () => {
    const id = await takeInOne()
    await room.connection.collection('intakes').deleteMany({})
    await room.reconcile(mailbox)
    await room.reconcile(mailbox)
    expect((await room.intakes()).map(({ _id }) => _id)).toEqual([id])
    expect([await gapCards(), room.gaps]).toEqual([['enquiry_was_absent:mailbox'], ['enquiry_was_absent']])
  })

  it('says that an enquiry is missing when it cannot be made again, and never that it stands in the queue', async () => {
    const id = await takeInOne()
    await Promise.all(['intakes', 'rawMailSmall'].map(async (name) => room.connection.collection(name).deleteMany({})))
    await room.reconcile(mailbox)
    await room.reconcile(mailbox)
    expect([await room.intakes(), await gapCards(), room.gaps]).toEqual([[], ['enquiry_missing:mailbox'], ['enquiry_missing']])
    // Its message, moved back by hand as the card asks, is a new one with the same content.
    await mailbox.doveadm('move', ['INBOX', 'mailbox', 'Processed', 'all'])
    await room.sync(mailbox)
    expect((await room.intakes()).map(({ _id }) => _id)).toEqual([id])
  })

  it('makes an enquiry of bytes that belong to no message and no enquiry', async () => {
    const id = await takeInOne()
    await Promise.all(['intakes', 'mailRows'].map(async (name) => room.connection.collection(name).deleteMany({})))
    await mailbox.doveadm('expunge', ['mailbox', 'Processed', 'all'])
    await room.reconcile(mailbox)
    expect(await room.intakes()).toEqual([]) // its row may still be on its way
    later(11)
    await room.reconcile(mailbox)
    expect((await room.intakes()).map(({ _id }) => _id)).toEqual([id])
    expect(await gapCards()).toEqual(['mail_without_record:mailbox'])
  })

  it('shows once what is not finished after ten minutes, and closes the card by itself when it is', async () => {
    await mailbox.deliver(aMessage())
    await room.sync(mailbox, { reader: { read: async () => Promise.reject(new Error('killed')) } })
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual([])
    later(11)
    await room.reconcile(mailbox)
    await room.reconcile(mailbox)
    expect([await gapCards(), room.gaps]).toEqual([['mail_unfinished:mailbox'], ['mail_unfinished']])
    await room.sync(mailbox)
    await room.reconcile(mailbox)
    expect([await gapCards(), await gapCards('done')]).toEqual([[], ['mail_unfinished:mailbox']])
  })

  it('has no gap for mail that waits because others take long to read, until it has waited for ten minutes', async () => {
    let letGo = (): void => undefined
    const reading = new Promise<never>((_, reject) => void (letGo = () => reject(new NoReader())))
    for (let uid = 1; uid <= 50; uid += 1) {
      const location = { account: 'another', mailbox: 'INBOX', uidValidity: '1', uid }
      const kept = { location, sha256: '', intakeId: `slow-${uid}`, rawFileId: '', size: 1, receivedAt: now }
      room.deps.late.take(room.deps, { kept, reading })
    }
    await mailbox.deliver(aMessage())
    await room.reconcile(mailbox)
    await room.reconcile(mailbox)
    expect([await gapCards(), room.gaps, (await room.rows()).map(({ state }) => state)]).toEqual([[], [], ['seen']])
    later(11)
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual(['mail_unfinished:mailbox'])
    letGo()
    await room.deps.late.untilNoneIsLeft()
    await room.reconcile(mailbox)
    await room.sync(mailbox)
    await room.reconcile(mailbox)
    expect([await gapCards(), await gapCards('done'), (await room.intakes()).length]).toEqual([[], ['mail_unfinished:mailbox'], 1])
  })

  it('leaves the card of a gap closed that a person has closed', async () => {
    await mailbox.deliver(aMessage())
    await room.sync(mailbox, { reader: { read: async () => Promise.reject(new Error('killed')) } })
    later(11)
    await room.reconcile(mailbox)
    await room.connection.collection('tasks').updateMany({ kind: 'reconcile_gap' }, { $set: { state: 'done', doneBy: 'somebody' } })
    await room.reconcile(mailbox)
    expect([await gapCards(), room.gaps]).toEqual([[], ['mail_unfinished']])
  })

  it('opens the card again that a person had closed, when the gap was mended since and is there anew', async () => {
    const place = { account: 'a', mailbox: 'INBOX' }
    const { gapCards: cards } = room.watchDeps.reconciliation
    const gap = { kind: 'mail_not_filed', detail: '' } as const
    const raise = async () => cards.raise(place, gap, { mailbox: 'mailbox', at: now, dueAt: now })
    expect(await raise()).toBe(true)
    await room.connection.collection('tasks').updateMany({}, { $set: { state: 'done', doneAt: now, doneBy: 'somebody' } })
    await cards.closeMended(place, [gap], now)
    expect([await raise(), await gapCards()]).toEqual([false, []])
    await cards.closeMended(place, [], now)
    expect([await raise(), await gapCards()]).toEqual([true, ['mail_not_filed:mailbox']])
    expect((await room.cards())[0]).not.toHaveProperty('doneBy')
  })

  it('shows a message that somebody removed before it was safe', async () => {
    await mailbox.deliver(aMessage())
    const failing = { rawMail: { save: async () => Promise.reject(new Error('no room')), read: async () => Buffer.alloc(0) } }
    await room.sync(mailbox, failing).catch(() => undefined)
    await mailbox.doveadm('expunge', ['mailbox', 'INBOX', 'all'])
    later(11)
    await room.reconcile(mailbox)
    await room.reconcile(mailbox)
    expect([await gapCards(), (await room.rows()).map(({ state }) => state)]).toEqual([['mail_gone:mailbox'], ['gone']])
  })

  it.each(['gone', 'moved_back'] as const)('takes in a message that lies in the inbox though its row says %s, as when a backup brings old numbers back', async (state) => {
    await mailbox.deliver(aMessage())
    const failing = { rawMail: { save: async () => Promise.reject(new Error('no room')), read: async () => Buffer.alloc(0) } }
    await room.sync(mailbox, failing).catch(() => undefined)
    await room.connection.collection('mailRows').updateMany({}, { $set: { state } })
    await room.sync(mailbox, failing).catch(() => undefined)
    await room.reconcile(mailbox)
    expect([(await room.intakes()).length, (await room.rows()).map((row) => row.state), await gapCards()]).toEqual([1, ['ingested'], []])
  })

  it('shows messages that somebody put into our folders, for they were never taken in', async () => {
    await takeInOne()
    await mailbox.deliver(aMessage({ text: 'filed by hand' }), 'Processed')
    await mailbox.deliver(aMessage({ text: 'held by hand' }), 'Quarantine')
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual(['mail_unknown_processed:mailbox', 'mail_unknown_held:mailbox'])
    await mailbox.doveadm('move', ['INBOX', 'mailbox', 'Processed', 'body', 'filed'])
    await mailbox.doveadm('expunge', ['mailbox', 'Quarantine', 'all'])
    await room.reconcile(mailbox)
    expect([await gapCards(), (await room.intakes()).length]).toEqual([[], 2])
  })

  it('shows a message that was filed by hand though people tidied up before, and a further one though the card was closed', async () => {
    for (const text of ['one', 'two']) await mailbox.deliver(aMessage({ text }))
    await room.sync(mailbox)
    await mailbox.doveadm('expunge', ['mailbox', 'Processed', 'body', 'one'])
    await mailbox.deliver(aMessage({ text: 'filed by hand' }), 'Processed')
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual(['mail_unknown_processed:mailbox'])
    await room.connection.collection('tasks').updateMany({}, { $set: { state: 'done', doneBy: 'somebody' } })
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual([])
    await mailbox.deliver(aMessage({ text: 'filed by hand too' }), 'Processed')
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual(['mail_unknown_processed:mailbox'])
  })

  it('has no gap for what we hold in Quarantine, whether we have its bytes or not', async () => {
    await takeInOne()
    await mailbox.deliver(aMessage({ from: '' }))
    await mailbox.deliver(aMessage({ text: 'refused' }))
    await onMailbox(mailbox, async (connected) => connected.withInbox(async (inbox) => {
      const uid = (await inbox.listUids()).at(-1)!
      await room.deps.ledger.quarantine({ account: connected.account, mailbox: connected.mailbox, uidValidity: inbox.uidValidity, uid }, 'too_big')
    }))
    await room.sync(mailbox)
    expect(await room.reconcile(mailbox)).toEqual({ inbox: 0, processed: 1, held: 2 })
    expect(await gapCards()).toEqual([])
  })

  it('is told of new mail after our folders were looked into', async () => {
    await onMailbox(mailbox, async (connected) => {
      let news = 0
      connected.onNews(() => void (news += 1))
      await connected.lookInto('Processed')
      await mailbox.deliver(aMessage())
      await until(() => news > 0)
    })
  })

  it('takes no offence at people who tidy up', async () => {
    await takeInOne()
    await mailbox.doveadm('expunge', ['mailbox', 'Processed', 'all'])
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual([])
  })

  it('shows messages that are dealt with and cannot be filed away', async () => {
    await takeInOne()
    await mailbox.doveadm('move', ['INBOX', 'mailbox', 'Processed', 'all'])
    await room.connection.collection('mailRows').updateMany({}, { $set: { state: 'ingested' } })
    expect(await messagesIn(mailbox, 'INBOX')).toBe(1)
    const [row] = await room.rows()
    const uid = Number((await mailbox.doveadm('fetch', ['uid', 'mailbox', 'INBOX', 'all'])).match(/\d+/)?.[0])
    const location = { account: row!.account, mailbox: row!.mailbox, uidValidity: row!.uidValidity, uid }
    await room.deps.ledger.recordKept([{ location, sha256: row!.sha256!, intakeId: row!.intakeId!, rawFileId: row!.rawFileId!, size: 1, receivedAt: now }])
    await room.deps.ledger.markIngested([location])
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual(['mail_not_filed:mailbox'])
    await room.sync(mailbox)
    await room.reconcile(mailbox)
    expect(await gapCards()).toEqual([])
  })

  it('is compared by its watch, and goes on being watched when the comparing fails', async () => {
    const records = { ...room.watchDeps.reconciliation.records, unfinishedBefore: async () => Promise.reject(new Error('refused')) }
    const connector = imapMailbox({ url: mailbox.imapUrl })
    const failing = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector, sweepMs: 50, reconciliation: { ...room.watchDeps.reconciliation, everyMs: 0, records } })
    await until(() => failing.standing().state === 'watching')
    await mailbox.deliver(aMessage())
    await until(async () => (await room.intakes()).length === 1)
    expect([failing.reconciledAt(), failing.standing().state]).toEqual([undefined, 'watching'])
    await failing.stop()
    const sound = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector, sweepMs: 50, reconciliation: { ...room.watchDeps.reconciliation, everyMs: 0 } })
    await until(() => sound.reconciledAt() !== undefined)
    await sound.stop()
  })

  it('has an enquiry made again within a day that was lost long after its message came', async () => {
    const id = await takeInOne()
    await room.reconcile(mailbox)
    for (let hours = 0; hours < 23; hours += 1) {
      later(60)
      await room.reconcile(mailbox)
    }
    await room.connection.collection('intakes').deleteMany({})
    await room.reconcile(mailbox)
    expect(await room.intakes()).toEqual([])
    later(61)
    await room.reconcile(mailbox)
    expect([(await room.intakes()).map(({ _id }) => _id), await gapCards()]).toEqual([[id], ['enquiry_was_absent:mailbox']])
  })

  it('waits for new mail, though not for ever: a mailbox that always has news is compared one period later', async () => {
    const everyMs = 5 * 60_000
    const reconciling = new MailboxReconciling({ ...room.deps, ...room.watchDeps.reconciliation, name: 'mailbox', everyMs })
    await onMailbox(mailbox, async (connected) => {
      await reconciling.whenDue(connected, true)
      later(5)
      await reconciling.whenDue(connected, true)
      expect(reconciling.lastCompletedAt).toBeUndefined()
      later(5)
      await reconciling.whenDue(connected, true)
    })
    expect(reconciling.lastCompletedAt).toEqual(now)
  })

  it('has a card and says so in health when every run fails for twenty minutes, until one does not', async () => {
    const { records } = room.watchDeps.reconciliation
    let isRefused = true
    const refusing = new Proxy(records, {
      get: (target, name) => (name === 'unfinishedBefore' && isRefused ? async () => Promise.reject(new Error('refused')) : Reflect.get(target, name).bind(target)),
    })
    const reconciling = new MailboxReconciling({ ...room.deps, ...room.watchDeps.reconciliation, name: 'mailbox', records: refusing })
    const health = new WorkersHealth()
    health.watchMailboxes([{ name: 'mailbox', standing: () => ({ state: 'watching' }), reconcilingLateSince: () => reconciling.lateSince }])
    const words = async () => (await health.readiness()).parts['mailbox']
    const began = now
    await onMailbox(mailbox, async (connected) => {
      for (let minutes = 0; minutes <= 20; minutes += 5) {
        await reconciling.whenDue(connected)
        later(5)
      }
      expect([await gapCards(), await words()]).toEqual([[], 'ok'])
      await reconciling.whenDue(connected)
      expect([await gapCards(), await words()]).toEqual([['mail_not_compared:mailbox'], `not compared with our records since ${began.toISOString()}`])
      isRefused = false
      later(5)
      await reconciling.whenDue(connected)
    })
    expect([await gapCards(), await gapCards('done'), await words()]).toEqual([[], ['mail_not_compared:mailbox'], 'ok'])
  })

  it('is asked for by indexes alone', async () => {
    const rows = room.connection.collection('mailRows')
    const place = { account: 'a', mailbox: 'b' }
    const plans = await Promise.all([
      rows.find({ ...place, state: { $in: ['kept', 'seen'] }, firstMetAt: { $lt: now } }).explain('queryPlanner'),
      rows.find({ ...place, state: 'ingested', firstMetAt: { $gte: now } }).explain('queryPlanner'),
      rows.find({ ...place, 'replay.state': 'asked' }).explain('queryPlanner'),
      room.connection.collection('tasks').find({ kind: 'reconcile_gap', group: 'a', state: 'done', mendedAt: null }).explain('queryPlanner'),
    ])
    for (const plan of plans) expect(JSON.stringify(plan)).not.toContain('COLLSCAN')
  })
})
