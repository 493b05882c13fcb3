import type { ConnectedMailbox } from '../../../src/email/mailboxPorts'
import { reconcileMailbox } from '../../../src/email/reconciliation/reconcileMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { startOwnDovecot } from '../../support/servers/ownServers'
import { append, freshMailbox, type Mailbox, type MailRoom, messagesIn, onMailbox, openMailRoom } from './mailRoom'

let room: MailRoom
let mailbox: Mailbox
let now: Date

beforeEach(async () => {
  now = new Date()
  room = await openMailRoom(() => now)
  mailbox = freshMailbox()
})
afterEach(async () => room.close())

/** As a backup puts the database back to a moment before then; what it holds since is gone, the mailbox is not. */
async function restoreWithout(intakeIds: readonly string[]): Promise<void> {
  const all = (name: string) => room.connection.collection<{ _id: string }>(name)
  await Promise.all(['intakes', 'rawMailSmall'].map(async (name) => all(name).deleteMany({ _id: { $in: [...intakeIds] } })))
  await room.connection.collection('mailRows').deleteMany({ intakeId: { $in: [...intakeIds] } })
}

const gapCards = async () => (await room.cards()).filter(({ kind }) => kind === 'reconcile_gap').map(({ cause }) => cause)
const where = async () => Promise.all(['INBOX', 'Processed', 'Quarantine'].map(async (folder) => messagesIn(mailbox, folder)))
const ids = async () => (await room.intakes()).map(({ _id }) => _id).toSorted()

describe('mail of which a restored database knows nothing', () => {
  it('is taken in anew from where it was filed, with one card that says so, and what is known stays where it is', async () => {
    for (const text of ['one', 'two', 'three', 'four']) await mailbox.deliver(aMessage({ text }))
    await room.sync(mailbox)
    await room.reconcile(mailbox)
    const before = await ids()
    await restoreWithout(before.slice(1))
    await room.reconcile(mailbox)
    expect([await ids(), await where(), await gapCards()]).toEqual([before, [0, 4, 0], ['mail_forgotten:mailbox']])
    await room.reconcile(mailbox)
    expect([await where(), room.gaps]).toEqual([[0, 4, 0], ['mail_forgotten']])
  })

  it('is taken in anew though nothing at all is left, however long ago it came within a month', async () => {
    await append(mailbox, [aMessage({ text: 'last week' })], new Date(now.getTime() - 7 * 86_400_000))
    await append(mailbox, [aMessage({ text: 'last year' })], new Date(now.getTime() - 365 * 86_400_000))
    await room.sync(mailbox)
    const [old] = await room.intakes()
    await restoreWithout(await ids())
    await room.reconcile(mailbox)
    const made = await room.intakes()
    expect([made.length, made[0]?._id === old?._id, await where()]).toEqual([1, false, [0, 2, 0]])
  })

  it('comes back with a card when it had been held', async () => {
    await mailbox.deliver(aMessage({ from: '' }))
    await room.sync(mailbox)
    expect(await where()).toEqual([0, 0, 1])
    await Promise.all(['mailRows', 'tasks', 'rawMailSmall'].map(async (name) => room.connection.collection(name).deleteMany({})))
    await room.reconcile(mailbox)
    expect([await where(), (await room.cards()).map(({ kind }) => kind).toSorted()]).toEqual([[0, 0, 1], ['quarantine', 'reconcile_gap']])
    await room.reconcile(mailbox)
    expect([await where(), (await room.cards()).length]).toEqual([[0, 0, 1], 2])
  })
})

describe('a move back to the inbox that fails', () => {
  /** Compares once, with a failure in place of the second message's move. */
  const reconcileFailing = async (fail: (connected: ConnectedMailbox) => Promise<never>) => onMailbox(mailbox, async (connected) => {
    const moveFrom = connected.moveFrom.bind(connected)
    connected.moveFrom = async (folder, held, to) => (held.uid === 2 ? fail(connected) : moveFrom(folder, held, to))
    await reconcileMailbox({ ...room.deps, ...room.watchDeps.reconciliation, name: 'mailbox' }, connected)
  })

  beforeEach(async () => {
    for (const text of ['one', 'two', 'three']) await mailbox.deliver(aMessage({ text }))
    await room.sync(mailbox)
    await restoreWithout(await ids())
  })

  it('keeps no other message there, has a card, and is tried again', async () => {
    await reconcileFailing(async () => Promise.reject(new Error('refused')))
    expect([(await ids()).length, await gapCards()]).toEqual([2, ['mail_forgotten:mailbox', 'mail_not_brought_back:mailbox']])
    await room.reconcile(mailbox)
    expect([(await ids()).length, await where()]).toEqual([3, [0, 3, 0]])
  })

  it('hides nothing of what was moved before, though the connection is lost by it', async () => {
    await expect(reconcileFailing(async (connected) => {
      await connected.close()
      throw new Error('lost')
    })).rejects.toThrow('lost')
    expect(await gapCards()).toEqual(['mail_forgotten:mailbox'])
  })
})

