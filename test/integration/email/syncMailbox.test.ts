import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Insertion, NewEmailIntake } from '../../../src/email/intakePorts'
import type { MailLedger } from '../../../src/email/keptMailPorts'
import type { Mailbox as ImapPlace } from '../../../src/email/mailboxPorts'
import { syncMailbox } from '../../../src/email/mailbox/syncMailbox'
import { imapMailbox } from '../../../src/gateways/imapMailbox'
import { startOwnDovecot } from '../../support/servers/ownServers'
import { aMessage, tooManyParts } from '../../fixtures/mail/messages'
import { append, freshMailbox, type MailRoom, markRead, messagesIn, openMailRoom } from './mailRoom'

let room: MailRoom

/** The ledger of a process that is killed as it comes to `method`. */
const dyingAt = (ledger: MailLedger, method: keyof MailLedger): MailLedger =>
  new Proxy(ledger, {
    get: (target, name) => (name === method ? async () => Promise.reject(new Error('killed')) : Reflect.get(target, name).bind(target)),
  })

beforeEach(async () => {
  room = await openMailRoom()
})
afterEach(async () => room.close())

describe('a sync of the mailbox', () => {
  it('makes one enquiry of a message, sealed, with its acknowledgement owed, and files the message away', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ subject: 'Wörry about Kim', messageId: '<7@school.example>', headers: ['References: <5@x.example> <6@x.example>'] }))
    expect(await room.sync(mailbox)).toEqual({ ingested: 1, quarantined: 0 })

    const [stored, ...others] = await room.intakes()
    expect(others).toEqual([])
    const intake = room.open(stored!)
    expect(intake).toMatchObject({
      channel: 'email', status: 'received',
      email: { messageId: '<7@school.example>', text: expect.stringContaining('Invented words'), from: { address: 'sam.invented@school.example' } },
      acknowledgement: {
        state: 'pending', to: 'sam.invented@school.example', inReplyTo: '<7@school.example>',
        references: ['<5@x.example>', '<6@x.example>', '<7@school.example>'],
        messageId: expect.stringMatching(/^<ack\.[0-9a-f]{32}@advice\.example>$/),
      },
      steps: { triage: { state: 'pending' }, raiseTasks: { state: 'done' } },
    })
    expect(JSON.stringify(stored)).not.toMatch(/Invented words|rry about Kim|sam\.invented|Sam Invented/)
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed')]).toEqual([0, 1])
    expect(await mailbox.doveadm('fetch', ['flags', 'mailbox', 'Processed', 'all'])).toContain('$Ingested')
  })

  it('keeps how far the sender can be believed: the domains sealed, and a card for a look-alike', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ from: 'PC Invented <pc@kent.po1ice.uk>', headers: ['Reply-To: boss@elsewhere.example'] }))
    await room.sync(mailbox)
    const [stored] = await room.intakes()
    expect(room.open(stored!)).toMatchObject({
      email: { senderStanding: { standing: 'unknown', flags: ['look_alike', 'reply_elsewhere'], details: { domain: 'kent.po1ice.uk', imitates: 'police.uk', replyDomain: 'elsewhere.example' } } },
      owedTasks: [{ kind: 'look_alike_sender' }], acknowledgement: { state: 'pending', to: 'pc@kent.po1ice.uk' },
    })
    expect(stored!.email).toMatchObject({ senderStanding: { standing: 'unknown', flags: ['look_alike', 'reply_elsewhere'] } })
    expect(JSON.stringify(stored)).not.toMatch(/po1ice|elsewhere\.example|"police\.uk/)
  })

  it('takes in a message that its server took weeks ago like any other, as after a long outage, with the day on which it came', async () => {
    const mailbox = freshMailbox()
    const weeksAgo = new Date('2026-10-12T06:30:00Z')
    await append(mailbox, [aMessage({ text: 'weeks ago' })], weeksAgo)
    await mailbox.deliver(aMessage({ text: 'today' }))
    expect(await room.sync(mailbox)).toEqual({ ingested: 2, quarantined: 0 })
    const [first, ...others] = await room.intakes()
    expect([first!.receivedAt, first!.acknowledgement?.state, first!.steps.triage?.state, others.length]).toEqual([weeksAgo, 'pending', 'pending', 1])
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed')]).toEqual([0, 2])
  })

  it('keeps the bytes as they came, encrypted', async () => {
    const mailbox = freshMailbox()
    const raw = aMessage({ text: 'caf\u00e9 and invented words' })
    await mailbox.deliver(Buffer.from(raw, 'latin1'))
    await room.sync(mailbox)
    const [{ _id, email }] = await room.intakes() as [Awaited<ReturnType<MailRoom['intakes']>>[0]]
    expect((await room.deps.rawMail.read(_id, email!.rawFileId)).toString('latin1')).toBe(raw)
    const stored = await room.connection.collection('rawMailSmall').find().toArray()
    expect(Buffer.concat(stored.map(({ v }) => Buffer.from(v.buffer))).includes('invented words')).toBe(false)
  })

  it('keeps a message that is too large for a document, encrypted', async () => {
    const mailbox = freshMailbox()
    const raw = aMessage({ text: 'invented words '.repeat(200_000) })
    await mailbox.deliver(raw)
    await room.sync(mailbox)
    const [stored] = await room.intakes()
    expect((await room.deps.rawMail.read(stored!._id, stored!.email!.rawFileId)).toString('latin1')).toBe(raw)
    const chunks = await room.connection.collection('rawMail.chunks').find().toArray()
    expect(chunks.length).toBeGreaterThan(10)
    expect(Buffer.concat(chunks.map(({ data }) => Buffer.from(data.buffer))).includes('invented words')).toBe(false)
  })

  it('takes the others of a batch in when one cannot be stored, and blames that one alone', async () => {
    const mailbox = freshMailbox()
    for (const text of ['one', 'two', 'three']) await mailbox.deliver(aMessage({ text }))
    // Longer than a document may be.
    const reader = { read: async (bytes: Buffer) => {
      const reading = await room.deps.reader.read(bytes)
      return reading.text.startsWith('two') ? { ...reading, text: 'x'.repeat(17 * 1024 * 1024) } : reading
    } }
    expect(await room.sync(mailbox, { reader })).toEqual({ ingested: 2, quarantined: 0 })
    expect((await room.rows()).map(({ state, failures }) => [state, failures])).toEqual([['ingested', 0], ['kept', 1], ['ingested', 0]])
    expect(await messagesIn(mailbox, 'INBOX')).toBe(1)
  })

  it('makes one enquiry with two locations when the same bytes come twice', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    await room.sync(mailbox)
    await mailbox.deliver(aMessage())
    await room.sync(mailbox)
    const rows = await room.rows()
    expect(await room.intakes()).toHaveLength(1)
    expect(new Set(rows.map(({ intakeId }) => intakeId)).size).toBe(1)
    expect(rows.map(({ state }) => state)).toEqual(['ingested', 'ingested'])
    expect(await messagesIn(mailbox, 'Processed')).toBe(2)
  })

  it('makes two enquiries of two messages with the same Message-ID, and of two with none', async () => {
    const mailbox = freshMailbox()
    for (const text of ['one', 'two']) await mailbox.deliver(aMessage({ messageId: '<same@x.example>', text }))
    for (const text of ['three', 'four']) await mailbox.deliver(aMessage({ messageId: '', text }))
    await room.sync(mailbox)
    expect(await room.intakes()).toHaveLength(4)
  })

  it('takes mail that somebody has already read', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    await markRead(mailbox)
    await room.sync(mailbox)
    expect(await room.intakes()).toHaveLength(1)
  })

  it('makes one enquiry when two processes sync at the same moment', async () => {
    const mailbox = freshMailbox()
    for (let n = 0; n < 5; n += 1) await mailbox.deliver(aMessage({ text: `message ${n}` }))
    const twice = await Promise.allSettled([room.sync(mailbox), room.sync(mailbox)])
    await room.sync(mailbox)
    expect(twice.map(({ status }) => status)).toContain('fulfilled')
    expect(await room.intakes()).toHaveLength(5)
    expect(await messagesIn(mailbox, 'INBOX')).toBe(0)
  })

  it('files a message away that was taken in by a process that died before it could', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    await expect(room.sync(mailbox, { ledger: dyingAt(room.deps.ledger, 'markIngested') })).rejects.toThrow('killed')
    expect([await messagesIn(mailbox, 'INBOX'), (await room.intakes()).length]).toEqual([1, 1])
    await room.sync(mailbox)
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed'), (await room.intakes()).length]).toEqual([0, 1, 1])
  })

  it('doubles nothing when the server numbers the mailbox anew', async () => {
    const server = await startOwnDovecot()
    const mailbox = server.mailbox('t-renumbered')
    await mailbox.deliver(aMessage())
    await expect(room.sync(mailbox, { ledger: dyingAt(room.deps.ledger, 'markIngested') })).rejects.toThrow('killed')
    await server.pause()
    const folder = join(server.dir, 'mail', 't-renumbered')
    for (const name of await readdir(folder)) if (name.startsWith('dovecot')) await rm(join(folder, name))
    // Numbers are taken from the clock, in seconds.
    await new Promise((resolve) => void setTimeout(resolve, 1_100))
    await server.restart()
    await room.sync(mailbox)
    expect(new Set((await room.rows()).map(({ uidValidity }) => uidValidity)).size).toBe(2)
    expect([await messagesIn(mailbox, 'INBOX'), (await room.intakes()).length]).toEqual([0, 1])
    await server.stop()
  })

  it('makes an enquiry without an acknowledgement of automatic mail', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ headers: ['Auto-Submitted: auto-generated'] }))
    await room.sync(mailbox)
    const [stored] = await room.intakes()
    expect(stored).toMatchObject({ email: { automatic: 'auto_generated' }, acknowledgement: { state: 'suppressed', reason: 'auto_generated' } })
    expect(stored?.acknowledgement).not.toHaveProperty('dueAt')
  })

  it('makes an enquiry of a message that cannot be parsed, acknowledged and with a card owed', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(tooManyParts())
    await room.sync(mailbox)
    const [stored] = await room.intakes()
    expect(stored).toMatchObject({
      email: { unreadable: 'too_many_parts' },
      owedTasks: [{ kind: 'unreadable' }],
      steps: { raiseTasks: { state: 'pending' } },
      acknowledgement: { state: 'pending' },
    })
  })

  it('hands a message without any sender to a person', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ from: '' }))
    expect(await room.sync(mailbox)).toEqual({ ingested: 0, quarantined: 1 })
    expect(await room.intakes()).toEqual([])
    expect(await room.cards()).toMatchObject([{ kind: 'quarantine', state: 'open', cause: 'no_sender' }])
    expect(await messagesIn(mailbox, 'Quarantine')).toBe(1)
  })

  it('quarantines a message that keeps failing, and takes the others', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ text: 'poison' }))
    await mailbox.deliver(aMessage({ text: 'good' }))
    const { intakes } = room.deps
    const failing = {
      idFor: intakes.idFor.bind(intakes),
      existing: intakes.existing.bind(intakes),
      findAcknowledged: intakes.findAcknowledged.bind(intakes),
      findByReference: intakes.findByReference.bind(intakes),
      noteReport: intakes.noteReport.bind(intakes),
      suggestSame: intakes.suggestSame.bind(intakes),
      insert: async (wanted: readonly NewEmailIntake[]): Promise<readonly Insertion[]> => {
        const poison = ({ email }: NewEmailIntake) => email.text.startsWith('poison')
        const insertions = [...(await intakes.insert(wanted.filter((intake) => !poison(intake))))]
        return wanted.map((intake) => (poison(intake) ? { failure: new Error('cannot be stored') } : insertions.shift()!))
      },
    }
    for (let n = 0; n < 6; n += 1) await room.sync(mailbox, { intakes: failing })
    expect(await room.intakes()).toHaveLength(1)
    expect(await room.cards()).toMatchObject([{ kind: 'quarantine', cause: 'kept_failing' }])
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Quarantine')]).toEqual([0, 1])
  })

  it('takes in mail that six lost connections kept it from fetching', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    for (let n = 0; n < 6; n += 1) {
      const connected = await imapMailbox({ url: mailbox.imapUrl }).connect()
      const breaking: ImapPlace = {
        account: connected.account, mailbox: connected.mailbox,
        withInbox: async (work) => connected.withInbox(async (inbox) => {
          const fetch = inbox.fetch.bind(inbox)
          inbox.fetch = async (messages) => {
            await connected.close()
            return fetch(messages)
          }
          return work(inbox)
        }),
      }
      await expect(syncMailbox(room.deps, { mailbox: breaking })).rejects.toMatchObject({ code: 'NoConnection' })
    }
    expect(await room.rows()).toMatchObject([{ state: 'seen', failures: 0, drops: 6 }])
    expect(await room.sync(mailbox)).toEqual({ ingested: 1, quarantined: 0 })
    expect([await room.cards(), (await room.intakes()).length]).toEqual([[], 1])
  })

  it('makes the enquiry from the kept bytes when the process died and a person deleted the message', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage())
    const dead = { read: async () => Promise.reject(new Error('killed')) }
    await room.sync(mailbox, { reader: dead })
    await mailbox.doveadm('expunge', ['mailbox', 'INBOX', 'all'])
    expect(await room.intakes()).toEqual([])
    await room.sync(mailbox)
    expect(await room.intakes()).toHaveLength(1)
  })
})
