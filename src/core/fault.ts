/**
 * Everything that can go wrong, as data: a code and what is needed to tell it.
 * `src/render/faultText.ts` is the only place that puts a fault into words.
 */
export type Fault = LinkFault | HostKeyFault | AuthenticationFault | SudoFault | CommandFault | DocumentFault | ChangeFault | SetUpFault | ConfigurationFault | GuestFault | ImpossibleFault | PracticeFault;

/** What was found here; every other reason is in the words of the system, of ssh2 or of the program that failed. */
export type LinkReason =
  | 'name-missing'
  | 'option-like'
  | 'shell-character'
  | 'port-range'
  | 'too-many-jumps'
  | 'no-host'
  | 'closed-at-once'
  | 'closed-in-login'
  | 'closed'
  | 'no-answer'
  | 'binary-revocation-list';

/**
 * The way to a host: name, network, SSH handshake. `host` is what the user typed, `port` the TCP port,
 * `reason` a `LinkReason` or the words of whoever failed.
 */
export type LinkFault =
  | { readonly code: 'target-invalid'; readonly target: string; readonly reason: string }
  | { readonly code: 'host-unknown'; readonly host: string }
  | { readonly code: 'connection-refused'; readonly host: string; readonly port: number }
  | { readonly code: 'host-unreachable'; readonly host: string; readonly reason: string }
  | { readonly code: 'connect-timeout'; readonly host: string; readonly afterMs: number }
  /** `offered`: what the host offers of that which did not match, where that is the reason. */
  | { readonly code: 'handshake-failed'; readonly host: string; readonly reason: string; readonly offered?: string }
  | { readonly code: 'proxy-failed'; readonly host: string; readonly proxy: string; readonly reason: string }
  /** The SSH server of the host in between lets nobody go on from there. */
  | { readonly code: 'forwarding-refused'; readonly host: string; readonly proxy: string }
  | { readonly code: 'link-lost'; readonly host: string; readonly reason: string }
  /** Connected, and not yet given up, but without a sign of life for so many milliseconds. */
  | { readonly code: 'host-silent'; readonly host: string; readonly forMs: number }
  | { readonly code: 'channel-refused'; readonly host: string }
  | { readonly code: 'disconnected'; readonly host: string };

/** Host keys. Fingerprints are in OpenSSH's form, `SHA256:` and unpadded base64. */
export type HostKeyFault =
  | { readonly code: 'host-key-unknown'; readonly host: string; readonly keyType: string; readonly fingerprint: string }
  | {
      readonly code: 'host-key-changed';
      readonly host: string;
      readonly keyType: string;
      readonly fingerprint: string;
      readonly knownFingerprint: string;
      /** File and line of the known key; `trusted-here` for one accepted in this editor, `given` for one known beforehand. */
      readonly knownFrom: string;
    }
  | { readonly code: 'host-key-revoked'; readonly host: string; readonly keyType: string; readonly fingerprint: string; readonly knownFrom: string }
  | { readonly code: 'known-hosts-unreadable'; readonly host: string; readonly file: string; readonly reason: string };

export type AuthenticationFault =
  | { readonly code: 'authentication-failed'; readonly host: string; readonly user: string; readonly tried: readonly string[]; readonly offered: readonly string[] }
  | { readonly code: 'authentication-unsupported'; readonly host: string; readonly method: 'gssapi' | 'fido-key' | 'host-certificate' | 'user-certificate' | 'other'; readonly detail: string }
  | { readonly code: 'prompt-declined'; readonly host: string; readonly what: 'password' | 'passphrase' | 'host-key' | 'keyboard-interactive' | 'sudo-password' }
  | { readonly code: 'prompt-needed'; readonly host: string; readonly what: 'password' | 'passphrase' | 'host-key' | 'keyboard-interactive' | 'sudo-password' }
  | { readonly code: 'key-unreadable'; readonly host: string; readonly file: string; readonly reason: string };

