import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import { SERVICE_ZONE } from '../../domain/openingHours'
import type { StaffFacts, StaffWithLeave } from './ports'

interface OnCallDeps {
  readonly staff: Pick<StaffFacts, 'addOnCall' | 'onCallList'>
  readonly now: Clock
}

/** A time that was typed with the wrong year is somebody who is woken for ever. */
const LONGEST_DAYS = 92

/** Puts somebody on the on-call list, in London time. @throws DomainError that says what to change */
export async function setOnCall({ staff, now }: OnCallDeps, person: StaffWithLeave, typed: { readonly from?: string | undefined; readonly to?: string | undefined }): Promise<string> {
  const [from, to] = [readMoment(typed.from, '--from'), readMoment(typed.to, '--to')]
  if (to <= from) throw new DomainError('invalid', '--to must be after --from.')
  if (to <= now()) throw new DomainError('invalid', '--to must not be past.')
  if (to.getTime() - from.getTime() > LONGEST_DAYS * 86_400_000) throw new DomainError('invalid', `A time on call lasts ${LONGEST_DAYS} days at most.`)
  await staff.addOnCall(person.id, { id: randomBytes(8).toString('hex'), from, to }, now())
  const unreachable = person.phone === undefined ? `\n${person.name} has no telephone on record, and is rung for nothing. Put somebody on call who has one.` : ''
  return `${person.name} is on call from ${inLondon(from)} to ${inLondon(to)}.${unreachable}`
}

/** Who is on call now and later, the next first, with the telephone that is rung. */
export async function listOnCall({ staff, now }: OnCallDeps): Promise<string> {
  const at = now()
  const people = await staff.onCallList(at)
  const lines = people
    .flatMap(({ name, phone, onCallTimes }) => onCallTimes.filter(({ to }) => to > at).map(({ from, to }) => ({ from, line: `${inLondon(from)} to ${inLondon(to)}  ${name}  ${phone ?? 'no telephone: is not rung'}` })))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return lines.length === 0 ? 'Nobody is on the on-call list: what is urgent goes to whoever has a telephone.' : lines.map(({ line }) => line).join('\n')
}

function readMoment(typed: string | undefined, option: string): Date {
  const read = DateTime.fromFormat(typed?.trim() ?? '', 'yyyy-MM-dd HH:mm', { zone: SERVICE_ZONE })
  if (!read.isValid) throw new DomainError('invalid', `Give ${option} as "2026-12-24 16:30", in London time.`)
  return read.toJSDate()
}

const inLondon = (at: Date): string => DateTime.fromJSDate(at, { zone: SERVICE_ZONE }).toFormat('yyyy-MM-dd HH:mm')
