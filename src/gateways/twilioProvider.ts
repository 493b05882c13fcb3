import type { ListedCall, NewCall, Submission, TelephoneProvider } from '../telephone/provider'
import { ProviderFailure } from '../telephone/providerFailure'
import { unreachable } from '../domain/unreachable'
import { twilioClient, TwilioHttp, type TwilioSettings } from './twilioClient'
import { asking, twilioFailure, unlessMissing } from './twilioFailure'
import { byStart, toListedCall, toListedRecording } from './twilioLists'
import { fetchTwilioMedia, type MediaLimits } from './twilioMedia'

export interface TwilioProviderSettings extends TwilioSettings {
  /** The number shown on the telephones that we ring, E.164. */
  readonly callerId: string
  readonly media?: MediaLimits
}

/** The most that Twilio puts on a page. */
const PAGE = 1_000
/** The latest to one number that are looked at. */
const TEXTS = 50
/** Twilio's code for a call that is over already. */
const NOT_IN_PROGRESS = '21220'

/**
 * Twilio's REST API. Nothing is ever tried a second time here: only who asked knows whether a second time is harmless.
 * Every method but `ring` throws ProviderFailure.
 */
export function twilioProvider(settings: TwilioProviderSettings): TelephoneProvider {
  const http = new TwilioHttp(settings)
  const client = twilioClient(settings, http)
  return {
    ring: async (call) => {
      try {
        const { sid } = await client.calls.create(placing(call, settings.callerId))
        // An answer that names no call is as good as none.
        return typeof sid === 'string' && sid !== '' ? { kind: 'created', callSid: sid } : { kind: 'unknown' }
      } catch (error) {
        return submissionAfter(twilioFailure(error))
      }
    },
    hangUp: async (callSid) => {
      try {
        await unlessMissing(async () => client.calls(callSid).update({ status: 'completed' }))
      } catch (error) {
        if (!(error instanceof ProviderFailure && error.code === NOT_IN_PROGRESS)) throw error
      }
    },
    findCall: async (callSid) => {
      const call = await unlessMissing(async () => client.calls(callSid).fetch())
      return call && toListedCall(call)
    },
    callsTo: async (number, since) => {
      const calls = await asking(async () => client.calls.list({ to: number, startTimeAfter: since, pageSize: PAGE }))
      return calls.map(toListedCall).filter((call) => beganSince(call, since)).toSorted(byStart)
    },
    recordingsSince: async (since) => {
      const recordings = await asking(async () => client.recordings.list({ dateCreatedAfter: since, pageSize: PAGE }))
      return recordings.map(toListedRecording).filter(({ createdAt }) => createdAt >= wholeSecond(since)).toSorted(byCreation)
    },
    recordingsOf: async (callSid) => {
      const recordings = await asking(async () => client.recordings.list({ callSid, pageSize: PAGE }))
      return recordings.map(toListedRecording).toSorted(byCreation)
    },
    findRecording: async (sid) => {
      const recording = await unlessMissing(async () => client.recordings(sid).fetch())
      return recording && toListedRecording(recording)
    },
    fetchMedia: async (sid) => fetchTwilioMedia(http, settings, sid, settings.media),
    removeRecording: async (sid) => {
      await unlessMissing(async () => client.recordings(sid).remove())
    },
    sendText: async (message) => {
      try {
        await asking(async () => client.messages.create({ ...message }))
        return true
      } catch (error) {
        if (error instanceof ProviderFailure && error.kind === 'refused') return false
        throw error
      }
    },
    textsTo: async (number) => {
      const texts = await asking(async () => client.messages.list({ to: number, limit: TEXTS, pageSize: TEXTS }))
      return texts.map(({ body, status }) => ({ body, status }))
    },
  }
}

const placing = ({ to, url, statusUrl, ringSeconds }: NewCall, from: string) => ({
  to, from, url, method: 'POST', timeout: ringSeconds,
  statusCallback: statusUrl, statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
})

function submissionAfter({ kind, code }: ProviderFailure): Submission {
  switch (kind) {
    case 'no_answer':
      return { kind: 'unknown' }
    case 'refused':
      return { kind: 'refused', reason: code }
    case 'busy':
    case 'unreachable':
      return { kind: 'refused', reason: code, passes: true }
    default:
      return unreachable(kind)
  }
}

/** The network's times are in whole seconds. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000)

/** The network may read a time as its day; a call that has no time yet has only just been asked for. */
const beganSince = ({ startedAt }: ListedCall, since: Date): boolean => startedAt === undefined || startedAt >= wholeSecond(since)

const byCreation = (a: { readonly createdAt: Date }, b: { readonly createdAt: Date }): number => a.createdAt.getTime() - b.createdAt.getTime()
