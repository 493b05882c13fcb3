/** Every URL of the desk, once. With an id these make links; with ':id' they are what the router listens on. */
export const paths = {
  queue: '/',
  accepted: '/accepted',
  callbacks: '/call-backs',
  callbackRows: '/call-backs/rows',
  shift: '/hand-over',
  callers: '/callers',
  telephone: '/telephone',
  availability: '/telephone/availability',
  answerNext: '/telephone/next',
  staffAvailability: (id: string) => `/staff/${id}/availability`,
  lists: '/lists',
  list: (category: string) => `/lists/${category}`,
  ended: '/ended',
  second: '/for-you',
  duty: '/duty',
  onCall: '/on-call',
  onCallEnd: (staffId: string) => `/staff/${staffId}/on-call/end`,
  staffMember: (staffId: string) => `/staff/${staffId}`,
  rota: (staffId: string) => `/staff/${staffId}/rota`,
  skills: (staffId: string) => `/staff/${staffId}/skills`,
  limit: (staffId: string) => `/staff/${staffId}/limit`,
  leave: (staffId: string) => `/staff/${staffId}/leave`,
  leaveEnd: (staffId: string) => `/staff/${staffId}/leave/end`,
  queueRows: '/queue/rows',
  queueUpdates: '/queue/updates',
  intake: (id: string) => `/intakes/${id}`,
  priority: (id: string) => `/intakes/${id}/priority`,
  acceptance: (id: string) => `/intakes/${id}/acceptance`,
  giving: (id: string) => `/intakes/${id}/giving`,
  offer: (id: string) => `/intakes/${id}/offer`,
  offerAnswer: (id: string) => `/intakes/${id}/offer/answer`,
  conflicts: (id: string) => `/intakes/${id}/conflicts`,
  conflictEnd: (id: string) => `/intakes/${id}/conflicts/end`,
  category: (id: string) => `/intakes/${id}/category`,
  rerouting: (id: string) => `/intakes/${id}/rerouting`,
  returning: (id: string) => `/intakes/${id}/return`,
  routedTaking: (id: string) => `/intakes/${id}/taking`,
  routedClosing: (id: string) => `/intakes/${id}/ending`,
  secondAcceptance: (id: string) => `/intakes/${id}/second`,
  secondReturn: (id: string) => `/intakes/${id}/second/return`,
  secondNaming: (id: string) => `/intakes/${id}/second/naming`,
  secondTaking: (id: string) => `/intakes/${id}/second/taking`,
  secondDismissal: (id: string) => `/intakes/${id}/second/dismissal`,
  caseEnding: (id: string) => `/intakes/${id}/case-ending`,
  notes: (id: string) => `/intakes/${id}/notes`,
  suggestions: (id: string) => `/intakes/${id}/suggestions`,
  belonging: (id: string) => `/intakes/${id}/belonging`,
  belongingWorker: (id: string) => `/intakes/${id}/belonging/worker`,
  belongingBack: (id: string) => `/intakes/${id}/belonging/back`,
  belongingAnswer: (id: string) => `/intakes/${id}/belonging/answer`,
  closing: (id: string) => `/intakes/${id}/closing`,
  writeUp: (id: string) => `/intakes/${id}/write-up`,
  ringCaller: (id: string) => `/intakes/${id}/call`,
  facts: (id: string) => `/intakes/${id}/facts`,
  callbackTaking: (id: string) => `/intakes/${id}/call-back`,
  recording: (id: string, sid: string) => `/intakes/${id}/recordings/${sid}`,
  attachment: (id: string, number: string) => `/intakes/${id}/attachments/${number}`,
  original: (id: string) => `/intakes/${id}/original`,
  clearance: (cardId: string) => `/cards/${cardId}/clearance`,
  replay: (cardId: string) => `/cards/${cardId}/replay`,
  find: '/find',
  operations: '/operations',
  assets: '/assets',
} as const

/** What a page asks for by itself, without anybody's click. */
export const backgroundPaths: readonly string[] = [paths.queueRows, paths.queueUpdates, paths.callbackRows, paths.callers]

export type QueueTab = 'waiting' | 'accepted'

/** A page of a list; the first one has no number. */
export function queueHref(tab: QueueTab, page: number): string {
  const base = tab === 'waiting' ? paths.queue : paths.accepted
  return page === 1 ? base : `${base}?page=${page}`
}

export const rowsHref = (tab: QueueTab, page: number): string => `${paths.queueRows}?tab=${tab}&page=${page}`
