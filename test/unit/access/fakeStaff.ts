import type { Credentials, NewStaffMember, Passwords, StaffDirectory } from '../../../src/access/ports'
import type { StaffMember } from '../../../src/domain/staff'

/** Accounts in memory. */
export class FakeStaff implements StaffDirectory {
  readonly members = new Map<string, NewStaffMember & { active: boolean }>()

  async findById(id: string): Promise<StaffMember | undefined> {
    return [...this.members.values()].find((member) => member.id === id)
  }

  async findByEmail(email: string): Promise<StaffMember | undefined> {
    return this.members.get(email)
  }

  async findCredentials(email: string): Promise<Credentials | undefined> {
    const member = this.members.get(email)
    return member && { staff: member, passwordHash: member.passwordHash }
  }

  async list(): Promise<readonly StaffMember[]> {
    return [...this.members.values()]
  }

  async add(member: NewStaffMember): Promise<'added' | 'duplicate'> {
    if (this.members.has(member.email)) return 'duplicate'
    this.members.set(member.email, { ...member, active: true })
    return 'added'
  }

  async disable(email: string): Promise<boolean> {
    const member = this.members.get(email)
    if (!member?.active) return false
    member.active = false
    return true
  }
}

/** Hashes one can read, and a count of how often one was compared. */
export class FakePasswords implements Passwords {
  compared = 0

  async hash(password: string): Promise<string> {
    return `hash of ${password}`
  }

  async verify(hash: string, password: string): Promise<boolean> {
    this.compared += 1
    return hash === `hash of ${password}`
  }
}
