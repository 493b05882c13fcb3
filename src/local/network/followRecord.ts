import { randomBytes } from 'node:crypto'
import type { MessageEnd } from './callSounds'
import type { TwimlElement } from './parseTwiml'
import type { NextStep, SimulatedCall } from './simulatedCall'
import { seconds } from './speak'

interface Heard {
  readonly seconds: number
  readonly end: MessageEnd
}

/** Sounds the tone and records. Silence leads on to the next verb; anything heard goes to `action`. */
export async function followRecord(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  const { line } = call
  line.emit({ kind: 'tone' })
  line.listenFor('message')
  line.emit({ kind: 'asked', for: 'message' })
  const heard = await listen(call, verb)
  line.stopListening()
  if (heard.seconds > 0) line.emit({ kind: 'recorded', seconds: heard.seconds })
  if (heard.end === 'hang_up') line.putDown()

  const recordingSid = `RE${randomBytes(16).toString('hex')}`
  const recording = {
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${call.settings.accountSid}/Recordings/${recordingSid}`,
    RecordingDuration: String(heard.seconds),
  }
  tellStatus(call, verb, url, recording, heard.seconds > 0 ? 'completed' : 'absent')
  if (heard.seconds === 0) return line.isDown ? 'end' : 'go_on'
  const digits = { hash: '#', hang_up: 'hangup', silence: '' }[heard.end]
  const next = await call.fetch(new URL(verb.attributes['action'] ?? url, url).href, { ...recording, Digits: digits })
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

function tellStatus(
  call: SimulatedCall,
  verb: TwimlElement,
  url: string,
  recording: Readonly<Record<string, string>>,
  status: 'completed' | 'absent',
): void {
  const callback = verb.attributes['recordingStatusCallback']
  const wanted = (verb.attributes['recordingStatusCallbackEvent'] ?? 'completed').split(' ')
  if (callback === undefined || !wanted.includes(status) || call.dropsRecordingCallback) return
  call.notify(new URL(callback, url).href, {
    ...recording, RecordingStatus: status, RecordingChannels: '1', RecordingSource: 'RecordVerb',
  })
}
