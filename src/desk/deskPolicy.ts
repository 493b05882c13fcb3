import type { Permission } from '../domain/roles'
import { paths } from './paths'
import type { AuditEvent } from './auditPorts'

export type HandlerName =
  | 'showWaiting' | 'showAccepted' | 'sendRows' | 'sendUpdates' | 'sendStamp' | 'showIntake' | 'confirmPriority' | 'acceptIntake' | 'clearLooseCard'
  | 'showCallbacks' | 'showShift' | 'sendCallbackRows' | 'playRecording' | 'sendAttachment' | 'sendOriginal' | 'ringCaller' | 'takeCallback' | 'sendReference' | 'recordFact'
  | 'sendCallers' | 'showTelephone' | 'setAvailability' | 'setStaffAvailability' | 'answerNext'
  | 'showSearchByName' | 'searchByName' | 'showChildForm' | 'recordChild' | 'findChildFor' | 'showChild' | 'showChildDetails' | 'changeChild' | 'sayAboutEnquiry' | 'findOtherChild' | 'sayOfTwoChildren' | 'takeBackOfChild'
  | 'showFind' | 'findEnquiry' | 'showTellings'
  | 'giveIntake' | 'offerTransfer' | 'answerTransfer' | 'barFromIntake' | 'unbarFromIntake'
  | 'showLists' | 'showList' | 'confirmCategory' | 'rerouteIntake' | 'bringBackIntake' | 'takeRouted' | 'closeRouted'
  | 'endCase'
  | 'showSeconds' | 'acceptAsSecond' | 'handBackSecond' | 'nameSecond' | 'takeFromSecond' | 'dismissSecond' | 'showEnded'
  | 'showDuty' | 'showLeave' | 'setLeave' | 'endLeave' | 'showStaff' | 'setRota' | 'setSkills' | 'setLimit' | 'showOnCall' | 'setOnCall' | 'endOnCall'
  | 'showOperations' | 'replayMessage' | 'answerSuggestion' | 'findOther' | 'answerByHand' | 'takeBack' | 'followFirst' | 'addNote' | 'closeCard' | 'writeUpCall'

export interface DeskRoute {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly permission: Permission
  /** Written down before the handler runs, with the enquiry or card that the path names. */
  readonly audit: AuditEvent | undefined
  readonly handler: HandlerName
}

const route = (
  method: DeskRoute['method'], path: string, permission: Permission, handler: HandlerName, audit?: AuditEvent,
): DeskRoute => ({ method, path, permission, handler, audit })

