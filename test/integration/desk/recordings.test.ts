import type { Response } from 'supertest'
import { viewAuditModel } from '../../../src/store/viewAudit'
import type { StaffMember } from '../../../src/domain/staff'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const SOUND = Buffer.from(Array.from({ length: 1_000 }, (_, place) => place % 251))
const keep = async (contentType = 'audio/x-wav'): Promise<string> => {
  const id = await putCall(desk, {
    recordings: [{ sid: 'RE1', status: 'completed', duration: 42 }],
    kept: [{ sid: 'RE1', sha256: 'f'.repeat(64), size: SOUND.length, contentType, keptAt: desk.now, fileId: 'f' }],
  }, { openTasks: ['listen'] })
  desk.sounds.set(`${id}/RE1`, { bytes: SOUND, contentType })
  return id
}
const play = async (id: string, range?: string, browser = atDuty): Promise<Response> =>
  browser.agent.get(`/intakes/${id}/recordings/RE1`).set(range === undefined ? {} : { Range: range }).buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => done(null, Buffer.concat(parts)))
    })

describe('a message that is kept', () => {
  it('is offered on the enquiry’s page and sent whole, never kept by a browser', async () => {
    const id = await keep()
    expect((await atDuty.open(`/intakes/${id}`)).text).toMatch(/A message of 42 seconds waits to be listened to\.[\s\S]*<audio controls preload="none" src="\/intakes\/[0-9a-f]+\/recordings\/RE1"/)
    const sound = await play(id)
    expect([sound.status, sound.headers['content-type'], sound.headers['cache-control'], sound.headers['accept-ranges']])
      .toEqual([200, 'audio/x-wav', 'no-store', 'bytes'])
    expect(sound.headers['content-security-policy']).toContain("media-src 'self'")
    expect(SOUND.equals(sound.body as Buffer)).toBe(true)
  })

  it.each([
    ['bytes=0-99', 'bytes 0-99/1000', SOUND.subarray(0, 100)],
    ['bytes=990-', 'bytes 990-999/1000', SOUND.subarray(990)],
    ['bytes=-10', 'bytes 990-999/1000', SOUND.subarray(990)],
    ['bytes=500-5000', 'bytes 500-999/1000', SOUND.subarray(500)],
  ])('is sent in parts, so that one can go back and forth: %s', async (range, contentRange, bytes) => {
    const part = await play(await keep(), range)
    expect([part.status, part.headers['content-range'], part.headers['content-length'], bytes.equals(part.body as Buffer)])
      .toEqual([206, contentRange, String(bytes.length), true])
  })

  it('answers a range beyond its end, and ranges that make no sense', async () => {
    const id = await keep()
    const beyond = await play(id, 'bytes=1000-')
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */1000'])
    expect([(await play(id, 'nonsense')).status, (await play(id, 'bytes=0-1,500-501')).status]).toEqual([200, 200])
  })

  it('is written down before each hearing', async () => {
    const id = await keep()
    await play(id)
    expect(await viewAuditModel(desk.connection).find({ intakeId: id, event: 'recording_played' }).lean())
      .toMatchObject([{ staffId: duty.id, staffName: 'Dilys Duty', at: desk.now }])
  })

  it('is written down once a viewing, and not for going back and forth in it, for an hour', async () => {
    const id = await keep()
    const another = await desk.signIn(await desk.addStaff('duty', 'Donald Duty'))
    const entries = async () => viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'recording_played', recordingSid: 'RE1' })
    await play(id, 'bytes=500-')
    expect(await entries()).toBe(1)
    for (const range of ['bytes=500-', 'bytes=1-99', 'bytes=990-']) expect((await play(id, range)).status).toBe(206)
    expect(await entries()).toBe(1)
    await play(id, 'bytes=700-', another)
    expect(await entries()).toBe(2)
    // Whatever brings the beginning, or all of it, is a viewing of its own.
    for (const range of [undefined, 'bytes=0-', 'bytes=-1000', 'bytes=500-,0-499']) await play(id, range)
    expect(await entries()).toBe(6)
    await viewAuditModel(desk.connection).collection.updateMany({ intakeId: id }, { $set: { at: new Date(desk.now.getTime() - 3_600_001) } })
    await play(id, 'bytes=500-')
    expect(await entries()).toBe(7)
  })

  it('is not sent when that cannot be written down', async () => {
    const id = await keep()
    const entries = viewAuditModel(desk.connection).collection
    await desk.connection.db?.command({ collMod: entries.collectionName, validator: { event: { $ne: 'recording_played' } } })
    const refused = await play(id)
    await desk.connection.db?.command({ collMod: entries.collectionName, validator: {} })
    expect([refused.status, refused.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8'])
  })

  it('is heard by nobody without the role', async () => {
    const id = await keep()
    for (const role of ['reporter', 'admin', 'police_liaison'] as const) {
      const browser = await desk.signIn(await desk.addStaff(role, `Invented ${role}`))
      expect((await play(id, undefined, browser)).status).toBe(404)
    }
  })

  it('that calls itself a page is sent as bytes that no browser opens', async () => {
    const sound = await play(await keep('text/html'))
    expect([sound.headers['content-type'], sound.headers['x-content-type-options']]).toEqual(['application/octet-stream', 'nosniff'])
  })
})

describe('a message that cannot be heard', () => {
  it.each([
    [{ status: 'pending' as const, duration: 42 }, 'A message of 42 seconds is on its way to us.'],
    [{ status: 'completed' as const, duration: 42 }, 'It is still at the network: our copy is being made'],
    [{ status: 'absent' as const }, 'The caller reached the tone, but no message was recorded.'],
  ])('is said so plainly: %j', async (recording, words) => {
    const id = await putCall(desk, { recordings: [{ sid: 'RE1', ...recording }] })
    const { text } = await atDuty.open(`/intakes/${id}`)
    expect([text.includes(words), text.includes('<audio')]).toEqual([true, false])
    expect((await play(id)).status).toBe(404)
  })

  it.each(['RE2', '..', 'RE1%00', 'x'.repeat(65)])('is not found as %s', async (sid) => {
    expect((await atDuty.agent.get(`/intakes/${await keep()}/recordings/${sid}`)).status).toBe(404)
  })
})
