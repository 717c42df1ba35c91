/** Cycles of a graph: its strongly connected parts, found without recursion. */

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** One cycle of each connected part, starting with its first node in the graph's order. */
export function findCycles(graph: Graph): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const settled = new Set<string>();
  const knot = withoutEnds(withoutEnds(graph), "reversed");
  for (const start of [...graph.keys()].filter((node) => knot.has(node)).slice(0, mostStarts)) {
    if (settled.has(start)) continue;
    const way = wayBack(graph, start);
    if (!way) continue;
    cycles.push(way);
    // Whatever lies in a circle with it belongs to the same mistake.
    for (const node of connected(graph, start)) settled.add(node);
  }
  return cycles;
}

/** Each start walks the whole knot; a knot of more nodes is told by those it begins with. */
const mostStarts = 500;

/** What is left when nodes that lead nowhere are taken away, again and again: cycles and what leads to them. */
function withoutEnds(graph: Graph, direction: "as is" | "reversed" = "as is"): Graph {
  const forwards = direction === "reversed" ? reverse(graph) : graph;
  const backwards = reverse(forwards);
  const count = new Map([...forwards].map(([node, targets]) => [node, targets.size]));
  const ends = new Set([...count].filter(([, size]) => size === 0).map(([node]) => node));
  for (const end of ends) {
    for (const node of backwards.get(end) ?? []) {
      const left = (count.get(node) ?? 0) - 1;
      count.set(node, left);
      if (left === 0) ends.add(node);
    }
  }
  return new Map(
    [...graph]
      .filter(([node]) => !ends.has(node))
      .map(([node, targets]) => [node, new Set([...targets].filter((target) => !ends.has(target)))]),
  );
}

function reverse(graph: Graph): Graph {
  const reversed = new Map<string, Set<string>>([...graph.keys()].map((node) => [node, new Set()]));
  for (const [from, targets] of graph) for (const to of targets) reversed.get(to)?.add(from);
  return reversed;
}

/** The shortest way from a node back to it. */
function wayBack(graph: Graph, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (const node of waiting) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return retrace(cameFrom, start, node);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      waiting.push(next);
    }
  }
  return undefined;
}

function retrace(cameFrom: ReadonlyMap<string, string>, start: string, last: string): readonly string[] {
  const way = [last];
  for (let node = last; node !== start;) {
    node = cameFrom.get(node) ?? start;
    way.unshift(node);
  }
  return way;
}

/** Nodes that a node reaches and that reach it. */
function connected(graph: Graph, start: string): ReadonlySet<string> {
  const backwards = reach(reverse(graph), start);
  return new Set([...reach(graph, start)].filter((node) => backwards.has(node)));
}

function reach(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const node of reached) for (const next of graph.get(node) ?? []) reached.add(next);
  return reached;
}
