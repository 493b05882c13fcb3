import { acceptanceWords, acceptButton } from '../../../src/desk/acceptancePresenter'
import type { Intake } from '../../../src/domain/intake'
import { aTriage, anEmail, minutesAgo, NOW } from './builders'

const allocation = { socialWorker: 's', socialWorkerName: 'Sabela', manager: 'm', managerName: 'Mona', at: minutesAgo(100) }
const acceptance = { by: 'u', byName: 'Una', at: minutesAgo(30) }
const allocated = (change: Partial<Intake> = {}): Intake => anEmail({ status: 'allocated', triage: aTriage(), allocation, ...change } as never)
const accepted = allocated({ status: 'accepted', acceptance })
const away = (staffId: string) => [{ staffId, name: staffId, awayUntil: '2026-11-30' as const }]
const buttonFor = (intake: Intake, staffId: string, colleagues = away('nobody')) => acceptButton(intake, { staffId, colleagues, now: NOW })

describe('the acceptance of an enquiry', () => {
  it('says beside whoever accepted it that they are on leave, and until when', () => {
    expect(acceptanceWords(accepted, away('u'))).toBe('Accepted by Una on 23 November 2026, 09:30, who is on leave until 30 November 2026. Sabela has not taken it over yet.')
    expect(acceptanceWords(accepted, away('s'))).toBe('Accepted by Una on 23 November 2026, 09:30. Sabela has not taken it over yet.')
    expect(acceptanceWords(allocated(), away('u'))).toBeUndefined()
  })

  it('tells whoever is to take it over that nobody at work sees to it', () => {
    expect(buttonFor(accepted, 's')?.hint).toBe('Una has accepted it and sees to it until you do.')
    expect(buttonFor(accepted, 's', away('u'))?.hint).toBe('Una has accepted it and is on leave until 30 November 2026: it waits for you.')
    expect(buttonFor(accepted, 'other')).toBeUndefined()
  })

  it('tells a colleague that whoever has it is on leave', () => {
    expect(buttonFor(allocated(), 'u')?.hint).toBe('Sabela has this enquiry. If you accept it, you see to it until Sabela takes it over.')
    expect(buttonFor(allocated(), 'u', away('s'))?.hint).toBe('Sabela has this enquiry and is on leave until 30 November 2026. If you accept it, you see to it until Sabela takes it over.')
  })

  it('is not asked of whom an offer asks, until it has run out', () => {
    const offer = (minutes: number) => allocated({ transfer: { to: 'u', toName: 'Una', from: 's', fromName: 'Sabela', at: minutesAgo(20), dueAt: minutesAgo(minutes) } })
    expect([buttonFor(offer(-5), 'u'), buttonFor(offer(-5), 'other')?.text, buttonFor(offer(0), 'u')?.text]).toEqual([undefined, 'Accept this enquiry', 'Accept this enquiry'])
  })
})
