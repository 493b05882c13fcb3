export interface SignInPage {
  readonly title: string
  readonly csrfToken: string
  readonly email: string
  readonly notice: string | undefined
  readonly errors: readonly SignInError[]
  readonly emailError: string | undefined
  readonly passwordError: string | undefined
}

export interface SignInError {
  readonly text: string
  readonly href: '#email' | '#password'
}

type Notice = 'ended' | 'signed_out'

const NOTICES: Readonly<Record<Notice, string>> = {
  ended: 'You were signed out. Sign in to go on.',
  signed_out: 'You have signed out.',
}

const isNotice = (value: unknown): value is Notice => value === 'ended' || value === 'signed_out'

export function signInPage(csrfToken: string, notice: unknown): SignInPage {
  return { ...signInPageAgain(csrfToken, '', []), notice: isNotice(notice) ? NOTICES[notice] : undefined }
}

/** The page again after a refusal: what was typed, except the password, and what to do. */
export function signInPageAgain(csrfToken: string, email: string, errors: readonly SignInError[]): SignInPage {
  const errorAt = (href: SignInError['href']): string | undefined => errors.find((error) => error.href === href)?.text
  return {
    title: 'Sign in', csrfToken, email, notice: undefined, errors, emailError: errorAt('#email'), passwordError: errorAt('#password'),
  }
}

export const WRONG: SignInError = { text: 'The email address or the password is wrong, or the account is not in use', href: '#email' }

export function missing(email: string, password: string): readonly SignInError[] {
  return [
    ...(email.trim() === '' ? [{ text: 'Enter your email address', href: '#email' } as const] : []),
    ...(password === '' ? [{ text: 'Enter your password', href: '#password' } as const] : []),
  ]
}

/** @param seconds until another try is allowed */
export function tooManyTries(seconds: number): readonly SignInError[] {
  const minutes = Math.ceil(seconds / 60)
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`
  return [{ text: `There were too many tries. Try again in ${wait}`, href: '#email' }]
}
