import type { Role } from '../domain/roles'
import type { StaffMember } from '../domain/staff'

/** What signing in needs to know of a member of staff. */
export interface Credentials {
  readonly staff: StaffMember
  readonly passwordHash: string
}

export interface NewStaffMember {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly phone?: string
  readonly managerId?: string
  readonly passwordHash: string
  readonly onRota: boolean
  readonly caseloadLimit: number
  readonly demonstration: boolean
  readonly addedAt: Date
}

/** Implemented by src/store/staffRepository.ts. Addresses are compared in lower case. */
export interface StaffDirectory {
  findById(id: string): Promise<StaffMember | undefined>
  findByEmail(email: string): Promise<StaffMember | undefined>
  findCredentials(email: string): Promise<Credentials | undefined>
  list(): Promise<readonly StaffMember[]>
  /** `duplicate` when the address is taken; the store's unique index decides. */
  add(member: NewStaffMember): Promise<'added' | 'duplicate'>
  /** False when there was nobody active of that address. */
  disable(email: string, at: Date): Promise<boolean>
}

export interface Passwords {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

export interface SignInAttempt {
  readonly email: string
  /** Network address it came from. */
  readonly address: string
}

/** Counts sign-ins that failed, for all processes together. Implemented by src/store/signInThrottle.ts. */
export interface SignInThrottle {
  /**
   * Counts a try before the password is looked at, so that tries side by side cannot slip past the limit.
   * @returns seconds to wait; 0 when this try may go on
   */
  take(attempt: SignInAttempt): Promise<number>
  /** The try was no failure after all. */
  giveBack(attempt: SignInAttempt): Promise<void>
}

/** Renders a page by its name; everything in it is escaped. */
export interface Views {
  render(name: string, context: object): string
}
