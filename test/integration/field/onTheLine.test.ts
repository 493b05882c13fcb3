import { SERVICE } from '../../../config/service'
import { composeAcknowledgement } from '../../../src/acknowledgement/composeAcknowledgement'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { TriageLedger } from '../../../src/store/triageLedger'
import { STAFF_WORDS } from '../../../src/telephone/speech/words/staffWords'
import { callRenderer, fallbackTwiml } from '../../../src/telephone/speech/twiml'
import { loadRules } from '../../../src/triage/loadRules'
import { triageJob } from '../../../workers/triage'
import { aMessage, tooManyParts } from '../../fixtures/mail/messages'
import { EscalationWorld } from '../../support/escalationWorld'
import { freshMailbox } from '../../support/servers/mailboxes'
import { spoken } from '../../support/twimlGrammar'
import { anOwed, letterhead, NOW } from '../../unit/acknowledgement/letter'
import { type MailRoom, openMailRoom } from '../email/mailRoom'

// What a reviewer from this field looks for first, as far as callers, senders and those who are rung meet it. The rest: onTheDesk.test.ts.

let world: EscalationWorld
let room: MailRoom
beforeAll(async () => {
  world = await EscalationWorld.open()
  room = await openMailRoom()
})
beforeEach(async () => {
  await world.clear()
  world.time = '2026-05-02T22:00:00Z'
  await world.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona', name: 'Wanda' })
  await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false, name: 'Mona' })
  await world.ringing.addWorker({ _id: 'ola', role: 'duty', onRota: false, onCall: true, name: 'Ola' })
})
afterAll(async () => Promise.all([world.close(), room.close()]))

const render = callRenderer({ publicBaseUrl: 'https://advice.example', hoursInWords: { en: 'hours', cy: 'oriau' } })
const menu = (language: 'en' | 'cy', open: boolean): string =>
  render({ kind: 'menu', open, attempt: 1, urgent: 'offered' }, { language, reference: 'K7QM-4TXR', from: '+442079460123' }) ?? ''
const letters = (['en', 'cy'] as const).map((language) => composeAcknowledgement(letterhead, anOwed({ language }), NOW))

describe('what a reviewer from this field checks first, on the line and in the mail', () => {
  it('1. 999 advice comes first on every channel: the call, its fallback, and the answer to a mail', () => {
    for (const [language, open] of [['en', true], ['en', false], ['cy', true], ['cy', false]] as const) expect(spoken(menu(language, open))[0]).toMatch(/9 9 9/)
    expect(spoken(fallbackTwiml('https://advice.example'))[0]).toMatch(/9 9 9/)
    for (const { text } of letters) for (const later of ['0808', 'Emergency Duty Team', 'Dîm Dyletswydd Argyfwng']) {
      if (text.includes(later)) expect(text.indexOf('999')).toBeLessThan(text.indexOf(later))
    }
  })

  it('2. A failed parse or recording still makes a record, with a card for a person', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(tooManyParts())
    await room.sync(mailbox)
    expect(await room.intakes()).toMatchObject([{ email: { unreadable: 'too_many_parts' }, owedTasks: [{ kind: 'unreadable' }] }])
    const { id } = await world.ringing.call([
      { kind: 'menu', language: 'en', attempt: 1, digits: '3' }, { kind: 'recording', recordingSid: 'RE1', status: 'absent' }, { kind: 'status', status: 'completed', final: true },
    ])
    expect(await world.ringing.raiseCards(id)).toEqual(['recording_missing'])
  })

  it('3. An urgent enquiry escalates out of hours, again and again, until a named human accepts it', async () => {
    const id = await world.write('urgent')
    await world.passUntil('2026-05-02T22:12:00Z')
    const told = await world.diary(id)
    expect(new Set(told.map((line) => line.split(' ')[2]))).toEqual(new Set(['ola:', 'mona:', 'wanda:']))
    await world.untilSomebodyRings()
    await world.accept(id)
    expect((await world.ringing.intake(id)).acceptance?.byName).toMatch(/^(Ola|Mona|Wanda)$/)
    const accepted = (await world.diary(id)).length
    await world.passUntil('2026-05-03T22:00:00Z')
    expect(await world.diary(id)).toHaveLength(accepted)
  })

  it('4. Automation never downgrades: an urgent enquiry that the rules read again as low stays urgent, and stays open', async () => {
    const id = await world.write('urgent')
    await world.change(id, { $set: { 'steps.triage': { state: 'pending', dueAt: world.ringing.time, attempts: 0 } } })
    const { deps: { steps, log }, sealer, now } = world.ringing
    const triageLedger = new TriageLedger(steps, sealer, now, SERVICE.secondProfessionals)
    expect(await triageJob({ steps, triageLedger, readers: () => ({ rules: loadRules() }), heldTexts: async () => [], now, log })(id)).toBe('triaged')
    expect(await world.ringing.intake(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' } })
  })

  it('10. An acknowledgement carries no child details: of two messages about different children it is the same but for the reference', () => {
    const [one, other] = [anOwed({ reference: '47FT-XJPK' }), anOwed({ reference: 'K7QM-4TXR' })].map((owed) => composeAcknowledgement(letterhead, owed, NOW))
    expect(JSON.stringify(other).replaceAll('K7QM-4TXR', '47FT-XJPK')).toBe(JSON.stringify(one))
  })

  it('11. An acknowledgement never implies that the child is safe, nor that responsibility has passed', () => {
    const [english, welsh] = letters
    expect(english?.text).toMatch(/Nobody may read your message before we open[\s\S]*takes nothing off your hands/)
    for (const { text } of letters) expect(text).not.toMatch(/is safe|are safe|we will take|in our hands|dealt with|yn ddiogel/i)
    expect(welsh?.text).not.toBe(english?.text)
  })

  it('12. A sender is told the same whether or not they are known: nothing in the answer says that we hold a record', async () => {
    const mailbox = freshMailbox()
    await mailbox.deliver(aMessage({ from: 'PC Invented <pc@kent.po1ice.uk>', messageId: '<known@x.example>', text: 'Do you hold a record of Invented Child?' }))
    await room.sync(mailbox)
    expect((await room.intakes()).at(-1)).toMatchObject({ acknowledgement: { state: 'pending' } })
    for (const { text } of letters) expect(text).not.toMatch(/record|case|known to us/i)
  })

  it('17. An overdue call-back escalates by telephone until a named person takes it', async () => {
    world.time = '2026-04-30T09:00:00Z'
    const id = await world.askForCallback('standard')
    // The enquiry itself is somebody's, and its own clock silent.
    await deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by: 'wanda', byName: 'Wanda', at: world.ringing.time })
    await world.untilSomebodyRings()
    expect(new Set((await world.callbackDiary(id)).map((line) => line.split(' ').at(-1)))).toEqual(new Set(['mail', 'text', 'call']))
    const { reference } = await world.ringing.intake(id)
    expect(STAFF_WORDS.alert({ reference, about: 'callback' })).toMatch(/^The advice line\. An overdue call-back waits for you\./)
    await world.accept(id)
    expect((await world.ringing.intake(id)).callbackEscalation?.taken?.name).toMatch(/^(Wanda|Ola|Mona)$/)
  })
})
