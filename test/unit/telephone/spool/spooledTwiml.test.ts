import { spooledTwiml } from '../../../../src/telephone/speech/spooledTwiml'
import { PUBLIC_BASE_URL } from '../../../support/callerSite'
import { expectGoodTwiml } from '../../../support/twimlGrammar'
import { EVENTS, ONE_OF_EACH } from './events'

interface Circumstances {
  readonly language?: 'en' | 'cy'
  readonly awayForMs?: number
}

const heard = (event: (typeof EVENTS)[number], { language = 'en', awayForMs = 1_000 }: Circumstances = {}): string | undefined => {
  const twiml = spooledTwiml(event, { publicBaseUrl: PUBLIC_BASE_URL, language, awayForMs })
  if (twiml !== undefined) expectGoodTwiml(twiml)
  return twiml
}

describe('while nothing can be stored, a caller', () => {
  it.each(EVENTS.map((event) => [event.kind, event] as const))('at %s hears sound TwiML in either language, with no reference in it', (kind, event) => {
    for (const language of ['en', 'cy'] as const) {
      const twiml = heard(event, { language })
      expect(twiml === undefined).toBe(kind === 'recording' || kind === 'status')
      expect(twiml ?? '').not.toMatch(/reference|cyfeirnod/i)
    }
  })

  it.each(['voice', 'menu', 'callback_confirm', 'callback_number', 'callback_safety', 'callback_time', 'callback_other', 'queue_left'] as const)(
    'at %s hears the emergency notice, the truth, and the tone', (kind) => {
      expect(heard(ONE_OF_EACH[kind])).toMatch(/9 9 9.*<Record /s)
      expect(heard(ONE_OF_EACH[kind])).toContain('fault')
      expect(heard(ONE_OF_EACH[kind], { language: 'cy' })).toContain('nam ar ein system')
    })

  it('in the queue is held for a minute, then led to the tone, where no adviser can be expected any more', () => {
    expect(heard(ONE_OF_EACH.wait, { awayForMs: 59_000 })).toContain('still in the queue')
    expect(heard(ONE_OF_EACH.wait, { awayForMs: 61_000 })).toContain('<Leave/>')
    expect(heard({ kind: 'queue_choice', digits: '1' })).toContain('<Leave/>')
    expect(heard({ kind: 'queue_choice', digits: '5' })).not.toContain('<Leave/>')
  })

  it.each(['bridged', 'hangup', 'redirected'] as const)('who left the queue by %s is let go', (result) => {
    expect(heard({ kind: 'queue_left', result, queueTime: 3 })).toContain('<Hangup/>')
  })

  it('who left a message is thanked', () => {
    expect(heard({ kind: 'message', recordingSid: 'RE1' })).toContain('We have your message')
  })

  it('who asked for the reference by text is promised it: the key is kept on disk', () => {
    expect(heard(ONE_OF_EACH.text_choice)).toContain('We will send it by text')
    expect(heard({ kind: 'text_choice', digits: '2' })).not.toContain('text')
  })
})
