import { createEmitter } from '../core/emitter';
import type { Disposable } from '../core/surroundings';
import { hasReturned, type Recovery } from '../core/walkthrough/recovery';
import type { ClusterSession } from '../session/clusterSession';
import { type FollowedRecovery, followRecovery } from '../session/followRecovery';

type Followed = Pick<ClusterSession, 'definition' | 'state' | 'onDidChangeState'>;

/** Follows what becomes of guest nodes that are lost before a person's eyes, one of each cluster: until another is followed there, or the window closes. */
export class RecoveryWatch implements Disposable {
  private readonly followed = new Map<string, { readonly node: string; readonly session: Followed; readonly following: FollowedRecovery }>();
  private readonly sights = createEmitter<{ readonly session: Followed; readonly recovery: Recovery }>();

  /** `more` is called whenever something was seen that was not seen before. */
  constructor(more: (session: Followed, recovery: Recovery) => void) {
    this.sights.on(({ session, recovery }) => more(session, recovery));
  }

  /** Follows a node from now on, unless it is followed and has not come back. */
  begin(session: Followed, node: string): void {
    const before = this.followed.get(session.definition.id);
    const seen = before?.following.seen ?? null;
    if (before?.node === node && before.session === session && !(seen !== null && hasReturned(seen))) return;
    this.end(session);
    this.followed.set(session.definition.id, { node, session, following: followRecovery(session, node, (recovery) => this.sights.fire({ session, recovery })) });
  }

  /** Nothing was lost after all. */
  end({ definition: { id } }: Followed): void {
    this.followed.get(id)?.following.dispose();
    this.followed.delete(id);
  }

  /** What has been seen of the node that is followed; null where nothing was, or its session is over. */
  seen(session: Followed): Recovery | null {
    const followed = this.followed.get(session.definition.id);
    return followed?.session === session ? followed.following.seen : null;
  }

  /** Comes when the node is back, or as soon as nobody waits for it any more. `told` is called with what was seen, now and whenever there is more. */
  async returned(session: Followed, signal: AbortSignal, told: (recovery: Recovery) => void): Promise<void> {
    const seen = this.seen(session);
    if (seen !== null) told(seen);
    if (signal.aborted || (seen !== null && hasReturned(seen))) return;
    await new Promise<void>((over) => {
      const listening = this.sights.on((sight) => {
        if (sight.session !== session) return;
        told(sight.recovery);
        if (hasReturned(sight.recovery)) end();
      });
      const end = () => {
        listening.dispose();
        over();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  dispose(): void {
    for (const { following } of this.followed.values()) following.dispose();
    this.followed.clear();
    this.sights.dispose();
  }
}