export type SudoFault =
  | { readonly code: 'sudo-refused'; readonly host: string; readonly user: string; readonly program: string }
  | { readonly code: 'sudo-password-wrong'; readonly host: string; readonly user: string }
  | { readonly code: 'sudo-needs-terminal'; readonly host: string; readonly user: string }
  | { readonly code: 'sudo-missing'; readonly host: string; readonly user: string; readonly program: string };

/** One command on one host. `program` is its name without a path. */
export type CommandFault =
  | { readonly code: 'program-missing'; readonly host: string; readonly program: string }
  | { readonly code: 'permission-denied'; readonly host: string; readonly user: string; readonly program: string }
  | { readonly code: 'command-failed'; readonly host: string; readonly program: string; readonly exitCode: number | null; readonly message: string }
  | { readonly code: 'command-timeout'; readonly host: string; readonly program: string; readonly afterMs: number }
  | { readonly code: 'output-too-large'; readonly host: string; readonly program: string; readonly limitBytes: number }
  | { readonly code: 'output-cut'; readonly host: string; readonly program: string }
  /** An argument holds what the account's login shell has no spelling for: NUL, or under csh a newline. */
  | { readonly code: 'argument-unsendable'; readonly host: string; readonly program: string }
  | { readonly code: 'shell-unusable'; readonly host: string; readonly sample: string }
  | { readonly code: 'configuration-unsettled'; readonly host: string }
  /** It is set up for no cluster that could run there. */
  | { readonly code: 'no-cluster'; readonly host: string }
  | { readonly code: 'cancelled' };

/** What a reader says of a document. The codes are also those of `npm run snapshot`. */
export type DocumentFault =
  | { readonly code: 'not-running'; readonly message: string }
  | { readonly code: 'cut' }
  | { readonly code: 'malformed'; readonly reason: string }
  | { readonly code: 'too-large'; readonly bytes: number; readonly limitBytes: number }
  | { readonly code: 'not-a-status'; readonly root: string }
  /** The CIB configures nothing of this id. */
  | { readonly code: 'not-configured'; readonly id: string }
  /** The failed action that is asked for has been forgotten. */
  | { readonly code: 'failure-gone'; readonly resource: string; readonly node: string };

/** Why a change is not planned, previewed, carried out or taken back. `cluster` is what the person calls it. */
export type ChangeFault =
  /** The person said that nothing may be changed on this cluster. */
  | { readonly code: 'read-only'; readonly cluster: string }
  /** What the cluster is like now is not known, so nothing can be planned for it. */
  | { readonly code: 'not-live'; readonly cluster: string }
  /** Another change of this cluster has not ended. */
  | { readonly code: 'change-under-way'; readonly cluster: string }
  /** The scheduler cannot be asked what this change would lead to. */
  | { readonly code: 'no-preview' }
  /** The cluster has changed, and the command that was refused is none of what this would be done by now. */
  | { readonly code: 'no-force' }
  /**
   * nothing-done   the change was not carried out, or nobody knows whether it was
   * no-way-back    nothing takes such a change back
   * changed-since  what it changed is not as it left it
   */
  | { readonly code: 'undo-refused'; readonly why: 'nothing-done' | 'no-way-back' | 'changed-since' | 'elsewhere' };

/** The set-up of hosts. `cluster` is what the person calls it. */
export type SetUpFault =
  /** What would be run there now is not what was confirmed. */
  | { readonly code: 'hosts-changed'; readonly cluster: string }
  /** It is for practice: what would be written down of its hosts is true of none that are real. */
  | { readonly code: 'practice-hosts'; readonly cluster: string }
  /** It was told to restart, and has not answered since, for so many milliseconds. */
  | { readonly code: 'not-back'; readonly host: string; readonly afterMs: number }
  /**
   * locked       another program is installing packages
   * unreachable  what they come from could not be reached
   * unknown      nothing that they come from has them
   */
  | { readonly code: 'packages-refused'; readonly host: string; readonly program: string; readonly why: 'locked' | 'unreachable' | 'unknown' }
  /**
   * another  there is another key on the host by now
   * short    the key there is none
   * damaged  what came there is not what was sent
   * changed  the key there is not the one any more that was found
   */
  | { readonly code: 'key-refused'; readonly host: string; readonly why: 'another' | 'short' | 'damaged' | 'changed' };

