import { readFileSync } from 'node:fs'
import type { CallAnswer } from '../../../src/telephone/call/callAnswer'
import { callRenderer, fallbackTwiml } from '../../../src/telephone/speech/twiml'
import { expectGoodTwiml, GRAMMAR, spoken, twimlFaults } from '../../support/twimlGrammar'

const render = callRenderer({ publicBaseUrl: 'https://advice.example', hoursInWords: 'Monday to Friday, 9:30am to 4:30pm' })
const twimlOf = (answer: CallAnswer): string => expectGoodTwiml(render(answer, 'K7QM-4TXR')!)
const said = (answer: CallAnswer): string => spoken(twimlOf(answer)).join(' ')

const ANSWERS: CallAnswer[] = [
  ...[true, false].flatMap((open) => [1, 2].map((attempt): CallAnswer => ({ kind: 'menu', open, attempt }))),
  ...[1, 2].map((attempt): CallAnswer => ({ kind: 'confirm_number', lastDigits: '123', attempt })),
  ...[1, 2].map((attempt): CallAnswer => ({ kind: 'key_number', attempt })),
  ...[1, 2].map((attempt): CallAnswer => ({ kind: 'ask_safety', attempt })),
  ...[true, false].map((open): CallAnswer => ({ kind: 'callback_booked', open })),
  ...(['chosen', 'not_understood', 'not_safe'] as const).map((why): CallAnswer => ({ kind: 'record', why })),
  { kind: 'message_kept' },
  { kind: 'hang_up' },
]

describe('the spoken answers', () => {
  it.each(ANSWERS)('$kind is TwiML that Twilio takes, and the same each time: %j', (answer) => {
    expect(twimlOf(answer)).toBe(twimlOf(answer))
  })

  it('say nothing where nothing is wanted', () => {
    expect(render({ kind: 'nothing' }, 'K7QM-4TXR')).toBeUndefined()
  })

  it.each([true, false])('open %s: 999 comes first, then who we are and what is recorded, then the choices', (open) => {
    const [first, second, ...rest] = spoken(twimlOf({ kind: 'menu', open, attempt: 1 }))
    expect(first).toMatch(/immediate danger.*9 9 9/)
    expect(second).toMatch(/advice line.*will be recorded.*adviser are never recorded/)
    expect(rest.at(-1)).toMatch(/press 2\..*press 3\./)
    expect(rest.at(-1)).not.toMatch(/press [18]/)
  })

  it('tell closed hours, the Emergency Duty Team and the same choices when closed', () => {
    const words = said({ kind: 'menu', open: false, attempt: 1 })
    expect(words).toMatch(/closed.*Monday to Friday, 9:30am to 4:30pm.*Emergency Duty Team.*press 2.*press 3/)
    expect(said({ kind: 'menu', open: true, attempt: 1 })).not.toContain('closed')
  })

  it.each([{ kind: 'callback_booked', open: true }, { kind: 'message_kept' }] satisfies CallAnswer[])(
    '$kind spells the reference twice, letter by letter, and says goodbye', (answer) => {
      expect(said(answer).match(/K\. 7\. Q\. M\. 4\. T\. X\. R/g)).toHaveLength(2)
      expect(said(answer)).toMatch(/Goodbye\.$/)
    })

  it('tells a caller who stays silent at the tone the reference too', () => {
    expect(said({ kind: 'record', why: 'chosen' })).toMatch(/did not hear a message.*K\. 7\. Q/)
  })

  it('has a fallback that says 999 and records, resting on the address alone', () => {
    const words = spoken(expectGoodTwiml(fallbackTwiml('https://advice.example'))).join(' ')
    expect(words).toMatch(/9 9 9.*Emergency Duty Team.*After the tone/)
  })
})

describe('the grammar of the tests', () => {
  const types = readFileSync(require.resolve('twilio/lib/twiml/VoiceResponse.d.ts'), 'utf8')

  it('knows no attribute that the SDK does not', () => {
    for (const [element, { attributes }] of Object.entries(GRAMMAR)) {
      const declared = new RegExp(`interface ${element}Attributes \\{([^}]*)\\}`).exec(types)?.[1] ?? ''
      for (const name of Object.keys(attributes)) expect(declared).toContain(` ${name}?:`)
    }
  })

  it.each([
    ['<Response><Enqueue>x</Enqueue></Response>', 'unknown element Enqueue'],
    ['<Response><Record/></Response>', 'Record lacks action'],
    ['<Response><Gather action="/menu"/></Response>', 'Gather action="/menu"'],
    ['<Response><Gather action="https://a.example"><Hangup/></Gather></Response>', 'Hangup in Gather'],
    ['<Response><Hangup/><Pause/></Response>', 'something follows the end'],
    ['<Response>', "Error: TwiML is not well formed: Unclosed tag 'Response'."],
    ['<Response/>', 'Response says nothing'],
  ])('finds the fault in %s', (twiml, fault) => {
    expect(twimlFaults(twiml)).toContain(fault)
  })
})
