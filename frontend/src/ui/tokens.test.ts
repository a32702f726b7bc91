import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/ui/tokens.css", "utf8");

/** The colours of a block, by name: those that are plain hexadecimal. */
function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

const blocks = css.split(/^:root|:root:not/m);
const find = (start: string) => colours(blocks.find((block) => block.startsWith(start)) ?? "");
const light = find(" {");
const darkBySystem = find('([data-theme="light"])');
const darkByChoice = find('[data-theme="dark"]');

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const papers = ["paper", "paper-raised", "paper-sunken"];
const pairs: [string, string, number][] = [
  ...papers.flatMap((p): [string, string, number][] => [
    ["ink", p, 7],
    ["ink-soft", p, 4.5],
    ["accent", p, 4.5],
    ["danger", p, 4.5],
    ["edge", p, 3],
    ["focus", p, 3],
  ]),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["accent", "accent-wash", 4.5],
  ["ink", "accent-wash", 7],
  ["ink", "danger-wash", 7],
  ["danger", "danger-wash", 4.5],
  ["ink-soft", "danger-wash", 4.5],
  ["success", "success-wash", 4.5],
  ["warning", "warning-wash", 4.5],
  ["paper", "ink", 7],
  ["paper", "danger", 4.5],
];

describe("colour tokens", () => {
  it("are the same in both ways to dark", () => {
    expect(Object.keys(light).length).toBeGreaterThan(15);
    expect(darkByChoice).toEqual(darkBySystem);
    expect(Object.keys(darkBySystem)).toEqual(Object.keys(light));
  });

  describe.each([
    ["light", light],
    ["dark", darkBySystem],
  ])("in %s", (_, theme) => {
    it.each(pairs)("%s on %s reaches %s:1", (front, back, least) => {
      expect(contrast(theme[front] ?? "", theme[back] ?? "")).toBeGreaterThanOrEqual(least);
    });
  });
});
