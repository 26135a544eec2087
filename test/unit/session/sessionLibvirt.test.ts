import assert from 'node:assert/strict';
import { ManualClock, settle } from './manualClock';
import { answer } from './scriptedLink';
import { count, healthy, scriptedCluster, scriptOf } from './scriptedCluster';


describe('ClusterSession and libvirt', () => {
  it('does not wait for a hung libvirt, and joins its answer when it comes', async () => {
    let release: (value: undefined) => void = () => undefined;
    const hung = new Promise<undefined>((resolve) => (release = resolve));
    const script = scriptOf(healthy);
    const { session, clock } = scriptedCluster({
      alpha: (line, options) => (line.startsWith('virsh') ? hung.then(() => healthy['virsh -c qemu:///system list --all']) : script(line, options)),
    });
    const connecting = session.connect({ mayAsk: true });
    await clock.advance(500);
    await connecting;
    assert.equal(session.state.kind, 'live');
    assert.equal(session.state.last?.guests[0]?.domainState, null);
    release(undefined);
    await settle();
    assert.equal(session.state.last?.guests[0]?.domainState, 'running');
  });

  it('joins a VM resource with a domain of another name, which its configuration file tells', async () => {
    const list = ' Id   Name      State\n-------------------------\n 4    web one   running\n\n';
    const { session, links } = scriptedCluster({
      alpha: scriptOf({ ...healthy, 'virsh -c qemu:///system list --all': answer(list), 'cat -- /etc/pacemaker/guest1.xml': answer('<domain><name>web one</name></domain>') }),
    });
    await session.connect({ mayAsk: true });
    await settle();
    assert.deepEqual(session.state.last?.guests.map(({ name, resource, domainState }) => [name, resource, domainState]), [['web one', 'vm-guest1', 'running']]);
    await session.refresh({ mayAsk: false });
    await settle();
    assert.equal(session.state.last?.guests[0]?.name, 'web one');
    assert.equal(count(links[0]!, 'cat'), 1);
  });

  it('takes a name into account that was learned during a reading', async () => {
    const list = ' Id   Name      State\n-------------------------\n 4    web one   running\n\n';
    const script = scriptOf({ ...healthy, 'virsh -c qemu:///system list --all': answer(list), 'cat -- /etc/pacemaker/guest1.xml': answer('<domain><name>web one</name></domain>') });
    const clock = new ManualClock();
    const takes = (milliseconds: number) => new Promise<void>((resolve) => void clock.after(milliseconds, resolve));
    const { session } = scriptedCluster({ alpha: (line, options) => takes(line.startsWith('cat') ? 70 : 30).then(() => script(line, options)) }, clock);
    void session.connect({ mayAsk: true });
    await clock.advance(130);
    assert.equal(session.state.kind, 'live');
    void session.refresh({ mayAsk: false });
    await clock.advance(1_000);
    assert.equal(session.state.last?.guests[0]?.name, 'web one');
  });

  it('reads a configuration file again when the connection was lost over it', async () => {
    const list = ' Id   Name      State\n-------------------------\n 4    web one   running\n\n';
    const script = scriptOf({ ...healthy, 'virsh -c qemu:///system list --all': answer(list), 'cat -- /etc/pacemaker/guest1.xml': answer('<domain><name>web one</name></domain>') });
    const lost = { code: 'link-lost', host: 'alpha', reason: 'reset' } as const;
    let drops = true;
    const { session, links } = scriptedCluster({
      alpha: (line, options) => {
        if (!drops || !line.startsWith('cat')) return script(line, options);
        links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault: lost });
        return { fault: lost };
      },
    });
    await session.connect({ mayAsk: true });
    await settle();
    drops = false;
    links[0]!.become({ kind: 'connected', since: 0 });
    await settle();
    assert.equal(session.state.last?.guests[0]?.name, 'web one');
  });

  it('drops what a libvirt listed before when it hangs, rather than hold it against newer states', async () => {
    let hung = false;
    const script = scriptOf(healthy);
    const { session, clock } = scriptedCluster({
      alpha: (line, options) => (hung && line.startsWith('virsh') ? new Promise(() => undefined) : script(line, options)),
    });
    await session.connect({ mayAsk: true });
    assert.equal(session.state.last?.guests[0]?.domainState, 'running');
    hung = true;
    void session.refresh({ mayAsk: false });
    await clock.advance(1000);
    assert.equal(session.state.last?.guests[0]?.domainState, 'running');
    await clock.advance(3000);
    assert.equal(session.state.kind, 'live');
    assert.equal(session.state.last?.guests[0]?.domainState, null);
    session.dispose();
    assert.equal(clock.pending, 0);
  });

  it('says at once that a host other than the answering one is lost, and forgets what its libvirt listed', async () => {
    const script = scriptOf({ ...healthy, 'virsh -c qemu:///system list --all': answer(' Id   Name   State\n---------------------\n 7    other   running\n\n'), 'crm_node --name': answer('host2\n') });
    const { session, links } = scriptedCluster({ alpha: scriptOf(healthy), beta: script });
    await session.connect({ mayAsk: true });
    await settle();
    assert.deepEqual(session.state.last?.guests.map(({ name }) => name), ['guest1', 'other']);
    links[1]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault: { code: 'link-lost', host: 'beta', reason: 'reset' } });
    await settle();
    assert.deepEqual(session.state.kind === 'live' && session.state.notes.map(({ host, fault }) => [host, fault.code]), [['beta', 'link-lost']]);
    assert.deepEqual(session.state.last?.guests.map(({ name }) => name), ['guest1']);
  });

  it('tells a libvirt that cannot be read beside a cluster that can', async () => {
    const { session } = scriptedCluster({ alpha: scriptOf({ ...healthy, virsh: answer('', 1, 'error: failed to connect to the hypervisor'), 'virsh -c qemu:///system list --all': answer('', 1, 'error: failed to connect to the hypervisor') }) });
    await session.connect({ mayAsk: true });
    assert.deepEqual(session.state.kind === 'live' && session.state.notes.map(({ host, fault }) => [host, fault.code]), [['alpha', 'command-failed']]);
  });

  it('lists the guests of a silent host again as soon as it speaks, though its libvirt has told of nothing', async () => {
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(healthy) });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await clock.advance(5_000);
    assert.deepEqual(session.state.kind === 'live' && session.state.watch.libvirt, ['alpha']);
    links[0]!.alive = false;
    await clock.advance(5_000);
    assert.equal(session.state.kind, 'stale');
    links[0]!.alive = true;
    await clock.advance(5_000);
    assert.deepEqual([session.state.kind, session.state.last?.guests[0]?.domainState], ['live', 'running']);
  });
});
