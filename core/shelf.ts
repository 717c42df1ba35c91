/** What is kept for the next time within a bound: the least recently used goes first. */

export interface Shelf<Value> {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
}

/** Bounded by weight, because one hostile file can bring as much as a thousand others. */
export function createShelf<Value>(room: number, weigh: (value: Value) => number): Shelf<Value> {
  const values = new Map<string, Value>();
  let weight = 0;

  function remove(key: string): Value | undefined {
    const value = values.get(key);
    if (value === undefined) return undefined;
    values.delete(key);
    weight -= weigh(value);
    return value;
  }

  function put(key: string, value: Value): void {
    remove(key);
    values.set(key, value);
    weight += weigh(value);
    if (weight <= room) return;
    for (const oldest of values.keys()) {
      if (weight <= room) return;
      remove(oldest);
    }
  }

  return {
    put,
    get(key) {
      const value = remove(key);
      if (value !== undefined) put(key, value);
      return value;
    },
  };
}
