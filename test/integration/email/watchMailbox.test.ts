import { IsolatedMessageReader } from '../../../src/email/messageReader'
import { watchMailbox } from '../../../src/email/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { startOwnDovecot } from '../../support/servers'
import { freshMailbox, type Mailbox, type MailRoom, openMailRoom, until } from './mailRoom'

let room: MailRoom

beforeEach(async () => {
  room = await openMailRoom()
})
afterEach(async () => room.close())

const reader = new IsolatedMessageReader()
afterAll(async () => reader.close())

const watch = (mailbox: Mailbox) =>
  watchMailbox({ ...room.watchDeps, name: 'mailbox', reader, connector: imapMailbox({ url: mailbox.imapUrl }), leaseMs: 1_500 })

const enquiries = async () => (await room.intakes()).length

describe('the watch on a mailbox', () => {
  it('takes a message in within two seconds of its arrival, long before the next sweep', async () => {
    const mailbox = freshMailbox()
    const watching = watch(mailbox)
    await until(() => watching.standing().state === 'watching')
    for (const n of [1, 2, 3]) {
      await mailbox.deliver(aMessage({ text: `message ${n}` }))
      await until(async () => (await enquiries()) === n, 2_000)
    }
    await watching.stop()
    expect(watching.standing().state).toBe('stopped')
  })

  it('comes back by itself when the server ends the connection', async () => {
    const mailbox = freshMailbox()
    const watching = watch(mailbox)
    await until(() => watching.standing().state === 'watching')
    await mailbox.kick()
    await mailbox.deliver(aMessage())
    await until(async () => (await enquiries()) === 1)
    await watching.stop()
  })

  it('waits for a server that is away, and takes what came meanwhile', async () => {
    const server = await startOwnDovecot()
    const mailbox = server.mailbox('t-away')
    await mailbox.deliver(aMessage())
    await server.pause()
    const watching = watch(mailbox)
    await until(() => watching.standing().state === 'disconnected')
    await server.restart()
    await until(async () => (await enquiries()) === 1)
    await watching.stop()
    await server.stop()
  })

  it('leaves the mailbox to one process, and follows it when it stops', async () => {
    const mailbox = freshMailbox()
    const first = watch(mailbox)
    await until(() => first.standing().state === 'watching')
    const second = watch(mailbox)
    await until(() => second.standing().state === 'standby')
    await first.stop()
    await until(() => second.standing().state === 'watching')
    await mailbox.deliver(aMessage())
    await until(async () => (await enquiries()) === 1)
    await second.stop()
  })
})
