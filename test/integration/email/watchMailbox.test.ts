import { IsolatedMessageReader } from '../../../src/email/reading/messageReader'
import { NoReader } from '../../../src/email/reading/noReader'
import { readMessage } from '../../support/readMessage'
import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { forkBuiltReadingProcess } from '../../support/builtReadingProcess'
import { startOwnDovecot } from '../../support/servers/ownServers'
import type { MailLocation } from '../../../src/email/mailboxPorts'
import { append, freshMailbox, type Mailbox, type MailRoom, messagesIn, openMailRoom, until } from './mailRoom'

let room: MailRoom

beforeEach(async () => {
  room = await openMailRoom()
})
afterEach(async () => room.close())

const reader = new IsolatedMessageReader({ start: forkBuiltReadingProcess })
afterAll(async () => reader.close())

/** No sweep comes within a test: what is taken in was woken by the server, or by connecting again. */
const watch = (mailbox: Mailbox, leaseMs = 6_000) =>
  watchMailbox({ ...room.watchDeps, name: 'mailbox', reader, connector: imapMailbox({ url: mailbox.imapUrl }), leaseMs, sweepMs: 3_600_000 })

const enquiries = async () => (await room.intakes()).length

describe('the watch on a mailbox', () => {
  it('takes a message in when it arrives, long before the next sweep', async () => {
    const mailbox = freshMailbox()
    const watching = watch(mailbox)
    await until(() => watching.standing().state === 'watching')
    for (const n of [1, 2, 3]) {
      await mailbox.deliver(aMessage({ text: `message ${n}` }))
      await until(async () => (await enquiries()) === n)
    }
    await watching.stop()
    expect(watching.standing().state).toBe('stopped')
  })

  it('takes in with the next sweep what its server never told of', async () => {
    const mailbox = freshMailbox()
    const { connect, ...place } = imapMailbox({ url: mailbox.imapUrl })
    const untold = { ...place, connect: async () => Object.assign(await connect(), { onNews: () => undefined }) }
    const watching = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector: untold, sweepMs: 200 })
    await until(() => watching.standing().state === 'watching')
    await mailbox.deliver(aMessage())
    await until(async () => (await enquiries()) === 1)
    await watching.stop()
  })

  it('tells of each batch, so that nobody is warned of a backlog that is being taken in', async () => {
    const mailbox = freshMailbox()
    await append(mailbox, Array.from({ length: 51 }, (_, n) => aMessage({ text: `message ${n}` })))
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => void (letGo = resolve))
    const ledger = new Proxy(room.deps.ledger, {
      get: (target, name) => (name === 'markIngested'
        ? async (locations: readonly MailLocation[]) => {
            if (locations.length === 1) await held
            return target.markIngested(locations)
          }
        : Reflect.get(target, name).bind(target)),
    })
    const watching = watchMailbox({ ...room.watchDeps, ledger, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }) })
    await until(() => watching.standing().lastSyncAt !== undefined)
    expect(watching.standing().state).toBe('watching')
    expect((await room.rows()).filter(({ state }) => state === 'ingested')).toHaveLength(50)
    letGo()
    await until(async () => (await room.rows()).every(({ state }) => state === 'ingested'))
    await watching.stop()
  })

  it('takes in what waited for a reader soon after there is one, without news and long before the next sweep', async () => {
    const mailbox = freshMailbox()
    let isAway = true
    const sometimes = { read: async (bytes: Buffer) => (isAway ? Promise.reject(new NoReader()) : readMessage(bytes)) }
    await mailbox.deliver(aMessage())
    const watching = watchMailbox({ ...room.watchDeps, reader: sometimes, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }), sweepMs: 3_600_000 })
    await until(async () => (await room.rows()).length === 1 && watching.standing().lastSyncAt !== undefined)
    expect([await room.rows(), await enquiries()]).toMatchObject([[{ state: 'kept', failures: 0 }], 0])
    isAway = false
    await until(async () => (await enquiries()) === 1)
    await watching.stop()
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
    // However long the machine keeps it from renewing, its lease does not run out; the other asks often.
    const first = watch(mailbox, 3_600_000)
    await until(() => first.standing().state === 'watching')
    const second = watch(mailbox, 300)
    await until(() => second.standing().state === 'standby')
    await first.stop()
    await until(() => second.standing().state === 'watching')
    await mailbox.deliver(aMessage())
    await until(async () => (await enquiries()) === 1)
    await second.stop()
  })
})

describe('a message that takes long to read', () => {
  /** Reads when it is let. */
  function slowReader() {
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => void (letGo = resolve))
    const read = async (bytes: Buffer) => {
      await held
      return readMessage(bytes)
    }
    return { reader: { read }, letGo }
  }

  /** Watches with a slow reader, tells when the message is dealt with, and can lose its lease. */
  function slowWatch(mailbox: Mailbox) {
    const { reader: slow, letGo } = slowReader()
    let [isLost, marked] = [false, 0]
    const take: typeof room.leases.take = async (...given) => !isLost && room.leases.take(...given)
    const ledger = new Proxy(room.deps.ledger, {
      get: (target, name) => (name === 'markIngested'
        ? async (locations: readonly MailLocation[]) => target.markIngested(locations).then(() => void (marked += 1))
        : Reflect.get(target, name).bind(target)),
    })
    const leases = { take, release: async (...given: [string, string]) => room.leases.release(...given) }
    const watching = watchMailbox({ ...room.watchDeps, leases, ledger, reader: slow, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }), leaseMs: 900 })
    return { watching, letGo, isDone: () => marked > 0, loseLease: () => void (isLost = true) }
  }

  it.each([
    ['the watch is stopped', 'before another watch has taken it up'], ['the watch is stopped', 'after another watch has taken it in'],
    ['the lease is lost', 'before another watch has taken it up'], ['the lease is lost', 'after another watch has taken it in'],
  ])('is one enquiry when %s meanwhile, and its reading ends %s', async (event, when) => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    const { watching, letGo, isDone, loseLease } = slowWatch(mailbox)
    await until(() => watching.standing().lastSyncAt !== undefined)
    expect([await room.rows(), await enquiries()]).toMatchObject([[{ state: 'kept' }], 0])
    if (event === 'the lease is lost') {
      loseLease()
      await until(() => watching.standing().state === 'standby')
    } else await watching.stop()

    if (when.startsWith('before')) {
      letGo()
      await until(isDone)
    }
    const other = watch(mailbox)
    await until(async () => (await messagesIn(mailbox, 'Processed')) === 1)
    letGo()
    await until(isDone)
    await Promise.all([other.stop(), watching.stop()])
    expect(await room.intakes()).toMatchObject([{ acknowledgement: { state: 'pending' } }])
    expect([await room.rows(), await messagesIn(mailbox, 'INBOX')]).toMatchObject([[{ state: 'ingested', failures: 0 }], 0])
  })
})
