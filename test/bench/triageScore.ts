import { loadRules } from '../../src/triage/loadRules'
import { loadReaderSettings } from '../../src/triage/secondReader/loadSecondReader'
import { readAgainAsServed } from '../support/servedReader'
import { isLaidAside, readByOtherHands, readPractice, scoreSecondHand, scoreTriage } from './triageScoring'
import type { Measure, PracticeItem, Score } from './triageScoring'

// Prints how well the rules read the practice set. Misses are named for the part that the rules are tuned on only;
// `--all` names those laid aside too, which spends them.
const NAMES: Readonly<Record<keyof Score, string>> = {
  urgentRecall: 'urgent recall', urgentSeen: 'urgent at least high', falseUrgent: 'not falsely urgent', underTriage: 'not under-triaged',
  category: 'category', indicatorRecall: 'indicator recall', mustNot: 'mustNot kept', signalsWrong: 'signals right', nation: 'nation',
  priority: 'priority acceptable',
}

const CHANNELS: readonly PracticeItem['channel'][] = ['email', 'voicemail', 'callnote']

const shareOf = ({ hit, of }: Measure): string => (of === 0 ? '-' : `${((100 * hit) / of).toFixed(1)} %`)

/** Rules alone, then both readers, then a second careful person where one read them; misses are those that both readers leave. */
async function table(title: string, some: readonly PracticeItem[], withMisses: boolean): Promise<string> {
  const alone = await scoreTriage(rules, some)
  const both = await scoreTriage(rules, some, readAgain)
  const person = scoreSecondHand(some)
  const rows = Object.entries(alone).map(([name, measure]) => {
    const key = name as keyof Score
    const { misses } = both[key]
    const named = withMisses && misses.length > 0 ? `   ${misses.join(' ')}` : ''
    const count = ({ hit, of }: Measure): string => `${String(hit).padStart(3)} / ${String(of).padEnd(3)}`
    return `  ${NAMES[key].padEnd(20)} ${count(measure)} ${shareOf(measure).padStart(8)}   ${count(both[key])} ${shareOf(both[key]).padStart(8)}   ${count(person[key])} ${shareOf(person[key]).padStart(8)}${named}`
  })
  return `${title}: rules alone, both readers, a second person\n${rows.join('\n')}\n`
}

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

async function main(): Promise<void> {
  const print = async (...of: Parameters<typeof table>): Promise<void> => void process.stdout.write(await table(...of))
  const items = readPractice()
  const tuned = items.filter((item) => !isLaidAside(item))
  const aside = items.filter(isLaidAside)
  const learning = readByOtherHands('learning')
  const development = readByOtherHands('development')
  const untouched = readByOtherHands('untouched')
  const { version, languageModel } = loadReaderSettings()

  process.stdout.write(`rules ${rules.version}, second reader ${version} with language model ${languageModel.version}\n`)
  await print(`tuned on (${tuned.length} messages)`, tuned, true)
  await print(`laid aside (${aside.length} messages)`, aside, process.argv.includes('--all'))
  await print(`by other hands, to learn from (${learning.length} messages)`, learning, process.argv.includes('--learning'))
  await print(`by other hands, that neither reader learned from (${development.length} messages)`, development, process.argv.includes('--development'))
  await print(`by other hands, untouched (${untouched.length} messages)`, untouched, false)
  for (const channel of CHANNELS) {
    const some = items.filter((item) => item.channel === channel)
    await print(`${channel}, all (${some.length} messages)`, some, false)
  }
}

void main()
