import { TARGETS } from './targets'

/** What the service promises and where it draws lines; each a proposal that the service's owners may change here. */
export const SERVICE = {
  /** By when people are to act, and who is told when they do not. */
  ...TARGETS,
  /** A step that keeps failing becomes a card for a person after so many tries. */
  stepAttempts: 6,
  /** Points that one social worker carries at a time, unless set otherwise for the person. */
  caseloadLimit: 25,
  /**
   * What an open enquiry weighs, in points, by its priority; `unread` before anything has read it. Halves and whole numbers
   * only, so that sums are exact. One that belongs to another weighs nothing of its own.
   */
  caseWeights: { urgent: 3, high: 2, standard: 1, low: 0.5, unread: 2 },
  /** How long an enquiry for which nobody is free waits for the next look, in milliseconds. */
  allocateAgainMs: 60_000,
  /** A message is looked at for others about the same child with its first reading; anything else so much later, in milliseconds. */
  linkAfterMs: 60_000,
  /** A call that is not over is looked at again for others about the same child so much later, in milliseconds. */
  linkAgainMs: 5 * 60_000,
  /**
   * What alone tells little of a child whom one of two enquiries does not name, and is suggested all the same: the same
   * home or address, or the same telephone number, within so many days.
   */
  weakLinks: {
    withinDays: { placement: 14, number: 30 },
    /** A switchboard, or an office's address: what stands in enquiries about more matters than that says nothing. */
    mostMatters: 5,
    /** Of one enquiry, at a time. */
    mostSuggested: 3,
  },
  /** A name or a birthday that is not quite the same: what more matters have than that says nothing, and so many are suggested of one enquiry at a time. */
  looseLinks: {
    mostMatters: 10,
    mostSuggested: 3,
    /** Of a name and the year of birth alone, for an age is assessed soon: in days. */
    yearWithinDays: 365,
  },
  /** How often enquiries that are to be read again are looked for, in milliseconds, once nothing new waits to be read. */
  rereadEveryMs: 2_000,
  /** Handing over between people. */
  handover: {
    /** How often leaves that begin or end, and offers without an answer, are looked for, in milliseconds. */
    lookEveryMs: 15_000,
    /** How often it is looked whether somebody is to be told of an offer, in milliseconds. */
    tellOfOffersEveryMs: 5_000,
  },
  /**
   * Whom an enquiry calls for beside the social worker; any of it is enough. `signals` and `indicators` are what triage
   * found, `likenesses` what sentences of an urgent one read like to the second reader, `facts` what a person recorded with yes, `madeUrgent` that a person made it urgent. The rules have no finding for
   * "no right to stay": a question about the National Referral Mechanism counts when it speaks of missing or false documents.
   */
  secondProfessionals: {
    police_liaison: {
      signals: ['missingNow', 'inContactNow', 'aboutToBeMoved', 'unsafeArrival', 'threats', 'inCustody', 'immediateDanger'],
      likenesses: ['missingNow', 'inContactNow', 'aboutToBeMoved', 'unsafeArrival', 'threats', 'inCustody', 'urgentConcern'],
      indicators: ['K2'], categories: [], facts: ['missing_now', 'in_contact_now'], madeUrgent: true,
    },
    immigration_officer: {
      signals: ['removalImminent', 'atPort', 'ageDisputed'],
      likenesses: ['removalImminent'],
      // The journey.
      indicators: ['J1', 'J2', 'J3', 'J4', 'J5', 'J6', 'J7', 'J8', 'J9'],
      categories: [{ category: 'nrm_query', withIndicators: ['D1'] }], facts: [], madeUrgent: false,
    },
  },
  /** Lists of what is no child concern: looked at so often, in milliseconds, while the service is open; whoever is told is told once a day. */
  lists: {
    lookEveryMs: 10 * 60_000,
    /** Owners are told from the first working day after an answer was due; managers, whosever list it is, from this one. */
    managersWhenLateBy: 2,
  },
  /**
   * Mail to members of staff: how long its server may be silent, and how long one mail may take in all; after so long in vain (`patienceMs`)
   * the others do not wait for the server, for `restMs`. In milliseconds.
   */
  staffMail: { silenceMs: 8_000, sendMs: 12_000, patienceMs: 5_000, restMs: 30_000 },
  /** Ringing members of staff. */
  ringing: {
    /** A worker's telephone rings for so long before the next one is tried, in seconds. */
    ringSeconds: 20,
    /** How long a line is held for ringing and screening, in milliseconds: longer than both together can take. */
    leaseMs: 60_000,
    /** A submission that the network did not answer clearly is looked for until then, in milliseconds; afterwards the next worker is rung. */
    settleAfterMs: 20_000,
    /** How often legs and lines of which nothing is heard are looked for, in milliseconds. */
    settleEveryMs: 5_000,
    /** How long a line is held for a conversation before the network is asked whether it still goes on, in milliseconds. */
    talkLeaseMs: 10 * 60_000,
    /** After a conversation, how long a worker is left in peace to write the note, in milliseconds. */
    wrapUpMs: 5 * 60_000,
    /** While callers wait and nobody is free, how often to look again, in milliseconds. A line that comes free is noticed at once. */
    lookAgainMs: 5_000,
  },
  /** Recordings at the network. One that was not announced is asked after from `calls.askAfterToneMs` on. */
  recordings: {
    /** One that never came is given up, and a person told, in milliseconds since the tone. */
    giveUpAfterMs: 2 * 3_600_000,
  },
  /**
   * Waking somebody for what cannot wait, in milliseconds: the pause between one person and the next, the longest pause, that of what
   * is urgent, which goes up by mail as fast (`escalation.times.pressing`), and after how long in which no telephone rang others are rung otherwise too.
   */
  waking: { nextPersonMs: 60_000, longestPauseMs: 5 * 60_000, longestUrgentPauseMs: 3 * 60_000, silentAfterMs: 2 * 60_000 },
  /** A mailbox that nobody brought into step for so long is shown to everybody, in milliseconds. */
  mailboxQuietMs: 5 * 60_000,
  /** Comparing the network's lists and the mailboxes with ours, in milliseconds. Windows overlap: a call that straddles two is seen twice and taken once. */
  reconciliation: {
    everyMs: 5 * 60_000,
    windowMs: 6 * 3_600_000,
    /** All messages ever taken in are compared with their enquiries, however old. */
    everythingEveryMs: 24 * 3_600_000,
    leaseMs: 2 * 60_000,
    /** What is younger may still be on its way to us. */
    graceMs: 2 * 60_000,
    /** A spool that is being drained gets so long before a call counts as missed. */
    settleMs: 20_000,
    /** A message in a mailbox is an enquiry, or a person has a card for it. */
    finishMailWithinMs: 10 * 60_000,
    /** Somebody looks at what was missed. */
    lookWithinMs: 15 * 60_000,
    /** Without a completed run for so long, the workers are not ready. */
    alarmAfterMs: 20 * 60_000,
  },
  /** What a process left behind that died while it stored a large file is removed so long after its last piece, in milliseconds; looked for once a day. */
  abandonedUploads: { afterMs: 24 * 3_600_000, everyMs: 24 * 3_600_000, askEveryMs: 3_600_000 },
  /** How often records of children are looked for that are not found by what is written of them now, in milliseconds: those that a process of an earlier release wrote. */
  findableChildren: { everyMs: 10 * 60_000, askEveryMs: 5 * 60_000 },
  /** Calls kept on disk while the database is away. */
  spool: { mostEntries: 50_000, mostBytes: 256 * 1024 * 1024, drainEveryMs: 1_000 },
  /** How long a process that was told to stop may take to finish what it has in hand, in milliseconds. */
  stopWithinMs: 20_000,
} as const

/** The wait before the next try of a step that failed, in milliseconds; `attempts` counts the tries so far. */
export const retryAfterMs = (attempts: number): number => Math.min(1_000 * 2 ** attempts, 120_000)

/** The same of an enquiry that could not be allocated for a fault, once it was tried often enough to say so: from one minute on, half an hour at most. */
export const allocateAfterFailureMs = (attempts: number): number => Math.min(60_000 * 2 ** (attempts - SERVICE.stepAttempts), 30 * 60_000)
