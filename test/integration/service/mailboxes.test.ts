import { dropDatabase, freshDatabaseUri, freshMailbox, redisUrl } from '../../support/servers'
import { WholeService } from '../../support/wholeService'

const mongodbUri = freshDatabaseUri()
let service: WholeService

beforeAll(async () => {
  service = await WholeService.prepare({ mongodbUri, redisUrl: redisUrl() })
})
afterAll(async () => {
  await service.stop()
  await dropDatabase(mongodbUri)
})

interface Readiness {
  readonly code: number
  readonly status: string
  readonly parts: Record<string, string>
}

/** What a process says of itself, as soon as it is as it should be; a minute at most. */
async function readiness(opsPort: number, should: (readiness: Readiness) => boolean = () => true): Promise<Readiness> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${opsPort}/health/ready`)
    const told: Readiness = { code: answer.status, ...((await answer.json()) as { status: string; parts: Record<string, string> }) }
    if (should(told) || tries === 300) return told
    await new Promise((resolve) => void setTimeout(resolve, 200))
  }
}

describe('the workers with several mailboxes', () => {
  it('take in what comes to any of them, and tell of each: the one that is out of reach by its number and the cause', async () => {
    const second = freshMailbox()
    const { opsPort, logged } = await service.startWorkers({ MAILBOXES: `${second.imapUrl}, imap://lost:secret-word@127.0.0.1:1/INBOX` })
    await service.write()
    await second.deliver('From: Invented Teacher <another@school.example>\r\nSubject: x\r\n\r\nAnother child.\r\n')
    await service.until((intakes) => intakes.length === 2)

    // A message is stored before the look that brought it is over, and only then is its mailbox watched.
    const { code, parts } = await readiness(opsPort, ({ parts: { mailbox, 'mailbox 2': other } }) => mailbox === 'ok' && other === 'ok')
    expect(code).toBe(503)
    expect(parts).toMatchObject({ mailbox: 'ok', 'mailbox 2': 'ok', 'mailbox 3': expect.stringMatching(/^out of reach since \S+Z \(ECONNREFUSED\)$/) })
    const metrics = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text()
    expect(metrics).toContain('advice_line_mailbox_watching{mailbox="mailbox 2"} 1')
    expect(metrics).toContain('advice_line_mailbox_watching{mailbox="mailbox 3"} 0')
    expect(metrics).toMatch(/advice_line_mailbox_failures\{mailbox="mailbox 3"\} [1-9]/)
    expect(logged().join('')).not.toMatch(/secret-word|invented-password/)
  })
})

describe('the web process', () => {
  it('is degraded, and goes on, while nobody looks into a mailbox', async () => {
    const mailboxes = service.connection.collection('mailboxes')
    await service.workers?.stop()
    const { opsPort } = await service.startWeb()
    const ready = async () => readiness(opsPort)
    expect((await ready()).parts).toMatchObject({ mailbox: 'ok' })
    await mailboxes.updateMany({}, { $set: { lastSyncAt: new Date('2026-01-05T10:00:00Z') } })
    expect(await ready()).toMatchObject({ code: 200, status: 'degraded', parts: { mailbox: 'nobody looked into it since 2026-01-05T10:00:00.000Z' } })
    await service.startWorkers()
    await readiness(opsPort, ({ parts }) => parts['mailbox'] === 'ok')
  })
})
