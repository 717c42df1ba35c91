/** Reads what kube-linter, Polaris and Trivy are told about manifests, at the top of a tree: it counts for the rules of ours that ask the same. */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches } from "../core/foreign-switches.ts";
import {
  type KubernetesConfiguration,
  kubernetesConfigurations,
  readKubernetesConfiguration,
} from "../languages/foreign/kubernetes-configuration.ts";

interface NamedConfiguration extends KubernetesConfiguration {
  readonly name: string;
}

/** Every rule of a review asks the same files. */
const known = new WeakMap<Tree, Promise<readonly NamedConfiguration[]>>();

export const readKubernetesSwitches: ReadSwitches = async (_checks, _paths, trusted) => {
  const configurations = known.get(trusted) ?? read(trusted);
  known.set(trusted, configurations);
  const found = await configurations;
  return (check, path) => {
    const by = found.find(({ switchesOff }) => switchesOff(check, path));
    return by && `\`${by.name}\` switches it off`;
  };
};

async function read(tree: Tree): Promise<readonly NamedConfiguration[]> {
  const contents = await tree.read(kubernetesConfigurations);
  return kubernetesConfigurations.flatMap((name) => {
    const content = contents.get(name);
    return content?.kind === "text" ? [{ name, ...readKubernetesConfiguration(name, content.text) }] : [];
  });
}
