import { tellingViews } from '../../../src/desk/escalationPresenter'
import { tellingsPage } from '../../../src/desk/tellingsPresenter'
import type { Telling } from '../../../src/domain/escalation'

const now = new Date('2026-05-05T12:00:00Z')
const telling: Telling = { id: 't1', rung: 'manager', staffId: 'mona', name: 'Mona', way: 'mail', at: new Date('2026-05-05T09:00:10Z'), outcome: 'sent' }
const ofUntaken: Telling = { ...telling, id: 't0', says: 'nobody_fits' }

describe('who was told of an enquiry', () => {
  it('is listed with what they were told: that nobody has accepted it is other news than that nobody can be given it', () => {
    const tellings = [{ ...ofUntaken, about: 'enquiry' as const }, ...(['enquiry', 'callback', 'second', 'waking'] as const).map((about) => ({ ...telling, about }))]
    const { rows } = tellingsPage({ intakeId: 'i', page: { reference: 'r', count: 5, tellings }, isFirst: true, now })
    expect(rows.map(({ about }) => about)).toEqual(['Nobody can be given it', 'Nobody has accepted it', 'The call-back is overdue', 'No officer is on it', 'Woken for the call'])
  })

  it('is shown on its page with what was said in place of what the others were told', () => {
    expect(tellingViews([ofUntaken, telling], now).map(({ says }) => says)).toEqual([undefined, 'nobody can be given it'])
  })
})
