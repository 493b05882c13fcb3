import { ROLES } from '../domain/roles'
import { DEMONSTRATION_STAFF } from './demonstration/staff'

export interface GuideFacts {
  /** Origin of the desk, without a path. */
  readonly origin: string
  readonly password: string
  readonly logFile: string
  /** Of the database that was started here; absent when MONGODB_URI names another, which commands find by themselves. */
  readonly mongodbUri?: string
  /** Lines such as which port was busy. */
  readonly notes: readonly string[]
}

/** What the person at the terminal reads once everything answers. The desk's address stands first. */
export function guide({ origin, password, logFile, mongodbUri, notes }: GuideFacts): string {
  const wide = (text: string, width: number) => text.padEnd(width)
  const emailWidth = Math.max(...DEMONSTRATION_STAFF.map(({ email }) => email.length))
  const byRole = DEMONSTRATION_STAFF.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
  const accounts = byRole.map(({ role, email }) => `    ${wide(role, 20)} ${wide(email, emailWidth)}  ${password}`)
  return [
    '',
    'The advice line is running, for demonstration: everything in it is invented, and it answers on this computer only.',
    '',
    `  The duty desk          ${origin}/`,
    `  A telephone            ${origin}/local/phone`,
    `  Write and read mail    ${origin}/local/mail`,
    '',
    '  Sign in at the desk as',
    ...accounts,
    '',
    ...notes.map((note) => `  ${note}`),
    '  Messages that are held are taken in again, from a second terminal, by',
    `    ${mongodbUri === undefined ? '' : `MONGODB_URI='${mongodbUri}' `}npm run mail:replay -- --all`,
    `  What happens inside is told in ${logFile}`,
    '  Ctrl-C stops everything; "npm start -- --fresh" begins again with empty data.',
    '',
    '',
  ].join('\n')
}
