import type { Logger } from 'pino'
import { RulesError } from '../triage/rules/rulesFile'

/**
 * Says why a process could not start. The log leaves out what errors say, for it may be a caller's words; what is wrong with
 * a file of the rules was written by nobody who rings, and its author must find the place.
 */
export function couldNotStart(log: Logger, error: unknown): void {
  if (error instanceof RulesError) log.fatal({ event: 'rules_broken' }, `this process cannot start: ${error.message}`)
  else log.fatal({ err: error }, 'this process could not start')
}
