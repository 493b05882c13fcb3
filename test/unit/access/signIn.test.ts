import { addStaffMember } from '../../../src/access/addStaffMember'
import { argon2Passwords } from '../../../src/access/passwords'
import type { SignInAttempt } from '../../../src/access/ports'
import { isActivityStale, isSessionOver } from '../../../src/access/sessionLimits'
import { signIn, type SignInOutcome } from '../../../src/access/signIn'
import { tooManyTries } from '../../../src/access/signInPresenter'
import { FakePasswords, FakeStaff } from './fakeStaff'

const now = (): Date => new Date('2026-11-23T10:00:00Z')

async function aService(secondsToWait = 0) {
  const staff = new FakeStaff()
  const passwords = new FakePasswords()
  await addStaffMember({ staff, passwords, now, caseloadLimit: 5 }, {
    email: 'Dilys@Desk.example', name: 'Dilys', role: 'duty', password: 'a long password',
  })
  const givenBack: SignInAttempt[] = []
  const throttle = {
    take: async () => secondsToWait,
    giveBack: async (attempt: SignInAttempt) => {
      givenBack.push(attempt)
    },
  }
  const tryWith = (email: string, password: string): Promise<SignInOutcome> =>
    signIn({ staff, passwords, throttle }, { email, password, address: '192.0.2.1' })
  return { staff, passwords, givenBack, tryWith }
}

describe('signing in', () => {
  it('knows a person by address, in any case, and password, and counts that as no failure', async () => {
    const { tryWith, givenBack } = await aService()
    expect(await tryWith(' DILYS@desk.example ', 'a long password')).toMatchObject({ kind: 'signed_in', staff: { name: 'Dilys' } })
    expect(givenBack).toEqual([{ email: 'dilys@desk.example', address: '192.0.2.1' }])
  })

  it.each([
    ['a wrong password', 'dilys@desk.example', 'wrong'],
    ['an unknown address', 'nobody@desk.example', 'a long password'],
    ['an unknown address with the password that unknown addresses are compared with', 'nobody@desk.example', 'nobody signs in with this'],
  ])('refuses %s after one comparison, and leaves the failure counted', async (_what, email, password) => {
    const { tryWith, passwords, givenBack } = await aService()
    expect(await tryWith(email, password)).toEqual({ kind: 'refused' })
    expect(passwords.compared).toBe(1)
    expect(givenBack).toEqual([])
  })

  it('refuses a disabled account like a wrong password', async () => {
    const { tryWith, staff } = await aService()
    await staff.disable('dilys@desk.example')
    expect(await tryWith('dilys@desk.example', 'a long password')).toEqual({ kind: 'refused' })
  })

  it('compares nothing while too many tries have failed', async () => {
    const { tryWith, passwords } = await aService(90)
    expect(await tryWith('dilys@desk.example', 'a long password')).toEqual({ kind: 'throttled', seconds: 90 })
    expect(passwords.compared).toBe(0)
    expect(tooManyTries(90)[0]?.text).toBe('There were too many tries. Try again in 2 minutes')
  })

  it('keeps passwords as argon2id', async () => {
    const hash = await argon2Passwords.hash('a long password')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect([await argon2Passwords.verify(hash, 'a long password'), await argon2Passwords.verify(hash, 'another')]).toEqual([true, false])
  })
})

describe('how long a session lives', () => {
  const limits = { idleMinutes: 60, longestHours: 12 }
  const minutes = (count: number): number => count * 60_000

  it.each([
    ['just used', 0, 0, false],
    ['idle for an hour', 60, 60, false],
    ['idle for longer', 61, 61, true],
    ['used all day, but older than a shift', 12 * 60 + 1, 1, true],
  ])('%s', (_what, age, idle, over) => {
    const at = minutes(100_000)
    expect(isSessionOver({ signedInAt: at - minutes(age), seenAt: at - minutes(idle) }, limits, at)).toBe(over)
  })

  it('writes activity down at most once a minute', () => {
    expect([isActivityStale(0, 59_999), isActivityStale(0, 60_000)]).toEqual([false, true])
  })
})
