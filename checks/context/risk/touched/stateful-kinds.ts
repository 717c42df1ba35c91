/**
 * Kubernetes kinds that hold data, or whose deletion takes data along.
 *
 * Source: the pages of Kubernetes on StatefulSets, persistent volumes, namespaces and custom resource definitions (as of 1.34), and the
 * custom resource definitions of the operators that are named by their groups.
 */

interface Kind {
  readonly kind: string;
  readonly group: string;
}

/** `group/Kind` -> what it holds. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["apps/StatefulSet", "volumes"],
  ["/PersistentVolumeClaim", "volume"],
  ["/PersistentVolume", "volume"],
  ["kafka.strimzi.io/Kafka", "stream"],
  ["kafka.strimzi.io/KafkaTopic", "stream"],
  ["postgresql.cnpg.io/Cluster", "database"],
  ["acid.zalan.do/postgresql", "database"],
  ["postgres-operator.crunchydata.com/PostgresCluster", "database"],
  ["elasticsearch.k8s.elastic.co/Elasticsearch", "search index"],
  ["rabbitmq.com/RabbitmqCluster", "queue"],
  ["mongodbcommunity.mongodb.com/MongoDBCommunity", "database"],
  ["pxc.percona.com/PerconaXtraDBCluster", "database"],
  ["cassandra.datastax.com/CassandraDatacenter", "database"],
  ["mariadb.mmontes.io/MariaDB", "database"],
  ["k8s.mariadb.com/MariaDB", "database"],
  ["minio.min.io/Tenant", "bucket"],
  ["ceph.rook.io/CephCluster", "file system"],
]);

/** What goes with them when they are deleted; to change them touches none of it. */
const containers: ReadonlyMap<string, string> = new Map([
  ["/Namespace", "everything in it"],
  ["apiextensions.k8s.io/CustomResourceDefinition", "every object of its kind"],
]);

export function dataHeldBy({ group, kind }: Kind, action: "added" | "changed" | "removed"): string | undefined {
  const name = `${group}/${kind}`;
  return kinds.get(name) ?? (action === "removed" ? containers.get(name) : undefined);
}
