import type { Translate } from './row';

/** What an exit code of an agent says, and what to do about it. */
export interface ExitCodeText {
  readonly meaning: string;
  readonly next: string;
}

/** The codes that agents answer with, as the OCF agents' standard has them, and those by which Pacemaker itself says that no answer came; null for any other. */
export function exitCodeText(code: number, t: Translate): ExitCodeText | null {
  switch (code) {
    case 0:
      return { meaning: t('The agent said that all is well; Pacemaker had expected another answer.'), next: t('Look whether the resource runs where it should not: started by hand, or by systemd when the host booted.') };
    case 1:
      return { meaning: t('Something went wrong, and the agent has no code for it.'), next: t('Look at the agent’s own words, and at what the service itself has logged at that time.') };
    case 2:
      return { meaning: t('A parameter of the resource has a value that cannot be used on that node.'), next: t('Look at the parameters of the resource: whether the paths and addresses exist on that node.') };
    case 3:
      return { meaning: t('The agent does not know this operation.'), next: t('Look whether the resource is configured with an operation, or as a clone, that its agent does not support.') };
    case 4:
      return { meaning: t('The agent was not allowed to do something it needs.'), next: t('Look at owner and mode of the files it uses on that node, and at SELinux or AppArmor there.') };
    case 5:
      return { meaning: t('A program or file that the agent needs is not on that node.'), next: t('Install what is missing there, or keep the resource off that node with a constraint.') };
    case 6:
      return { meaning: t('The resource is configured wrongly for every node. Pacemaker does not try it anywhere until that is mended.'), next: t('Mend the parameters of the resource.') };
    case 7:
      return { meaning: t('It did not run, where Pacemaker thought that it did.'), next: t('Find out why it ended: the service’s own log, the kernel’s (out of memory?), or somebody who stopped it by hand.') };
    case 8:
      return { meaning: t('It ran promoted, where Pacemaker thought that it was not.'), next: t('Look who promoted it: by hand, or by a failover of its own.') };
    case 9:
      return { meaning: t('It is promoted and has failed.'), next: t('Look at the service’s own log; Pacemaker demotes it before it tries again.') };
    case 124:
    case 198:
      return { meaning: t('The agent did not end within the operation’s time-out.'), next: t('Find out what it waited for: a slow disk, a network share, name resolution. Where it only needs longer, give the operation a longer time-out.') };
    case 189:
      return { meaning: t('The connection to the program that runs agents on that node was lost.'), next: t('Look whether the node was overloaded, rebooted or cut off at that time.') };
    case 190:
      return { meaning: t('It runs, but not as well as it should.'), next: t('Look at the service’s own log: it may fail soon.') };
    case 191:
      return { meaning: t('It runs promoted, but not as well as it should.'), next: t('Look at the service’s own log: it may fail soon.') };
    case 193:
      return { meaning: t('Nobody knows how it ended: no answer came from the node.'), next: t('Look whether the node was overloaded, rebooted or cut off at that time.') };
    default:
      return null;
  }
}
