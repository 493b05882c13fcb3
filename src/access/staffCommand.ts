import { parseArgs } from 'node:util'
import { DomainError } from '../domain/errors'
import { ROLES } from '../domain/roles'
import { uncoveredInWords } from '../domain/uncoveredInWords'
import { type AddStaffDeps, addStaffMember } from './addStaffMember'
import { type DisableStaffDeps, disableStaffMember } from './disableStaffMember'
import { listStaff, type StaffEntry } from './listStaff'

export type StaffCommandDeps = AddStaffDeps & DisableStaffDeps

export const STAFF_USAGE = `Usage:
  npm run staff -- add --email E --name N --role R [--phone +44...] [--manager E] --password-stdin
  npm run staff -- list
  npm run staff -- disable --email E
  npm run staff -- rota | leave | skills | limit | on-call   (each says how it is used)
Roles: ${ROLES.join(', ')}
The password is read from standard input, so that it stands in no history and no list of processes.
`

/**
 * The command line for accounts. Writes what happened, or what to change, to `stdout`.
 * @returns the exit code: 0 done, 1 refused, 2 not understood
 */
export async function runStaffCommand(
  deps: StaffCommandDeps, argv: readonly string[], stdin: NodeJS.ReadableStream, stdout: NodeJS.WritableStream,
): Promise<number> {
  const request = understand(argv)
  if ('problem' in request) {
    stdout.write(`${request.problem}\n\n${STAFF_USAGE}`)
    return 2
  }
  try {
    stdout.write(await carryOut(deps, request, stdin))
    return 0
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    stdout.write(`${error.message}\n`)
    return 1
  }
}

/** What is wrong with the command line as it stands, with the usage; undefined when it is understood. */
export function staffCommandProblem(argv: readonly string[]): string | undefined {
  const request = understand(argv)
  return 'problem' in request ? `${request.problem}\n\n${STAFF_USAGE}` : undefined
}

type Request =
  | { readonly command: 'add'; readonly email: string; readonly name: string; readonly role: string; readonly phone: string | undefined; readonly manager: string | undefined }
  | { readonly command: 'list' }
  | { readonly command: 'disable'; readonly email: string }

function understand(argv: readonly string[]): Request | { readonly problem: string } {
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        phone: { type: 'string' },
        manager: { type: 'string' },
        'password-stdin': { type: 'boolean' },
      },
    })
    const { email, name, role, phone, manager } = values
    const command = positionals.length === 1 ? positionals[0] : undefined
    switch (command) {
      case 'list':
        return { command }
      case 'disable':
        return email === undefined ? { problem: 'Say whose account: --email.' } : { command, email }
      case 'add':
        if (email === undefined || name === undefined || role === undefined) {
          return { problem: 'An account needs --email, --name and --role.' }
        }
        if (!values['password-stdin']) return { problem: 'Give the password on standard input and say --password-stdin.' }
        return { command, email, name, role, phone, manager }
      default:
        return { problem: 'Say what to do: add, list, disable, rota, leave, skills, limit or on-call.' }
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'The arguments could not be understood.' }
  }
}

async function carryOut(deps: StaffCommandDeps, request: Request, stdin: NodeJS.ReadableStream): Promise<string> {
  switch (request.command) {
    case 'add': {
      const member = await addStaffMember(deps, { ...request, password: await readPassword(stdin) })
      const note = member.role === 'social_worker' && member.managerId === undefined
        ? 'Without a manager this social worker can be given no enquiry.\n'
        : ''
      return `Added ${member.name} <${member.email}> as ${member.role}.\n${note}`
    }
    case 'list':
      return printed(await listStaff(deps))
    case 'disable': {
      const { email, name: who, uncovered, leftWithoutManager } = await disableStaffMember(deps, request)
      const onCall = uncoveredInWords(who, uncovered)
      const note = leftWithoutManager.map(({ name }) => `${name} now has no active manager and can be given no enquiry.\n`)
      return [`Disabled ${email}.\n`, ...(onCall === undefined ? [] : [`${onCall}\n`]), ...note].join('')
    }
    default:
      return request satisfies never
  }
}

async function readPassword(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/, '')
}

function printed(entries: readonly StaffEntry[]): string {
  if (entries.length === 0) return 'Nobody has an account.\n'
  const rows = entries.map((entry) => [
    entry.name, entry.email, entry.role, entry.phone ?? '-', entry.managerEmail ?? '-',
    entry.active ? 'active' : 'disabled',
  ])
  const table = [['NAME', 'EMAIL', 'ROLE', 'PHONE', 'MANAGER', 'STATE'], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  return table.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()}\n`).join('')
}
