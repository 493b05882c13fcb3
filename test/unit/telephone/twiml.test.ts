import { readFileSync } from 'node:fs'
import type { Language } from '../../../src/domain/telephony'
import type { CallAnswer } from '../../../src/telephone/call/callAnswer'
import { callRenderer, fallbackTwiml } from '../../../src/telephone/speech/twiml'
import { expectGoodTwiml, GRAMMAR, spoken, twimlFaults } from '../../support/twimlGrammar'

const SETTINGS = {
  publicBaseUrl: 'https://advice.example',
  hoursInWords: { en: 'Monday to Friday, 9:30am to 4:30pm', cy: 'dydd Llun tan dydd Gwener, 9:30 y bore tan 4:30 y prynhawn' },
}
const render = callRenderer(SETTINGS)
const listener = (language: Language) => ({ language, reference: 'K7QM-4TXR', from: '+442079460123' })
const twimlOf = (answer: CallAnswer, language: Language = 'en'): string => expectGoodTwiml(render(answer, listener(language))!)
const said = (answer: CallAnswer, language: Language = 'en'): string => spoken(twimlOf(answer, language)).join(' ')
const menu = (open: boolean, more: Partial<Extract<CallAnswer, { kind: 'menu' }>> = {}): CallAnswer =>
  ({ kind: 'menu', open, attempt: 1, urgent: 'offered', ...more })

const QUESTIONS = ['confirm_number', 'key_number', 'ask_safety', 'ask_time', 'ask_other'] as const

const ANSWERS: CallAnswer[] = [
  ...[true, false].flatMap((open) => [menu(open), menu(open, { attempt: 2 }), menu(open, { urgent: 'noted' }), menu(open, { urgent: 'not_offered' })]),
  ...QUESTIONS.flatMap((kind) => [1, 2].flatMap((attempt) => [true, false].map((fromQueue): CallAnswer => ({ kind, attempt, fromQueue })))),
  ...[true, false].map((open): CallAnswer => ({ kind: 'callback_booked', open })),
  ...[true, false].flatMap((urgent) => [true, false].map((understood): CallAnswer => ({ kind: 'enqueue', urgent, understood }))),
  { kind: 'callback_booked', open: true, offersText: true }, { kind: 'message_kept', offersText: true },
  { kind: 'wait', position: 1, minutes: 2 }, { kind: 'wait', position: 4, minutes: 10 },
  ...(['chosen', 'not_understood', 'not_safe', 'nobody_free', 'waited_long'] as const).map((why): CallAnswer => ({ kind: 'record', why })),
  ...(['wait_on', 'leave_queue', 'connected', 'after_talk', 'message_kept', 'text_promised', 'goodbye', 'hang_up'] as const).map((kind): CallAnswer => ({ kind })),
]

