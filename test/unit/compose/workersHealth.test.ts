import { WorkersHealth } from '../../../src/compose/workersHealth'

/** Everything well. */
function aHealth(): WorkersHealth {
  const health = new WorkersHealth()
  health.watchStore({ db: { command: async () => ({ ok: 1 }) } })
  health.watchRedis({ status: 'ready' })
  health.watchMailboxes([{ name: 'mailbox', standing: () => ({ state: 'watching' }), reconcilingLateSince: () => undefined }])
  health.watchReconciliation(() => 'ok')
  health.watchSmtp(async () => true)
  return health
}

describe('the health of the workers', () => {
  it('is ready when every part is well', async () => {
    expect(await aHealth().readiness()).toMatchObject({ ready: true })
  })

  it('is ready and degraded while messages are held for a person, and says how many and since when', async () => {
    const health = aHealth()
    health.watchHeldMail(async () => ({ count: 2, oldestSince: new Date('2026-11-23T09:41:00Z') }))
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'held mail': '2 held for a person, the oldest since 2026-11-23T09:41:00.000Z' } })
    health.watchHeldMail(async () => ({ count: 0 }))
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'held mail': 'ok' } })
  })

  it('is ready while nobody is on call who can be rung, and says so', async () => {
    const health = aHealth()
    health.watchOnCall(async () => 0)
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'on call': 'nobody who can be rung: what is urgent goes to whoever has a telephone' } })
    health.watchOnCall(async () => 1)
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'on call': 'ok' } })
  })

  it('is ready while changed rules were refused, and says so', async () => {
    const health = aHealth()
    health.watchRules(() => 'the rules in the folder are broken')
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { rules: 'the rules in the folder are broken' } })
  })

  it('is not ready while nothing can read messages, and says since when', async () => {
    const health = aHealth()
    const reader = { awaySince: new Date('2026-11-23T09:41:00Z') as Date | undefined }
    health.watchReader(reader)
    expect(await health.readiness()).toMatchObject({ ready: false, parts: { 'mail reader': 'cannot be had since 2026-11-23T09:41:00.000Z; messages are kept and wait', mailbox: 'ok' } })
    reader.awaySince = undefined
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'mail reader': 'ok' } })
  })
})
