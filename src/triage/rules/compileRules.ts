import type { WordLists } from '../phrases/choice'
import { compilePhrase } from '../phrases/compilePhrase'
import { compileIndex } from '../phrases/compileIndex'
import type { OwnedPhrase } from '../phrases/compileIndex'
import { checkRules } from './checkRules'
import { ruleKey, unlessKey } from './rules'
import type { CompiledRules } from './rules'
import { readRulesFile, RulesError } from './rulesFile'
import {
  categoriesSchema, cuesSchema, everydaySchema, indicatorsSchema, placesSchema, prioritiesSchema, signalsSchema, versionSchema, wordsSchema,
} from './rulesSchema'

interface PhraseList {
  readonly file: string
  readonly key: string
  readonly name: string
  readonly phrases: readonly string[] | undefined
}

function compileList({ file, key, name, phrases }: PhraseList, lists: WordLists): OwnedPhrase[] {
  return (phrases ?? []).map((source, place) => {
    try {
      return { phrase: compilePhrase(source, lists), key, rule: `${name}/${place + 1}` }
    } catch (error) {
      throw new RulesError(file, `${name}, "${source}"`, error instanceof Error ? error.message : String(error))
    }
  })
}

/** Reads, checks and compiles the rules in a folder. Throws a RulesError naming file and entry at the first mistake. */
export function compileRules(folder: string): CompiledRules {
  const { version } = readRulesFile(folder, 'version.json', versionSchema)
  const { lists } = readRulesFile(folder, 'wordLists.json', wordsSchema)
  const { indicators } = readRulesFile(folder, 'indicators.json', indicatorsSchema)
  const { signals } = readRulesFile(folder, 'signals.json', signalsSchema)
  const { cues } = readRulesFile(folder, 'cues.json', cuesSchema)
  const { categories } = readRulesFile(folder, 'categories.json', categoriesSchema)
  const { places } = readRulesFile(folder, 'places.json', placesSchema)
  const priorities = readRulesFile(folder, 'priorities.json', prioritiesSchema)
  const { english, welsh, shared } = readRulesFile(folder, 'everydayWords.json', everydaySchema)
  const everyday = { english, welsh, shared }
  checkRules({ indicators, signals, cues, priorities, everyday })

  const phraseLists: PhraseList[] = [
    ...indicators.flatMap(({ code, ...rule }) => withUnless('indicators.json', ruleKey('indicator', code), code, rule)),
    ...signals.flatMap(({ signal, ...rule }) => [
      ...withUnless('signals.json', ruleKey('signal', signal), signal, rule),
      { file: 'signals.json', key: ruleKey('firm', signal), name: `${signal}/firm`, phrases: rule.firm },
      { file: 'signals.json', key: ruleKey('hint', signal), name: `${signal}/hint`, phrases: rule.hints },
      { file: 'signals.json', key: unlessKey(ruleKey('hint', signal)), name: `${signal}/unless`, phrases: rule.unless },
    ]),
    ...cues.flatMap(({ cue, ...rule }) => withUnless('cues.json', ruleKey('cue', cue), cue, rule)),
    ...categories.flatMap(({ category, ...rule }) => withUnless('categories.json', ruleKey('category', category), category, rule)),
    ...places.flatMap(({ nation, places: names, capital }) => [
      { file: 'places.json', key: ruleKey('place', nation), name: nation, phrases: names },
      { file: 'places.json', key: ruleKey('capital', nation), name: nation, phrases: capital },
    ]),
  ]
  const index = compileIndex(phraseLists.flatMap((list) => compileList(list, lists)))
  return { version, index, indicators, signals, categories, priorities, everyday }
}

const withUnless = (
  file: string, key: string, name: string,
  rule: { readonly phrases: readonly string[]; readonly unless?: readonly string[] | undefined },
): PhraseList[] => [
  { file, key, name, phrases: rule.phrases },
  { file, key: unlessKey(key), name: `${name}/unless`, phrases: rule.unless },
]
