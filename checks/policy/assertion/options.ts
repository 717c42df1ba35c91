/** What `policies:` of a rule set makes of each policy: the options of the check that asks it. */

export interface AssertionOptions {
  /** `yaml`, `json` or `hcl`; empty = any. */
  readonly language: string;
  readonly kinds: readonly string[];
  readonly blocks: readonly string[];
  readonly each: readonly string[];
  readonly assert: string;
  readonly at: string;
  readonly message: string;
  readonly advice: string;
  /** Where the expression stands, for its owner: `.github/plumbline.yml:12`. */
  readonly source: string;
}

/** A policy that asks nothing: what is left out of one. */
export const emptyAssertion: AssertionOptions = {
  language: "",
  kinds: [],
  blocks: [],
  each: [],
  assert: "true",
  at: "",
  message: "",
  advice: "",
  source: "",
};

const names = { type: "array", items: { type: "string", maxLength: 300 }, maxItems: 50, default: [] };

/** Plain data: loading a schema builder costs more than most checks. */
export const assertionOptionsSchema = {
  type: "object",
  properties: {
    language: { type: "string", default: "", description: "`yaml`, `json` or `hcl`; any where empty." },
    kinds: { ...names, description: "Kinds of Kubernetes manifests, globs among them: `Deployment`, `*Set`." },
    blocks: { ...names, description: "Types of HCL blocks, with labels behind dots: `ingress`, `resource.aws_*`." },
    each: { ...names, description: "Key paths to what is asked about: `spec.template.spec.containers[*]`." },
    assert: { type: "string", maxLength: 4_000, default: "true", description: "What holds of `self`, in CEL." },
    at: { type: "string", maxLength: 300, default: "", description: "Key path from there to the place of a finding." },
    message: {
      type: "string",
      maxLength: 500,
      default: "",
      description: "What a finding says; `{key.path}` is filled in.",
    },
    advice: { type: "string", maxLength: 500, default: "", description: "What to do about it." },
    source: { type: "string", maxLength: 500, default: "", description: "Where the policy is written down." },
  },
  required: ["language", "kinds", "blocks", "each", "assert", "at", "message", "advice", "source"],
  additionalProperties: false,
};
