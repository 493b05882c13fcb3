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

describe('the workers with several mailboxes', () => {
  it('take in what comes to any of them, and tell of each: the one that is out of reach by its number and the cause', async () => {
    const second = freshMailbox()
    const { opsPort, logged } = await service.startWorkers({ MAILBOXES: `${second.imapUrl}, imap://lost:secret-word@127.0.0.1:1/INBOX` })
    await service.write()
    await second.deliver('From: Invented Teacher <another@school.example>\r\nSubject: x\r\n\r\nAnother child.\r\n')
    await service.until((intakes) => intakes.length === 2)

    const answer = await fetch(`http://127.0.0.1:${opsPort}/health/ready`)
    const { parts } = (await answer.json()) as { parts: Record<string, string> }
    expect(answer.status).toBe(503)
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
    const ready = async () => {
      const answer = await fetch(`http://127.0.0.1:${opsPort}/health/ready`)
      return { code: answer.status, ...((await answer.json()) as { status: string; parts: Record<string, string> }) }
    }
    expect((await ready()).parts).toMatchObject({ mailbox: 'ok' })
    await mailboxes.updateMany({}, { $set: { lastSyncAt: new Date('2026-01-05T10:00:00Z') } })
    expect(await ready()).toMatchObject({ code: 200, status: 'degraded', parts: { mailbox: 'nobody looked into it since 2026-01-05T10:00:00.000Z' } })
    await service.startWorkers()
    for (let tries = 0; (await ready()).parts['mailbox'] !== 'ok'; tries += 1) {
      if (tries === 300) throw new Error('Still degraded.')
      await new Promise((resolve) => void setTimeout(resolve, 200))
    }
  })
})
