import { expect, it } from "vitest";
import { draftOf, fieldNames, fieldsOf } from "./fields";

it("keeps to oneself whatever has not been shown before", () => {
  const draft = draftOf({ version: 1, fields: [] });
  expect(fieldNames.map((name) => draft[name])).toEqual(
    fieldNames.map(() => ({ value: "", visibility: "private" })),
  );
});

it("comes back as it was, without what is empty", () => {
  const fields = [
    { name: "about", value: "Jag bor vid älven.", visibility: "public" },
    { name: "place", value: "Kvarnholmen", visibility: "members" },
  ] as const;
  const draft = draftOf({ version: 1, fields: [...fields] });
  expect(fieldsOf({ ...draft, website: { value: "  ", visibility: "public" } })).toEqual(fields);
});

it("adds the scheme that people leave out of a website", () => {
  const draft = draftOf({ version: 1, fields: [] });
  const website = { value: " alvsala.example ", visibility: "public" } as const;
  expect(fieldsOf({ ...draft, website })).toEqual([
    { name: "website", value: "https://alvsala.example", visibility: "public" },
  ]);
});
