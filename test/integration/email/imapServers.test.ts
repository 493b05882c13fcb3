import type { ConnectedMailbox, OpenInbox } from '../../../src/email/mailboxPorts'
import { syncMailbox } from '../../../src/email/mailbox/syncMailbox'
import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { startOwnDovecot } from '../../support/servers/ownServers'
import { freshMailbox, type MailRoom, messagesIn, onMailbox, openMailRoom, until } from './mailRoom'

let room: MailRoom

beforeEach(async () => {
  room = await openMailRoom()
})
afterEach(async () => room.close())

/** The mailbox, with something that happens within a sync. */
const meddled = (connected: ConnectedMailbox, meddle: (inbox: OpenInbox) => void) => ({
  account: connected.account,
  mailbox: connected.mailbox,
  withInbox: async <T>(work: (inbox: OpenInbox) => Promise<T>): Promise<T> => connected.withInbox(async (inbox) => {
    meddle(inbox)
    return work(inbox)
  }),
})

describe('a mail server', () => {
  it('that has neither of our folders gets them when we connect, and keeps them when we connect again', async () => {
    const mailbox = freshMailbox()
    for (let n = 0; n < 2; n += 1) await room.sync(mailbox)
    const found = (await mailbox.doveadm('search', ['mailbox', 'Processed', 'all'])) + (await mailbox.doveadm('search', ['mailbox', 'Quarantine', 'all']))
    expect(found).toBe('')
  })

  it('whose folders all lie under a prefix has messages filed, held, replayed and compared there', async () => {
    const server = await startOwnDovecot({ folderPrefix: 'INBOX.' })
    const mailbox = server.mailbox('t-prefix')
    await mailbox.deliver(aMessage())
    await mailbox.deliver(aMessage({ from: '' }))
    expect(await room.sync(mailbox)).toEqual({ ingested: 1, quarantined: 1 })
    expect([await messagesIn(mailbox, 'INBOX.Processed'), await messagesIn(mailbox, 'INBOX.Quarantine')]).toEqual([1, 1])
    expect(await room.reconcile(mailbox)).toEqual({ inbox: 0, processed: 1, held: 1 })
    const held = (await room.rows()).find(({ state }) => state === 'quarantined')!
    await room.replays.ask(held._id, new Date())
    await room.turn(mailbox)
    expect(await room.replays.standing(held._id)).toEqual({ kind: 'failed', cause: 'no_sender' })
    await server.stop()
  })

  it('that knows no MOVE has messages copied and removed, and none is left behind or doubled', async () => {
    const server = await startOwnDovecot({ capabilities: 'IMAP4rev1 LITERAL+ UIDPLUS IDLE NAMESPACE' })
    const mailbox = server.mailbox('t-no-move')
    for (let n = 0; n < 3; n += 1) await mailbox.deliver(aMessage({ text: `message ${n}` }))
    await room.sync(mailbox)
    await room.sync(mailbox)
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed'), (await room.intakes()).length]).toEqual([0, 3, 3])
    await server.stop()
  })

  it('of which somebody removed our folder while we are connected gets it again', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    await onMailbox(mailbox, async (connected) => {
      await mailbox.doveadm('mailbox delete', ['-s', 'Processed'])
      expect(await syncMailbox(room.deps, { mailbox: connected })).toEqual({ ingested: 1, quarantined: 0 })
    })
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed')]).toEqual([0, 1])
  })

  it('from which a person removes a message between the list and the fetch hands out the others, and somebody is told of it', async () => {
    let now = new Date()
    await room.close()
    room = await openMailRoom(() => now)
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ subject: 'leaving', text: 'one' }))
    await mailbox.deliver(aMessage({ subject: 'staying', text: 'two' }))
    await onMailbox(mailbox, async (connected) => {
      const leaving = meddled(connected, (inbox) => {
        const fetch = inbox.fetch.bind(inbox)
        inbox.fetch = async (messages) => {
          await mailbox.doveadm('expunge', ['mailbox', 'INBOX', 'subject', 'leaving'])
          return fetch(messages)
        }
      })
      expect(await syncMailbox(room.deps, { mailbox: leaving })).toEqual({ ingested: 1, quarantined: 0 })
    })
    const [intake, ...others] = await room.intakes()
    expect([room.open(intake!), others]).toMatchObject([{ email: { subject: 'staying' } }, []])
    expect((await room.rows()).map(({ state }) => state)).toEqual(['seen', 'ingested'])
    now = new Date(now.getTime() + 11 * 60_000)
    await room.reconcile(mailbox)
    expect([(await room.cards()).map(({ cause }) => cause), (await room.rows())[0]!.state]).toEqual([['mail_gone:mailbox'], 'gone'])
  })

  it('to which a message comes while a sync runs has it taken in at once, without waiting for the next sweep', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ text: 'one' }))
    const { markIngested } = room.deps.ledger
    let came = false
    const ledger = new Proxy(room.deps.ledger, {
      get: (target, name) => (name === 'markIngested'
        ? async (...given: Parameters<typeof markIngested>) => {
            if (!came) await mailbox.deliver(aMessage({ text: 'two' }))
            came = true
            return markIngested.apply(target, given)
          }
        : Reflect.get(target, name).bind(target)),
    })
    const watching = watchMailbox({ ...room.watchDeps, ledger, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }) })
    await until(async () => (await room.intakes()).length === 2)
    await watching.stop()
  })
})
