import { secondReaderOrExit } from '../../config/env'
import { loadRules } from './loadRules'
import { findRulesFolder } from './rules/findRulesFolder'
import { openSecondReader } from './secondReader/loadSecondReader'
import { leaveAsRead, readAgainWith } from './secondReader/readAgain'
import { triageLines } from './triageLines'

const FAILED: Readonly<Record<string, string>> = {
  second_reader_failed: 'The second reader failed on a line; the rules stand alone there.',
  language_model_failed: 'The language model failed on a line; it was read by words alone.',
}

// The command behind `npm run triage:file`: how a rules author tries a change. Exit code 1 when a line was bad.
async function main(file: string | undefined): Promise<number> {
  const complain = (line: string): void => void process.stderr.write(`${line}\n`)
  if (file === undefined) {
    complain('Say which file: npm run --silent triage:file -- FILE.jsonl')
    return 1
  }
  try {
    const rules = loadRules()
    const mode = secondReaderOrExit()
    const log = { error: ({ code }: { readonly code: string }) => complain(FAILED[code] ?? code) }
    const readAgain = mode === 'off' ? leaveAsRead : readAgainWith(rules, await openSecondReader(findRulesFolder(), mode), log)
    const bad = await triageLines(rules, file, (line) => void process.stdout.write(`${line}\n`), complain, readAgain)
    return bad === 0 ? 0 : 1
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

void main(process.argv[2]).then((code) => {
  process.exitCode = code
  return code
})
