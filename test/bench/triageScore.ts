import { loadRules } from '../../src/triage/loadRules'
import { isLaidAside, readByOtherHands, readPractice, scoreTriage } from './triageScoring'
import type { PracticeItem, Score } from './triageScoring'

// Prints how well the rules read the practice set. Misses are named for the part that the rules are tuned on only;
// `--all` names those laid aside too, which spends them.
const NAMES: Readonly<Record<keyof Score, string>> = {
  urgentRecall: 'urgent recall', falseUrgent: 'not falsely urgent', underTriage: 'not under-triaged', category: 'category',
  indicatorRecall: 'indicator recall', mustNot: 'mustNot kept', signalsWrong: 'signals right', nation: 'nation',
  priority: 'priority acceptable',
}

function table(title: string, score: Score, withMisses: boolean): string {
  const rows = Object.entries(score).map(([key, { hit, of, misses }]) => {
    const share = of === 0 ? '-' : `${((100 * hit) / of).toFixed(1)} %`
    const named = withMisses && misses.length > 0 ? `   ${misses.join(' ')}` : ''
    return `  ${NAMES[key as keyof Score].padEnd(20)} ${String(hit).padStart(3)} / ${String(of).padEnd(3)} ${share.padStart(8)}${named}`
  })
  return `${title}\n${rows.join('\n')}\n`
}

const rules = loadRules()
const items = readPractice()
const tuned = items.filter((item) => !isLaidAside(item))
const aside = items.filter(isLaidAside)
const learning = readByOtherHands('learning')
const untouched = readByOtherHands('untouched')
const channels: readonly PracticeItem['channel'][] = ['email', 'voicemail', 'callnote']

process.stdout.write(`rules ${rules.version}\n`)
process.stdout.write(table(`tuned on (${tuned.length} messages)`, scoreTriage(rules, tuned), true))
process.stdout.write(table(`laid aside (${aside.length} messages)`, scoreTriage(rules, aside), process.argv.includes('--all')))
process.stdout.write(table(`by other hands, to learn from (${learning.length} messages)`, scoreTriage(rules, learning), process.argv.includes('--learning')))
process.stdout.write(table(`by other hands, untouched (${untouched.length} messages)`, scoreTriage(rules, untouched), false))
for (const channel of channels) {
  const some = items.filter((item) => item.channel === channel)
  process.stdout.write(table(`${channel}, all (${some.length} messages)`, scoreTriage(rules, some), false))
}
