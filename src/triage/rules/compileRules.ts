import type { WordLists } from '../phrases/choice'
import { compilePhrase } from '../phrases/compilePhrase'
import { compileIndex } from '../phrases/compileIndex'
import type { OwnedPhrase } from '../phrases/compileIndex'
import { checkRules } from './checkRules'
import type { PathInFile } from './placeInFile'
import { hintName, ruleKey, unlessKey } from './rules'
import type { CompiledRules } from './rules'
import { readRulesFile } from './rulesFile'
import type { RulesFile } from './rulesFile'
import {
  categoriesSchema, cuesSchema, everydaySchema, indicatorsSchema, placesSchema, prioritiesSchema, signalsSchema, versionSchema, wordsSchema,
} from './rulesSchema'

interface PhraseList {
  readonly file: RulesFile<unknown>
  /** Where the list stands in it. */
  readonly path: PathInFile
  readonly key: string
  readonly name: string
  readonly phrases: readonly string[] | undefined
}

function compileList({ file, path, key, name, phrases }: PhraseList, lists: WordLists): OwnedPhrase[] {
  return (phrases ?? []).map((source, place) => {
    try {
      return { phrase: compilePhrase(source, lists), key, rule: `${name}/${place + 1}` }
    } catch (error) {
      throw file.complain([...path, place], `${name}, "${source}"`, error instanceof Error ? error.message : String(error))
    }
  })
}

/** Reads, checks and compiles the rules in a folder. Throws a RulesError naming file, line and entry at the first mistake. */
export function compileRules(folder: string): CompiledRules {
  const { version } = readRulesFile(folder, 'version.json', versionSchema).content
  const { lists, misspelt } = readRulesFile(folder, 'wordLists.json', wordsSchema).content
  const indicators = readRulesFile(folder, 'indicators.json', indicatorsSchema)
  const signals = readRulesFile(folder, 'signals.json', signalsSchema)
  const cues = readRulesFile(folder, 'cues.json', cuesSchema)
  const categories = readRulesFile(folder, 'categories.json', categoriesSchema)
  const places = readRulesFile(folder, 'places.json', placesSchema)
  const priorities = readRulesFile(folder, 'priorities.json', prioritiesSchema)
  const everyday = readRulesFile(folder, 'everydayWords.json', everydaySchema)
  checkRules({ indicators, signals, cues, categories, priorities, everyday })

  const phraseLists: PhraseList[] = [
    ...indicators.content.indicators.flatMap(({ code, ...rule }, at) => [
      ...withUnless(indicators, ['indicators', at], ruleKey('indicator', code), code, rule),
      ...hintsOf(indicators, ['indicators', at], code, rule),
    ]),
    ...signals.content.signals.flatMap(({ signal, ...rule }, at) => [
      ...withUnless(signals, ['signals', at], ruleKey('signal', signal), signal, rule),
      { file: signals, path: ['signals', at, 'firm'], key: ruleKey('firm', signal), name: `${signal}/firm`, phrases: rule.firm },
      ...hintsOf(signals, ['signals', at], signal, rule),
    ]),
    ...cues.content.cues.flatMap(({ cue, ...rule }, at) => withUnless(cues, ['cues', at], ruleKey('cue', cue), cue, rule)),
    ...categories.content.categories.flatMap(({ category, ...rule }, at) => withUnless(categories, ['categories', at], ruleKey('category', category), category, rule)),
    ...places.content.places.flatMap(({ nation, places: names, capital }, at) => [
      { file: places, path: ['places', at, 'places'], key: ruleKey('place', nation), name: nation, phrases: names },
      { file: places, path: ['places', at, 'capital'], key: ruleKey('capital', nation), name: nation, phrases: capital },
    ]),
  ]
  const index = compileIndex(phraseLists.flatMap((list) => compileList(list, lists)), misspelt)
  const { about: _about, ...everydayLists } = everyday.content
  return {
    version, index, indicators: indicators.content.indicators, signals: signals.content.signals, categories: categories.content.categories,
    priorities: priorities.content, everyday: everydayLists, misspelt,
  }
}

const withUnless = (
  file: RulesFile<unknown>, path: PathInFile, key: string, name: string,
  rule: { readonly phrases: readonly string[]; readonly unless?: readonly string[] | undefined },
): PhraseList[] => [
  { file, path: [...path, 'phrases'], key, name, phrases: rule.phrases },
  { file, path: [...path, 'unless'], key: unlessKey(key), name: `${name}/unless`, phrases: rule.unless },
]

const hintsOf = (
  file: RulesFile<unknown>, path: PathInFile, name: string,
  rule: { readonly hints?: readonly string[] | undefined; readonly unless?: readonly string[] | undefined },
): PhraseList[] => [
  { file, path: [...path, 'hints'], key: ruleKey('hint', name), name: hintName(name), phrases: rule.hints },
  { file, path: [...path, 'unless'], key: unlessKey(ruleKey('hint', name)), name: `${name}/unless`, phrases: rule.unless },
]
