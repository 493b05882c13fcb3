import { routes } from '../../../config/routes'
import { replyLetters } from '../../../src/desk/replyLetter'
import type { RoutedCategory } from '../../../src/domain/routing'
import type { Nation } from '../../../src/domain/triage'
import { aCall, aTriage, anEmail } from './builders'

const lettersFor = (category: RoutedCategory, intake = anEmail()) => replyLetters(intake, routes().routes.find((route) => route.category === category)!, routes())
const toAnAdult = (nation: Nation): string => lettersFor('other', anEmail({ triage: aTriage({ category: 'other', nation }) }))[0]!.text

describe('a reply that somebody may send', () => {
  it('stands in the enquiry’s language first, and in the other as well', () => {
    expect(lettersFor('training').map(({ language }) => language)).toEqual(['English', 'Welsh'])
    expect(lettersFor('training', anEmail({ acknowledgement: { state: 'sent', attempts: 1, language: 'cy' } })).map(({ lang }) => lang)).toEqual(['cy', 'en'])
    expect(replyLetters(aCall({ language: 'cy' }), routes().routes[0]!, routes())[0]?.lang).toBe('cy')
  })

  it('holds the reference, 999 and nothing of what was written, on every list', () => {
    const intake = anEmail()
    const words = anEmail({ email: { ...intake.email, subject: 'SUBJECT-SECRET', text: 'TEXT-SECRET', from: { address: 'mara@care.example', name: 'NAME-SECRET' } } })
    for (const { category } of routes().routes) {
      for (const { subject, text } of lettersFor(category, words)) {
        expect(subject).toContain('K7QM-4TXR')
        expect(text).toContain('999')
        expect(`${subject} ${text}`).not.toMatch(/SECRET|\{|\}/)
      }
    }
  })

  it('is not offered to a machine', () => {
    const { email } = anEmail()
    expect(lettersFor('other', anEmail({ email: { ...email, automatic: 'auto_replied' } }))).toEqual([])
  })

  it('names to adults who helps in their nation, and everybody with the nation where that is not known', () => {
    expect(toAnAdult('Wales')).toContain('- Modern Slavery and Exploitation Helpline, 08000 121 700\n- The Salvation Army, confidential referral helpline, 0800 808 3733\n- Bawso, see its own website for how to reach it\n')
    expect(toAnAdult('Scotland')).not.toContain('Salvation Army')
    expect(toAnAdult('unknown')).toContain('- Bawso, see its own website for how to reach it (Wales)')
  })

  it('opens in the worker’s own mail program, to the sender unless it is in doubt who that is', () => {
    expect(lettersFor('training')[0]?.mailHref).toMatch(/^mailto:mara%40care\.example\?subject=Your%20request/)
    const doubtful = anEmail()
    const standing = { standing: 'unknown' as const, authentication: 'failed' as const, flags: ['look_alike' as const], listVersion: '1', details: {} }
    expect(lettersFor('training', anEmail({ email: { ...doubtful.email, senderStanding: standing } }))[0]?.mailHref).toMatch(/^mailto:\?subject/)
  })
})
