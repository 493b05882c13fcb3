import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOwnRedis } from '../../support/servers'

describe('a Redis of our own', () => {
  it('keeps what was written and evicts nothing, through a kill', async () => {
    const server = await startOwnRedis()
    const before = new Redis(server.url)
    before.on('error', () => undefined)
    await before.set('kept', 'yes')
    expect(await before.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    // Its file is written out once a second.
    await sleep(1_200)
    process.kill(server.pid(), 'SIGKILL')
    before.disconnect()
    await server.restart()
    const after = new Redis(server.url)
    expect(await after.get('kept')).toBe('yes')
    after.disconnect()
    await server.stop()
  })
})
