import { once } from 'node:events'
import { loadRules } from '../../loadRules'
import { findRulesFolder } from '../../rules/findRulesFolder'
import { DANGERS, INDICATORS, WHOLES } from '../heads'
import { readMaterial } from './material'
import { textsForModel } from './textsForModel'

// The command behind `npm run --silent triage:texts`: what train.py of the language model reads, the names of the heads first.
async function main(): Promise<number> {
  const print = async (line: object): Promise<void> => {
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
  }
  try {
    const folder = findRulesFolder()
    await print({ sentence: [...DANGERS.heads, ...INDICATORS.heads], whole: WHOLES.heads })
    for (const text of textsForModel(loadRules(folder), readMaterial(folder))) await print(text)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

void main().then((code) => {
  process.exitCode = code
  return code
})