describe('the spoken answers', () => {
  it.each(ANSWERS)('$kind is TwiML that Twilio takes, and the same each time, in both languages: %j', (answer) => {
    expect(twimlOf(answer)).toBe(twimlOf(answer))
    expect(twimlOf(answer, 'cy')).toBe(twimlOf(answer, 'cy'))
  })

  it.each(ANSWERS)('$kind has Welsh words of its own, in a Welsh voice: %j', (answer) => {
    const [english, welsh] = [spoken(twimlOf(answer)), spoken(twimlOf(answer, 'cy'))]
    expect(welsh.filter((sentence) => english.includes(sentence))).toEqual([])
    if (welsh.length > 0) expect(twimlOf(answer, 'cy')).not.toContain('en-GB')
  })

  it.each(ANSWERS.filter(({ kind }) => kind === 'wait' || kind === 'wait_on'))('$kind, in the queue, uses only verbs that may stand there: %j', (answer) => {
    expect(render(answer, listener('en'))).not.toMatch(/<(Record|Dial|Enqueue)/)
  })

  it.each(ANSWERS)('$kind holds the reference of whoever listens and nobody else’s, whoever was answered before: %j', (answer) => {
    const fresh = callRenderer(SETTINGS)
    for (const reference of ['K7QM-4TXR', '47FT-XJPK', undefined, 'K7QM-4TXR']) {
      for (const language of ['en', 'cy'] as const) {
        const who = { language, from: '+442079460123', ...(reference !== undefined && { reference }) }
        const twiml = render(answer, who)
        expect(twiml).toBe(callRenderer(SETTINGS)(answer, who))
        expect(fresh(answer, who)).toBe(twiml)
        expect(twiml).not.toContain('0. 0. 0')
        if (reference !== 'K7QM-4TXR') expect(twiml).not.toContain('K. 7. Q')
        if (reference !== '47FT-XJPK') expect(twiml).not.toContain('4. 7. F')
      }
    }
  })

  it('say nothing where nothing is wanted', () => {
    expect(render({ kind: 'nothing' }, listener('en'))).toBeUndefined()
  })

  it.each([true, false])('open %s: 999 comes first, then who we are and what is recorded, then the choices', (open) => {
    const [first, second, ...rest] = spoken(twimlOf(menu(open)))
    expect(first).toMatch(/immediate danger.*9 9 9/)
    expect(second).toMatch(/advice line.*will be recorded.*adviser are never recorded/)
    expect(rest.at(-3)).toMatch(/missing now.*press 9/)
    expect(rest.at(-2)).toMatch(open ? /press 1\..*press 2\..*press 3\./ : /^To ask.*press 2\..*press 3\./)
    expect(rest.at(-1)).toMatch(/Gymraeg.*8/)
  })

  it('offer the urgent key once, and Welsh in a Welsh voice', () => {
    expect(said(menu(true, { attempt: 2, urgent: 'not_offered' }))).not.toMatch(/press 9/)
    expect(said(menu(false, { urgent: 'noted' }))).toMatch(/marked your call as urgent.*somebody on call/)
    expect(twimlOf(menu(true))).toMatch(/<Say voice="Polly.Gwyneth" language="cy-GB">I barhau/)
  })

  it('tell a caller in the queue the place and the wait, and listen for the call-back key all the while', () => {
    expect(said({ kind: 'wait', position: 1, minutes: 2 })).toMatch(/You are next.*about 2 minutes.*press 1/)
    const round = twimlOf({ kind: 'wait', position: 3, minutes: 10 })
    expect(spoken(round)[0]).toMatch(/number 3 in the queue.*about 10 minutes/)
    expect(round.indexOf('</Gather>')).toBeGreaterThan(round.lastIndexOf('<Pause'))
  })

  it.each(['en', 'cy'] as const)('tell the reference twice in the first round of holding, with room between, and in no later one: %s', (language) => {
    const round = twimlOf({ kind: 'wait', position: 3, minutes: 10, tells: true }, language)
    expect(spoken(round).map((words) => words.includes('K. 7. Q. M. 4. T. X. R.'))).toEqual([false, false, true, true, false])
    expect(round.slice(round.indexOf('K. 7.'), round.lastIndexOf('K. 7.'))).toContain('<Pause')
    expect(said({ kind: 'wait', position: 3, minutes: 10 }, language)).not.toContain('K. 7.')
  })

  it('put who pressed the urgent key into a queue of their own', () => {
    expect(twimlOf({ kind: 'enqueue', urgent: true, understood: true })).toContain('>advice-line-urgent</Enqueue>')
    expect(twimlOf({ kind: 'enqueue', urgent: false, understood: true })).toContain('>advice-line</Enqueue>')
  })

  it('tell closed hours, the Emergency Duty Team and the same choices when closed', () => {
    const words = said(menu(false))
    expect(words).toMatch(/closed.*Monday to Friday, 9:30am to 4:30pm.*Emergency Duty Team.*press 2.*press 3/)
    expect(said(menu(true))).not.toContain('closed')
  })

  it.each([{ kind: 'callback_booked', open: true }, { kind: 'message_kept' }] satisfies CallAnswer[])(
    '$kind spells the reference twice, letter by letter, and says goodbye', (answer) => {
      expect(said(answer).match(/K\. 7\. Q\. M\. 4\. T\. X\. R/g)).toHaveLength(2)
      expect(said(answer)).toMatch(/Goodbye\.$/)
    })

  it.each([{ kind: 'callback_booked', open: true }, { kind: 'callback_booked', open: false }, { kind: 'message_kept' }, { kind: 'after_talk' }] satisfies CallAnswer[])(
    '$kind offers a text only once the reference and 999 were said, by one key that says both, and ends in silence: %j', (answer) => {
      for (const [language, one] of [['en', /9 9 9\. We can send.*by text.*want that, and it is safe because nobody else sees.*press 1\..*hang up\. Goodbye\.$/], ['cy', /9 9 9\. Gallwn anfon.*neges destun.*ddiogel.*pwyswch 1\..*Hwyl fawr\.$/]] as const) {
        const twiml = twimlOf({ ...answer, offersText: true }, language)
        const words = spoken(twiml).join(' ')
        expect(words).toMatch(one)
        expect(words.lastIndexOf('K. 7. Q. M.')).toBeLessThan(words.search(/by text|neges destun/))
        expect(twiml.match(/<Gather[^>]*>/g)).toEqual([expect.stringMatching(/text-choice.*numDigits="1".*actionOnEmptyResult="false"/)])
      }
      expect(said(answer)).not.toMatch(/by text/)
    })

  it('tells a caller at the tone how to hear the reference, but not where there is none to tell', () => {
    for (const why of ['chosen', 'not_understood', 'not_safe', 'nobody_free', 'waited_long'] as const) {
      expect(said({ kind: 'record', why })).toMatch(/press the hash key to hear your reference, or hang up/)
      expect(said({ kind: 'record', why }, 'cy')).toMatch(/hash i glywed eich cyfeirnod/)
      for (const language of ['en', 'cy'] as const) expect(said({ kind: 'record', why, tells: true }, language).match(/K\. 7\. Q\. M\. 4\. T\. X\. R\./g)).toHaveLength(3)
    }
    expect(spoken(fallbackTwiml('https://advice.example')).join(' ')).not.toMatch(/your reference/)
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
    ['<Response><Sing>x</Sing></Response>', 'unknown element Sing'],
    ['<Response><Enqueue>x</Enqueue></Response>', 'Enqueue lacks waitUrl'],
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
