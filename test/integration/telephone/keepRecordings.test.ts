import { createHash } from 'node:crypto'
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
const storedFor = async (id: string) => {
  const ofThis = { $regex: `^${id}` }
  const files = await room.connection.collection('recordings.files').find({ _id: ofThis as never }).toArray()
  const chunks = await room.connection.collection('recordings.chunks').find({ files_id: ofThis }).toArray()
  return { files, strays: chunks.filter(({ files_id }) => !files.some(({ _id }) => String(_id) === files_id)) }
}

describe('bringing a recording home', () => {
  it('keeps a verified copy, and only then removes the network\'s', async () => {
    const { id } = await aMessage()
    expect(await room.work(id)).toBe('done')
    const { telephony, steps } = await room.read(id)
    const sha256 = createHash('sha256').update(SOUND).digest('hex')
    expect(telephony?.kept).toEqual([{
      sid: 'RE1', sha256, size: SOUND.length, contentType: 'audio/x-wav', keptAt: room.clock.now, removedAt: room.clock.now, fileId: expect.any(String),
    }])
    expect(steps.keepRecordings).toMatchObject({ state: 'done' })
    expect(room.network.removed).toEqual(['RE1'])
    expect(await room.files.openRecording(id, 'RE1')).toMatchObject({ contentType: 'audio/x-wav' })
    expect(await isHeard(id)).toBe(true)
    expect(await room.files.openRecording(id, 'RE2')).toBeUndefined()
    expect(await room.files.openRecording('nothing', 'RE1')).toBeUndefined()
  })

  it('leaves nothing in the database from which the sound could be heard', async () => {
    const { id } = await aMessage()
    await room.work(id)
    const piece = SOUND.subarray(2_000, 2_064)
    const chunks = await room.connection.collection('recordings.chunks').find({ files_id: { $regex: `^${id}` } }).toArray()
    const stored = Buffer.concat(chunks.map(({ data }) => Buffer.from(data.buffer)))
    expect(stored.length).toBeGreaterThan(SOUND.length)
    expect(stored.includes(piece)).toBe(false)
    expect(stored.includes(Buffer.from('RIFF'))).toBe(false)
  })

  it('opens no file that was put in the place of another call\'s', async () => {
    const [mine, other] = [await aMessage(), await aMessage()]
    await room.work(mine.id)
    room.network.add(other.callSid, 'RE1', aWav(12, { seed: 5 }))
    await room.work(other.id)
    const { telephony } = await room.read(other.id)
    await room.connection.collection('intakes').updateOne(
      { _id: mine.id as never }, { $set: { 'telephony.kept.0.fileId': telephony!.kept[0]!.fileId } },
    )
    await expect(room.files.openRecording(mine.id, 'RE1')).rejects.toThrow(/./)
  })

  it.each<[string, object]>([
    ['is cut off', { bytes: SOUND.subarray(0, 40_000) }],
    ['is smaller than announced', { announcedSize: SOUND.length + 1 }],
    ['is shorter than the network told', { bytes: aWav(4) }],
    ['is a page of words', { bytes: Buffer.from('<html>'), contentType: 'text/html' }],
    ['fails on the way', new ProviderFailure('no_answer', 'econnreset')],
  ])('refuses what %s, keeps the network\'s, and fetches again', async (_title, odd) => {
    const { id } = await aMessage()
    room.network.oddMedia.push(odd)
    expect(await room.work(id)).toBe('again')
    expect((await room.read(id)).telephony?.kept).toEqual([])
    expect(room.network.removed).toEqual([])
    expect(await room.work(id)).toBe('not_mine')
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('done')
    expect(await isHeard(id)).toBe(true)
  })

  it('believes what the network says of its own recording over what was announced at first', async () => {
    const call = await room.atTheTone()
    room.network.add(call.callSid, 'RE1', SOUND)
    await room.say(call.callSid, { kind: 'recording', recordingSid: 'RE1', status: 'completed', duration: 30 })
    expect(await room.work(call.id)).toBe('done')
  })

  it('keeps and removes nothing when what it reads back is not what it received', async () => {
    const { id } = await aMessage()
    const read = async () => Buffer.from('something else')
    expect(await room.work(id, { files: Object.assign(Object.create(room.files), { read }) })).toBe('again')
    expect((await room.read(id)).telephony?.kept).toEqual([])
    expect(room.network.removed).toEqual([])
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('done')
    expect((await storedFor(id)).files).toHaveLength(1)
  })

  it('passes over a file of an earlier try that is damaged, and clears it away', async () => {
    const { id } = await aMessage()
    const sha256 = createHash('sha256').update(SOUND).digest('hex')
    const damaged = await room.files.save({ intakeId: id, sid: 'RE1' }, sha256, SOUND)
    await room.connection.collection('recordings.chunks').updateOne({ files_id: damaged }, { $set: { data: Buffer.alloc(99) } })
    await room.connection.collection('recordings.chunks').insertOne({ files_id: `${id}:RE1:died-while-writing`, n: 0, data: Buffer.alloc(9) })
    expect(await room.work(id)).toBe('done')
    const { files, strays } = await storedFor(id)
    expect(files).toHaveLength(1)
    expect(String(files[0]?._id)).not.toBe(damaged)
    expect(strays).toEqual([])
    expect(await isHeard(id)).toBe(true)
  })

  it('takes each of several recordings for itself: one that will not come holds up no other', async () => {
    const { callSid, id } = await aMessage('RE1')
    await room.say(callSid, { kind: 'recording', recordingSid: 'RE2', status: 'completed', duration: 12 })
    room.network.add(callSid, 'RE2', aWav(12, { seed: 3 }))
    room.network.oddMedia.push(new ProviderFailure('no_answer', 'http_500'))
    expect(await room.work(id)).toBe('again')
    expect((await room.read(id)).telephony?.kept.map(({ sid }) => sid)).toEqual(['RE2'])
    room.pass(MINUTE)
    expect(await room.work(id)).toBe('done')
    expect((await room.read(id)).telephony?.kept.map(({ sid }) => sid).toSorted()).toEqual(['RE1', 'RE2'])
    expect(room.network.removed.toSorted()).toEqual(['RE1', 'RE2'])
  })
})
