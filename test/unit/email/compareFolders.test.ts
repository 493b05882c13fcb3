import type { FolderView, MailFolder } from '../../../src/email/mailboxPorts'
import { compareFolders } from '../../../src/email/reconciliation/compareFolders'

const compare = async (folders: Record<MailFolder, Omit<FolderView, 'uidValidity'>>, counts?: { ingested: number; quarantined: number }) =>
  compareFolders(
    { records: { counts: async () => counts ?? Promise.reject(new Error('walked all there ever was')) } },
    { account: 'intake@advice.example', mailbox: 'INBOX', lookInto: async (folder) => ({ uidValidity: '7', ...folders[folder] }) },
  )

describe('our folders against our records', () => {
  it('have no gap while every message bears a mark, and nothing is counted for it', async () => {
    expect(await compare({ Processed: { messages: 9, unmarked: [] }, Quarantine: { messages: 0 } })).toEqual({ gaps: [], compared: { processed: 9, held: 0 } })
  })

  it('have one gap a folder for what bears none, which is another gap when a further one comes', async () => {
    const { gaps } = await compare({ Processed: { messages: 9, unmarked: [12, 11] }, Quarantine: { messages: 2, unmarked: [3] } })
    expect(gaps).toEqual([{ kind: 'mail_unknown_processed', detail: '7/12' }, { kind: 'mail_unknown_held', detail: '7/3' }])
  })

  it('are counted where the server keeps no marks: more is a gap, fewer is none', async () => {
    const { gaps, compared } = await compare({ Processed: { messages: 3 }, Quarantine: { messages: 1 } }, { ingested: 2, quarantined: 4 })
    expect(gaps).toEqual([{ kind: 'mail_unknown_processed', detail: '1' }])
    expect(compared).toEqual({ processed: 3, held: 1, ingested: 2, quarantined: 4 })
  })
})
