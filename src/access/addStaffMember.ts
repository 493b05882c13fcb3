import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { ROLES, type Role } from '../domain/roles'
import type { StaffMember } from '../domain/staff'
import { hasExtension, readStaffPhone } from '../domain/staffPhone'
import { SHORTEST_PASSWORD } from './passwords'
import type { Passwords, StaffDirectory } from './ports'

export interface AddStaffDeps {
  readonly staff: Pick<StaffDirectory, 'findByEmail' | 'add'>
  readonly passwords: Pick<Passwords, 'hash'>
  readonly now: Clock
  /** Enquiries a person may hold at once until somebody says otherwise. */
  readonly caseloadLimit: number
}

export interface AddStaffInput {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly password: string
  readonly phone?: string | undefined
  /** The supervising manager's address. */
  readonly manager?: string | undefined
  /** Invented for demonstration. */
  readonly demonstration?: boolean
}

const roleSchema = z.enum(ROLES)
const emailSchema = z.email()
const WORKS_ENQUIRIES: readonly Role[] = ['duty', 'social_worker']

/** Opens an account. @throws DomainError whose message says, to the person adding it, what to change */
export async function addStaffMember(deps: AddStaffDeps, input: AddStaffInput): Promise<StaffMember> {
  const email = readEmail(input.email)
  const name = input.name.trim()
  if (name === '') throw new DomainError('invalid', 'Give a name.')
  const role = readRole(input.role)
  if ([...input.password].length < SHORTEST_PASSWORD) {
    throw new DomainError('invalid', `The password is too short: use at least ${SHORTEST_PASSWORD} characters.`)
  }
  const phone = input.phone === undefined ? undefined : readPhone(input.phone)
  const managerId = input.manager === undefined ? undefined : await findManager(deps, input.manager)

  const member = {
    id: randomBytes(12).toString('hex'),
    email,
    name,
    role,
    ...(phone !== undefined && { phone }),
    ...(managerId !== undefined && { managerId }),
    demonstration: input.demonstration ?? false,
  }
  const outcome = await deps.staff.add({
    ...member,
    passwordHash: await deps.passwords.hash(input.password),
    onRota: WORKS_ENQUIRIES.includes(role),
    caseloadLimit: deps.caseloadLimit,
    addedAt: deps.now(),
  })
  if (outcome === 'duplicate') throw new DomainError('conflict', `There is already an account for ${email}.`)
  return { ...member, active: true }
}

function readEmail(typed: string): string {
  const parsed = emailSchema.safeParse(typed.trim().toLowerCase())
  if (!parsed.success) throw new DomainError('invalid', `"${typed}" is not an email address.`)
  return parsed.data
}

function readRole(typed: string): Role {
  const parsed = roleSchema.safeParse(typed)
  if (!parsed.success) {
    throw new DomainError('invalid', `There is no role "${typed}". The roles are: ${ROLES.join(', ')}.`)
  }
  return parsed.data
}

function readPhone(typed: string): string {
  if (hasExtension(typed)) throw new DomainError('invalid', `"${typed}" has an extension, which the service cannot ring. Write a number without one.`)
  const phone = readStaffPhone(typed)
  if (phone === undefined) throw new DomainError('invalid', `"${typed}" is not a telephone number. Write it like +447700900123.`)
  return phone
}

async function findManager(deps: AddStaffDeps, typed: string): Promise<string> {
  const manager = await deps.staff.findByEmail(typed.trim().toLowerCase())
  if (!manager?.active) throw new DomainError('invalid', `There is no manager with the address ${typed}. Add the manager first.`)
  if (manager.role !== 'manager') throw new DomainError('invalid', `${typed} does not have the role manager.`)
  return manager.id
}
