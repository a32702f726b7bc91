import { describe, expect, it } from "vitest";
import { withScheme } from "@/lib/with-scheme";
import { faults, isOrganisationNumber, noFields, toCreate, toEdit } from "./organisation-fields";
import { parseOrganisationsSearch } from "./search";
import { mandatesUpTo } from "./words";

describe("an organisation's form", () => {
  it("knows a number by its check digit, and a personal number as none", () => {
    expect(["556016-0680", "5560160680", "212000-0142"].every(isOrganisationNumber)).toBe(true);
    for (const wrong of ["556016-0681", "811218-9876", "5560160-680", "", "abc"]) {
      expect(isOrganisationNumber(wrong)).toBe(false);
    }
  });

  it("asks for what is missing", () => {
    expect(faults(noFields)?.errors.map(({ field }) => field)).toEqual(["name"]);
    const shown = { ...noFields, name: "Vi", contactShown: true };
    expect(faults(shown)?.errors.map(({ field }) => field)).toEqual(["contactEmail"]);
    const wrong = { ...noFields, name: "Vi", organisationNumber: "1" };
    expect(faults(wrong)?.errors.map(({ field }) => field)).toEqual(["organisationNumber"]);
    expect(faults({ ...noFields, name: "Vi" })).toBeUndefined();
  });

  it("leaves out what is empty, and empties it in an edit", () => {
    const fields = { ...noFields, name: " Vi ", website: "alvsala.example" };
    expect(toCreate(fields)).toEqual({
      name: "Vi",
      kind: "association",
      description: "",
      contactShown: false,
      website: "https://alvsala.example",
    });
    expect(toEdit(fields)).toMatchObject({ organisationNumber: null, contactEmail: null });
  });

  it("adds the scheme that people leave out, and no other", () => {
    expect(withScheme(" alvsala.example ")).toBe("https://alvsala.example");
    expect(withScheme("http://alvsala.example")).toBe("http://alvsala.example");
    expect(withScheme("")).toBe("");
  });
});

describe("addresses and mandates", () => {
  it("drops what the list does not know", () => {
    expect(parseOrganisationsSearch({ q: "älv", kind: "resident", verified: "yes", x: 1 })).toEqual({
      q: "älv",
    });
    expect(parseOrganisationsSearch({ kind: "university", verified: false })).toEqual({
      kind: "university",
      verified: false,
    });
  });

  it("gives no mandate above one's own", () => {
    expect(mandatesUpTo("owner")).toEqual(["owner", "representative", "member"]);
    expect(mandatesUpTo("representative")).toEqual(["representative", "member"]);
  });
});
