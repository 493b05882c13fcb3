import type { ChildMatch } from '../../desk/children/childPorts'
import { isLoose, type LinkSign, weighed } from '../../domain/thread'
import type { LinkKey } from '../../linking/ports'
import { inBatches } from '../inBatches'
import { type ChildFamily, documentsOf, familiesOf } from './childFamilies'
import type { ChildDocument } from './childModel'
import { toChild } from './openChild'
import { type ChildStore, openFamilies } from './openFamilies'
import { threadIds } from './threadsOfEach'

/** More records that may be of one child are read by nobody. */
const MOST_MATCHES = 5
/** Records that are read at once: some are barred to whoever looks, some of one child. */
const READ_AT_ONCE = 20

interface Asked {
  readonly intakeId: string
  readonly keys: readonly (LinkKey & { readonly hash: string })[]
  readonly staffId: string
}

/** Records that may be of a child whom an enquiry is about, as far as one person may see them. */
export async function childMatches(store: ChildStore, asked: Asked): Promise<readonly ChildMatch[]> {
  const open = new Map(await openAmongAlike(store, { ...asked, keys: asked.keys.filter(({ signs }) => !isLoose(signs)) }))
  // Last, so that they take no room from what tells more.
  if (open.size < MOST_MATCHES) for (const [id, family] of await openAmongAlike(store, { ...asked, keys: asked.keys.filter(({ signs }) => isLoose(signs)) })) if (!open.has(id)) open.set(id, family)
  return [...open.values()].slice(0, MOST_MATCHES).map((family) => ({ record: { child: toChild(family.root, store.sealer) }, signs: signsOf(family, asked.keys) }))
}

/** As many as are shown: whoever is barred from many hears of those behind them. Not those that it is under, nor those of whom somebody said that it is not. */
async function openAmongAlike(store: ChildStore, { intakeId, keys, staffId }: Asked): Promise<ReadonlyMap<string, ChildFamily>> {
  if (keys.length === 0) return new Map()
  const { children, intakes } = store
  const open = new Map<string, ChildFamily>()
  let thread: ReadonlySet<string> | undefined
  for await (const alike of inBatches(children.find(alikeIn(keys)).lean<ChildDocument>().cursor(), READ_AT_ONCE)) {
    const under = thread ??= new Set(await threadIds(intakes, [intakeId]))
    const unsaid = (await familiesOf(children, alike)).filter((family) => !documentsOf(family).some((one) => one.intakes.some((said) => under.has(said.intakeId)) || one.notIntakes?.includes(intakeId)))
    for (const family of await openFamilies(store, unsaid, staffId)) open.set(family.root._id, family)
    if (open.size >= MOST_MATCHES) break
  }
  return open
}

/** As two enquiries match: one asks for what the other keeps. */
function alikeIn(keys: Asked['keys']) {
  const [asked, kept] = (['kept', 'asked'] as const).map((use) => keys.filter((one) => one.use !== use).map(({ hash }) => hash))
  return { $or: [{ linkKeys: { $in: asked ?? [] } }, { askedKeys: { $in: kept ?? [] } }] }
}

function signsOf(family: ChildFamily, keys: Asked['keys']): readonly LinkSign[] {
  const [kept, asked] = [new Set(documentsOf(family).flatMap(({ linkKeys = [] }) => linkKeys)), new Set(documentsOf(family).flatMap(({ askedKeys = [] }) => askedKeys))]
  return weighed(keys.filter(({ hash, use }) => (use !== 'kept' && kept.has(hash)) || (use !== 'asked' && asked.has(hash))).flatMap(({ signs }) => signs))
}
