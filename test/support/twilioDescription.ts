import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type Json = { readonly [key: string]: unknown }

const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}'
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Twilio's own description of its interface, cut down to some paths below the account, and mended where it does not
 * describe what Twilio does: form fields may be given several times, addresses of pages are relative, and the last has
 * no next one.
 */
export function twilioDescription(paths: readonly string[]): Json {
  const file = createRequire(__filename).resolve('@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json')
  const whole = JSON.parse(readFileSync(file, 'utf8'))
  const wanted = Object.fromEntries(paths.map((path) => {
    const described = whole.paths[ACCOUNT + path]
    if (!described) throw new Error(`Twilio does not describe ${path}.`)
    return [ACCOUNT + path, mend(described)]
  }))
  const schemas = Object.fromEntries(reached(wanted, whole.components.schemas).map((name) => [name, mend(whole.components.schemas[name])]))
  const { securitySchemes } = whole.components
  return { openapi: whole.openapi, info: whole.info, servers: whole.servers, security: whole.security, paths: wanted, components: { schemas, securitySchemes } }
}

function mend(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mend)
  if (!isObject(value)) return value
  const entries = Object.entries(value)
    .filter(([key, inner]) => !(key === 'format' && inner === 'uri'))
    .map(([key, inner]): [string, unknown] => {
      if (key === 'next_page_uri' && typeof inner === 'string') return [key, null]
      if (key === 'application/x-www-form-urlencoded' && isObject(inner)) return [key, { ...(mend(inner) as Json), encoding: repeated(inner) }]
      return [key, mend(inner)]
    })
  return Object.fromEntries(entries)
}

/** Array fields of a form stand there once for each value. */
function repeated(form: Json): Json {
  const properties = isObject(form['schema']) && isObject(form['schema']['properties']) ? form['schema']['properties'] : {}
  const arrays = Object.entries(properties).filter(([, property]) => isObject(property) && property['type'] === 'array')
  return Object.fromEntries(arrays.map(([name]) => [name, { style: 'form', explode: true }]))
}

/** The schemas that are named, and those that these name. */
function reached(value: unknown, schemas: Json): string[] {
  const names = new Set<string>()
  const visit = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (names.has(name)) continue
      names.add(name)
      visit(JSON.stringify(schemas[name]))
    }
  }
  visit(JSON.stringify(value))
  return [...names]
}
