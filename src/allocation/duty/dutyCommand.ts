import { parseArgs } from 'node:util'
import type { Clock } from '../../domain/clock'
import { doubtfulHours } from '../../domain/doubtfulHours'
import { DomainError } from '../../domain/errors'
import type { Leave } from '../../domain/leave'
import { ON_CALL_TURNS } from '../../domain/onCall'
import { inLondon, uncoveredInWords } from '../../domain/uncoveredInWords'
import { londonDay } from '../../domain/workingDays'
import { parseWorkingPattern, writtenPattern } from '../../domain/workingPattern'
import { changedSkills, LIST_OF_TYPES, writtenSkills } from './changedSkills'
import { endLeave } from './endLeave'
import { isEmptyList } from './endOnCall'
import { type LeftUncoveredDeps, uncoveredWithout } from './leftUncovered'
import { listOnCall, NOBODY_ON_CALL } from './listOnCall'
import type { StaffFacts, StaffWithLeave } from './ports'
import { setLeave } from './setLeave'
import { setLimit } from './setLimit'
import { setOnCall } from './setOnCall'

export interface DutyCommandDeps {
  readonly staff: StaffFacts
  readonly hours: LeftUncoveredDeps['hours']
  readonly now: Clock
  /** What the most pressing enquiry weighs, in points of caseload. */
  readonly heaviest: number
}

export const DUTY_COMMANDS = ['rota', 'leave', 'skills', 'limit', 'on-call'] as const

export const DUTY_USAGE = `When somebody works, and what they are given:
  npm run staff -- rota --email E (--hours "Mo-Th 09:30-16:30; Fr 09:30-13:00" | --service-hours | --off)
  npm run staff -- leave --email E --from 2026-12-21 --to 2026-12-31 [--cover E [--hand-over back|for-good]]
  npm run staff -- leave --email E --end
  npm run staff -- skills --email E [--nations Scotland,Wales] [--languages welsh] [--exploitation criminal,online]
  npm run staff -- limit --email E --points 25
  npm run staff -- on-call --email E --from "2026-12-24 16:30" --to "2026-12-29 09:30" [--turn 1|2|3] [--phone +44...]
  npm run staff -- on-call --email E --end
  npm run staff -- on-call --list
Hours are London time; a day may be 24/12/2026 or "24 December 2026" too. Kinds of exploitation: ${LIST_OF_TYPES}. "none" empties a list of skills.
`

