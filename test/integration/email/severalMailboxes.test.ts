import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { freeze, thaw } from '../../support/freeze'
import { withChildren } from '../../support/processTree'
import { startOwnDovecot } from '../../support/servers/ownServers'
import { freshMailbox, type Mailbox, type MailRoom, openMailRoom, until } from './mailRoom'

let room: MailRoom

beforeEach(async () => {
  room = await openMailRoom()
})
afterEach(async () => room.close())

const watch = ({ imapUrl }: Pick<Mailbox, 'imapUrl'>, name: string, settings: { socketTimeoutMs?: number } = {}) =>
  watchMailbox({ ...room.watchDeps, name, connector: imapMailbox({ url: imapUrl, ...settings }), leaseMs: 1_500 })

const enquiries = async () => (await room.intakes()).length

describe('several mailboxes', () => {
  it('that get the same message make one enquiry with two locations', async () => {
    const [one, other] = [freshMailbox(), freshMailbox()]
    for (const mailbox of [one, other]) await mailbox.deliver(aMessage())
    const watches = [watch(one, 'mailbox'), watch(other, 'mailbox 2')]
    await until(async () => (await room.rows()).filter(({ state }) => state === 'ingested').length === 2)
    expect(await enquiries()).toBe(1)
    expect(new Set((await room.rows()).map(({ account }) => account)).size).toBe(2)
    await Promise.all(watches.map(async (each) => each.stop()))
  })

  it('each go on while another’s server is frozen, which is noticed, and whose mail is taken in once it wakes', async () => {
    const server = await startOwnDovecot()
    const frozen = server.mailbox('t-frozen')
    const good = freshMailbox()
    // The one counts as gone when it says nothing for a second and a half; the other is never so slow that it does.
    const watches = [watch(frozen, 'mailbox', { socketTimeoutMs: 1_500 }), watch(good, 'mailbox 2')] as const
    await until(() => watches.every((each) => each.standing().state === 'watching'))
    await frozen.deliver(aMessage({ text: 'to the frozen one' }))
    await until(async () => (await enquiries()) === 1)

    const processes = withChildren(server.pid())
    await Promise.all(processes.map(freeze))
    await good.deliver(aMessage({ text: 'to the good one' }))
    await until(async () => (await enquiries()) === 2)
    await until(() => watches[0].standing().state === 'disconnected')
    await until(() => watches[1].standing().state === 'watching')
    await good.deliver(aMessage({ text: 'again to the good one' }))
    await until(async () => (await enquiries()) === 3)

    processes.forEach(thaw)
    await frozen.deliver(aMessage({ text: 'after the frost' }))
    await until(async () => (await enquiries()) === 4)
    await Promise.all(watches.map(async (each) => each.stop()))
    await server.stop()
  })
})
