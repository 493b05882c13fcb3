import type { BankHolidays } from '../../domain/bankHolidays'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { CompiledIndex } from '../phrases/compiledIndex'
import type { PhraseIndex } from '../phrases/phraseIndex'
import type { CategoryRule, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

/** What the rule files say, checked, with their phrases compiled: plain data, so that it can be kept in a file. */
export interface CompiledRules {
  readonly version: string
  readonly index: CompiledIndex
  readonly indicators: readonly IndicatorRule[]
  readonly signals: readonly SignalRule[]
  readonly categories: readonly CategoryRule[]
  readonly priorities: PriorityTable
}

/** The rules in force, ready to read with: loadRules.ts. */
export interface Rules extends Omit<CompiledRules, 'index'> {
  readonly index: PhraseIndex
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
