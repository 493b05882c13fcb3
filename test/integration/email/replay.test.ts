import { Writable } from 'node:stream'
import type { EmailIntakes } from '../../../src/email/intakePorts'
import type { ConnectedMailbox } from '../../../src/email/mailboxPorts'
import { NoReader } from '../../../src/email/reading/noReader'
import { carryOutReplays } from '../../../src/email/replay/carryOutReplays'
import { runReplayCommand } from '../../../src/email/replay/replayCommand'
import { watchMailbox } from '../../../src/email/mailbox/watchMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { startOwnDovecot } from '../../support/servers/ownServers'
import { freshMailbox, type Mailbox, type MailRoom, messagesIn, onMailbox, openMailRoom, until } from './mailRoom'

const NOW = new Date('2026-11-23T10:00:00Z')
let room: MailRoom
let mailbox: Mailbox

beforeEach(async () => {
  room = await openMailRoom()
  mailbox = freshMailbox()
})
afterEach(async () => room.close())

/** The database of a day on which no enquiry can be stored. */
const refusing = () => {
  const insert: EmailIntakes['insert'] = async (intakes) => intakes.map(() => ({ failure: new Error('cannot be stored') }))
  const intakes: EmailIntakes = new Proxy(room.deps.intakes, {
    get: (target, name) => (name === 'insert' ? insert : Reflect.get(target, name).bind(target)),
  })
  return { intakes }
}

async function hold(): Promise<string> {
  await mailbox.deliver(aMessage())
  for (let n = 0; n < 5; n += 1) await room.sync(mailbox, refusing())
  await room.sync(mailbox)
  const [row] = await room.rows()
  expect(row).toMatchObject({ state: 'quarantined', held: { uid: expect.any(Number) } })
  return row!._id
}

/** A message that the server would not hand out, so that we hold no bytes. */
async function holdWithoutBytes(): Promise<string> {
  await mailbox.deliver(aMessage())
  await onMailbox(mailbox, async (connected) => connected.withInbox(async (inbox) => {
    const [uid = 0] = await inbox.listUids()
    const location = { account: connected.account, mailbox: connected.mailbox, uidValidity: inbox.uidValidity, uid }
    for (let n = 0; n < 5; n += 1) await room.deps.ledger.countFailure(location, 'refused')
    await room.deps.ledger.quarantine(location, 'kept_failing')
  }))
  await room.sync(mailbox)
  expect(await where()).toEqual({ INBOX: 0, Quarantine: 1, Processed: 0 })
  return (await room.rows())[0]!._id
}

async function where(): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(['INBOX', 'Quarantine', 'Processed'].map(async (folder) => [folder, await messagesIn(mailbox, folder)])))
}

const openCards = async () => (await room.cards()).filter(({ state }) => state === 'open').map(({ cause }) => cause)

