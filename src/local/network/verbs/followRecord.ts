import type { NextStep } from '../call/callPlan'
import type { MessageEnd } from '../call/callSounds'
import type { SimulatedCall } from '../call/simulatedCall'
import type { KeptMessage } from '../networkState'
import type { TwimlElement } from '../parseTwiml'
import { newSid } from '../sids'
import { addressIn } from './addressIn'
import { seconds } from './speak'

interface Heard {
  readonly seconds: number
  readonly end: MessageEnd
}

/** Sounds the tone and records. Silence leads on to the next verb; anything heard goes to `action`. */
export async function followRecord(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  const { line } = call
  const callback = verb.attributes['recordingStatusCallback']
  const toldAt = callback === undefined ? undefined : addressIn(url, callback)
  line.emit({ kind: 'tone' })
  line.listenFor('message')
  line.emit({ kind: 'asked', for: 'message' })
  const heard = await listen(call, verb)
  line.stopListening()
  if (heard.seconds > 0) line.emit({ kind: 'recorded', seconds: heard.seconds })
  if (heard.end === 'hang_up') line.putDown()

  const recording = keep(call, heard.seconds)
  const fields = recordingFields(call, recording)
  call.webhooks.beside(tellStatus(call, verb, toldAt, recording))
  if (heard.seconds === 0) return line.isDown ? 'end' : 'go_on'
  const digits = { hash: '#', hang_up: 'hangup', silence: '' }[heard.end]
  const next = await call.script.fetch(addressIn(url, verb.attributes['action'] ?? url), { ...fields, Digits: digits })
  return line.isDown ? 'end' : next
}

async function listen(call: SimulatedCall, verb: TwimlElement): Promise<Heard> {
  const { line } = call
  const longest = seconds(verb, 'maxLength', 3600)
  const finishOnKey = verb.attributes['finishOnKey'] ?? '1234567890*#'
  let speakingSince: number | undefined
  const spoken = (): number =>
    speakingSince === undefined ? 0 : Math.min(longest, Math.max(1, Math.round((line.clock.now() - speakingSince) / 1000)))
  for (;;) {
    const patience = speakingSince === undefined ? seconds(verb, 'timeout', 5) : longest
    const act = await line.nextAct(patience * 1000)
    if (!act) return { seconds: spoken(), end: line.isDown ? 'hang_up' : 'silence' }
    switch (act.kind) {
      case 'message':
        call.spend(Math.min(act.seconds, longest))
        return { seconds: Math.min(act.seconds, longest), end: act.end }
      case 'speaking':
        speakingSince ??= line.clock.now()
        break
      case 'key':
        if (finishOnKey.includes(act.key)) return { seconds: spoken(), end: 'hash' }
    }
  }
}

function keep({ exchange: { state }, callSid, plan }: SimulatedCall, length: number): KeptMessage {
  const recording = { sid: newSid('RE'), callSid, seconds: length, createdAt: state.date(), status: 'processing' } as const
  state.recordings.set(recording.sid, recording)
  const isAbsent = length === 0 || plan.faults?.recordingAbsent === true
  return { ...recording, status: isAbsent ? 'absent' : 'completed' }
}

const recordingFields = ({ exchange: { settings } }: SimulatedCall, { sid, seconds: length }: KeptMessage): Record<string, string> => ({
  RecordingSid: sid,
  RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${settings.accountSid}/Recordings/${sid}`,
  RecordingDuration: String(length),
})

/** The recording is ready, or known to be none; whoever asked is told. */
async function tellStatus(call: SimulatedCall, verb: TwimlElement, toldAt: string | undefined, recording: KeptMessage): Promise<void> {
  const { exchange: { state }, plan: { faults } } = call
  const late = faults?.recordingLateSeconds ?? 0
  if (late > 0) await call.line.clock.wait(late * 1000, new AbortController().signal)
  // A recording may have been removed before it was ready.
  if (state.recordings.has(recording.sid)) state.recordings.set(recording.sid, recording)
  const wanted = (verb.attributes['recordingStatusCallbackEvent'] ?? 'completed').split(' ')
  if (toldAt === undefined || !wanted.includes(recording.status) || faults?.dropRecordingCallback) return
  await call.webhooks.post(toldAt, {
    ...recordingFields(call, recording), RecordingStatus: recording.status, RecordingChannels: '1', RecordingSource: 'RecordVerb',
  })
}
