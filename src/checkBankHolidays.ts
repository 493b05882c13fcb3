import { readFileSync } from 'node:fs'
import { readBankHolidays } from '../config/bankHolidays'

// The command behind `npm run holidays:check`: what is wrong with a new list of bank holidays. Exit code 1 when anything is.
function main(file: string | undefined): number {
  const complain = (line: string): void => void process.stderr.write(`${line}\n`)
  if (file === undefined) {
    complain('Say which file: npm run --silent holidays:check -- FILE')
    return 1
  }
  try {
    const result = readBankHolidays(JSON.parse(readFileSync(file, 'utf8')))
    if (result.ok) process.stdout.write(`The list is sound: bank holidays until ${result.bankHolidays.until}, as known on ${result.bankHolidays.taken}.\n`)
    else result.problems.forEach(complain)
    return result.ok ? 0 : 1
  } catch (error) {
    complain(error instanceof SyntaxError ? `${file} is not JSON: ${error.message}` : `${file} could not be read: ${codeOf(error)}.`)
    return 1
  }
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'for a reason unknown'
  return code === 'ENOENT' ? 'there is no such file' : code
}

process.exitCode = main(process.argv[2])
