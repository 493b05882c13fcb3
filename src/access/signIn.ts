import type { StaffMember } from '../domain/staff'
import { LONGEST_PASSWORD } from './passwords'
import type { Passwords, SignInThrottle, StaffDirectory } from './ports'

export interface SignInDeps {
  readonly staff: Pick<StaffDirectory, 'findCredentials'>
  readonly passwords: Passwords
  readonly throttle: SignInThrottle
}

export interface SignInInput {
  readonly email: string
  readonly password: string
  readonly address: string
}

export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly staff: StaffMember }
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly seconds: number }

/** Recognises a member of staff. Every refusal is the same, and takes as long, whatever was wrong. */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<SignInOutcome> {
  const attempt = { email: input.email.trim().toLowerCase(), address: input.address }
  const seconds = await deps.throttle.take(attempt)
  if (seconds > 0) return { kind: 'throttled', seconds }

  const known = await deps.staff.findCredentials(attempt.email)
  const password = input.password.slice(0, LONGEST_PASSWORD)
  const matches = await deps.passwords.verify(known?.passwordHash ?? (await decoy(deps.passwords)), password)
  if (!known || !matches || !known.staff.active) return { kind: 'refused' }
  await deps.throttle.giveBack(attempt)
  return { kind: 'signed_in', staff: known.staff }
}

const decoys = new WeakMap<Passwords, Promise<string>>()

/** A hash that nobody's password fits: an unknown address then costs as much time as a wrong password. */
function decoy(passwords: Passwords): Promise<string> {
  const existing = decoys.get(passwords)
  if (existing) return existing
  const made = passwords.hash('nobody signs in with this')
  decoys.set(passwords, made)
  return made
}
