import { WITHHELD_NUMBER } from '../../../src/local/network/createNetwork'
import { isReferenceHeard } from '../../../src/telephone/call/referenceHeard'
import { textOwedBy } from '../../../src/telephone/call/textOffer'
import { LedgerInMemory } from '../../support/callerLedger'
import { ADVICE_LINE, CALLER, type CallSite, startCallSite } from '../../support/callerSite'
import { expectGoodTwiml } from '../../support/twimlGrammar'

let ledger: LedgerInMemory
let site: CallSite
let open = true
let staffed = false

beforeEach(async () => {
  ledger = new LedgerInMemory()
  open = true
  staffed = false
  site = await startCallSite({ ledger, isOpen: () => open, isStaffed: async () => staffed, textsOffered: true })
})
afterEach(async () => site.stop())

const dial = (options: { from?: string; faults?: object } = {}) => site.network.dial({ from: CALLER, to: ADVICE_LINE, ...options })

/**
 * Does these things, each when the service asks for something: `3` presses a key, `~9` is silent that many seconds, `"20`
 * speaks; `=50` holds the line that many seconds, or until a message is asked for; `!1` presses a key in the midst of it.
 */
async function live(call: ReturnType<typeof dial>, ...acts: string[]) {
  for (const act of acts) {
    if (act.startsWith('=')) {
      await hold(Number(act.slice(1)), () => call.listensFor === 'message')
      continue
    }
    if (act.startsWith('!')) {
      expect(call.press(act.slice(1))).toBe(true)
      continue
    }
    await call.ready()
    if (act === 'hang up') call.hangUp()
    else if (act.startsWith('~')) await site.clock.advance(Number(act.slice(1)) * 1000)
    else if (act.startsWith('"')) call.speakMessage({ seconds: Number(act.slice(1)) })
    else call.press(act)
  }
  const finished = await call.done
  for (const { status, body } of finished.posts) if (status === 200) expectGoodTwiml(body)
  expect(finished.sounds.filter(({ kind }) => kind === 'fault')).toEqual([])
  const kept = ledger.calls.get(finished.callSid)!
  return {
    finished,
    kept,
    words: finished.sounds.map((sound) => (sound.kind === 'said' ? sound.text : '')).join(' '),
    cards: kept.owedTasks.map(({ kind }) => kind),
  }
}

