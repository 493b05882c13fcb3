/** How the process ends that was asked for an attachment which the message does not have. */
export const NO_SUCH_ATTACHMENT = 3