/** The configuration as a whole, and what might happen to a cluster. */
export type ConfigurationFault =
  /** Nothing watches that resource on that node, so nothing would find out that it failed. */
  | { readonly code: 'not-watched'; readonly resource: string; readonly node: string }
  /** The cluster's configuration is not the one any more that was read to be edited. */
  | { readonly code: 'configuration-changed'; readonly cluster: string }
  /** There is nothing to push: the configuration says what it said. */
  | { readonly code: 'configuration-same'; readonly cluster: string }
  /** So many errors were found in it: by crm_verify, or the first where it cannot even be read. */
  | { readonly code: 'configuration-invalid'; readonly errors: number }
  /** The editor saved an edited configuration by itself, which would push it. */
  | { readonly code: 'saved-by-itself' }
  /** The host keeps another checkpoint under this number by now. */
  | { readonly code: 'checkpoint-changed'; readonly host: string; readonly number: number }
  /** The connection broke while it was pushed, and the cluster has not shown that it has what was wanted. */
  | { readonly code: 'configuration-uncertain'; readonly cluster: string };

/** Why nobody can look at a virtual machine from within. `domain` is libvirt's name for it. */
export type GuestFault =
  /** No host's libvirt knows it. */
  | { readonly code: 'guest-nowhere'; readonly domain: string }
  /** `state` is libvirt's own word: `shut off`. */
  | { readonly code: 'guest-not-running'; readonly domain: string; readonly state: string }
  /** Neither its agent nor libvirt's network nor the host it runs on tells where it is reached. */
  | { readonly code: 'guest-without-address'; readonly domain: string };

