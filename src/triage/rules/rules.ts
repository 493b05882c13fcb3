import type { BankHolidays } from '../../domain/bankHolidays'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { CompiledIndex } from '../phrases/compiledIndex'
import type { PhraseIndex } from '../phrases/phraseIndex'
import type { DayWords } from '../text/dayWords'
import type { Misspelt } from '../text/knownWords'
import type { EverydayWords } from './everydayWords'
import type { CategoryRule, EverydayLists, IndicatorRule, PriorityTable, SignalRule } from './rulesSchema'

/** What the rule files say, checked, with their phrases compiled: plain data, so that it can be kept in a file. */
export interface CompiledRules {
  readonly version: string
  readonly index: CompiledIndex
  readonly indicators: readonly IndicatorRule[]
  readonly signals: readonly SignalRule[]
  readonly categories: readonly CategoryRule[]
  readonly priorities: PriorityTable
  readonly everyday: EverydayLists
  readonly misspelt: Misspelt
}

/** The rules in force, ready to read with: loadRules.ts. */
export interface Rules extends Omit<CompiledRules, 'index' | 'everyday' | 'misspelt'> {
  readonly index: PhraseIndex
  readonly everyday: EverydayWords
  readonly dayWords: DayWords
  /** For contacts that nobody has cut into parts yet. */
  readonly layout: LetterLayout
  /** Which days are working days. */
  readonly bankHolidays: BankHolidays
}

type RuleKind = 'indicator' | 'signal' | 'firm' | 'hint' | 'cue' | 'category' | 'place' | 'capital'

/** Keys are asked for a thousand times a reading, so each is put together once. There are as many as there are rules. */
const keys = new Map<RuleKind, Map<string, string>>()
const unlessKeys = new Map<string, string>()

function kept(known: Map<string, string>, name: string, beginning: string): string {
  const before = known.get(name)
  if (before !== undefined) return before
  const key = `${beginning}:${name}`
  known.set(name, key)
  return key
}

/** Where a phrase of the lexicon is filed: what it belongs to, and under which of its lists. */
export function ruleKey(kind: RuleKind, name: string): string {
  let ofKind = keys.get(kind)
  if (!ofKind) keys.set(kind, ofKind = new Map())
  return kept(ofKind, name, kind)
}
export const unlessKey = (key: string): string => kept(unlessKeys, key, 'unless')

/** How evidence of a hint begins. */
export const hintName = (name: string): string => `${name}/hint`
