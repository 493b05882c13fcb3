import { dayInWords } from '../domain/dayInWords'
import type { Colleague, Colleagues } from '../domain/handover'
import { ROLE_NAMES } from '../domain/roles'
import type { SecondRole } from '../domain/secondProfessionals'
import { uncapital } from './capital'
import { onLeaveWords } from './dutyWords'
import { listed } from './listed'

/** Why no officer of a role is at work, such as "Pat Police is on leave until 30 November 2026; nobody of this role is at work."; undefined where one is. */
export function nobodyAtWork({ everybody }: Pick<Colleagues, 'everybody'>, role: SecondRole): string | undefined {
  const officers = everybody.filter((one) => one.role === role)
  if (officers.length === 0) return `Nobody has an account as ${ROLE_NAMES[role]}: nobody of this role is at work.`
  const away = officers.flatMap(absence)
  return away.length < officers.length ? undefined : `${listed(away.map(({ name, until }, place) => (place === 0 ? `${name} is ${uncapital(onLeaveWords(until))}` : `${name} until ${dayInWords(until)}`)))}; nobody of this role is at work.`
}

const absence = ({ name, awayUntil: until }: Colleague) => (until === undefined ? [] : [{ name, until }])
