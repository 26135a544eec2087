const nodes = 32;
const groups = 320;
const perGroup = 10;

/**
 * What `crm_mon -1 -r -f -o --output-as=xml` of Pacemaker 2.1 prints for 32 nodes and 3,200 resources in groups of ten,
 * two operations in the history of each: about 2 MB. One resource may be stopped.
 */
export function largeDocument({ stopped }: { readonly stopped: string | null }): string {
  const nodeNames = Array.from({ length: nodes }, (_, index) => `host${index + 1}`);
  const hostOf = (group: number) => nodeNames[group % nodes] ?? '';
  const ids = (group: number) => Array.from({ length: perGroup }, (_, index) => `r${group}-${index}`);
  const each = Array.from({ length: groups }, (_, group) => group);

  const node = (name: string, index: number) =>
    `    <node name="${name}" id="${index + 1}" online="true" standby="false" standby_onfail="false" maintenance="false" pending="false" unclean="false" health="green" feature_set="3.16.1" shutdown="false" expected_up="true" is_dc="${index === 0}" resources_running="${groups * perGroup / nodes}" type="member"/>`;
  const resource = (id: string, group: number) => {
    const runs = id !== stopped;
    const attributes = `id="${id}" resource_agent="ocf:heartbeat:IPaddr2" role="${runs ? 'Started' : 'Stopped'}" active="${runs}" orphaned="false" blocked="false" maintenance="false" managed="true" failed="false" failure_ignored="false"`;
    return runs
      ? `      <resource ${attributes} nodes_running_on="1">\n        <node name="${hostOf(group)}" id="${group % nodes + 1}" cached="true"/>\n      </resource>`
      : `      <resource ${attributes} nodes_running_on="0"/>`;
  };
  const history = (id: string) => [
    `      <resource_history id="${id}" orphan="false" migration-threshold="1000000">`,
    '        <operation_history call="15" task="start" rc="0" rc_text="ok" exec-time="18ms" queue-time="0ms"/>',
    '        <operation_history call="16" task="monitor" rc="0" rc_text="ok" interval="10000ms" exec-time="18ms" queue-time="1ms"/>',
    '      </resource_history>',
  ].join('\n');

  return [
    '<pacemaker-result api-version="2.25" request="crm_mon -1 -rfo --output-as=xml">',
    '  <summary>',
    '    <stack type="corosync"/>',
    '    <current_dc present="true" version="2.1.5" name="host1" id="1" with_quorum="true" mixed_version="false"/>',
    `    <nodes_configured number="${nodes}"/>`,
    `    <resources_configured number="${groups * perGroup}" disabled="0" blocked="0"/>`,
    '    <cluster_options stonith-enabled="false" symmetric-cluster="true" no-quorum-policy="stop" maintenance-mode="false" stop-all-resources="false"/>',
    '  </summary>',
    '  <nodes>',
    ...nodeNames.map(node),
    '  </nodes>',
    '  <resources>',
    ...each.flatMap((group) => [
      `    <group id="g${group}" number_resources="${perGroup}" maintenance="false" managed="true" disabled="false">`,
      ...ids(group).map((id) => resource(id, group)),
      '    </group>',
    ]),
    '  </resources>',
    '  <node_history>',
    ...nodeNames.flatMap((name, index) => [
      `    <node name="${name}">`,
      ...each.filter((group) => group % nodes === index).flatMap((group) => ids(group).map(history)),
      '    </node>',
    ]),
    '  </node_history>',
    '  <status code="0" message="OK"/>',
    '</pacemaker-result>',
    '',
  ].join('\n');
}
