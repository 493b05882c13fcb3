import type { OpenInbox } from '../../../src/email/mailboxPorts'
import { syncMailbox, type SyncMailboxDeps } from '../../../src/email/mailbox/syncMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { freshMailbox, type Mailbox, type MailRoom, messagesIn, onMailbox, openMailRoom } from '../../integration/email/mailRoom'

let room: MailRoom
let mailbox: Mailbox
beforeAll(async () => {
  room = await openMailRoom()
  mailbox = freshMailbox()
})
afterAll(async () => room.close())

/** What a process asks of mailbox and store, in order; the one that it dies at never answers, whether or not it took effect. */
function mortal(dieAt: number, afterEffect: boolean) {
  let asked = 0
  let dead = (): void => undefined
  const died = new Promise<'died'>((resolve) => void (dead = () => resolve('died')))
  const wrap = <T extends object>(target: T): T => new Proxy(target, {
    get: (of, key) => {
      const value: unknown = Reflect.get(of, key)
      if (typeof value !== 'function') return value
      // Asks nobody.
      if (key === 'idFor') return value.bind(of)
      return async (...args: unknown[]) => {
        asked += 1
        if (asked < dieAt || dieAt === 0) return Reflect.apply(value, of, args)
        if (asked === dieAt && afterEffect) await Reflect.apply(value, of, args)
        dead()
        return new Promise(() => undefined)
      }
    },
  })
  const { rawMail, ledger, intakes } = room.deps
  return { died, wrap, deps: { rawMail: wrap(rawMail), ledger: wrap(ledger), intakes: wrap(intakes) } satisfies Partial<SyncMailboxDeps> }
}

async function syncUntil(dieAt: number, afterEffect: boolean): Promise<unknown> {
  const { died, wrap, deps } = mortal(dieAt, afterEffect)
  return onMailbox(mailbox, async (connected) => {
    const withInbox: typeof connected.withInbox = async (work) => connected.withInbox(async (inbox) => work(wrap<OpenInbox>(inbox)))
    const { account, mailbox: name } = connected
    return Promise.race([syncMailbox({ ...room.deps, ...deps }, { mailbox: { account, mailbox: name, withInbox } }), died])
  })
}

describe('a process that takes mail in', () => {
  it.each(['before', 'after'])('loses and doubles nothing wherever it dies, %s what it was doing took effect', async (when) => {
    let deaths = 0
    for (let line = 1; ; line += 1) {
      const before = await Promise.all([room.intakes(), room.rows()])
      await mailbox.deliver(aMessage({ text: `Number ${line}, to die ${when} it.`, messageId: `<${when}-${line}@school.example>` }))
      const isOver = (await syncUntil(line, when === 'after')) !== 'died'
      // At no moment is a message neither in the inbox nor an enquiry, or marked without being kept.
      const made = (await room.intakes()).length - before[0].length
      expect(made === 1 || (await messagesIn(mailbox, 'INBOX')) === 1).toBe(true)
      const marked = await mailbox.doveadm('search', ['mailbox', 'INBOX', 'keyword', '$Ingested'])
      if (marked.trim() !== '') expect((await room.rows()).length).toBe(before[1].length + 1)
      if (!isOver) deaths += 1

      await room.sync(mailbox)
      const [intakes, rows] = [await room.intakes(), await room.rows()]
      expect([intakes.length - before[0].length, rows.length - before[1].length]).toEqual([1, 1])
      expect(rows.every(({ state, failures }) => state === 'ingested' && failures === 0)).toBe(true)
      expect(new Set(intakes.map(({ acknowledgement }) => acknowledgement.messageId)).size).toBe(intakes.length)
      expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Processed')]).toEqual([0, rows.length])
      if (isOver) break
    }
    expect(deaths).toBeGreaterThanOrEqual(10)
    expect(await room.cards()).toEqual([])
  })
})
