import { ProviderFailure } from '../../../src/telephone/providerFailure'
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

describe('a recording that is not announced', () => {
  it('is asked after a minute after the tone, and fetched once the network has it', async () => {
    const { callSid, id } = await room.atTheTone()
    await room.say(callSid, { kind: 'message', recordingSid: 'RE1', duration: 12 })
    expect(await room.work(id)).toBe('not_mine')
    room.network.add(callSid, 'RE1', SOUND, { status: 'processing' })
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('again')
    expect((await room.read(id)).telephony?.recordings).toEqual([{ sid: 'RE1', status: 'pending', duration: 12 }])
    room.network.add(callSid, 'RE1', SOUND)
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('not_mine')
    expect((await room.read(id)).telephony?.recordings).toEqual([{ sid: 'RE1', status: 'completed', duration: 12 }])
    expect(await room.work(id)).toBe('done')
    expect(await isHeard(id)).toBe(true)
  })

  it('is found even when no webhook ever named it', async () => {
    const { callSid, id } = await room.atTheTone()
    room.network.add(callSid, 'RE9', SOUND)
    room.pass(MINUTE)
    expect([await room.work(id), await room.work(id)]).toEqual(['not_mine', 'done'])
    expect(await room.cardsOf(id)).toEqual(['listen'])
    expect(await isHeard(id, 'RE9')).toBe(true)
  })

  it('becomes a card when the network says that there is none', async () => {
    const { callSid, id } = await room.atTheTone()
    await room.say(callSid, { kind: 'message', recordingSid: 'RE1' })
    room.network.add(callSid, 'RE1', SOUND, { status: 'absent' })
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('again')
    expect(await room.work(id)).toBe('done')
    expect(await room.cardsOf(id)).toEqual(['recording_missing'])
  })

  it('is asked after with growing pauses, given up after two hours with a card, and kept all the same when it comes', async () => {
    const { callSid, id } = await room.atTheTone()
    await room.say(callSid, { kind: 'message', recordingSid: 'RE1', duration: 12 })
    await room.hangUp(callSid)
    const began = room.clock.now.getTime()
    const asked: number[] = []
    for (let due = await room.dueAt(id); due; due = await room.dueAt(id)) {
      room.clock.now = due
      asked.push((due.getTime() - began) / MINUTE)
      await room.work(id)
      if (asked.length < 10) expect(await room.cardsOf(id)).toEqual(['listen'])
    }
    expect(asked.slice(0, 4)).toEqual([1, 1.5, 2.25, 3.375])
    expect(asked.at(-1)).toBe(120)
    expect(asked.length).toBeLessThan(30)
    expect((await room.read(id)).steps.keepRecordings).toMatchObject({ state: 'failed' })
    expect(await room.cardsOf(id)).toEqual(['listen', 'recording_missing'])

    room.network.add(callSid, 'RE1', SOUND)
    await room.say(callSid, { kind: 'recording', recordingSid: 'RE1', status: 'completed', duration: 12 })
    expect(await room.work(id)).toBe('done')
    expect(await room.cardsOf(id)).toEqual(['listen'])
  })

  it('makes no card of its own where the caller was gone before the tone, and somebody looks at that anyway', async () => {
    const { callSid, id } = await room.atTheTone()
    await room.hangUp(callSid)
    room.pass(121 * MINUTE)
    expect(await room.work(id)).toBe('given_up')
    expect(await room.cardsOf(id)).toEqual(['review_abandoned'])
  })
})

describe('a recording that was announced and is not there', () => {
  it('is fetched again as long as the network lists it, however late', async () => {
    const { id } = await aMessage()
    room.pass(121 * MINUTE)
    const provider = { ...room.deps.provider, fetchMedia: async () => undefined }
    for (let tries = 1; tries <= 8; tries += 1) {
      expect(await room.work(id, { provider })).toBe('again')
      room.clock.now = (await room.dueAt(id))!
    }
    expect(await room.work(id)).toBe('done')
    expect(await isHeard(id)).toBe(true)
  })

  it('is given up with a card once the network has known nothing of it for two hours', async () => {
    const { id } = await aMessage()
    room.network.recordings.clear()
    expect(await room.work(id)).toBe('again')
    room.pass(121 * MINUTE)
    expect(await room.work(id)).toBe('given_up')
    expect(await room.cardsOf(id)).toEqual(['listen', 'recording_missing'])
    expect((await room.read(id)).steps.keepRecordings).not.toHaveProperty('dueAt')
  })
})

describe('a network that does not answer', () => {
  it('is asked for ever for a recording that it has, with a card meanwhile', async () => {
    const { id } = await aMessage()
    room.network.away = true
    for (let tries = 1; tries <= 20; tries += 1) {
      expect(await room.work(id)).toBe('again')
      expect(await room.cardsOf(id)).toEqual(tries < 6 ? ['listen'] : ['listen', 'recording_missing'])
      const due = (await room.dueAt(id))!
      expect(due.getTime() - room.clock.now.getTime()).toBeLessThanOrEqual(2 * MINUTE)
      room.clock.now = due
    }
    room.network.away = false
    expect(await room.work(id)).toBe('done')
    expect(await room.cardsOf(id)).toEqual(['listen'])
    expect(await isHeard(id)).toBe(true)
  })

  it('makes no card when all that fails is removing what we keep', async () => {
    const { id } = await aMessage()
    const provider = { ...room.deps.provider, removeRecording: async () => Promise.reject(new ProviderFailure('no_answer', 'http_500')) }
    for (let tries = 1; tries <= 8; tries += 1) {
      expect(await room.work(id, { provider })).toBe('again')
      room.clock.now = (await room.dueAt(id))!
    }
    expect(room.network.fetched).toBe(1)
    expect(await room.cardsOf(id)).toEqual(['listen'])
    expect(await room.work(id)).toBe('done')
    expect(room.network.removed).toEqual(['RE1'])
  })

  it('is not given up on while it cannot say whether there is a recording', async () => {
    const { callSid, id } = await room.atTheTone()
    await room.say(callSid, { kind: 'message', recordingSid: 'RE1' })
    room.network.away = true
    room.pass(121 * MINUTE)
    for (let tries = 1; tries <= 7; tries += 1) {
      expect(await room.work(id)).toBe('again')
      room.clock.now = (await room.dueAt(id))!
    }
    expect(await room.cardsOf(id)).toEqual(['listen', 'recording_missing'])
    room.network.away = false
    expect(await room.work(id)).toBe('given_up')
    expect(await room.cardsOf(id)).toEqual(['listen', 'recording_missing'])
  })
})
