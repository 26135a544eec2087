import { type LabTests, mustRunOn } from './labTests';

/** Puts elements into sections of the cluster's configuration for one test; afterwards it is what it was, and what failed is forgotten. */
export async function configuredWith({ lab, afterwards }: LabTests, sections: Readonly<Record<string, string>>): Promise<void> {
  const host = lab.host('host1');
  const put = Object.entries(sections).map(([name, xml]) => `cibadmin --modify --allow-create --scope ${name} --xml-text '<${name}>${xml}</${name}>'`);
  await mustRunOn(host, 'cibadmin --query --scope configuration >/root/before.xml');
  afterwards(async () => void (await mustRunOn(host, `
    cibadmin --replace --scope configuration --xml-file /root/before.xml
    rm /root/before.xml
    crm_resource --wait --timeout=120
    crm_resource --cleanup
    crm_resource --wait --timeout=120`)));
  await mustRunOn(host, put.join('\n'));
}