/** Time passes second by second, and the service answers in between. */
async function hold(seconds: number, until = () => false): Promise<void> {
  for (let second = 0; second < seconds && !until(); second += 1) {
    await site.clock.advance(1_000)
    for (let turns = 0; turns < 40; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a caller', () => {
  it('who asks for a call-back on this number hears the reference, and a card is owed', async () => {
    const { kept, words, cards } = await live(dial(), '2', '1', '1', '1', '1')
    expect(kept.situation).toMatchObject({ state: 'ended', callback: { number: CALLER, safe: 'yes', source: 'own' } })
    expect(cards).toEqual(['callback'])
    expect(words).toContain('K. 7. Q. M. 4. T. X. R')
  })

  it('who withholds the number keys one, ended by #', async () => {
    const { kept } = await live(dial({ from: WITHHELD_NUMBER }), '2', '07700900123#', '1', '3', '2')
    expect(kept.situation).toMatchObject({ callerWithheld: true, callback: { number: '+447700900123', safe: 'yes', source: 'keyed', time: 'afternoon', mayNameUs: 'no' } })
    expect(kept.situation).not.toHaveProperty('from')
  })

  it('who fell silent while keying a number is taken at what was keyed', async () => {
    const { kept } = await live(dial(), '2', '2', '02079460999', '~9', '1', '1', '2')
    expect(kept.situation.callback).toEqual({ number: '+442079460999', safe: 'yes', source: 'keyed', time: 'any', mayNameUs: 'no' })
  })

  it('who cannot safely be rung is asked for a message on how to reach them', async () => {
    const { kept, words, cards } = await live(dial(), '2', '1', '2', '"20')
    expect(words).toContain('how and when we can reach you safely')
    expect(kept.situation).toMatchObject({ state: 'ended', callback: { safe: 'no' }, recordings: [{ status: 'completed', duration: 20 }] })
    expect(cards).toEqual(['callback', 'listen'])
  })

  it('who leaves a message hears the reference', async () => {
    const { kept, words, cards } = await live(dial(), '3', '"20')
    expect(kept.situation).toMatchObject({ state: 'ended', recordings: [{ status: 'completed', duration: 20 }] })
    expect(words).toMatch(/We have your message.*K\. 7\. Q/)
    expect(cards).toEqual(['listen'])
  })

  it('who hangs up while speaking has left the message all the same', async () => {
    const call = dial()
    await call.ready()
    call.press('3')
    await call.ready()
    call.speakMessage({ seconds: 7, end: 'hang_up' })
    const { kept, cards } = await live(call)
    expect(kept.situation).toMatchObject({ state: 'ended', recordings: [{ status: 'completed', duration: 7 }] })
    expect(cards).toEqual(['listen'])
  })

  it('who says nothing at the tone leaves a card that the recording is missing', async () => {
    const { kept, words, cards } = await live(dial(), '3', '~9')
    expect(words).toMatch(/did not hear a message.*K\. 7\. Q/)
    expect(kept.situation.recordings[0]?.status).toBe('absent')
    expect(cards).toEqual(['recording_missing'])
  })

  it('who says that it is urgent and nothing at the tone is known to have heard the reference to its end, and not when they ring off in the silence', async () => {
    open = false
    const stays = await live(dial(), '9', '3', '~9')
    expect(stays.words).toMatch(/did not hear a message.*K\. 7\. Q.*K\. 7\. Q.*Goodbye/)
    expect(stays.cards).toContain('recording_missing')
    expect(isReferenceHeard(stays.kept.events)).toBe(true)
    const goes = await live(dial(), '9', '3', '~3', 'hang up')
    expect(isReferenceHeard(goes.kept.events)).toBe(false)
  })

  it('who presses wrong keys twice, or none, comes to the tone and not to a dead end', async () => {
    expect((await live(dial(), '5', '*', '"5')).cards).toEqual(['listen'])
    expect((await live(dial(), '~9', '~9', '"5')).cards).toEqual(['listen'])
    expect((await live(dial(), '5', '2', '1', '1', '1', '1')).cards).toEqual(['callback'])
  })

  it('who hangs up in the menu leaves an enquiry to review, and is owed no call', async () => {
    const { kept, cards } = await live(dial(), 'hang up')
    expect(kept.situation).toMatchObject({ state: 'abandoned_menu' })
    expect(cards).toEqual(['review_abandoned'])
  })

  it('who hangs up before the first word leaves an enquiry too', async () => {
    const call = dial()
    call.hangUp()
    const { kept } = await live(call)
    expect(kept.situation.state).toBe('abandoned_menu')
  })

  it('who rings when the line is closed has the same choices', async () => {
    open = false
    const { kept, words } = await live(dial(), '2', '1', '1', '1', '1')
    expect(words).toMatch(/We are closed.*Emergency Duty Team/)
    expect(kept.situation).toMatchObject({ openOnArrival: false, callback: { safe: 'yes' } })
  })
})

describe('a caller with a mobile', () => {
  const MOBILE = '+447700900321'

  it.each([['a call-back was noted', ['2', '1', '1', '1', '1']], ['a message was left', ['3', '"20']]])('may have the reference by text once %s, at night too, by one key', async (_title, acts) => {
    open = false
    const { kept, words, cards } = await live(dial({ from: MOBILE }), ...acts, '1')
    expect(words).toMatch(/K\. 7\. Q\. M\. 4\. T\. X\. R.*nobody else sees its messages, press 1.*We will send it by text\. Goodbye\.\s*$/)
    expect(textOwedBy(kept.situation)).toMatchObject({ to: MOBILE, language: 'en' })
    expect(cards).toHaveLength(1)
  })

  it.each([['hangs up at the offer', 'hang up'], ['says nothing to it', '~9'], ['presses another key', '5']])('who %s is owed no text', async (_title, act) => {
    const { kept } = await live(dial({ from: MOBILE }), '3', '"20', act)
    expect(kept.situation.state).toBe('ended')
    expect(textOwedBy(kept.situation)).toBeUndefined()
  })

  it('who hangs up speaking was told the reference before the tone, and is offered nothing', async () => {
    const call = dial({ from: MOBILE })
    await call.ready()
    call.press('3')
    await call.ready()
    call.speakMessage({ seconds: 7, end: 'hang_up' })
    const { kept, words } = await live(call)
    expect(words.match(/K\. 7\./g)).toHaveLength(1)
    expect(words).not.toMatch(/by text/)
    expect(isReferenceHeard(kept.events)).toBe(true)
  })

  it('who was asked in Welsh has the text in Welsh', async () => {
    const { kept, words } = await live(dial({ from: MOBILE }), '8', '3', '"20', '1')
    expect(words).toMatch(/neges destun.*pwyswch 1.*Hwyl fawr\.\s*$/)
    expect(textOwedBy(kept.situation)).toMatchObject({ language: 'cy' })
  })

  it('and whose webhooks all come twice is owed one text, and hears the same', async () => {
    const { kept, finished } = await live(dial({ from: MOBILE, faults: { duplicateEveryPost: true } }), '3', '"20', '1')
    expect(kept.events.filter(({ key }) => key.startsWith('text_choice'))).toHaveLength(1)
    const [first, second] = finished.posts.filter(({ url }) => url.includes('/twilio/text-choice')).map(({ body }) => body)
    expect(first).toBe(second)
  })
})

describe('a caller who asks for an adviser', () => {
  beforeEach(() => {
    staffed = true
  })

  it('hears the place and the wait each round, and comes to the tone after the longest wait', async () => {
    const { kept, words, cards, finished } = await live(dial(), '1', '=330', '"12')
    expect(words).toMatch(/finding an adviser.*You are next in the queue.*about 2 minutes.*press 1.*still in the queue/)
    const rounds = finished.posts.filter(({ url }) => url.includes('/twilio/wait')).map(({ params }) => Number(params['QueueTime']))
    expect(rounds.length).toBeGreaterThanOrEqual(6)
    rounds.slice(1).forEach((time, i) => expect(time - rounds[i]!).toBeLessThanOrEqual(60))
    expect(words).toMatch(/Sorry to have kept you waiting.*leave us a message/)
    expect(kept.situation).toMatchObject({ state: 'ended', adviserAskedAt: expect.any(Date), recordings: [{ duration: 12 }] })
    expect(cards).toEqual(['listen'])
  })

  it('may press 1 while holding, keeps the place, and is owed a call-back', async () => {
    const { kept, words, cards } = await live(dial(), '1', '=20', '!1', '1', '1', '2', '1')
    expect(words).toMatch(/which ends in 1\. 2\. 3.*Is it safe.*When may we ring.*If somebody else answers.*ring you back/)
    expect(kept.situation).toMatchObject({
      state: 'ended', callback: { number: CALLER, safe: 'yes', time: 'morning', mayNameUs: 'yes', askedInQueue: true },
    })
    expect(kept.situation.queuedAt).toEqual(kept.situation.adviserAskedAt)
    expect(cards).toEqual(['callback'])
  })

  it('and hangs up while holding leaves an enquiry to review, and is never rung', async () => {
    const call = dial()
    await call.ready()
    call.press('1')
    await hold(20)
    call.hangUp()
    const { kept, cards } = await live(call)
    expect(kept.situation.state).toBe('abandoned_queue')
    expect(cards).toEqual(['review_abandoned'])
  })

  it('with the urgent key goes to the queue of those who must not wait, marked before anybody read it', async () => {
    const call = dial()
    await call.ready()
    call.press('9')
    await hold(5)
    expect(ledger.calls.get(call.callSid)!.situation).toMatchObject({ state: 'queued', urgentAt: expect.any(Date) })
    expect(site.network.state.queueNamed('advice-line-urgent').members).toHaveLength(1)
    call.hangUp()
    expect((await live(call)).words).toMatch(/marked your call as urgent.*front of the queue/)
  })

  it('while nobody is on duty is asked for a message at once, and does not hold for ever', async () => {
    staffed = false
    const { words, cards } = await live(dial(), '1', '"9')
    expect(words).toMatch(/no adviser can take your call/)
    expect(cards).toEqual(['listen'])
  })

  it('when the last one goes off duty is asked for a message within a minute', async () => {
    const call = dial()
    await call.ready()
    call.press('1')
    await hold(10)
    staffed = false
    const { words, cards } = await live(call, '=60', '"9')
    expect(words).toMatch(/leave us a message/)
    expect(cards).toEqual(['listen'])
  })

  it('in Welsh hears everything in Welsh', async () => {
    const { kept, finished } = await live(dial(), '8', '1', '=20', '!1', '1', '1', '1', '2')
    const heard = finished.sounds.flatMap((sound) => (sound.kind === 'said' ? [sound] : []))
    const afterChoice = heard.slice(heard.findIndex(({ text }) => text.startsWith('Os oes rhywun')))
    expect(afterChoice.filter(({ language }) => language !== 'cy-GB')).toEqual([])
    expect(afterChoice.length).toBeGreaterThan(8)
    expect(kept.situation).toMatchObject({ language: 'cy', callback: { safe: 'yes', mayNameUs: 'no' } })
  })
})

describe('a network with faults', () => {
  it('that delivers everything twice changes nothing and hears the same', async () => {
    const once = await live(dial(), '2', '1', '2', '"20')
    const twice = await live(dial({ faults: { duplicateEveryPost: true } }), '2', '1', '2', '"20')
    expect(twice.cards).toEqual(once.cards)
    expect(twice.kept.version).toBe(once.kept.version)
    for (const { url } of twice.finished.posts) {
      const answers = twice.finished.posts.filter((post) => post.url === url).map(({ status, body }) => `${status} ${body}`)
      expect(answers.length).toBe(2)
      expect(answers[0]).toBe(answers[1])
    }
  })

  it('that never tells of the end leaves the call-back owed', async () => {
    const { kept, cards } = await live(dial({ faults: { dropStatusCallback: true } }), '2', '1', '1', '1', '1')
    expect(kept.situation.state).toBe('callback_asked')
    expect(cards).toEqual(['callback'])
  })

  it('that never tells of the recording leaves the message owed', async () => {
    const { kept, cards } = await live(dial({ faults: { dropRecordingCallback: true } }), '3', '"20')
    expect(kept.situation.recordings[0]?.status).toBe('pending')
    expect(cards).toEqual(['listen'])
  })

  it('whose store is away plays the fallback, and the message makes the enquiry afterwards', async () => {
    let away = true
    ledger.beforeWrite = async () => {
      if (away) throw new Error('no primary')
    }
    const call = dial()
    expect(await call.ready()).toBe('message')
    away = false
    call.speakMessage({ seconds: 11 })
    const finished = await call.done
    expect(finished.posts.map(({ url, status }) => `${new URL(url).pathname} ${status}`).slice(0, 2)).toEqual(['/twilio/voice 503', '/twilio/fallback 200'])
    const kept = ledger.calls.get(finished.callSid)!
    expect(kept.situation).toMatchObject({ state: 'ended', recordings: [{ duration: 11 }] })
    expect(kept.owedTasks.map(({ kind }) => kind)).toEqual(['listen'])
  })
})

describe('the log of a call', () => {
  it('names the call, its state and the time taken, and nothing of the caller', async () => {
    await live(dial(), '2', '2', '07700900123#', '1', '3', '2')
    expect(site.log).toContainEqual(expect.objectContaining({ state: 'callback_asked', ms: expect.any(Number) }))
    expect(JSON.stringify(site.log)).not.toMatch(/7700900123|2079460123/)
  })
})
