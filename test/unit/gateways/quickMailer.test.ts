import { createServer, type Server } from 'node:net'
import type { SendOutcome } from '../../../src/acknowledgement/ports'
import { quickMailer } from '../../../src/gateways/quickMailer'
import { smtpMailer } from '../../../src/gateways/smtpMailer'

const RAW = Buffer.from('Subject: x\r\n\r\nx')

/** A mail server of which each send takes so long by the clock, and how it answers. */
function world() {
  let [time, sent, takesMs] = [0, 0, 0]
  let outcome: SendOutcome = { kind: 'sent' }
  const slow = {
    build: async (): Promise<Buffer> => RAW,
    send: async (): Promise<SendOutcome> => {
      sent += 1
      time += takesMs
      return outcome
    },
  }
  const mailer = quickMailer(slow, { patienceMs: 5_000, restMs: 30_000, now: () => new Date(time) })
  return {
    send: async () => mailer.send('ola@advice.example', RAW),
    sent: () => sent,
    answers: (how: SendOutcome, ms: number) => [outcome, takesMs] = [how, ms],
    pass: (ms: number) => time += ms,
  }
}

describe('mail to staff', () => {
  it('is not waited for again for a while once the server did not answer, and tried once that is over', async () => {
    const { send, sent, answers, pass } = world()
    answers({ kind: 'not_now', code: 'etimedout' }, 8_000)
    expect(await send()).toEqual({ kind: 'not_now', code: 'etimedout' })
    pass(29_000)
    expect(await send()).toEqual({ kind: 'not_now', code: 'mail_rests' })
    expect(sent()).toBe(1)
    pass(2_000)
    answers({ kind: 'sent' }, 10)
    expect(await send()).toEqual({ kind: 'sent' })
    expect(await send()).toEqual({ kind: 'sent' })
    expect(sent()).toBe(3)
  })

  it.each<SendOutcome>([{ kind: 'refused', code: 'smtp_550' }, { kind: 'not_now', code: 'smtp_451' }])('goes on where the server answers soon, though with %p', async (how) => {
    const { send, sent, answers } = world()
    answers(how, 200)
    expect([await send(), await send(), await send()]).toEqual([how, how, how])
    expect(sent()).toBe(3)
  })

  it('goes on where the server is slow and takes it', async () => {
    const { send, sent, answers } = world()
    answers({ kind: 'sent' }, 9_000)
    await send()
    await send()
    expect(sent()).toBe(2)
  })
})

describe('a mail server that takes connections and says nothing', () => {
  let hangs: Server
  let connections = 0
  let port: number
  beforeAll(async () => {
    hangs = createServer(() => { connections += 1 })
    port = await new Promise<number>((resolve) => hangs.listen(0, '127.0.0.1', () => {
      const address = hangs.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }))
  })
  afterAll(async () => new Promise((resolve) => hangs.close(resolve)))

  it('is asked by the first of those who would tell somebody, and by none after', async () => {
    const own = smtpMailer({ url: `smtp://127.0.0.1:${port}`, silenceMs: 300, sendMs: 400 })
    const mailer = quickMailer(own, { patienceMs: 200, restMs: 60_000, now: () => new Date() })
    for (let n = 0; n < 5; n += 1) expect(await mailer.send('ola@advice.example', RAW)).toMatchObject({ kind: 'not_now' })
    expect(connections).toBe(1)
    own.close()
  })
})
