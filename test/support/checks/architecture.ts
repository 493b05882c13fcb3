import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseSync } from '@swc/core'

export interface SourceFile {
  /** From the project's root, such as `src/desk/routes.ts`. */
  readonly path: string
  readonly text: string
}

const ROOMS = ['telephone', 'email', 'triage', 'allocation', 'acknowledgement', 'casework', 'linking', 'routing', 'desk', 'access']

/** What may know each client library, by path; a library that is not named may be used anywhere below `domain`. */
const LIBRARY_HOMES: readonly (readonly [library: RegExp, homes: RegExp])[] = [
  [/^(mongoose|mongodb|connect-mongo)$/, /^src\/(store|local\/parts)\//],
  [/^bullmq$/, /^(src\/queues|workers)\//],
  [/^ioredis$/, /^(src\/queues|workers)\//],
  [/^imapflow$/, /^src\/(gateways|local\/mail)\//],
  [/^nodemailer$/, /^src\/(gateways|local\/mail)\//],
  [/^twilio(\/|$)/, /^src\/(gateways|telephone|local\/network)\//],
  [/^(express|express-session|helmet|csrf-sync)$/, /^src\/(\w+\/(\w+\/)?\w*([rR]outes|[mM]iddleware|[cC]ontroller|session|sessions|securityHeaders|webhookGate|signedPosts)\.ts|compose\/|local\/)/],
]

const DOMAIN_LIBRARIES = /^(node:crypto|luxon|opening_hours|libphonenumber-js)$/

/** Which folders a folder may know. Dependencies point inwards; `compose` alone knows everybody. */
function mayKnow(from: string, to: string): boolean {
  if (from === to || to === 'domain') return true
  if (from === 'domain') return false
  if (to === 'local') return from === 'start'
  if (to === 'config') return from !== 'domain'
  if (ROOMS.includes(from)) return false
  switch (from) {
    case 'store': case 'gateways': return ROOMS.includes(to) || to === 'operations'
    case 'queues': case 'operations': return false
    case 'config': return false
    case 'compose': return true
    case 'workers': return ROOMS.includes(to) || to === 'operations' || to === 'compose'
    case 'main': return to === 'compose' || to === 'operations'
    case 'fallback': return to === 'telephone'
    case 'configureTwilio': return to === 'telephone' || to === 'gateways'
    case 'mailReplay': return to === 'email' || to === 'store'
    case 'triageAgain': return to === 'triage' || to === 'store'
    case 'staff': return to === 'access' || to === 'allocation' || to === 'store'
    case 'local': case 'start': return true
    default: return false
  }
}

/** config/env.ts is the one reader; the two launchers run before anything is installed or built, and pass it on. */
const READS_ENVIRONMENT = new Set(['config/env.ts', 'src/start.mjs', 'src/ensurePackages.mjs'])

/** A sentence for each import, and each reading of the environment, that the house does not allow. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...importsOf(file).flatMap((target) => importViolation(file.path, target) ?? []),
    ...(/\bprocess\.env\b/.test(file.text) && !READS_ENVIRONMENT.has(file.path)
      ? [`${file.path} reads process.env: only config/env.ts may.`]
      : []),
  ])
}

function importViolation(path: string, target: string): string | undefined {
  const from = folderOf(path)
  if (target.startsWith('.')) {
    const to = folderOf(relative('/', resolve('/', path, '..', target)))
    return mayKnow(from, to) ? undefined : `${path} imports ${target}: "${from}" may not know "${to}".`
  }
  if (from === 'domain' && !DOMAIN_LIBRARIES.test(target)) return `${path} imports ${target}: the domain has no I/O.`
  const home = LIBRARY_HOMES.find(([library]) => library.test(target))
  return !home || home[1].test(path) ? undefined : `${path} imports ${target}, which belongs elsewhere.`
}

/** The room of a file: `desk` for `src/desk/x.ts`, `main` for `src/main.ts`, `workers`, `config`. */
function folderOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second.replace(/\.(ts|mjs)$/, '') : top
}

interface Node {
  readonly type?: string
  readonly source?: { readonly value?: string } | null
  readonly callee?: { readonly type?: string; readonly value?: string }
  readonly arguments?: readonly { readonly expression?: { readonly value?: unknown } }[]
}

function importsOf({ text }: SourceFile): string[] {
  const found: string[] = []
  visit(parseSync(text, { syntax: 'typescript', target: 'es2022' }), (node) => {
    if (typeof node.source?.value === 'string') found.push(node.source.value)
    const called = node.type === 'CallExpression' && (node.callee?.type === 'Import' || node.callee?.value === 'require')
    const argument = node.arguments?.[0]?.expression?.value
    if (called && typeof argument === 'string') found.push(argument)
  })
  return found
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) value.forEach((item) => visit(item, see))
  else if (typeof value === 'object' && value !== null) {
    see(value)
    Object.values(value).forEach((item) => visit(item, see))
  }
}

/** Every source file of the product itself. */
export function productFiles(root: string): SourceFile[] {
  return ['src', 'workers', 'config'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  )
}
