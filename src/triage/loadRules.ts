import { compileRules } from './rules/compileRules'
import { PhraseIndex } from './phrases/phraseIndex'
import { bankHolidaysBeside, letterLayoutBeside } from './rules/besideRules'
import { everydayWords } from './rules/everydayWords'
import { findRulesFolder } from './rules/findRulesFolder'
import type { Rules } from './rules/rules'
import { takeBuiltRules } from './rules/builtRules'
import { dayWords } from './text/dayWords'

/**
 * The rules in config/triage, ready to read with: as they were compiled when the program was built, or, when they were changed
 * since or nothing was built, compiled now; with the two files beside them. Throws a RulesError naming file, line and entry at the first mistake, so that a service
 * never starts on rules that it half understands.
 */
export function loadRules(folder: string = findRulesFolder()): Rules {
  const { index, everyday, misspelt, ...rules } = takeBuiltRules(folder) ?? compileRules(folder)
  return { ...rules, index: new PhraseIndex(index), everyday: everydayWords(everyday), dayWords: dayWords(misspelt), layout: letterLayoutBeside(folder), bankHolidays: bankHolidaysBeside(folder) }
}
