import { CALLER, LINE, startTwimlService, until } from '../../support/twimlService'
import { twimlProblems } from '../../support/twiml/checkTwiml'
import { voiceLanguage } from '../../support/twiml/voiceLanguage'

const within = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`

describe('the voice language, read from the SDK', () => {
  const language = voiceLanguage()

  it('has every element with its attributes, their values, and what may stand in it', () => {
    expect(language.size).toBeGreaterThanOrEqual(58)
    expect([...language.get('Gather')!.children].toSorted()).toEqual(['Pause', 'Play', 'Say'])
    expect([...language.get('Dial')!.children]).toEqual(expect.arrayContaining(['Number', 'Queue', 'Conference']))
    expect(language.get('Record')!.attributes.get('recordingStatusCallbackEvent')).toEqual({ kind: 'words', of: ['in-progress', 'completed', 'absent'] })
    expect(language.get('Enqueue')!.attributes.get('waitUrl')).toEqual({ kind: 'text' })
    expect(language.get('Gather')!.attributes.get('numDigits')).toEqual({ kind: 'number' })
    expect(language.get('say-as')!.attributes.has('interpret-as')).toBe(true)
  })
})

describe('the check of a document', () => {
  it.each([
    ['<Say voice="Polly.Amy-Neural" language="en-GB">Hello.</Say><Pause length="2"/><Hangup/>'],
    ['<Say voice="Polly.Gwyneth" language="cy-GB">Bore da.</Say>'],
    ['<Gather action="/menu" numDigits="1" input="dtmf" actionOnEmptyResult="true"><Say>Press 1.</Say></Gather><Redirect method="POST">/again</Redirect>'],
    ['<Enqueue waitUrl="/wait" action="/left" method="POST">advisers</Enqueue>'],
    ['<Dial action="/after" timeout="20" record="do-not-record"><Queue url="/connected">advisers</Queue></Dial>'],
    ['<Dial callerId="+442079460000"><Number url="/whisper" statusCallbackEvent="initiated answered">+447700900111</Number></Dial>'],
    ['<Record action="/kept" recordingStatusCallback="https://advice.example/recorded" recordingStatusCallbackEvent="completed absent" maxLength="120"/>'],
  ])('passes %s', (inside) => {
    expect(twimlProblems(within(inside))).toEqual([])
  })

  it.each([
    ['an attribute that there is not', '<Gather numberOfDigits="1"/>', 'Gather has no numberOfDigits'],
    ['a misspelt value', '<Record recordingStatusCallbackEvent="done"/>', 'Record recordingStatusCallbackEvent="done"'],
    ['a voice that there is not', '<Say voice="Polly.Nobody">Hello.</Say>', 'Say voice="Polly.Nobody"'],
    ['a number that is none', '<Pause length="long"/>', 'Pause length="long"'],
    ['a verb in the wrong place', '<Gather><Hangup/></Gather>', 'Hangup in Gather'],
    ['a noun without its verb', '<Queue>advisers</Queue>', 'Queue in Response'],
    ['an element that there is not', '<Speak>Hello.</Speak>', 'there is no Speak'],
    ['an element spelt small', '<say>Hello.</say>', 'there is no say'],
    ['a queue with a name too long', `<Enqueue>${'q'.repeat(65)}</Enqueue>`, 'Enqueue wants a name of 1 to 64 characters'],
    ['an address that leads nowhere', '<Redirect>javascript:alert(1)</Redirect>', 'Redirect leads to "javascript:alert(1)"'],
    ['something after the end', '<Hangup/><Say>Hello.</Say>', 'nothing after Hangup is ever reached'],
    ['words that nobody says', 'Hello.<Hangup/>', 'text in Response: "Hello."'],
  ])('finds %s', (_what, inside, problem) => {
    expect(twimlProblems(within(inside))).toContain(problem)
  })

  it('finds what may not stand in the document of somebody who waits, or of one side alone', () => {
    const record = within('<Record action="/kept"/>')
    expect(twimlProblems(record)).toEqual([])
    expect(twimlProblems(record, 'wait')).toEqual(['Record in a document of the kind "wait"'])
    expect(twimlProblems(within('<Leave/>'), 'wait')).toEqual([])
    expect(twimlProblems(within('<Leave/>'), 'whisper')).toEqual(['Leave in a document of the kind "whisper"'])
  })

  it('finds relative addresses in a document that has none of its own', () => {
    const menu = within('<Gather action="/menu"/>')
    expect(twimlProblems(menu)).toEqual([])
    expect(twimlProblems(menu, 'call', true)).toEqual(['Gather action="/menu"'])
  })

  it('finds XML that is none', () => {
    expect(twimlProblems('<Response><Say>Hello.</Response>')).toEqual([expect.stringContaining('not well formed')])
  })
})

describe('a network that checks', () => {
  it('tells of what is wrong on the call itself, whatever the document is for', async () => {
    const service = await startTwimlService({
      '/twilio/voice': '<Say tone="soft">Hello.</Say><Enqueue waitUrl="/wait" action="/left">advisers</Enqueue>',
      '/wait': '<Gather timeout="60" digits="1"/>', '/left': '<Hangup/>',
    }, { checkTwiml: twimlProblems })
    const call = service.network.dial({ from: CALLER, to: LINE })
    await until(() => call.listensFor === 'keys')
    call.hangUp()
    const { sounds } = await call.done
    expect(sounds.filter(({ kind }) => kind === 'fault')).toEqual([
      { kind: 'fault', message: 'TwiML: Say has no tone' }, { kind: 'fault', message: 'TwiML: Gather has no digits' },
    ])
    await service.stop()
  })
})
