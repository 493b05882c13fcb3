import { argon2id, hash, verify } from 'argon2'
import type { Passwords } from './ports'

/** OWASP's password storage advice for argon2id: small enough that sign-ins never starve a process that answers calls. */
const STRENGTH = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const argon2Passwords: Passwords = {
  hash: (password) => hash(password, STRENGTH),
  verify: (stored, password) => verify(stored, password),
}

export const SHORTEST_PASSWORD = 12
/** Beyond this a password is an attempt to keep us busy. */
export const LONGEST_PASSWORD = 1_000
