/** Terraform for the benchmarks, as much and as varied as anybody needs. */

/** What a module's file holds: about 3.5 KB of blocks, objects, templates and conditions, in Terraform's layout. */
export function terraformFile(number: number): string {
  return Array.from({ length: 5 }, (_, part) => block(number * 5 + part)).join("\n");
}

function block(number: number): string {
  return `# Pier ${number} of the harbour.
resource "aws_instance" "pier_${number}" {
  for_each = { for name, crane in var.cranes : name => crane if crane.pier == ${number} }

  ami           = data.aws_ami.base.id
  instance_type = each.value.heavy ? "m6i.large" : "t3.micro"
  subnet_id     = aws_subnet.private[each.value.zone].id
  user_data     = <<-EOT
    #!/bin/sh
    echo "pier ${number}, crane \${each.key}" > /etc/motd
    %{if each.value.heavy~}
    sysctl -w vm.swappiness=10
    %{endif~}
  EOT

  root_block_device {
    encrypted   = true
    volume_size = max(20, each.value.storage * 2 + 8)
  }

  tags = merge(local.tags, {
    Name  = "\${var.prefix}-pier-${number}-\${each.key}"
    Zones = join(",", [for zone in local.zones : upper(zone)])
  })
}
`;
}
