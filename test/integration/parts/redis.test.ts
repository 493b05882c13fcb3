import { Redis } from 'ioredis'
import { startOwnRedis } from '../../support/servers/ownServers'

describe('a Redis of our own', () => {
  it('keeps what was written and evicts nothing, through a kill', async () => {
    const server = await startOwnRedis()
    const before = new Redis(server.url)
    before.on('error', () => undefined)
    await before.set('kept', 'yes')
    expect(await before.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    // It answers before it has written when the disk is behind.
    const isWritten = async (): Promise<boolean> => /^aof_buffer_length:0\r$/m.test(await before.info('persistence'))
    while (!(await isWritten())) await new Promise((resolve) => setTimeout(resolve, 10))
    process.kill(server.pid(), 'SIGKILL')
    before.disconnect()
    await server.restart()
    const after = new Redis(server.url)
    expect(await after.get('kept')).toBe('yes')
    after.disconnect()
    await server.stop()
  })
})
