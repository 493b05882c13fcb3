import { loadRules } from './loadRules'
import { triageLines } from './triageLines'

// The command behind `npm run triage:file`: how a rules author tries a change. Exit code 1 when a line was bad.
async function main(file: string | undefined): Promise<number> {
  const complain = (line: string): void => void process.stderr.write(`${line}\n`)
  if (file === undefined) {
    complain('Say which file: npm run --silent triage:file -- FILE.jsonl')
    return 1
  }
  try {
    const bad = await triageLines(loadRules(), file, (line) => void process.stdout.write(`${line}\n`), complain)
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
