import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { loadRules } from '../triage/loadRules'
import { loadSecondReader } from '../triage/secondReader/loadSecondReader'
import { readAgainWith } from '../triage/secondReader/readAgain'
import type { TriageIntakeDeps } from '../triage/triageIntake'

export type TriageReaders = Pick<TriageIntakeDeps, 'rules' | 'readAgain'>

/** The rules, and the second reader unless it is switched off. Throws when a file of theirs is not as it should be. */
export function triageReaders({ SECOND_READER }: Pick<Settings, 'SECOND_READER'>, log: Logger): TriageReaders {
  const rules = loadRules()
  return SECOND_READER === 'off' ? { rules } : { rules, readAgain: readAgainWith(rules, loadSecondReader(), log) }
}