describe('a held message that somebody asks for', () => {
  it('is taken in from the bytes that are kept, once, and its card closes', async () => {
    const id = await hold()
    expect(await room.replays.ask(id, NOW)).toBe('asked')
    await room.turn(mailbox)
    expect(await room.replays.standing(id)).toMatchObject({ kind: 'enquiry', intakeId: (await room.intakes())[0]!._id })
    await room.turn(mailbox)
    expect([(await room.intakes()).length, await openCards(), await where()]).toEqual([1, [], { INBOX: 0, Quarantine: 0, Processed: 1 }])
  })

  it('stays asked for while no reader can be had, and is taken in once there is one', async () => {
    const id = await hold()
    await room.replays.ask(id, NOW)
    await room.turn(mailbox, { reader: { read: async () => Promise.reject(new NoReader()) } })
    expect([await room.replays.standing(id), (await openCards()).length]).toMatchObject([{ kind: 'waiting' }, 1])
    await room.turn(mailbox)
    expect([await room.replays.standing(id), await openCards()]).toMatchObject([{ kind: 'enquiry' }, []])
  })

  it('is moved back to the inbox and taken in there when we hold no bytes', async () => {
    const id = await holdWithoutBytes()
    await room.replays.ask(id, NOW)
    await room.turn(mailbox)
    expect(await room.replays.standing(id)).toMatchObject({ kind: 'waiting' })
    await room.turn(mailbox)
    expect(await room.replays.standing(id)).toMatchObject({ kind: 'enquiry' })
    expect([(await room.intakes()).length, await openCards(), await where()]).toEqual([1, [], { INBOX: 0, Quarantine: 0, Processed: 1 }])
  })

  it('comes back with a fresh card each time that it fails again, and becomes one enquiry in the end', async () => {
    const id = await hold()
    for (let n = 0; n < 2; n += 1) {
      await room.replays.ask(id, NOW)
      await room.turn(mailbox, refusing())
      expect([await room.replays.standing(id), await openCards()]).toEqual([{ kind: 'failed', cause: 'kept_failing' }, ['kept_failing']])
    }
    expect((await room.cards()).map(({ state }) => state).toSorted()).toEqual(['done', 'done', 'open'])
    await room.replays.ask(id, NOW)
    await room.turn(mailbox)
    expect([(await room.intakes()).length, await openCards(), (await where())['Processed']]).toEqual([1, [], 1])
  })

  it('comes back with a fresh card when it had been moved to the inbox and fails there', async () => {
    const id = await holdWithoutBytes()
    await room.replays.ask(id, NOW)
    for (let n = 0; n < 7; n += 1) await room.turn(mailbox, refusing())
    expect([await room.replays.standing(id), await openCards(), await where()])
      .toEqual([{ kind: 'set_aside_again' }, ['kept_failing'], { INBOX: 0, Quarantine: 1, Processed: 0 }])
  })

  it('changes nothing when it is an enquiry already, and says so', async () => {
    await mailbox.deliver(aMessage())
    await room.sync(mailbox)
    const [row] = await room.rows()
    expect(await room.replays.ask(row!._id, NOW)).toBe('is_enquiry')
    await room.turn(mailbox)
    expect([await room.rows(), (await room.intakes()).length]).toEqual([[row], 1])
  })

  it('is taken in where it lies when the server never let it go to Quarantine', async () => {
    await mailbox.deliver(aMessage())
    await onMailbox(mailbox, async (connected) => connected.withInbox(async (inbox) => {
      const [uid = 0] = await inbox.listUids()
      await room.deps.ledger.quarantine({ account: connected.account, mailbox: connected.mailbox, uidValidity: inbox.uidValidity, uid }, 'kept_failing')
    }))
    const id = (await room.rows())[0]!._id
    await room.replays.ask(id, NOW)
    await room.turn(mailbox)
    await room.turn(mailbox)
    expect([(await room.intakes()).length, await openCards(), (await where())['Processed']]).toEqual([1, [], 1])
  })

  it('keeps its card, which says so, when it is nowhere to be found', async () => {
    const id = await holdWithoutBytes()
    await mailbox.doveadm('expunge', ['mailbox', 'Quarantine', 'all'])
    await room.replays.ask(id, NOW)
    await room.turn(mailbox)
    expect([await room.replays.standing(id), await openCards()]).toEqual([{ kind: 'not_found' }, ['not_found']])
  })

  it('is found again when the process dies between the move and its note: as a new message', async () => {
    const id = await holdWithoutBytes()
    await room.replays.ask(id, NOW)
    const dying = new Proxy(room.replays, {
      get: (target, name) => (name === 'noteBack' || name === 'settle' ? async () => Promise.reject(new Error('killed')) : Reflect.get(target, name).bind(target)),
    })
    await expect(onMailbox(mailbox, async (connected) => carryOutReplays({ ...room.watchDeps, replays: dying }, connected))).rejects.toThrow('killed')
    await room.turn(mailbox)
    expect([(await room.intakes()).length, (await where())['Processed']]).toEqual([1, 1])
  })
})