/** Every page and action of the desk: what it takes to use it and what is written down when somebody does. */
export const DESK_POLICY: readonly DeskRoute[] = [
  route('get', paths.queue, 'queue.view', 'showWaiting'),
  route('get', paths.accepted, 'queue.view', 'showAccepted'),
  route('get', paths.callbacks, 'queue.view', 'showCallbacks'),
  route('get', paths.shift, 'queue.view', 'showShift'),
  route('get', paths.callbackRows, 'queue.view', 'sendCallbackRows'),
  route('get', paths.queueRows, 'queue.view', 'sendRows'),
  route('get', paths.queueUpdates, 'queue.view', 'sendUpdates'),
  route('get', paths.callers, 'queue.view', 'sendCallers'),
  route('get', paths.telephone, 'telephone.use', 'showTelephone'),
  route('post', paths.availability, 'telephone.use', 'setAvailability', 'availability_tried'),
  route('post', paths.answerNext, 'telephone.use', 'answerNext', 'answer_next_tried'),
  route('post', paths.staffAvailability(':id'), 'telephone.manage', 'setStaffAvailability', 'staff_availability_tried'),
  route('get', paths.find, 'queue.view', 'showFind'),
  route('post', paths.find, 'queue.view', 'findEnquiry', 'enquiry_sought'),
  route('get', paths.lists, 'routed.view', 'showLists'),
  route('get', paths.list(':list'), 'routed.view', 'showList'),
  route('get', paths.ended, 'ended.view', 'showEnded'),
  route('get', paths.second, 'second.view', 'showSeconds'),
  route('post', paths.secondAcceptance(':id'), 'second.work', 'acceptAsSecond', 'second_acceptance_tried'),
  route('post', paths.secondReturn(':id'), 'second.work', 'handBackSecond', 'second_return_tried'),
  route('post', paths.secondNaming(':id'), 'second.manage', 'nameSecond', 'second_naming_tried'),
  route('post', paths.secondTaking(':id'), 'second.manage', 'takeFromSecond', 'second_return_tried'),
  route('post', paths.secondDismissal(':id'), 'second.manage', 'dismissSecond', 'second_dismissal_tried'),
  route('get', paths.duty, 'duty.view', 'showDuty'),
  route('get', paths.leave(':id'), 'duty.manage', 'showLeave'),
  route('post', paths.leave(':id'), 'duty.manage', 'setLeave', 'leave_tried'),
  route('post', paths.leaveEnd(':id'), 'duty.manage', 'endLeave', 'leave_tried'),
  route('get', paths.staffMember(':id'), 'duty.manage', 'showStaff'),
  route('post', paths.rota(':id'), 'duty.manage', 'setRota', 'rota_tried'),
  route('post', paths.skills(':id'), 'duty.manage', 'setSkills', 'skills_tried'),
  route('post', paths.limit(':id'), 'duty.manage', 'setLimit', 'limit_tried'),
  route('get', paths.onCall, 'duty.manage', 'showOnCall'),
  route('post', paths.onCall, 'duty.manage', 'setOnCall', 'on_call_tried'),
  route('post', paths.onCallEnd(':id'), 'duty.manage', 'endOnCall', 'on_call_tried'),
  route('get', paths.intake(':id'), 'intake.view', 'showIntake', 'intake_viewed'),
  route('get', paths.stamp(':id'), 'queue.view', 'sendStamp'),
  route('get', paths.tellings(':id'), 'intake.view', 'showTellings', 'intake_viewed'),
  route('get', paths.recording(':id', ':sid'), 'recording.play', 'playRecording', 'recording_played'),
  route('get', paths.attachment(':id', ':number'), 'mail.save', 'sendAttachment', 'attachment_saved'),
  route('get', paths.original(':id'), 'mail.save', 'sendOriginal', 'original_saved'),
  route('post', paths.priority(':id'), 'priority.confirm', 'confirmPriority', 'priority_confirmation_tried'),
  route('post', paths.acceptance(':id'), 'intake.accept', 'acceptIntake', 'acceptance_tried'),
  route('post', paths.giving(':id'), 'intake.give', 'giveIntake', 'giving_tried'),
  route('post', paths.offer(':id'), 'intake.accept', 'offerTransfer', 'offer_tried'),
  route('post', paths.offerAnswer(':id'), 'intake.accept', 'answerTransfer', 'offer_answer_tried'),
  route('post', paths.conflicts(':id'), 'intake.give', 'barFromIntake', 'conflict_tried'),
  route('post', paths.conflictEnd(':id'), 'intake.give', 'unbarFromIntake', 'conflict_end_tried'),
  route('post', paths.category(':id'), 'intake.reroute', 'confirmCategory', 'category_confirmation_tried'),
  route('post', paths.rerouting(':id'), 'intake.reroute', 'rerouteIntake', 'rerouting_tried'),
  route('post', paths.returning(':id'), 'intake.reroute', 'bringBackIntake', 'return_tried'),
  route('post', paths.routedTaking(':id'), 'routed.work', 'takeRouted', 'routed_taking_tried'),
  route('post', paths.routedClosing(':id'), 'routed.work', 'closeRouted', 'routed_closing_tried'),
  route('post', paths.caseEnding(':id'), 'intake.accept', 'endCase', 'case_ending_tried'),
  route('post', paths.ringCaller(':id'), 'telephone.use', 'ringCaller', 'callback_tried'),
  route('post', paths.callbackTaking(':id'), 'intake.accept', 'takeCallback', 'callback_taking_tried'),
  route('post', paths.textOf(':id'), 'record.keep', 'sendReference', 'text_tried'),
  route('post', paths.facts(':id'), 'record.keep', 'recordFact', 'fact_tried'),
  route('get', paths.childOf(':id'), 'record.keep', 'showChildForm', 'intake_viewed'),
  route('post', paths.childOf(':id'), 'record.keep', 'recordChild', 'child_recording_tried'),
  route('post', paths.childSoughtFor(':id'), 'record.keep', 'findChildFor', 'child_sought'),
  route('get', paths.children, 'child.view', 'showSearchByName'),
  route('post', paths.children, 'child.view', 'searchByName', 'children_sought'),
  route('get', paths.child(':id'), 'child.view', 'showChild', 'child_viewed'),
  route('get', paths.childDetails(':id'), 'record.keep', 'showChildDetails', 'child_viewed'),
  route('post', paths.childDetails(':id'), 'record.keep', 'changeChild', 'child_change_tried'),
  route('post', paths.childEnquiries(':id'), 'record.keep', 'sayAboutEnquiry', 'child_enquiry_tried'),
  route('post', paths.otherChildSought(':id'), 'record.keep', 'findOtherChild', 'child_sought'),
  route('post', paths.childPair(':id'), 'record.keep', 'sayOfTwoChildren', 'child_pair_tried'),
  route('post', paths.childBack(':id'), 'record.keep', 'takeBackOfChild', 'child_back_tried'),
  route('post', paths.notes(':id'), 'note.write', 'addNote', 'note_tried'),
  route('post', paths.suggestions(':id'), 'intake.join', 'answerSuggestion', 'suggestion_answer_tried'),
  route('post', paths.belonging(':id'), 'intake.join', 'findOther', 'enquiry_sought'),
  route('post', paths.belongingAnswer(':id'), 'intake.join', 'answerByHand', 'belonging_tried'),
  route('post', paths.belongingBack(':id'), 'intake.join', 'takeBack', 'taking_back_tried'),
  route('post', paths.belongingWorker(':id'), 'intake.join', 'followFirst', 'belonging_tried'),
  route('post', paths.closing(':id'), 'record.keep', 'closeCard', 'card_closing_tried'),
  route('post', paths.writeUp(':id'), 'record.keep', 'writeUpCall', 'write_up_tried'),
  route('get', paths.operations, 'operations.view', 'showOperations'),
  route('post', paths.replay(':id'), 'mail.replay', 'replayMessage', 'replay_tried'),
  route('post', paths.clearance(':id'), 'intake.accept', 'clearLooseCard', 'card_clearance_tried'),
]