/** A change that cannot be planned for a cluster, or not for the pcs of the host. `name` is what it was wanted for. */
export type ImpossibleFault =
  /**
   * option-like     pcs would take the name, which begins with `-` or is empty, for an option
   * ambiguous       pcs would read the name at its place as something else: `with`, `lifetime=…`
   * implicit        Pacemaker made it, so nothing configures it
   * fence-device    this pcs does that only to resources that are no fence devices
   * no-score        it is no score
   * not-set         the property has no value that could be taken out
   * no-one-place    it does not run on exactly one node, so that one has to be named
   * not-a-clone     it is restarted as a whole, not on one node
   * exists          there is this constraint already, which says the same, if with another score
   * level-exists    the node is fenced by just these devices at that level already
   * nothing-chosen  no name is given
   * fence-alone     a fence device is in no group, clone or bundle
   * no-primitive    it is a group, clone or bundle, which has no parameters
   * same-group      both are of this group, which starts its members in its own order
   * not-a-group     it is something else
   * not-groupable   only primitives can be members of a group, and only they and groups can be cloned
   * empties-group   that would leave this group without a member
   * no-place        the member beside which it was to go is not in that group, or goes itself
   * unchanged       it is so already
   * no-id           it is no id that a configuration can have
   * taken           something in the configuration has that id
   * no-clone        it is no clone, nor in one
   * no-utilization  only primitives use anything
   * no-own-score    it has no score, or its rules have one each
   * twice           it is named more than once
   * not-a-host      it is a remote or guest node: the cluster's programs do not run there
   * is-guest        a guest is fenced by restarting its VM, not by a device
   * not-unclean     the cluster does not wait for the node to be fenced
   * in-service      nothing keeps the node from working
   * value-not-set   the node has no such attribute or capacity that could be taken out
   * operations-changed  its operations are others than those that were changed in a form
   * open-quote      a double quote in a rule is not closed
   * not-a-number    the value of a capacity is none
   * secret-name     the name says that the value is secret, and only a command line could carry it
   * operation-twice  an operation is there twice with one interval
   * operation-word  an operation has a word that pcs, which sets the operation anew, cannot give it
   * node-exists     the cluster has a node of that name
   * address-is-name this pcs takes the name for the address
   * no-history      this pcs has no command that forgets what was fenced
   * cluster-runs    a cluster runs on this node
   * set-up          this host is set up for a cluster already, which does not run
   * not-set-up      this host is in no cluster
   * twice-host      the host is named more than once
   * still-member    the node is online, or on its way to be
   * waits-for-fencing  the cluster waits for the node to be fenced, and would no more
   * not-in-xml      it holds a character that no configuration can hold
   * not-kept        this version of Pacemaker would write something else, or what nobody can read any more
   */
  | {
      readonly code: 'change-impossible';
      readonly why: 'option-like' | 'ambiguous' | 'implicit' | 'fence-device' | 'no-score' | 'not-set' | 'no-one-place' | 'not-a-clone' | 'exists' | 'same-group' | 'nothing-chosen'
        | 'not-a-group' | 'not-groupable' | 'empties-group' | 'no-place' | 'unchanged' | 'no-id' | 'taken' | 'no-clone' | 'no-utilization' | 'no-own-score' | 'twice'
        | 'not-a-host' | 'is-guest' | 'not-unclean' | 'in-service' | 'value-not-set' | 'secret-name' | 'operation-word' | 'operation-twice' | 'operations-changed' | 'not-a-number' | 'node-exists' | 'address-is-name' | 'no-history' | 'cluster-runs' | 'set-up' | 'not-set-up' | 'twice-host' | 'still-member' | 'waits-for-fencing'
        | 'fence-alone' | 'no-primitive' | 'level-exists' | 'open-quote' | 'not-in-xml' | 'not-kept';
      readonly name: string;
    }
  /** It is part of a clone or bundle, which has to be named instead. */
  | { readonly code: 'change-impossible'; readonly why: 'inside'; readonly name: string; readonly instead: string }
  | { readonly code: 'change-impossible'; readonly why: 'not-a-member' | 'tagged' | 'in-set' | 'bundle-full'; readonly name: string; readonly of: string }
  /** This pcs has no words for a part of it: `words` are those of the configuration. */
  | { readonly code: 'change-impossible'; readonly why: 'no-words'; readonly name: string; readonly words: string; readonly pcs: string }
  /** The cluster reaches a node through it, which has to be taken out of the cluster first. */
  | { readonly code: 'change-impossible'; readonly why: 'carries-node'; readonly name: string; readonly node: string }
  /** This version of pcs has no way to do it: to move a clone or bundle, to forget failures and nothing else, to name a clone, to know such containers, to forget a node, to make a guest node of a virtual machine, to say such a value in a rule, or to take anything away beside a resource that is made from a template. */
  | { readonly code: 'change-impossible'; readonly why: 'cannot-move' | 'cannot-clean-up' | 'cannot-name' | 'no-container' | 'no-node-clear' | 'no-guest-node' | 'template' | 'no-rule-value'; readonly name: string; readonly pcs: string };

export type PracticeFault =
  /** Pacemaker's programs are not on this machine and cannot be unpacked on it. */
  | { readonly code: 'practice-programs-missing'; readonly reason: string }
  /** Pacemaker's programs run on Linux; `platform` is Node's name of another: `darwin`, `win32`. */
  | { readonly code: 'practice-needs-linux'; readonly platform: string }
  /** Debian's packages cannot be unpacked here: `program` (`apt-get`, `dpkg-deb`) is not installed, so this is not Debian or its kin. */
  | { readonly code: 'packages-unsupported'; readonly program: string }
  /** The package sources of this machine gave nothing. `reason` is what apt said. */
  | { readonly code: 'packages-not-fetched'; readonly reason: string }
  /** The programs of a practice cluster are kept apart in namespaces, which this machine refuses. `reason` is what unshare said. */
  | { readonly code: 'namespaces-refused'; readonly reason: string }
  | { readonly code: 'practice-failed'; readonly reason: string };

export type FaultCode = Fault['code'];
