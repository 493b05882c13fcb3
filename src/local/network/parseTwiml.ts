import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'

/** One element of TwiML. `text` is what stands directly in it. */
export interface TwimlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly TwimlElement[]
  readonly text: string
}

const ATTRIBUTES = ':@'
const TEXT = '#text'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
})

const node = z.record(z.string(), z.unknown())
const nodes = z.array(node)
const attributes = z.record(z.string(), z.string())

/** @throws when the text is no well-formed XML document with `Response` at its root */
export function parseTwiml(text: string): TwimlElement {
  const fault = XMLValidator.validate(text)
  if (fault !== true) throw new Error(`TwiML is not well formed: ${fault.err.msg}`)
  const roots = nodes.parse(parser.parse(text)).map(toElement).filter((one) => one !== undefined)
  const [root] = roots
  if (!root || roots.length !== 1 || root.name !== 'Response') throw new Error('TwiML must have one root, Response.')
  return root
}

function toElement(raw: Record<string, unknown>): TwimlElement | undefined {
  const name = Object.keys(raw).find((key) => key !== ATTRIBUTES)
  if (name === undefined || name === TEXT) return undefined
  const inside = nodes.parse(raw[name])
  return {
    name,
    attributes: attributes.parse(raw[ATTRIBUTES] ?? {}),
    children: inside.map(toElement).filter((one) => one !== undefined),
    text: inside.map((one) => one[TEXT]).filter((one) => typeof one === 'string').join(''),
  }
}
