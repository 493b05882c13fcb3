import type { BankHolidays } from '../../domain/bankHolidays'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { PhraseIndex } from '../phrases/phraseIndex'
import type { CategoryRule, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

/** The rules in force, checked and ready to read with: loadRules.ts. */
export interface Rules {
  readonly version: string
  readonly index: PhraseIndex
  readonly indicators: readonly IndicatorRule[]
  readonly signals: readonly SignalRule[]
  readonly categories: readonly CategoryRule[]
  readonly priorities: PriorityTable
  /** For contacts that nobody has cut into parts yet. */
  readonly layout: LetterLayout
  /** Which days are working days. */
  readonly bankHolidays: BankHolidays
}

/** Where a phrase of the lexicon is filed: what it belongs to, and under which of its lists. */
export const ruleKey = (
  kind: 'indicator' | 'signal' | 'firm' | 'hint' | 'cue' | 'category' | 'place' | 'capital', name: string,
): string => `${kind}:${name}`
export const unlessKey = (key: string): string => `unless:${key}`
