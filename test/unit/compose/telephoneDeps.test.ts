import { createConnection } from 'mongoose'
import { pino } from 'pino'
import { parseSettings } from '../../../config/env'
import { SERVICE } from '../../../config/service'
import type { Store } from '../../../src/compose/openStore'
import { telephoneDeps } from '../../../src/compose/telephoneDeps'
import { TEST_SETTINGS } from '../../support/settings'

it.each([[undefined, false], ['AdviceLine', true]])('callers are offered texts only where a sender is set: %s', async (SMS_FROM, offered) => {
  const parsed = parseSettings({ ...TEST_SETTINGS, SMS_FROM })
  if (!parsed.ok) throw new Error(parsed.problems.join())
  expect(telephoneDeps(parsed.settings, undefined, pino({ enabled: false })).textsOffered).toBe(offered)
})

it('calls owe their cards within the times that the service’s configuration states', async () => {
  const parsed = parseSettings(TEST_SETTINGS)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  const connection = createConnection()
  const store = { connection } as unknown as Store
  expect(telephoneDeps(parsed.settings, store, pino({ enabled: false })).targets).toBe(SERVICE.calls)
  await connection.close()
})
