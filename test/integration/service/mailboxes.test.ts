import { metricsOnce, readinessOnce } from '../../support/health'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { freshMailbox } from '../../support/servers/mailboxes'
import { redisUrl } from '../../support/servers/redis'
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

    // A message is stored before the look that brought it is over, and only then is its mailbox watched.
    const lost = /^out of reach since \S+Z \(ECONNREFUSED\)$/
    const told = await readinessOnce(opsPort, ({ parts }) => parts['mailbox'] === 'ok' && parts['mailbox 2'] === 'ok' && lost.test(parts['mailbox 3'] ?? ''))
    expect(told).toMatchObject({ code: 503, parts: { mailbox: 'ok', 'mailbox 2': 'ok', 'mailbox 3': expect.stringMatching(lost) } })
    const counted = [
      /^advice_line_mailbox_watching\{mailbox="mailbox 2"\} 1$/m, /^advice_line_mailbox_watching\{mailbox="mailbox 3"\} 0$/m,
      /^advice_line_mailbox_failures\{mailbox="mailbox 3"\} [1-9]/m,
    ]
    const metrics = await metricsOnce(opsPort, counted)
    for (const line of counted) expect(metrics).toMatch(line)
    expect(logged().join('')).not.toMatch(/secret-word|invented-password/)
  })
})

describe('the web process', () => {
  it('is degraded, and goes on, while nobody looks into a mailbox', async () => {
    const mailboxes = service.connection.collection('mailboxes')
    await service.workers?.stop()
    const { opsPort } = await service.startWeb()
    const says = async (words: string) => readinessOnce(opsPort, ({ parts }) => parts['mailbox'] === words)
    expect((await says('ok')).parts).toMatchObject({ mailbox: 'ok' })
    await mailboxes.updateMany({}, { $set: { lastSyncAt: new Date('2026-01-05T10:00:00Z') } })
    const quiet = 'nobody looked into it since 2026-01-05T10:00:00.000Z'
    expect(await says(quiet)).toMatchObject({ code: 200, status: 'degraded', parts: { mailbox: quiet } })
    await service.startWorkers()
    expect((await says('ok')).parts).toMatchObject({ mailbox: 'ok' })
  })
})
