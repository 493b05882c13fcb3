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

  it('is not ready while nothing can read messages, and says since when', async () => {
    const health = aHealth()
    const reader = { awaySince: new Date('2026-11-23T09:41:00Z') as Date | undefined }
    health.watchReader(reader)
    expect(await health.readiness()).toMatchObject({ ready: false, parts: { 'mail reader': 'cannot be had since 2026-11-23T09:41:00.000Z; messages are kept and wait', mailbox: 'ok' } })
    reader.awaySince = undefined
    expect(await health.readiness()).toMatchObject({ ready: true, parts: { 'mail reader': 'ok' } })
  })
})
