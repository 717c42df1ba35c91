/** Rule sets and files that the end-to-end tests speak of, small enough to know every finding by heart. */

export const ruleFile = ".github/plumbline.yml";

/** Nothing inherited: what a preset binds one day must not change what these tests count. */
export const ownRules = `extends: []
rules:
  yaml:
    check: style/yaml/syntax
    severity: failure
    title: YAML
    why: Nothing reads a manifest that does not parse.
  duplicate-keys:
    check: style/yaml/duplicate-keys
    severity: warning
    title: Duplicate keys
    why: The second silently wins.
  ticket:
    check: context/ticket
    severity: failure
    title: Ticket
    why: A route is read by everyone and understood by few.
`;

export const onlyYaml = `extends: []
rules:
  yaml: { check: style/yaml/syntax, severity: failure, title: YAML, why: Nothing reads a manifest that does not parse. }
  duplicate-keys: { check: style/yaml/duplicate-keys, severity: warning, title: Duplicate keys, why: The second silently wins. }
`;

export const soundYaml = "kind: Deployment\nmetadata:\n  name: api\n";
export const brokenYaml = "kind: Deployment\nmetadata:\n  name: api\n   labels: none\n";
export const twiceYaml = "kind: Deployment\nreplicas: 2\nreplicas: 3\n";
