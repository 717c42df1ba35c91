/** Modules of the public registry that hand inputs on to a resource unchanged: what a call sets, the resource has. */

import type { Declaration } from "../../../../languages/hcl/module/summary.ts";
import { attributeOf, literalText } from "../../../../languages/hcl/module/module.ts";
import type { Section } from "./section.ts";

export interface HandedOn {
  /** Type of the resource. */
  readonly type: string;
  /** Only what the call sets; what it leaves out is up to the module's version and unknown. */
  readonly section: Section;
}

interface RegistryModule {
  readonly type: string;
  /** Inputs that bear the name and the meaning of an argument, or of blocks, of the resource. */
  readonly inputs: readonly string[];
}

const blockDevices = ["root_block_device", "ebs_block_device"];

/** From the documentation of the modules' inputs, as of 2025; an input that only takes effect with another one is left out. */
const modules: ReadonlyMap<string, RegistryModule> = new Map([
  ["s3-bucket", { type: "aws_s3_bucket", inputs: ["acl"] }],
  [
    "rds",
    {
      type: "aws_db_instance",
      inputs: [
        "publicly_accessible",
        "storage_encrypted",
        "ca_cert_identifier",
        "backup_retention_period",
        "deletion_protection",
        "multi_az",
        "iam_database_authentication_enabled",
        "auto_minor_version_upgrade",
      ],
    },
  ],
  [
    "rds-aurora",
    { type: "aws_rds_cluster", inputs: ["storage_encrypted", "backup_retention_period", "deletion_protection"] },
  ],
  [
    "ec2-instance",
    { type: "aws_instance", inputs: ["associate_public_ip_address", "user_data", "metadata_options", ...blockDevices] },
  ],
  ["autoscaling", { type: "aws_launch_configuration", inputs: ["associate_public_ip_address", ...blockDevices] }],
  ["alb", { type: "aws_lb", inputs: ["enable_deletion_protection", "drop_invalid_header_fields"] }],
  ["vpc", { type: "aws_subnet", inputs: ["map_public_ip_on_launch"] }],
  ["redshift", { type: "aws_redshift_cluster", inputs: ["publicly_accessible", "encrypted"] }],
]);

const source = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?terraform-aws-modules\/([a-z0-9-]+)\/aws$/u;
/** Whether the module is called at all. */
const meta = new Set(["count", "for_each"]);

export function handedOn(call: Declaration, section: Section): HandedOn | undefined {
  if (call.kind !== "module") return undefined;
  const [, name = ""] = source.exec(literalText(attributeOf(call, "source")?.expression) ?? "") ?? [];
  const known = modules.get(name);
  if (!known) return undefined;
  const isHandedOn = (input: string) => known.inputs.includes(input);
  return {
    type: known.type,
    section: {
      place: section.place,
      read(argument) {
        const reading = section.read(argument);
        if (meta.has(argument)) return reading;
        return isHandedOn(argument) && reading.state !== "absent"
          ? reading
          : { state: "unknown", place: section.place };
      },
      sections: (argument) => ({ list: isHandedOn(argument) ? section.sections(argument).list : [], isWhole: false }),
    },
  };
}
