import { argon2id, hash } from 'argon2'
import { argon2Passwords } from '../../src/access/passwords'
import type { Passwords } from '../../src/access/ports'

/** As real ones, made and checked in a moment: a password costs the processor 40 ms on purpose, and every page of a test begins with one. */
export const quickPasswords: Passwords = {
  ...argon2Passwords,
  hash: async (password) => hash(password, { type: argon2id, memoryCost: 1_024, timeCost: 2, parallelism: 1 }),
}
