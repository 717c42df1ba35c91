/** Sound HCL texts of our own, from the everyday to the odd: what the parser, the formatter and their fuzz tests start from. */

const network = `/*
 * The network of one harbour.
 */
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
    random = {
      source  = "hashicorp/random"
      version = "3.6.0" # newest that we tried
    }
  }
}

locals {
  zones = ["a", "b", "c"] // one subnet each
  name  = "\${var.prefix}\${var.environment}"
  tags = merge(var.tags, {
    Name    = local.name
    "Owner" = "harbour"
    (var.key) : "dynamic"
    cranes = -3, berths = 12
  })
  private = { for i, zone in local.zones : zone => cidrsubnet(var.cidr, 4, i) if zone != "c" }
  public  = [for zone in local.zones : upper(zone)]
  grouped = { for s in var.ships : s.berth => s.name... }
  count   = var.enabled && !var.dry_run || length(var.ships) >= 3 ? max(1, -var.least + 2 * 3 / 4 % 5 - 1) : 0
}

resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true

  tags = local.tags
  lifecycle { prevent_destroy = true }
}

resource "aws_subnet" "private" {
  for_each = local.private

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "\${data.aws_region.here.name}\${each.key}"
  ids               = aws_instance.crane[*].network_interface[0].id
  old               = aws_instance.crane.*.id
  older             = aws_instance.crane.0.id
  key               = var.map["key"][var.index]
  dynamic "timeouts" {
    for_each = var.timeouts == null ? [] : [var.timeouts]
    content {
      create = timeouts.value.create
    }
  }
  # no more
}
`;

const templates = `resource "aws_instance" "crane" {
  user_data = <<-EOT
    #!/bin/sh
    %{for ship in var.ships~}
    echo "\${ship.name} at \${ship.berth}" $\${HOME} %%{x}
    %{endfor~}
    %{if var.debug}set -x%{else}set -e%{endif}
  EOT
  policy = jsonencode({
    Statement = [{
      Action   = ["s3:Get*"]
      Resource = "\${aws_s3_bucket.cargo.arn}/*"
    }]
  })
  script = <<SCRIPT
plain \${join(",", [
  for s in var.ships :
  s.name
])} text
SCRIPT
  quoted = "a \\"b\\" \\\\ \\n \\u00e9 \${"in \${"two"} ways"} %{if a~} b %{endif~} c"
  long = var.a == "x" ? (
    "one"
    ) : (
    "two"
  )
  nested = f(g([
    1, 2,
    3
  ], { a = 1 }), <<EOT
text
EOT
  )
}

output "berths" {
  value     = { for k, v in aws_instance.crane : k => v.private_ip }
  sensitive = true
}
`;

const odd = `a = 1
bb    = [1, 2, 3] # three
ccc   = {}        # none
größe = "名前"      # wide
empty {}
labels "two" "words" {
}
x = [
  { a = 1 },
  { b = 2
  c = 3 },
  [
    [1], [2]
  ],
]
y = (
  1 +
  2
)
minus   = -1
minus_b = a - -b
not     = !(a && !b)
call    = provider_x(a, b...)
empties = [[], {}, ""]
object  = { "a" : 1, b = "\${c}", (d) = e }
index   = a[b[0]].c["d"][*].e
emoji   = "👩‍👩‍👧 e\u0301"
/* before */ z = /* in between */ 1 /* behind */
`;

export const soundTexts: readonly string[] = [network, templates, odd];