describe('a replay that the mail server refuses', () => {
  const refusingMoves = (connected: ConnectedMailbox): ConnectedMailbox => new Proxy(connected, {
    get: (target, name) => {
      if (name === 'moveFrom') return async () => Promise.reject(Object.assign(new Error('no'), { code: 'move_refused' }))
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

  it('ends with a fresh card, keeps no other waiting, and new mail is taken in', async () => {
    const id = await holdWithoutBytes()
    await room.replays.ask(id, NOW)
    await mailbox.deliver(aMessage({ text: 'new mail' }))
    const real = imapMailbox({ url: mailbox.imapUrl })
    const connector = { account: real.account, mailbox: real.mailbox, connect: async () => refusingMoves(await real.connect()) }
    const watching = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector, leaseMs: 600 })
    await until(async () => (await room.replays.standing(id)).kind !== 'waiting')
    expect([await room.replays.standing(id), await openCards()]).toEqual([{ kind: 'failed', cause: 'move_refused' }, ['move_refused']])
    expect([(await room.intakes()).length, watching.standing().state]).toEqual([1, 'watching'])
    await watching.stop()
  })

  it('is an enquiry all the same when only its filing is refused', async () => {
    const id = await hold()
    await room.replays.ask(id, NOW)
    await onMailbox(mailbox, async (connected) => carryOutReplays(room.watchDeps, refusingMoves(connected)))
    expect([(await room.replays.standing(id)).kind, (await room.intakes()).length, await openCards()]).toEqual(['enquiry', 1, []])
  })
})

describe('the command that replays', () => {
  const command = async (...argv: string[]): Promise<{ code: number; text: string }> => {
    let text = ''
    const stdout = new Writable({ write: (chunk: Buffer, _encoding, done) => ((text += chunk.toString()), done()) })
    const deps = { wishes: room.replays, now: () => new Date(), patienceMs: 60_000, pause: async (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)) }
    return { code: await runReplayCommand(deps, argv, stdout), text }
  }

  it('has the process that watches the mailbox do it, waits, and says what came of it', async () => {
    const id = await hold()
    const watching = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }), leaseMs: 600 })
    await until(() => watching.standing().state === 'watching')
    expect(await command(id.slice(0, 12))).toEqual({ code: 0, text: `${id.slice(0, 12)}: it is an enquiry now.\n` })
    expect(await command(id)).toEqual({ code: 0, text: `${id.slice(0, 12)}: it is an enquiry already; nothing was changed.\n` })
    await watching.stop()
    expect(await room.intakes()).toHaveLength(1)
  })

  it('takes all whose card is open with --all, and leaves those that a person has dealt with', async () => {
    expect(await command('--all')).toEqual({ code: 0, text: 'No message is held.\n' })
    const id = await hold()
    await room.connection.collection('tasks').updateMany({}, { $set: { state: 'done', doneBy: 'somebody' } })
    expect((await command('--all')).text).toBe('No message is held.\n')
    await room.connection.collection('tasks').updateMany({}, { $set: { state: 'open' } })
    const watching = watchMailbox({ ...room.watchDeps, name: 'mailbox', connector: imapMailbox({ url: mailbox.imapUrl }), leaseMs: 600 })
    expect(await command('--all')).toEqual({ code: 0, text: `${id.slice(0, 12)}: it is an enquiry now.\n` })
    await watching.stop()
  })

  it.each([[[]], [['--some']], [['../x']], [['aabbccdd', 'more']]])('explains itself when told %j', async (argv) => {
    expect(await command(...argv)).toMatchObject({ code: 2, text: expect.stringContaining('npm run mail:replay') })
  })

  it('says that there is no such message', async () => {
    expect(await command('0123456789ab')).toEqual({ code: 1, text: '0123456789ab: no held message has this id.\n' })
  })
})

describe('a server that does not say where it moved a message', () => {
  it('has the message taken in all the same, from the bytes that we hold', async () => {
    const server = await startOwnDovecot({ capabilities: 'IMAP4rev1 LITERAL+ IDLE NAMESPACE' })
    mailbox = server.mailbox('t-old-server')
    await mailbox.deliver(aMessage())
    for (let n = 0; n < 5; n += 1) await room.sync(mailbox, refusing())
    await room.sync(mailbox)
    const id = (await room.rows())[0]!._id
    await room.replays.ask(id, NOW)
    await room.turn(mailbox)
    expect([await room.replays.standing(id), (await room.intakes()).length]).toMatchObject([{ kind: 'enquiry' }, 1])
    await server.stop()
  })
})
