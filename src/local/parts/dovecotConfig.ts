export interface MailUser {
  user: string
  password: string
}

export interface DovecotLayout {
  /** Sockets and state; short, since a socket's path has at most 108 characters. */
  runDir: string
  mailDir: string
  usersFile: string
  port: number
  /** Names of the account that everything runs as. */
  account: { user: string; group: string; uid: number; gid: number }
  /** Any user name gets a mailbox of its own with this password; for tests. */
  passwordForAnyone?: string
  manner?: DovecotManner
}

/** How a server differs from the plain one; for tests. */
export interface DovecotManner {
  /** Takes XOAUTH2 tokens, which it has checked at this address (RFC 7662), instead of passwords. */
  tokensCheckedAt?: string
  /** What folders' names begin with, such as `INBOX.`. */
  folderPrefix?: string
  /** All that it says it can do, such as `IMAP4rev1 IDLE`. */
  capabilities?: string
}

/** The oauth2 password database's own file. */
export const dovecotTokenConfig = (tokensCheckedAt: string): string => `introspection_mode = post
introspection_url = ${tokensCheckedAt}
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
`

/** Dovecot 2.3's configuration for one plain account, one loopback port and maildirs. */
export function dovecotConfig(layout: DovecotLayout): string {
  const { runDir, mailDir, usersFile, port, account, manner = {} } = layout
  const anyone =
    layout.passwordForAnyone === undefined
      ? ''
      : `passdb {\n  driver = static\n  args = password=${layout.passwordForAnyone}\n}\n`
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${runDir}/run
state_dir = ${runDir}/state
log_path = /dev/stderr
default_internal_user = ${account.user}
default_internal_group = ${account.group}
default_login_user = ${account.user}
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${mailDir}/%u
mail_max_userip_connections = 1000
# Tests and benchmarks sign in often; to wait after a failure, and longer after each, is for servers on a network.
auth_failure_delay = 0
${manner.capabilities === undefined ? '' : `imap_capability = ${manner.capabilities}\n`}${manner.tokensCheckedAt === undefined ? '' : TOKENS_ONLY(runDir)}passdb {
  driver = passwd-file
  args = ${usersFile}
}
${anyone}userdb {
  driver = static
  args = uid=${account.uid} gid=${account.gid} home=${mailDir}/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  ${manner.folderPrefix === undefined ? 'separator = /' : `separator = .\n  prefix = ${manner.folderPrefix}`}
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service imap {
  process_limit = 1024
}
`
}

const TOKENS_ONLY = (runDir: string): string => `auth_mechanisms = xoauth2
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${runDir}/oauth2.conf
}
`
