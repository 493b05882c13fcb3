export interface SignInPage {
  readonly title: string
  readonly csrfToken: string
  readonly email: string
  readonly notice: string | undefined
  readonly errors: readonly { readonly text: string; readonly href: string }[]
}

type Notice = 'ended' | 'signed_out'

const NOTICES: Readonly<Record<Notice, string>> = {
  ended: 'You were signed out. Sign in to go on.',
  signed_out: 'You have signed out.',
}

const isNotice = (value: unknown): value is Notice => value === 'ended' || value === 'signed_out'

export function signInPage(csrfToken: string, notice: unknown): SignInPage {
  return { title: 'Sign in', csrfToken, email: '', notice: isNotice(notice) ? NOTICES[notice] : undefined, errors: [] }
}

/** The page again after a refusal: what was typed, except the password, and what to do. */
export function signInPageAgain(csrfToken: string, email: string, errors: SignInPage['errors']): SignInPage {
  return { title: 'Sign in', csrfToken, email, notice: undefined, errors }
}

export const WRONG = { text: 'Enter the email address and password of your account', href: '#email' } as const

export function missing(email: string, password: string): SignInPage['errors'] {
  return [
    ...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' }] : []),
    ...(password === '' ? [{ text: 'Enter your password', href: '#password' }] : []),
  ]
}

/** @param seconds until another try is allowed */
export function tooManyTries(seconds: number): SignInPage['errors'] {
  const minutes = Math.ceil(seconds / 60)
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`
  return [{ text: `There were too many tries. Try again in ${wait}`, href: '#email' }]
}