const OPTIONS = {
  email: { type: 'string' }, hours: { type: 'string' }, 'service-hours': { type: 'boolean' }, off: { type: 'boolean' },
  from: { type: 'string' }, to: { type: 'string' }, cover: { type: 'string' }, 'hand-over': { type: 'string' }, end: { type: 'boolean' },
  nations: { type: 'string' }, languages: { type: 'string' }, exploitation: { type: 'string' }, points: { type: 'string' }, turn: { type: 'string' }, phone: { type: 'string' }, list: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

export const isDutyCommand = ([command]: readonly string[]): boolean => DUTY_COMMANDS.some((one) => one === command)

/** What is wrong with the command line as it stands, with the usage; undefined when it is understood. */
export function dutyCommandProblem(argv: readonly string[]): string | undefined {
  const read = understand(argv)
  return 'problem' in read ? `${read.problem}\n\n${DUTY_USAGE}` : undefined
}

/**
 * The command line for rotas, leave, skills and limits. Writes what happened, or what to change, to `stdout`.
 * @returns the exit code: 0 done, 1 refused, 2 not understood
 */
export async function runDutyCommand(deps: DutyCommandDeps, argv: readonly string[], stdout: NodeJS.WritableStream): Promise<number> {
  const read = understand(argv)
  if ('problem' in read) {
    stdout.write(`${read.problem}\n\n${DUTY_USAGE}`)
    return 2
  }
  try {
    stdout.write(`${await answerTo(deps, read)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    stdout.write(`${error.message}\n`)
    return 1
  }
}

const answerTo = async (deps: DutyCommandDeps, { email, values, carryOut }: Understood): Promise<string> =>
  email === undefined ? listOnCall(deps) : carryOut(deps, await personOf(deps, email), values)

interface Understood {
  /** Absent when the on-call list is asked for. */
  readonly email: string | undefined
  readonly values: Values
  readonly carryOut: CarryOut
}

type CarryOut = (deps: DutyCommandDeps, person: StaffWithLeave, values: Values) => Promise<string>

function understand(argv: readonly string[]): Understood | { readonly problem: string } {
  try {
    const { positionals, values } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
    const carryOut = positionals.length === 1 ? CARRIED_OUT.get(positionals[0] ?? '') : undefined
    if (!carryOut) return { problem: 'Say what to do: rota, leave, skills, limit or on-call.' }
    if (carryOut === onCall && values.list) return { email: undefined, values, carryOut }
    return values.email === undefined ? { problem: 'Say whose: --email.' } : { email: values.email, values, carryOut }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'The arguments could not be understood.' }
  }
}

async function personOf({ staff }: DutyCommandDeps, typed: string): Promise<StaffWithLeave> {
  const person = await staff.findByEmail(typed.trim().toLowerCase())
  if (!person?.active) throw new DomainError('not_found', `There is no account in use for ${typed}.`)
  return person
}

const setRota: CarryOut = async ({ staff }, { id, name }, values) => {
  if ([values.hours, values['service-hours'], values.off].filter((one) => one !== undefined).length !== 1) {
    throw new DomainError('invalid', 'Say one of --hours "Mo-Fr 09:30-16:30", --service-hours and --off.')
  }
  if (values.off) {
    await staff.setRota(id, { kind: 'off' })
    return `${name} is off the rota until you say otherwise.`
  }
  if (values.hours === undefined) {
    await staff.setRota(id, { kind: 'service_hours' })
    return `${name} is on the rota in all of the service's hours.`
  }
  const pattern = parseWorkingPattern(values.hours)
  if ('problem' in pattern) throw new DomainError('invalid', pattern.problem)
  const doubts = doubtfulHours(pattern)
  if (doubts.length > 0) throw new DomainError('invalid', doubts.map(({ day, text }) => `${day} ${text}.`).join('\n'))
  await staff.setRota(id, { kind: 'pattern', pattern })
  return `${name} is on the rota in the service's hours that fall within ${writtenPattern(pattern)}.`
}

const HAND_OVERS: Readonly<Record<string, Leave['handOver']>> = { back: 'for_the_leave', 'for-good': 'for_good' }

const leave: CarryOut = async (deps, person, values) => {
  if (values.end) {
    const next = person.leave.toSorted((a, b) => (a.from < b.from ? -1 : 1)).find(({ to }) => to >= londonDay(deps.now()))
    if (!next) throw new DomainError('not_found', `${person.name} has no leave that could end.`)
    await endLeave(deps, { staffId: person.id, leaveId: next.id })
    return `The leave of ${person.name} from ${next.from} to ${next.to} is ended.`
  }
  const handOver = values['hand-over'] === undefined ? undefined : HAND_OVERS[values['hand-over']]
  if (values['hand-over'] !== undefined && !handOver) throw new DomainError('invalid', 'Write --hand-over back or --hand-over for-good.')
  const cover = values.cover === undefined ? undefined : await personOf(deps, values.cover)
  const outcome = await setLeave(deps, { staffId: person.id, from: values.from ?? '', to: values.to ?? '', coverId: cover?.id, handOver })
  if (outcome.kind === 'invalid') throw new DomainError('invalid', inWords(outcome.problems))
  const covered = cover ? `, covered by ${cover.name}` : '. Nobody covers'
  const said = [`${person.name} is on leave from ${outcome.leave.from} to ${outcome.leave.to}${covered}.`, outcome.note, uncoveredInWords(person.name, outcome.uncovered)]
  return said.filter((line) => line !== undefined).join('\n')
}

const skills: CarryOut = async ({ staff }, person, values) => {
  const changed = changedSkills(person.skills, values)
  await staff.setSkills(person.id, changed)
  return `${person.name}: ${writtenSkills(changed)}`
}

const limit: CarryOut = async ({ staff, heaviest }, { id, name }, { points = '' }) => {
  const outcome = await setLimit({ staff }, { staffId: id, points })
  if (outcome.kind === 'invalid') throw new DomainError('invalid', inWords(outcome.problems))
  const note = Number(points) < heaviest ? `\nAn urgent enquiry weighs ${heaviest}: with this limit ${name} is given none.` : ''
  return `${name} carries up to ${points} points.${note}`
}

const onCall: CarryOut = async (deps, person, values) => {
  if (values.end) {
    const uncovered = await uncoveredWithout(deps, person.id, deps.now())
    await deps.staff.clearOnCall(person.id)
    const isEmpty = isEmptyList(await deps.staff.mayBeOnCall(), deps.now())
    const said = [
      `${person.name} is off the on-call list.`,
      person.alwaysOnCall ? 'They had said that they may be woken at any hour: that is taken back.' : undefined,
      isEmpty ? NOBODY_ON_CALL : uncoveredInWords(person.name, uncovered),
    ]
    return said.filter((line) => line !== undefined).join('\n')
  }
  const turn = ON_CALL_TURNS.find((one) => String(one) === (values.turn ?? '1'))
  const outcome = await setOnCall(deps, { staffId: person.id, from: values.from ?? '', to: values.to ?? '', turn, phone: values.phone ?? '' })
  if (outcome.kind === 'invalid') throw new DomainError('invalid', inWords(outcome.problems))
  return `${outcome.name} is on call from ${inLondon(outcome.from)} to ${inLondon(outcome.to)}.${outcome.isNewNumber ? '\nThe number given is their number on record from now on.' : ''}`
}

const inWords = (problems: readonly { readonly text: string }[]): string => problems.map(({ text }) => `${text}.`).join('\n')

const CARRIED_OUT: ReadonlyMap<string, CarryOut> = new Map([['rota', setRota], ['leave', leave], ['skills', skills], ['limit', limit], ['on-call', onCall]])