describe('mail that is known', () => {
  it('stays where it was filed though its server wrote another time on it there, for its content is known', async () => {
    await mailbox.deliver(aMessage())
    await room.sync(mailbox)
    await room.connection.collection('mailRows').updateMany({}, { $set: { receivedAt: new Date(now.getTime() - 3_600_000) } })
    await mailbox.doveadm('copy', ['Processed', 'mailbox', 'Processed', 'all'])
    await room.reconcile(mailbox)
    expect([await where(), await gapCards(), (await ids()).length]).toEqual([[0, 2, 0], [], 1])
  })

  it('does not hide what is older and forgotten, however much of it has another time there', async () => {
    await append(mailbox, Array.from({ length: 52 }, (_, nth) => aMessage({ text: `message ${nth}` })))
    await room.sync(mailbox)
    const before = await ids()
    const [oldest] = await room.rows()
    await restoreWithout([oldest!.intakeId!])
    await room.connection.collection('mailRows').updateMany({}, { $set: { receivedAt: new Date(now.getTime() - 3_600_000) } })
    await room.reconcile(mailbox)
    expect([(await ids()).length, await ids(), await gapCards()]).toEqual([52, before, ['mail_forgotten:mailbox']])
  })

  it('is brought back by nobody when Quarantine was numbered anew, or where it is not told what lies there', async () => {
    await mailbox.deliver(aMessage({ from: '' }))
    await room.sync(mailbox)
    const rows = room.connection.collection('mailRows')
    for (const change of [{ $set: { 'held.uidValidity': '1' } }, { $unset: { held: '' } }]) {
      await rows.updateMany({}, change)
      await room.reconcile(mailbox)
      expect([await where(), await gapCards()]).toEqual([[0, 0, 1], []])
    }
  })
})

describe('held mail of which it is not told where it lies', () => {
  it('does not hide that another has lost its card, though nobody can say which', async () => {
    for (const text of ['one', 'two', 'three']) await mailbox.deliver(aMessage({ from: '', text }))
    await room.sync(mailbox)
    const rows = room.connection.collection('mailRows')
    await rows.updateOne({ uid: 1 }, { $unset: { held: '' } })
    await room.reconcile(mailbox)
    expect([await where(), await gapCards()]).toEqual([[0, 0, 3], []])
    await rows.deleteOne({ uid: 2 })
    for (const _ of [1, 2]) await room.reconcile(mailbox)
    expect([await where(), await gapCards()]).toEqual([[0, 0, 3], ['mail_card_missing:mailbox']])
  })

  it('of which some lies where the folder was numbered anew is not taken for forgotten', async () => {
    for (const text of ['one', 'two']) await mailbox.deliver(aMessage({ from: '', text }))
    await room.sync(mailbox)
    await room.connection.collection('mailRows').updateOne({ uid: 1 }, { $set: { 'held.uidValidity': '1' } })
    await room.reconcile(mailbox)
    expect([await where(), await gapCards()]).toEqual([[0, 0, 2], []])
  })
})

describe('two watched mailboxes of one account', () => {
  it('leave in the folders they share what either of them filed there', async () => {
    await mailbox.doveadm('mailbox create', ['Referrals'])
    const referrals = { ...mailbox, imapUrl: mailbox.imapUrl.replace('INBOX', 'Referrals') }
    for (const folder of ['INBOX', 'Referrals']) {
      await mailbox.deliver(aMessage({ from: '', text: `held of ${folder}` }), folder)
      await mailbox.deliver(aMessage({ text: folder }), folder)
    }
    const both = [mailbox, referrals]
    for (const each of both) await room.sync(each)
    for (const each of [...both, ...both]) await room.reconcile(each)
    expect([await where(), await messagesIn(mailbox, 'Referrals')]).toEqual([[0, 2, 2], 0])
    expect([(await room.cards()).map(({ kind }) => kind), (await room.rows()).length]).toEqual([['quarantine', 'quarantine'], 4])
  })
})

describe('a server that does not say where it moves messages', () => {
  it('has forgotten mail taken in anew as well', async () => {
    const server = await startOwnDovecot({ capabilities: 'IMAP4rev1 LITERAL+ IDLE NAMESPACE' })
    mailbox = server.mailbox('t-forgotten')
    await mailbox.deliver(aMessage())
    await room.sync(mailbox)
    const before = await ids()
    await restoreWithout(before)
    await room.reconcile(mailbox)
    expect([await ids(), await where(), await gapCards()]).toEqual([before, [0, 1, 0], ['mail_forgotten:mailbox']])
    await server.stop()
  })
})
