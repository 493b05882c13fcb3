import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import pino from 'pino'
import { retryAfterMs, SERVICE } from '../../../config/service'
import { raiseTasks } from '../../../src/casework/raiseTasks'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { StoredRecordings } from '../../../src/store/recordingFiles'
import { StoredRecordingLedger } from '../../../src/store/recordingLedger'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { continueCall } from '../../../src/telephone/call/continueCall'
import type { CallEvent } from '../../../src/telephone/call/callEvent'
import type { CallDeps } from '../../../src/telephone/call/takeCallEvent'
import { openWithEvent } from '../../../src/telephone/call/takeCallEvent'
import type { ListedRecording, RecordingMedia } from '../../../src/telephone/provider'
import { ProviderFailure } from '../../../src/telephone/providerFailure'
import type { KeepRecordingsDeps } from '../../../src/telephone/recordings/keepRecordings'
import { keepRecordingsJob } from '../../../workers/keepRecordings'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'

export const MINUTE = 60_000
const START = new Date('2026-03-02T10:00:00Z')

/** The telephone network as far as recordings go: what it holds, and what it does with who asks. */
export class FakeNetwork {
  readonly recordings = new Map<string, ListedRecording & { bytes: Buffer }>()
  /** Handed out before what there is, one each time. */
  readonly oddMedia: (Partial<RecordingMedia> | Error)[] = []
  readonly removed: string[] = []
  fetched = 0
  away = false

  add(callSid: string, sid: string, bytes: Buffer, change: Partial<ListedRecording> = {}): void {
    this.recordings.set(sid, { sid, callSid, status: 'completed', duration: 12, createdAt: START, bytes, ...change })
  }

  readonly provider: KeepRecordingsDeps['provider'] = {
    fetchMedia: async (sid) => {
      this.answer()
      this.fetched += 1
      const odd = this.oddMedia.shift()
      if (odd instanceof Error) throw odd
      const held = this.recordings.get(sid)
      return held && { bytes: held.bytes, contentType: 'audio/x-wav', ...odd }
    },
    findRecording: async (sid) => {
      this.answer()
      return this.recordings.get(sid)
    },
    recordingsOf: async (callSid) => {
      this.answer()
      return [...this.recordings.values()].filter((recording) => recording.callSid === callSid)
    },
    removeRecording: async (sid) => {
      this.answer()
      if (this.recordings.delete(sid)) this.removed.push(sid)
    },
  }

  private answer(): void {
    if (this.away) throw new ProviderFailure('unreachable', 'econnrefused')
  }
}

export type RecordingsRoom = Awaited<ReturnType<typeof openRecordingsRoom>>

/** The real store with everything that brings recordings home, on a clock that stands until it is moved. */
export async function openRecordingsRoom() {
  const uri = freshDatabaseUri()
  const connection: Connection = await connectStore(uri)
  await prepareCollections(connection)
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  const clock = { now: START }
  const now = () => clock.now
  const log = pino({ level: 'silent' })
  const intakes = intakeModel(connection)
  const steps = new StepLedger(intakes, sealer, now)
  const cards = new TaskRepository(taskModel(connection))
  const files = new StoredRecordings(connection, sealer)
  const network = new FakeNetwork()
  const calls: CallDeps = {
    ledger: new StoredCallLedger(connection, sealer), now, isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls,
  }
  const deps = {
    steps, provider: network.provider, files, ledger: new StoredRecordingLedger(steps, now),
    noteRecording: async (news: Parameters<KeepRecordingsDeps['noteRecording']>[0]) => continueCall(calls, news),
    ...SERVICE.recordings, askAfterMs: SERVICE.calls.askAfterToneMs, listenWithinMs: SERVICE.calls.listenWithinMs, tellAfterTries: SERVICE.stepAttempts, retryAfterMs, now, log,
  }
  const read = async (id: string): Promise<IntakeDocument> => (await intakes.findById(id).lean<IntakeDocument>())!
  const say = async (callSid: string, event: Exclude<CallEvent, { kind: 'voice' | 'status' }>) => continueCall(calls, { callSid, caller: { withheld: true }, event })
  return {
    connection, clock, network, files, deps, read, say,
    pass: (ms: number) => void (clock.now = new Date(clock.now.getTime() + ms)),
    /** A caller who has come to the tone. */
    atTheTone: async () => {
      const callSid = `CA${randomBytes(16).toString('hex')}`
      await openWithEvent(calls, { callSid, caller: { withheld: true }, event: { kind: 'voice' } })
      await say(callSid, { kind: 'menu', language: 'en', attempt: 1, digits: '3' })
      const { _id: id } = (await intakes.findOne({ 'telephony.callSid': callSid } as never).lean<IntakeDocument>())!
      return { callSid, id }
    },
    hangUp: async (callSid: string) => continueCall(calls, { callSid, caller: { withheld: true }, event: { kind: 'status', status: 'completed', final: true, duration: 20 } as never }),
    work: async (id: string, change: Partial<typeof deps> = {}) => keepRecordingsJob({ ...deps, ...change })(id),
    dueAt: async (id: string) => (await read(id)).steps.keepRecordings.dueAt,
    /** The cards that are up for an enquiry, once the worker that raises them has been by. */
    cardsOf: async (id: string): Promise<string[]> => {
      const claimed = await steps.claim('raiseTasks', id)
      if (claimed) await raiseTasks({ tasks: cards, steps, now }, claimed)
      return (await cards.openOf(id)).map(({ kind }) => kind).toSorted()
    },
    stop: async () => {
      await connection.close()
      await dropDatabase(uri)
    },
  }
}
