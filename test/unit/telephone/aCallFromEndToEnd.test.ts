import { WITHHELD_NUMBER } from '../../../src/local/network/createNetwork'
import { LedgerInMemory } from '../../support/callerLedger'
import { ADVICE_LINE, CALLER, type CallSite, startCallSite } from '../../support/callerSite'
import { expectGoodTwiml } from '../../support/twimlGrammar'

let ledger: LedgerInMemory
let site: CallSite
let open = true

beforeEach(async () => {
  ledger = new LedgerInMemory()
  open = true
  site = await startCallSite({ ledger, isOpen: () => open })
})
afterEach(async () => site.stop())

const dial = (options: { from?: string; faults?: object } = {}) => site.network.dial({ from: CALLER, to: ADVICE_LINE, ...options })

/** Does these things, each when the service asks for something: `3` presses a key, `~9` is silent that many seconds, `"20` speaks. */
async function live(call: ReturnType<typeof dial>, ...acts: string[]) {
  for (const act of acts) {
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
