import { createInterface } from 'node:readline/promises'
import { numberSettingsOrExit } from '../config/env'
import { twilioNumbers } from './gateways/twilioNumbers'
import { configureNumber } from './telephone/setup/configureNumber'

/** `npm run twilio:configure`: points the advice line's number at this application. */
async function main(): Promise<void> {
  const settings = numberSettingsOrExit()
  const numbers = twilioNumbers({
    accountSid: settings.TWILIO_ACCOUNT_SID, authToken: settings.TWILIO_AUTH_TOKEN, apiUrl: settings.TWILIO_API_URL,
  })
  const deps = { numbers, out: process.stdout, ...(process.stdin.isTTY && { confirm: askOnTerminal }) }
  process.exitCode = await configureNumber(
    deps, { publicBaseUrl: settings.PUBLIC_BASE_URL, number: settings.ADVICE_LINE_NUMBER }, process.argv.slice(2),
  )
}

async function askOnTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim())
  } finally {
    terminal.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The number could not be looked at: ${error instanceof Error ? error.name : 'unknown cause'}.\n`)
  process.exitCode = 1
})
