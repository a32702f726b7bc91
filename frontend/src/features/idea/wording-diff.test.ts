import { describe, expect, it } from "vitest";
import { compareWordings, type Part } from "./wording-diff";

const text = (parts: Part[], ...kinds: Part["kind"][]) =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map((part) => part.text)
    .join("");
const marked = (before: string, after: string) =>
  compareWordings(before, after)
    .map((part) => ({ same: part.text, added: `[+${part.text}]`, removed: `[-${part.text}]` })[part.kind])
    .join("");

describe("compareWordings", () => {
  it.each([
    ["ett två tre", "ett två tre", "ett två tre"],
    ["ett två tre", "ett tre", "ett[- två] tre"],
    ["ett tre", "ett två tre", "ett[+ två] tre"],
    ["ett två tre", "ett fyra tre", "ett[- två][+ fyra] tre"],
    ["", "nytt", "[+nytt]"],
    ["gammalt", "", "[-gammalt]"],
    ["rad ett\nrad två", "rad ett\n\nrad två", "rad ett[-\nrad][+\n\nrad] två"],
  ])("from %j to %j", (before, after, shown) => {
    expect(marked(before, after)).toBe(shown);
  });

  it("holds both wordings whole", () => {
    const before = "Sänk lyktorna vid älven.\n\n- varmt ljus\n- ned efter tolv\n";
    const after = "Sänk alla lyktor vid älven nu.\n\n- varmt, svagt ljus\n";
    const parts = compareWordings(before, after);
    expect(text(parts, "same", "removed")).toBe(before);
    expect(text(parts, "same", "added")).toBe(after);
  });

  it("takes texts that are too long to compare as rewritten, and keeps what frames them", () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(" ");
    const parts = compareWordings(`Början ${long("a")} slut`, `Början ${long("b")} slut`);
    expect(parts.map(({ kind }) => kind)).toEqual(["same", "removed", "added", "same"]);
  });
});
