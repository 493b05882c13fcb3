import { aWav } from '../../support/wav'
import { MINUTE, openRecordingsRoom, type RecordingsRoom } from './recordingsRoom'

const SOUND = aWav(12)

let room: RecordingsRoom
beforeAll(async () => {
  room = await openRecordingsRoom()
})
beforeEach(() => {
  room.network.recordings.clear()
  room.network.oddMedia.length = 0
  room.network.removed.length = 0
  room.network.fetched = 0
  room.network.away = false
})
afterAll(async () => room.stop())

/** A caller left a message of 12 seconds, which the network announced. */
const aMessage = async (sid = 'RE1') => {
  const call = await room.atTheTone()
  room.network.add(call.callSid, sid, SOUND)
  await room.say(call.callSid, { kind: 'recording', recordingSid: sid, status: 'completed', duration: 12 })
  return call
}
const isHeard = async (id: string, sid = 'RE1'): Promise<boolean> => (await room.files.openRecording(id, sid))?.bytes.equals(SOUND) ?? false
const storedFor = async (id: string) => {
  const ofThis = { $regex: `^${id}` }
  const files = await room.connection.collection('recordings.files').find({ _id: ofThis as never }).toArray()
  const chunks = await room.connection.collection('recordings.chunks').find({ files_id: ofThis }).toArray()
  return { files, strays: chunks.filter(({ files_id }) => !files.some(({ _id }) => String(_id) === files_id)) }
}

describe('a worker that dies, or is too slow', () => {
  /** What a worker asks of the outside, in order; the one that it dies at never answers, whether or not it took effect. */
  const mortal = (dieAt: number, afterEffect: boolean) => {
    let asked = 0
    let dead: () => void
    const died = new Promise<'died'>((resolve) => void (dead = () => resolve('died')))
    const wrap = <T extends object>(target: T): T => new Proxy(target, {
      get: (of, key) => {
        const value: unknown = Reflect.get(of, key)
        if (typeof value !== 'function') return value
        return async (...args: unknown[]) => {
          asked += 1
          const dies = asked === dieAt
          if (!dies || afterEffect) {
            const result: unknown = await Reflect.apply(value, of, args)
            if (!dies) return result
          }
          dead()
          return new Promise(() => undefined)
        }
      },
    })
    const { provider, files, ledger } = room.deps
    return { died, deps: { provider: wrap(provider), files: wrap(files), ledger: wrap(ledger) } as Partial<RecordingsRoom['deps']> }
  }

  it.each(['before', 'after'])('loses and doubles nothing wherever it dies, %s what it was doing took effect', async (when) => {
    let deaths = 0
    for (let line = 1; ; line += 1) {
      room.network.removed.length = 0
      const { id } = await aMessage()
      const { died, deps } = mortal(line, when === 'after')
      const ended = await Promise.race([room.work(id, deps), died])
      // At no moment is there no copy at all.
      const isAtNetwork = room.network.recordings.has('RE1')
      expect(isAtNetwork || (await room.read(id)).telephony?.kept.length === 1).toBe(true)
      if (ended === 'died') {
        deaths += 1
        room.pass(2 * MINUTE)
        const again = await room.work(id)
        expect(again === 'done' || (await room.read(id)).steps.keepRecordings.state === 'done').toBe(true)
      }
      const { telephony } = await room.read(id)
      expect(telephony?.kept).toEqual([expect.objectContaining({ sid: 'RE1', removedAt: expect.any(Date) })])
      const { files, strays } = await storedFor(id)
      expect(files.map(({ _id }) => String(_id))).toEqual([telephony?.kept[0]?.fileId])
      expect(strays).toEqual([])
      expect(await isHeard(id)).toBe(true)
      expect(room.network.removed).toEqual(['RE1'])
      if (ended !== 'died') break
    }
    expect(deaths).toBeGreaterThanOrEqual(8)
  })

  it('writes and removes nothing once another has its work', async () => {
    const { id } = await aMessage()
    let overtaken = ''
    const provider = {
      ...room.deps.provider,
      fetchMedia: async (sid: string) => {
        const media = await room.deps.provider.fetchMedia(sid)
        room.pass(2 * MINUTE)
        overtaken = await room.work(id)
        return media
      },
    }
    expect(await room.work(id, { provider })).toBe('not_mine')
    expect(overtaken).toBe('done')
    expect((await room.read(id)).telephony?.kept).toHaveLength(1)
    expect(room.network.removed).toEqual(['RE1'])
    expect(await isHeard(id)).toBe(true)
  })
})
