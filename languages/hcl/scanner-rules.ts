/** Rules of other scanners and the checks of ours that ask the same: what a comment of theirs silences. */

/** By check of ours: ids of trivy and tfsec (short and long) and of checkov. The ids of KICS are random words, and none is listed. */
const rulesOfOthers: Readonly<Record<string, string>> = {
  "security/terraform/automatic-upgrades":
    "CKV_AWS_207 CKV_AWS_222 CKV_AWS_322 CKV_AZURE_171 CKV_AZURE_177 CKV_YC_7 CKV_YC_8 GCP-0063 " +
    "google-gke-enable-auto-repair",
  "security/terraform/broad-google-roles":
    "CKV_GCP_115 CKV_GCP_116 CKV_GCP_117 GCP-0007 google-iam-no-privileged-service-accounts",
  "security/terraform/client-certificate": "AZU-0001 CKV_AZURE_152 azure-appservice-require-client-cert",
  "security/terraform/cluster-legacy-access":
    "AZU-0042 GCP-0062 GCP-0064 azure-container-use-rbac-permissions google-gke-no-legacy-authentication " +
    "google-gke-use-rbac-permissions",
  "security/terraform/cluster-network-policy":
    "AZU-0043 CKV_YC_16 GCP-0056 azure-container-configured-network-policy google-gke-enable-network-policy",
  "security/terraform/cluster-policy-addon": "AZU-0066 azure-container-enable-azure-policy-addon",
  "security/terraform/container-rights": "CKV_K8S_25",
  "security/terraform/customer-managed-key":
    "AWS-0015 AWS-0017 AWS-0022 AWS-0025 AWS-0039 AWS-0078 AWS-0098 AWS-0128 AWS-0135 AWS-0136 CKV2_GCP_22 " +
    "CKV2_GCP_23 CKV2_GCP_25 CKV2_GCP_35 CKV_AWS_119 CKV_AWS_147 CKV_AWS_160 CKV_AWS_166 CKV_AWS_177 " +
    "CKV_AWS_179 CKV_AWS_181 CKV_AWS_183 CKV_AWS_184 CKV_AWS_185 CKV_AWS_186 CKV_AWS_187 CKV_AWS_209 " +
    "CKV_AWS_212 CKV_AWS_219 CKV_AWS_221 CKV_AWS_236 CKV_AWS_241 CKV_AWS_245 CKV_AWS_246 CKV_AWS_247 " +
    "CKV_AWS_254 CKV_AWS_256 CKV_AWS_263 CKV_AWS_266 CKV_AWS_269 CKV_AWS_271 CKV_AWS_278 CKV_AWS_281 " +
    "CKV_AWS_282 CKV_AWS_327 CKV_AWS_337 CKV_AWS_347 CKV_AWS_354 CKV_AWS_367 CKV_AWS_368 CKV_AWS_372 " +
    "CKV_AWS_373 CKV_AZURE_93 CKV_GCP_81 CKV_GCP_83 CKV_GCP_84 CKV_GCP_85 CKV_GCP_90 CKV_GCP_91 CKV_OCI_3 " +
    "CKV_OCI_9 GCP-0033 GCP-0034 GCP-0066 aws-cloudtrail-encryption-customer-managed-key " +
    "aws-cloudwatch-log-group-customer-key aws-documentdb-encryption-customer-key " +
    "aws-dynamodb-table-customer-key aws-eks-encrypt-secrets aws-neptune-encryption-customer-key " +
    "aws-rds-performance-insights-encryption-customer-key aws-sns-topic-encryption-use-cmk " +
    "aws-sqs-queue-encryption-use-cmk aws-ssm-secret-use-customer-key " +
    "google-compute-disk-encryption-customer-key google-compute-vm-disk-encryption-customer-key " +
    "google-storage-bucket-encryption-customer-key",
  "security/terraform/database-flags":
    "CKV2_GCP_13 CKV2_GCP_15 CKV2_GCP_17 CKV_AZURE_146 CKV_GCP_108 CKV_GCP_109 CKV_GCP_110 CKV_GCP_111 " +
    "CKV_GCP_51 CKV_GCP_52 CKV_GCP_53 GCP-0014 GCP-0016 GCP-0018 GCP-0019 GCP-0020 GCP-0022 GCP-0025 GCP-0026 " +
    "google-sql-enable-pg-temp-file-logging google-sql-mysql-no-local-infile " +
    "google-sql-no-cross-db-ownership-chaining google-sql-pg-log-checkpoints google-sql-pg-log-connections " +
    "google-sql-pg-log-disconnections google-sql-pg-log-errors google-sql-pg-log-lock-waits",
  "security/terraform/default-network":
    "AWS-0101 GCP-0010 NIF-0005 NIF-0010 aws-ec2-no-default-vpc google-iam-no-default-network " +
    "nifcloud-computing-no-common-private-instance nifcloud-rdb-no-common-private-db-instance",
  "security/terraform/default-service-account":
    "GCP-0004 GCP-0006 GCP-0008 GCP-0044 GCP-0050 google-compute-no-default-service-account " +
    "google-gke-use-service-account google-iam-no-folder-level-default-service-account-assignment " +
    "google-iam-no-org-level-default-service-account-assignment " +
    "google-iam-no-project-level-default-service-account-assignment",
  "security/terraform/deletion-protection":
    "CKV_AWS_150 CKV_AWS_293 CKV_AWS_344 CKV_GCP_82 DIG-0009 digitalocean-spaces-disable-force-destroy",
  "security/terraform/docker-socket": "CKV_K8S_27",
  "security/terraform/google-impersonation":
    "GCP-0005 GCP-0009 GCP-0011 google-iam-no-folder-level-service-account-impersonation " +
    "google-iam-no-org-level-service-account-impersonation " +
    "google-iam-no-project-level-service-account-impersonation",
  "security/terraform/host-access": "CKV_K8S_17 CKV_K8S_19 CKV_K8S_4",
  "security/terraform/host-port": "CKV_K8S_26",
  "security/terraform/http2": "AZU-0005 azure-appservice-enable-http2",
  "security/terraform/image-scan": "AWS-0030 CKV_AZURE_166 aws-ecr-enable-image-scans",
  "security/terraform/instance-metadata-v1":
    "AWS-0028 AWS-0130 CKV_OCI_5 GCP-0048 GCP-0057 aws-ec2-enforce-http-token-imds " +
    "aws-ec2-enforce-launch-config-http-token-imds google-gke-metadata-endpoints-disabled " +
    "google-gke-node-metadata-security",
  "security/terraform/invalid-headers": "AWS-0052 CKV_AWS_131 aws-elb-drop-invalid-headers",
  "security/terraform/local-authentication":
    "AZU-0039 CKV2_AZURE_40 CKV_AZURE_141 CKV_AZURE_192 CKV_AZURE_195 CKV_AZURE_203 CKV_AZURE_236 " +
    "azure-compute-disable-password-authentication",
  "security/terraform/machine-hardening":
    "AZU-0075 CKV2_GCP_19 GCP-0030 GCP-0032 GCP-0036 GCP-0042 GCP-0043 GCP-0045 GCP-0055 GCP-0067 " +
    "azure-network-network-ip-forwarding-enabled google-compute-enable-shielded-vm-im " +
    "google-compute-enable-shielded-vm-sb google-compute-no-ip-forwarding google-compute-no-oslogin-override " +
    "google-compute-no-project-wide-ssh-keys google-compute-no-serial-port " +
    "google-compute-project-level-oslogin google-gke-node-shielding-enabled",
  "security/terraform/missing-authentication":
    "AWS-0004 AZU-0003 CKV_AWS_309 aws-apigateway-no-public-access azure-appservice-authentication-enabled",
  "security/terraform/missing-backup":
    "AWS-0024 AWS-0077 AZU-0056 CKV_ALI_25 CKV_AWS_134 CKV_AWS_360 CKV_AWS_361 CKV_AZURE_94 CKV_OCI_2 GCP-0024 " +
    "NIF-0009 aws-dynamodb-enable-recovery aws-rds-specify-backup-retention " +
    "azure-storage-blobs-soft-deletion-enabled google-sql-enable-backup nifcloud-rdb-specify-backup-retention",
  "security/terraform/missing-description":
    "AWS-0049 AWS-0099 AWS-0124 CKV_AWS_23 CKV_PAN_8 NIF-0003 NIF-0012 OPNSTK-0005 " +
    "aws-ec2-add-description-to-security-group aws-ec2-add-description-to-security-group-rule " +
    "aws-elasticache-add-description-for-security-group " +
    "nifcloud-computing-add-description-to-security-group-rule " +
    "nifcloud-rdb-add-description-to-db-security-group openstack-networking-describe-security-group",
  "security/terraform/missing-firewall": "AWS-0011 CKV2_AWS_33 CKV_AZURE_120 CKV_AZURE_121 aws-cloudfront-enable-waf",
  "security/terraform/missing-iam-authentication": "CKV_AWS_161",
  "security/terraform/missing-identity":
    "AZU-0002 CKV2_AZURE_36 CKV_AZURE_16 CKV_AZURE_176 CKV_AZURE_181 CKV_AZURE_207 CKV_AZURE_71 " +
    "azure-appservice-account-identity-registered",
  "security/terraform/missing-logging":
    "AWS-0001 AWS-0010 AWS-0014 AWS-0016 AWS-0038 AWS-0042 AWS-0070 AWS-0074 AWS-0162 AWS-0178 AZU-0025 " +
    "AZU-0031 AZU-0033 AZU-0040 AZU-0049 AZU-0073 CKV2_AWS_11 CKV_ALI_12 CKV_AWS_176 CKV_AWS_194 CKV_AWS_223 " +
    "CKV_AWS_234 CKV_AWS_317 CKV_AWS_37 CKV_AWS_66 CKV_AWS_85 CKV_AWS_91 CKV_GCP_104 CKV_GCP_26 CKV_PAN_9 " +
    "CKV_TC_11 GCP-0029 GCP-0060 GCP-0076 GCP-0077 aws-apigateway-enable-access-logging " +
    "aws-cloudfront-enable-logging aws-cloudtrail-enable-all-regions aws-cloudtrail-enable-log-validation " +
    "aws-cloudtrail-ensure-cloudwatch-integration aws-ec2-require-vpc-flow-logs-for-all-vpcs " +
    "aws-eks-enable-control-plane-logging aws-elasticsearch-enable-domain-logging aws-mq-enable-audit-logging " +
    "aws-msk-enable-logging azure-container-logging azure-database-retention-period-set " +
    "azure-monitor-activity-log-retention-set azure-monitor-capture-all-activities " +
    "azure-network-network-watcher-flow-disabled azure-network-retention-policy-set " +
    "google-compute-enable-vpc-flow-logs google-compute-google-compute-subnetwork-logging " +
    "google-gke-enable-stackdriver-logging google-storage-enable-bucket-logging",
  "security/terraform/missing-monitoring":
    "AWS-0003 AWS-0034 AWS-0066 AWS-0133 CKV_AWS_261 CKV_AWS_319 CKV_AWS_353 CKV_GCP_105 " +
    "aws-apigateway-enable-tracing aws-ecs-enable-container-insight aws-lambda-enable-tracing " +
    "aws-rds-enable-performance-insights",
  "security/terraform/missing-security-context": "CKV_K8S_29 CKV_K8S_30",
  "security/terraform/missing-versioning":
    "AWS-0090 CKV_DIO_1 CKV_GCP_78 CKV_OCI_8 DIG-0007 aws-s3-enable-versioning " +
    "digitalocean-spaces-versioning-enabled",
  "security/terraform/mutable-image-tags": "AWS-0031 aws-ecr-enforce-immutable-repository",
  "security/terraform/no-key-rotation":
    "AWS-0065 CKV_ALI_27 GCP-0065 aws-kms-auto-rotate-keys google-kms-rotate-kms-keys",
  "security/terraform/open-admin-port":
    "AZU-0048 AZU-0050 AZU-0074 CKV2_GCP_12 CKV_AZURE_10 CKV_AZURE_9 CKV_GCP_2 CKV_GCP_77 CKV_GCP_88 GCP-0071 " +
    "GCP-0072 azure-network-disable-rdp-from-internet " +
    "azure-network-sensitive-port-is-exposed-to-entire-network azure-network-ssh-blocked-from-internet " +
    "google-compute-disable-allow-all-ports google-compute-restrict-ssh-access",
  "security/terraform/open-egress":
    "AWS-0104 DIG-0003 GCP-0035 aws-ec2-no-public-egress-sgr digitalocean-compute-no-public-egress " +
    "google-compute-no-public-egress",
  "security/terraform/open-ingress":
    "AWS-0107 AZU-0047 CKV_GCP_106 DIG-0001 GCP-0027 OPNSTK-0003 aws-ec2-no-public-ingress-sgr " +
    "azure-network-no-public-ingress digitalocean-compute-no-public-ingress google-compute-no-public-ingress " +
    "openstack-networking-no-public-ingress",
  "security/terraform/open-network-acl": "AWS-0102 aws-ec2-no-excessive-port-access",
  "security/terraform/outside-network": "CKV_AWS_137 CKV_AWS_306 CKV_AZURE_98",
  "security/terraform/password-policy":
    "AWS-0056 AWS-0059 AWS-0060 AWS-0061 AWS-0063 CKV_OCI_11 CKV_OCI_12 CKV_OCI_14 CKV_OCI_18 " +
    "aws-iam-no-password-reuse aws-iam-require-numbers-in-passwords aws-iam-require-symbols-in-passwords " +
    "aws-iam-require-uppercase-in-passwords aws-iam-set-minimum-password-length",
  "security/terraform/plain-secret":
    "AWS-0036 AWS-0122 AWS-0129 AZU-0037 CKV_GIT_4 CKV_OPENSTACK_4 CKV_TC_13 CLDSTK-0001 GCP-0037 GIT-0002 " +
    "aws-ec2-no-secrets-in-launch-template-user-data aws-ec2-no-sensitive-info aws-ecs-no-plaintext-secrets " +
    "azure-compute-no-secrets-in-custom-data cloudstack-compute-no-sensitive-info " +
    "github-environmentsecrets-no-plain-text-action-secrets google-compute-disk-encryption-no-plaintext-key",
  "security/terraform/privilege-escalation": "CKV_AWS_286",
  "security/terraform/privileged-container": "CKV_K8S_2",
  "security/terraform/public-access-block":
    "AWS-0087 AWS-0093 CKV2_AWS_6 CKV_GCP_114 aws-s3-block-public-policy aws-s3-no-public-buckets",
  "security/terraform/public-database":
    "AWS-0072 AWS-0180 AZU-0029 CKV2_AZURE_26 CKV_ALI_43 CKV_ALI_9 CKV_AWS_291 CKV_AWS_302 CKV_AZURE_11 " +
    "CKV_GCP_60 CKV_YC_12 GCP-0017 NIF-0014 aws-mq-no-public-access aws-rds-enable-public-access " +
    "azure-database-no-public-firewall-access google-sql-no-public-access " +
    "nifcloud-nas-no-public-ingress-nas-sgr",
  "security/terraform/public-endpoint":
    "AWS-0041 CKV2_AWS_66 CKV_AWS_38 CKV_AZURE_210 CKV_AZURE_6 GCP-0053 " +
    "aws-eks-no-public-cluster-access-to-cidr google-gke-no-public-control-plane",
  "security/terraform/public-iam-member":
    "CKV2_GCP_9 CKV_GCP_100 CKV_GCP_101 CKV_GCP_102 CKV_GCP_107 CKV_GCP_112 CKV_GCP_15 CKV_GCP_99 GCP-0001 " +
    "GCP-0046 google-bigquery-no-public-access google-storage-no-public-access",
  "security/terraform/public-ip":
    "AWS-0164 AZU-0076 CKV_AWS_88 CKV_AZURE_119 CKV_GCP_40 CKV_NCP_23 CKV_YC_18 GCP-0031 " +
    "aws-ec2-no-public-ip-subnet azure-network-network-interface-public-ip google-compute-no-public-ip",
  "security/terraform/public-network-access":
    "AWS-0040 AWS-0053 AZU-0012 AZU-0013 AZU-0035 AZU-0065 CKV2_IBM_7 CKV_AWS_164 CKV_AWS_39 CKV_AWS_390 " +
    "CKV_AZURE_124 CKV_AZURE_139 CKV_AZURE_144 CKV_AZURE_162 CKV_AZURE_174 CKV_AZURE_221 CKV_AZURE_245 " +
    "CKV_AZURE_250 CKV_AZURE_35 CKV_GCP_124 CKV_GCP_86 CKV_GCP_89 CKV_NCP_19 CKV_YC_5 GCP-0059 " +
    "aws-eks-no-public-cluster-access aws-elb-alb-not-public azure-container-enable-private-cluster " +
    "azure-datafactory-no-public-access azure-keyvault-specify-network-acl azure-storage-default-action-deny " +
    "google-gke-enable-private-cluster",
  "security/terraform/public-policy-principal":
    "AWS-0032 CKV_AWS_167 CKV_AWS_258 CKV_AWS_32 CKV_AWS_33 aws-ecr-no-public-access",
  "security/terraform/public-storage":
    "AWS-0092 AWS-0161 AZU-0007 CKV_AWS_20 CKV_AWS_57 CKV_AZURE_190 CKV_DIO_3 CKV_OCI_10 DIG-0006 " +
    "aws-cloudtrail-no-public-log-access aws-s3-no-public-access-with-acl azure-storage-no-public-access " +
    "digitalocean-spaces-acl-no-public-read",
  "security/terraform/repository-protection":
    "CKV_GLB_2 CKV_GLB_4 GIT-0001 GIT-0004 github-branchprotections-require-signed-commits " +
    "github-repositories-private",
  "security/terraform/rights-escalation": "CKV_K8S_20 CKV_K8S_5",
  "security/terraform/root-access-key": "CKV_AWS_348",
  "security/terraform/secret-expiry": "AZU-0017 CKV2_AWS_57 CKV_AWS_304 azure-keyvault-ensure-secret-expiry",
  "security/terraform/secret-in-environment": "CKV_K8S_35",
  "security/terraform/security-alerts":
    "AZU-0028 AZU-0045 AZU-0062 AZU-0063 CKV_AWS_238 CKV_AZURE_220 azure-database-all-threat-alerts-enabled " +
    "azure-securitycenter-email-alerts-disabled azure-securitycenter-enable-standard-subscription " +
    "azure-securitycenter-security-contact-email",
  "security/terraform/single-zone":
    "AZU-0058 CKV_AWS_152 CKV_AWS_157 CKV_AZURE_170 CKV_AZURE_206 CKV_AZURE_225 CKV_AZURE_231 CKV_AZURE_233 " +
    "azure-storage-enable-geo-redundant-backups",
  "security/terraform/trust-policy": "CKV_GCP_125 GCP-0068 google-iam-no-conditions-workload-identity-pool-provider",
  "security/terraform/trusted-account": "CKV_AWS_61",
  "security/terraform/unencrypted-database":
    "AWS-0021 AWS-0023 AWS-0045 AWS-0048 AWS-0076 AWS-0079 AWS-0080 CKV2_AZURE_25 CKV_AWS_16 CKV_AWS_292 " +
    "CKV_AWS_47 CKV_AWS_5 aws-documentdb-enable-storage-encryption aws-dynamodb-enable-at-rest-encryption " +
    "aws-elasticache-enable-at-rest-encryption aws-elasticsearch-enable-domain-encryption " +
    "aws-neptune-enable-storage-encryption aws-rds-encrypt-cluster-storage-data " +
    "aws-rds-encrypt-instance-storage-data",
  "security/terraform/unencrypted-storage":
    "AWS-0002 AWS-0006 AWS-0007 AWS-0008 AWS-0026 AWS-0037 AWS-0064 AWS-0109 AWS-0131 AWS-0137 AWS-0139 " +
    "AZU-0038 AZU-0061 CKV_AWS_159 CKV_AWS_199 CKV_AWS_26 CKV_AWS_3 CKV_AWS_349 CKV_AWS_42 CKV_AZURE_151 " +
    "CKV_AZURE_74 CKV_NCP_14 CKV_NCP_6 CKV_TC_1 CKV_YC_3 aws-apigateway-enable-cache-encryption " +
    "aws-athena-enable-at-rest-encryption aws-athena-no-encryption-override aws-ec2-enable-at-rest-encryption " +
    "aws-ec2-enable-launch-config-at-rest-encryption aws-ec2-enable-volume-encryption " +
    "aws-efs-enable-at-rest-encryption aws-emr-enable-at-rest-encryption aws-emr-enable-local-disk-encryption " +
    "aws-kinesis-enable-in-transit-encryption aws-workspaces-enable-disk-encryption " +
    "azure-compute-enable-disk-encryption azure-storage-infrastructure-encryption-enabled",
  "security/terraform/unencrypted-transit":
    "AWS-0012 AWS-0035 AWS-0051 AWS-0073 AWS-0138 AZU-0004 AZU-0020 CKV2_AZURE_30 CKV2_GCP_10 CKV_AWS_202 " +
    "CKV_AWS_220 CKV_AWS_239 CKV_AWS_351 CKV_AWS_357 CKV_AWS_365 CKV_AWS_369 CKV_AZURE_161 CKV_AZURE_197 " +
    "CKV_AZURE_70 CKV_GCP_97 CKV_NCP_15 CKV_NCP_24 CKV_PAN_2 DIG-0002 GCP-0015 aws-cloudfront-enforce-https " +
    "aws-ecs-enable-in-transit-encryption aws-elasticache-enable-in-transit-encryption " +
    "aws-emr-enable-in-transit-encryption aws-msk-enable-in-transit-encryption azure-appservice-enforce-https " +
    "azure-database-enable-ssl-enforcement digitalocean-compute-enforce-https " +
    "google-sql-encrypt-in-transit-data",
  "security/terraform/user-rights": "CKV_AWS_40 GCP-0003 google-iam-no-user-granted-permissions",
  "security/terraform/vault-protection": "AZU-0016 CKV_ALI_28 CKV_AWS_227 azure-keyvault-no-purge",
  "security/terraform/weak-tls":
    "AWS-0005 AWS-0013 AWS-0047 AWS-0126 AZU-0006 AZU-0011 AZU-0026 CKV2_AWS_74 CKV2_AZURE_37 CKV_ALI_33 " +
    "CKV_AWS_103 CKV_AWS_218 CKV_AZURE_145 CKV_AZURE_147 CKV_AZURE_148 CKV_AZURE_154 CKV_AZURE_205 CKV_PAN_11 " +
    "CKV_PAN_12 GCP-0039 aws-apigateway-use-secure-tls-policy aws-cloudfront-use-secure-tls-policy " +
    "aws-elasticsearch-use-secure-tls-policy aws-elb-use-secure-tls-policy " +
    "azure-appservice-use-secure-tls-policy azure-database-secure-tls-policy " +
    "azure-storage-use-secure-tls-policy google-compute-use-secure-tls-policy",
  "security/terraform/web-app-settings": "AZU-0071 CKV_AZURE_155 CKV_AZURE_72 azure-appservice-enforce-ftps",
  "security/terraform/wildcard-iam": "AZU-0030 CKV2_AWS_56 CKV_AWS_274 azure-authorization-limit-role-actions",
  "security/terraform/wildcard-resource-policy": "AWS-0097 CKV_AWS_72 aws-sqs-no-wildcards-in-policy-documents",
  "security/terraform/wildcard-role": "CKV_K8S_49",
  "security/terraform/wildcard-service-iam": "AWS-0345 aws-iam-no-s3-full-access",
  "style/terraform/unpinned-image": "AWS-0344 aws-ami-ensure-ami-has-owners",
};

const counterparts = new Map<string, string[]>();
for (const [check, ids] of Object.entries(rulesOfOthers)) {
  for (const id of ids.split(" ")) {
    const key = id.toLowerCase();
    counterparts.set(key, [...(counterparts.get(key) ?? []), check]);
  }
}

/** `AVD-AWS-0107` and `AWS-0107` are one rule; `*` is every rule. Nothing for a rule without a counterpart. */
export function checksOf(ids: readonly string[]): readonly string[] {
  if (ids.includes("*")) return ["security/terraform/*"];
  return [...new Set(ids.flatMap((id) => counterparts.get(id.replace(/^AVD-/iu, "").toLowerCase()) ?? []))];
}
