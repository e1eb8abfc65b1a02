// Numbers about numbers.

export interface Spread {
  median: number;
  min: number;
  max: number;
  runs: number;
}

/** The value below which `share` percent of them lie: nearest rank, but the middle of two at an even half. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const at = (sorted.length * share) / 100;
  const value = (index: number) => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? NaN;
  if (share === 50 && Number.isInteger(at)) return (value(at - 1) + value(at)) / 2;
  return value(Math.ceil(at) - 1);
}

export function spread(values: number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  return { median: percentile(values, 50), min: Math.min(...values), max: Math.max(...values), runs: values.length };
}
